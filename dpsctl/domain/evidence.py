"""Proofs that run out: insurance, policies, declarations, and how a contract's stand on a day.

A proof may have a first and a last day on which it holds, both in; all are London days. Of one kind
the proof that was recorded last counts, from its first day on. A certificate that begins when the
one before it ends carries that on, so that nobody is reminded of what is renewed already.

*Lapsing*: from the first of the days on which reminders fall. *Lapsed*: from the day after its
last. After a grace the home is closed to new placements; its contract is in force all the same. A
proof of whose last day nothing is known stands in no way at all, which is never a "no".
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from operator import attrgetter

from dpsctl.domain.proof_kinds import KINDS, REGISTRATION
from dpsctl.domain.proofs import Proof, Watch, later

CURRENT, LAPSING, LAPSED = "current", "lapsing", "lapsed"
STANDINGS = (CURRENT, LAPSING, LAPSED)
"""How a proof stands on a day, the better before the worse."""

_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Held:
    """What is held of one kind on a day, and until when.

    ``proof`` is the one that holds longest without a gap; ``last`` its last day, none where it does
    not run out or nothing says when.
    """

    proof: Proof
    last: date | None
    watch: Watch
    day: date

    @property
    def standing(self) -> str | None:
        """One of :data:`STANDINGS`; none where nothing says how long it holds."""
        if self.last is None:
            return CURRENT if self.proof.is_lasting(self.watch) else None
        if self.day > self.last:
            return LAPSED
        return LAPSING if any(day <= self.day for day in self.reminders) else CURRENT

    @property
    def reminders(self) -> list[date]:
        """The days on which reminders of its last day fall, the first before the others."""
        if self.last is None:
            return []
        return sorted(self.last - _DAY * days for days in set(self.watch.remind))

    @property
    def closes_on(self) -> date | None:
        """The first day closed to new placements, unless it is renewed.

        A home that is registered no more has no grace.
        """
        if self.last is None or self.proof.kind == REGISTRATION:
            return self.last + _DAY if self.last else None
        return later(self.last, self.watch.grace) + _DAY

    @property
    def closed(self) -> bool:
        """Whether its grace is over on the day."""
        return self.closes_on is not None and self.closes_on <= self.day


def held(proofs: Sequence[Proof], watch: Watch, day: date) -> Held | None:
    """What is held on a day of proofs of one kind, in the order in which they were recorded.

    What says how long it holds goes before what does not, such as cover that is only promised.
    """
    known = [each for each in proofs if each.known(day)]
    if len(known) == 1:
        return Held(known[0], known[0].last_day(watch), watch, day)
    telling = [each for each in known if each.last_day(watch) or each.is_lasting(watch)]
    known = telling or known
    if not known:
        return None
    begun = [place for place, each in enumerate(known) if each.begun(day)]
    place = begun[-1] if begun else len(known) - 1
    last = known[place].last_day(watch)
    while last and (on := _carrying_on(known, place, last)):
        place, last = on, known[on].last_day(watch)
    return Held(known[place], last, watch, day)


def _carrying_on(known: Sequence[Proof], place: int, last: date) -> int | None:
    """Which proof, recorded after the one at a place, begins by the day after its last."""
    later = range(len(known) - 1, place, -1)
    return next((on for on in later if (known[on].first or date.max) <= last + _DAY), None)


@dataclass(frozen=True)
class Evidence:
    """What is held for a contract on a day, by kind."""

    held: tuple[Held, ...] = ()

    @property
    def standing(self) -> str | None:
        """How the worst of it stands; none where nothing is known."""
        standings = [each.standing for each in self.held if each.standing]
        return max(standings, key=STANDINGS.index, default=None)

    @property
    def closed(self) -> bool:
        """Whether it has lapsed beyond its grace: no new placements."""
        return any(each.closed for each in self.held)

    def of(self, kind: str) -> Held | None:
        """What is held of one kind."""
        return next((each for each in self.held if each.proof.kind == kind), None)

    def standing_so(self, *standings: str) -> list[Held]:
        """What stands in one of these ways."""
        return [each for each in self.held if each.standing in standings]


def evidence(proofs: Iterable[Proof], watch: Watch, day: date) -> Evidence:
    """What is held on a day, of proofs in any order."""
    kinds: dict[str, list[Proof]] = {}
    for proof in sorted(proofs, key=attrgetter("entry")):
        kinds.setdefault(proof.kind, []).append(proof)
    every = [held(kinds[kind], watch, day) for kind in sorted(kinds, key=_place)]
    return Evidence(tuple(each for each in every if each))


def _place(kind: str) -> tuple[int, str]:
    return (KINDS.index(kind) if kind in KINDS else len(KINDS)), kind
