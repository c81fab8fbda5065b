"""``rules/publishing.yaml``: what a system must publish, what starts that, and how soon.

Plain dataclasses, without pydantic: reports read these, and must start fast.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from dpsctl.documents.by_hand import Hand
from dpsctl.documents.document import Where
from dpsctl.documents.paths import rules_file
from dpsctl.documents.reading import read_one
from dpsctl.documents.regimes import REGIMES
from dpsctl.documents.scalars import one_of
from dpsctl.domain.publishing import SUBJECTS, Event

_REQUIRED = ("publish", "called", "regimes", "begins")
_OPTIONAL = ("within", "grouped", "how_soon", "not_on_basis", "not_on_grounds")


@dataclass(frozen=True)
class Duty:
    """Something to be published under some regimes.

    ``begins`` are the kinds of event that start it. ``within`` and ``grouped`` are provisions of
    ``time-limits.yaml``, the second for systems that group a quarter's notices; where there is
    neither it is due on the day itself, and ``how_soon`` is what the law says.
    """

    name: str
    called: str
    regimes: tuple[str, ...]
    begins: tuple[str, ...]
    within: str | None
    grouped: str | None
    how_soon: str | None
    not_on_basis: str | None
    not_on_grounds: tuple[str, ...]

    @property
    def subject(self) -> str:
        """What it is about: ``contract``, ``application`` or ``quarter``."""
        return SUBJECTS[self.begins[0]]

    def begun_by(self, event: Event) -> bool:
        """Whether an event starts it."""
        if event.what not in self.begins:
            return False
        if self.not_on_basis and (event.basis or "").casefold() == self.not_on_basis.casefold():
            return False
        return not event.grounds or bool(set(event.grounds) - set(self.not_on_grounds))


def duties_under(folders: Sequence[Path], regime: str) -> list[Duty]:
    """The duties of systems under a regime, in the file's order.

    Raises:
        DocumentError: with every complaint, in file order.
        RefusedError: the file is not on the shelf.
    """
    every = read_duties(rules_file(folders, "publishing.yaml"))
    return [duty for duty in every if regime in duty.regimes]


def read_duties(path: Path) -> tuple[Duty, ...]:
    """Read the duties.

    Raises:
        UsageError: there is no such file.
        DocumentError: with every complaint, in file order.
    """
    hand = Hand(read_one(path))
    hand.keys((), ("duties",))
    places = hand.entries(("duties",))
    return hand.finish(lambda: tuple(_duty(hand, ("duties", place)) for place in places))


def _duty(hand: Hand, at: Where) -> Duty:
    hand.keys(at, _REQUIRED, _OPTIONAL)
    begins = _words(hand, (*at, "begins"), tuple(SUBJECTS))
    if hand.value((*at, "begins")) == []:
        hand.complain((*at, "begins"), "names nothing that starts it")
    if len({SUBJECTS[each] for each in begins if each}) > 1:
        hand.complain((*at, "begins"), "a duty is about contracts, applications or quarters alone")
    if (hand.value((*at, "within")) is None) == (hand.value((*at, "how_soon")) is None):
        hand.complain(at, "say how soon: either within, a provision, or how_soon, in words")
    return Duty(
        name=hand.take((*at, "publish"), str),
        called=hand.take((*at, "called"), str),
        regimes=_words(hand, (*at, "regimes"), REGIMES),
        begins=begins,
        within=hand.take((*at, "within"), str),
        grouped=hand.take((*at, "grouped"), str),
        how_soon=hand.take((*at, "how_soon"), str),
        not_on_basis=hand.take((*at, "not_on_basis"), str),
        not_on_grounds=_words(hand, (*at, "not_on_grounds")),
    )


def _words(hand: Hand, at: Where, known: Sequence[str] = ()) -> tuple[str, ...]:
    parse = one_of(known) if known else str
    return tuple(hand.take((*at, place), parse) for place in hand.entries(at))
