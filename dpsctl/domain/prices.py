"""Prices of one band side by side: how far apart they are, and how far over the guide price.

Everything is exact. A million placements may be looked at, so that each fee comes once, with how
many have it, from the lowest to the highest, and none of them is kept.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from fractions import Fraction
from math import isqrt

from dpsctl.domain.money import half_up, percent, plain_pounds


@dataclass(frozen=True)
class Paid:
    """How many placements have a weekly fee, in pence, where the guide price is ``guide`` or, where
    it is none, there is none. ``home`` is one of their homes.
    """

    weekly: int
    placements: int
    guide: int | None
    home: int


@dataclass(frozen=True)
class Over:
    """A fee over the guide price, by so many pence a week, and the home in which it is paid."""

    pence: int
    guide: int
    home: int

    @property
    def percent(self) -> str | None:
        """The same as a share of the guide price, with two decimals; none of a guide of nought."""
        return percent(self.pence, self.guide)

    @property
    def rank(self) -> tuple[int, int, int]:
        """How bad it is: of two as far over, the one over the lower guide is worse; then the one
        in the home that came to the ledger first.
        """
        return self.pence, -self.guide, -self.home


@dataclass(frozen=True)
class Prices:
    """The weekly fees of some placements, in pence. ``median`` and ``mean`` are rounded half-up.

    ``variation`` is the population's coefficient of variation in percent, with two decimals; none
    where the mean is nought. ``over`` counts the fees over their guide price, none where there is
    no guide price for any of them; ``worst`` is the furthest.
    """

    placements: int
    least: int
    median: int
    mean: int
    most: int
    variation: str | None
    over: int | None
    worst: Over | None


@dataclass
class _Tally:
    """What is known of the fees that have come by."""

    of: int
    counted: int = 0
    total: int = 0
    squares: int = 0
    least: int | None = None
    most: int = 0
    middle: list[int] = field(default_factory=list)
    over: int | None = None
    worst: Over | None = None

    def add(self, paid: Paid) -> None:
        """Take a fee in, with all who have it."""
        if self.least is None:
            self.least = paid.weekly
        self.most = paid.weekly
        reached = self.counted + paid.placements
        # The two in the middle, which are the same one where the number is odd.
        self.middle += [
            paid.weekly for at in ((self.of - 1) // 2, self.of // 2) if self.counted <= at < reached
        ]
        self.counted = reached
        self.total += paid.weekly * paid.placements
        self.squares += paid.weekly**2 * paid.placements
        if paid.guide is not None:
            self._hold_against(paid, paid.guide)

    def _hold_against(self, paid: Paid, guide: int) -> None:
        self.over = self.over or 0
        if paid.weekly > guide:
            self.over += paid.placements
            over = Over(paid.weekly - guide, guide, paid.home)
            self.worst = max(self.worst or over, over, key=lambda each: each.rank)


def prices(paid: Iterable[Paid], placements: int) -> Prices:
    """The prices of a band from its fees in ascending order, of so many ``placements`` in all.

    There must be at least one.
    """
    tally = _Tally(placements)
    for each in paid:
        tally.add(each)
    assert tally.least is not None and tally.counted == placements, "every fee has come by"
    return Prices(
        placements=placements,
        least=tally.least,
        median=half_up(Fraction(sum(tally.middle), 2)),
        mean=half_up(Fraction(tally.total, placements)),
        most=tally.most,
        variation=variation_percent(placements, tally.total, tally.squares),
        over=tally.over,
        worst=tally.worst,
    )


def variation_percent(count: int, total: int, squares: int) -> str | None:
    """The standard deviation of all of a population over its mean, in percent, half-up.

    From how many there are, their sum, and the sum of their squares; none where the sum is nought.
    """
    if not total:
        return None
    # Deviation over mean is the root of (count x squares - total²), over total. In hundredths of a
    # percent, doubled: twice as many tens of thousands of it, the root rounded down, which is
    # exact, for nothing whole lies between a root and the whole number below it.
    doubled = isqrt((count * squares - total**2) * 20_000**2) // total
    return plain_pounds((doubled + 1) // 2)
