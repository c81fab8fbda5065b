"""What an application's evidence lacks before it may be awarded a contract, and what mends it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from dpsctl.domain.evidence import LAPSED, Held
from dpsctl.domain.money import plain_pounds, whole_pounds
from dpsctl.domain.proof_kinds import INSURANCES, REGISTRATION, kind_typed, kind_words
from dpsctl.domain.proofs import Proof
from dpsctl.ledger.file import Row
from dpsctl.ledger.proofs import ProofsKnown


@dataclass(frozen=True)
class Lack:
    """What keeps an application from an award, and the command that mends it."""

    what: str
    command: str


def lacking(known: ProofsKnown, row: Row, day: date, starts: date) -> Iterator[Lack]:
    """What an application's award on a London day would lack, of a contract that starts on another.

    Cover that was promised has to be certified, at the amount that was promised, by a certificate
    that was seen and that holds by the contract's first day.
    """
    application, provider = row["id"], row["provider"]
    proofs = known.with_application(application, provider)
    promised = _promised(proofs, application)
    for kind, pence in promised.items():
        if not _certified(proofs, kind, pence, day, max(day, starts)):
            amount = plain_pounds(pence).removesuffix(".00")
            yield Lack(
                f"{kind_words(kind)} cover of {whole_pounds(pence)} was promised and is not "
                "certified",
                _command(application, kind, f"--until DATE --cover {amount}"),
            )
    held = known.of_application(application, provider, row["home"], day)
    for each in held.standing_so(LAPSED):
        if (kind := each.proof.kind) == REGISTRATION:
            yield _not_registered(application, each)
        elif kind not in promised:
            days = "--until DATE" if kind in INSURANCES else "--on DATE"
            what = f"its {kind_words(kind)} ran out on {each.last}"
            yield Lack(what, _command(application, kind, days))


def _not_registered(application: int, held: Held) -> Lack:
    return Lack(
        f"it is registered no more since {held.closes_on}, by {held.proof.reference}",
        f"dpsctl rescind {application} --reason TEXT, or dpsctl import-register a newer FILE",
    )


def _promised(proofs: Sequence[Proof], application: int) -> dict[str, int]:
    """The cover in pence that this application said it would obtain, by kind."""
    return {
        each.kind: each.promised
        for each in proofs
        if each.promised is not None and each.application == application
    }


def _certified(proofs: Sequence[Proof], kind: str, pence: int, day: date, by: date) -> bool:
    """Whether the newest certificate of a kind that was seen covers what was promised."""
    seen = [each for each in proofs if each.kind == kind and each.source == "record"]
    if not seen:
        return False
    newest = seen[-1]
    holds = (newest.first or day) <= by and newest.last is not None and newest.last >= day
    return holds and (newest.cover or 0) >= pence


def _command(application: int, kind: str, options: str) -> str:
    return f"dpsctl record-evidence {application} {kind_typed(kind)} {options} --application"
