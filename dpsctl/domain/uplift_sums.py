"""What an uplift comes to: for each contract, and over all of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass
from datetime import date
from fractions import Fraction

from dpsctl.domain.costs import annual_pence
from dpsctl.domain.money import half_up


@dataclass(frozen=True)
class Rise:
    """One fee that rises, in pence a week, and for how many ``days`` past that is owed."""

    before: int
    after: int
    days: int = 0


def days_owed(first: date, today: date, stops: Iterable[date | None]) -> int:
    """For how many days up to yesterday the new fee is owed: from its first to the day before the
    earliest of ``stops``, the days from which it is not, or not any more.
    """
    until = min([today, *(day for day in stops if day)])
    return max((until - first).days, 0)


@dataclass(frozen=True)
class Effect:
    """What an uplift comes to, for the fees that rise: how many, pence a week before and after,
    pence a year more, and pence owed for days past.
    """

    fees: int = 0
    before: int = 0
    after: int = 0
    annual: int = 0
    arrears: int = 0

    def __add__(self, other: Effect) -> Effect:
        return Effect(*map(sum, zip(astuple(self), astuple(other), strict=True)))


def effect(rises: Sequence[Rise], weeks: Fraction) -> Effect:
    """What an uplift comes to for one contract, by the weeks of a year.

    The year's increase and the arrears are rounded half-up once each, for the contract as a whole;
    a day is a seventh of a week.
    """
    before, after = sum(rise.before for rise in rises), sum(rise.after for rise in rises)
    owed = sum((rise.after - rise.before) * rise.days for rise in rises)
    return Effect(
        fees=len(rises),
        before=before,
        after=after,
        annual=annual_pence(after - before, weeks),
        arrears=half_up(Fraction(owed, 7)),
    )
