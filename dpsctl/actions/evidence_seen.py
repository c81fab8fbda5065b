"""What ``record-evidence`` was told that somebody saw: a kind of proof, its days and its cover."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dpsctl.actions.contract_life import has_come
from dpsctl.documents.document import did_you_mean, shown
from dpsctl.domain.money import plain_pounds, whole_pounds
from dpsctl.domain.proof_kinds import INSURANCES, KINDS, kind_typed, kind_words
from dpsctl.domain.proofs import Proof
from dpsctl.errors import RefusedError, UsageError


@dataclass(frozen=True)
class Seen:
    """A proof that was seen: its kind, the first and the last London day on which it holds, an
    insurance's cover in pence, and what it is filed under.
    """

    kind: str
    on: date | None = None
    until: date | None = None
    cover: int | None = None
    reference: str | None = None

    @property
    def options(self) -> str:
        """The kind and the options, as the ledger keeps a command."""
        given = {
            "--on": self.on,
            "--until": self.until,
            "--cover": None if self.cover is None else plain_pounds(self.cover),
            "--ref": self.reference,
        }
        said = [f"{option} {value}" for option, value in given.items() if value is not None]
        return " ".join([kind_typed(self.kind), *said])

    @property
    def words(self) -> str:
        """The same in words: ``public liability of £10,000,000 until 2022-06-30``."""
        cover = f"of {whole_pounds(self.cover)}" if self.cover is not None else ""
        since = ("from" if self.kind in INSURANCES else "of") + f" {self.on}" if self.on else ""
        until = f"until {self.until}" if self.until else ""
        return " ".join(filter(None, [kind_words(self.kind), cover, since, until]))

    def is_what(self, proof: Proof | None) -> bool:
        """Whether a proof on the ledger is this very one, as it was recorded before."""
        if proof is None or proof.source != "record":
            return False
        told = (proof.first, proof.last, proof.cover, proof.reference)
        return told == (self.on, self.until, self.cover, self.reference)


def parse_kind(text: str) -> str:
    """Read a kind of proof: ``public-liability``, ``policies.safeguarding``, ``safeguarding``.

    Raises:
        ValueError: there is no such kind; it names the nearest.
    """
    typed = {kind_typed(kind): kind for kind in KINDS}
    word = text.casefold().removeprefix("policies.").replace("_", "-")
    if word not in typed:
        near = did_you_mean(word, typed) or f"; the kinds are {', '.join(typed)}"
        raise ValueError(f"{shown(text)} is no kind of proof{near}")
    return typed[word]


def see_that_it_says_enough(seen: Seen, today: date) -> None:
    """See that a proof says how long it holds, and only what its kind can say.

    Raises:
        RefusedError: a signature or review on a day that has not come, or days back to front.
        UsageError: nothing says how long it holds, or cover of what insures nothing.
    """
    called, insures = kind_words(seen.kind), seen.kind in INSURANCES
    if insures and seen.until is None:
        raise UsageError(
            f"nothing says how long the {called} holds", "give its last day: --until DATE"
        )
    if seen.on is None and seen.until is None:
        raise UsageError(
            f"nothing says of when the {called} is",
            "give the day it was signed or reviewed: --on DATE",
        )
    if seen.cover is not None and not insures:
        raise UsageError(f"--cover: a {called} insures nothing", "leave it out")
    if seen.on and seen.until and seen.until < seen.on:
        raise RefusedError(
            f"the {called} cannot end on {seen.until}, before {seen.on}", "look at both days"
        )
    if seen.on and not insures:
        has_come(seen.on, today, "signed or reviewed")
