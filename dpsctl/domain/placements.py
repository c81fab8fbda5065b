"""One person's placement over time: who lives where on a day, at which fee, and on which days.

A placement runs from its first day, which may not be known, to the day before the person left. Fees
are pence a week, each from a London day on. *Historic* is the fee on the terms before the contract,
*first* the first on its terms.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

BASES = ("transfer", "call-off", "direct", "user choice")
"""On what basis somebody is placed: with the home, called off the system, directly, by choice."""

Cause = Literal["review", "uplift"]

_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Fee:
    """A weekly fee in pence from a day on, after one person's review or by an uplift."""

    from_day: date
    weekly: int
    cause: Cause


@dataclass(frozen=True)
class Placement:
    """One person's place in a home. ``left_on`` is the first day on which they are not there.

    ``fees`` are the later ones, one for a day, in the order of their days. ``starts_on`` is none
    for somebody who came with a contract and lived there before it.
    """

    historic: int
    first: int
    starts_on: date | None = None
    left_on: date | None = None
    fees: tuple[Fee, ...] = ()

    def lives(self, day: date) -> bool:
        """Whether the person lives there at the end of a day."""
        begun = self.starts_on is None or self.starts_on <= day
        return begun and (self.left_on is None or day < self.left_on)

    def weekly(self, day: date) -> int:
        """The weekly fee of a day on these terms, in pence."""
        return next((fee.weekly for fee in reversed(self.fees) if fee.from_day <= day), self.first)

    def risen(self, cause: Cause, after: date | None, day: date) -> int:
        """By how much one cause changed the weekly fee, in pence, from the day after ``after``
        (none: from the beginning) to ``day``, both of them in.
        """
        weekly, risen = self.first, 0
        for fee in self.fees:
            if fee.from_day > day:
                break
            if fee.cause == cause and (after is None or fee.from_day > after):
                risen += fee.weekly - weekly
            weekly = fee.weekly
        return risen

    def pence_days(self, first: date, last: date) -> int:
        """The sum of the weekly fee over every day lived there from ``first`` to ``last``, both in;
        a seventh of it is what those days cost.
        """
        return sum(weekly * days for weekly, days in self._spans(first, last))

    def days(self, first: date, last: date) -> int:
        """How many days the person lived there from ``first`` to ``last``, both in."""
        return sum(days for _, days in self._spans(first, last))

    def _spans(self, first: date, last: date) -> Iterator[tuple[int, int]]:
        """Each fee of these days with the number of them that it is for."""
        begins = max(first, self.starts_on or first)
        ends = min(last, self.left_on - _DAY) if self.left_on else last
        changes = [fee for fee in self.fees if begins < fee.from_day <= ends]
        starts = [begins, *(fee.from_day for fee in changes)]
        for start, after in zip(starts, [*starts[1:], ends + _DAY], strict=True):
            if start < after:
                yield self.weekly(start), (after - start).days


def in_order(fees: Sequence[Fee]) -> tuple[Fee, ...]:
    """Fees as they were recorded, in the order of their days; of several for one day the last."""
    newest = {fee.from_day: fee for fee in fees}
    return tuple(newest[day] for day in sorted(newest))
