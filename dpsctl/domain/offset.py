"""Joiners against leavers: what new places cost a year, and what places given up have saved."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from dpsctl.domain.costs import annual_pence
from dpsctl.domain.money import half_up


@dataclass(frozen=True)
class Places:
    """People in a band under one contract on a day, and their weekly fees in pence: all of them,
    and those ``changed``, who have joined since the other day or have left by it.
    """

    placements: int
    weekly: int
    changed: int
    changed_weekly: int


@dataclass(frozen=True)
class Offset:
    """One band's joiners and leavers, in pence a year.

    ``placements`` are those of the day, ``mean`` what one of them costs; none of none.
    """

    joiners: int
    joiners_annual: int
    leavers: int
    leavers_annual: int
    placements: int
    mean: int | None

    @property
    def net(self) -> int:
        """So many people more, or fewer."""
        return self.joiners - self.leavers

    @property
    def net_annual(self) -> int:
        """Pence a year more, or less."""
        return self.joiners_annual - self.leavers_annual


def offset(now: Iterable[Places], then: Iterable[Places], weeks: Fraction) -> Offset:
    """A band's offset, from its places on the day and those on the day from which it is counted.

    What joined and what left under each contract is made annual by ``weeks``, half-up once.
    """
    today, before = list(now), list(then)
    people = sum(each.placements for each in today)
    weekly = sum(each.weekly for each in today)
    return Offset(
        joiners=sum(each.changed for each in today),
        joiners_annual=sum(annual_pence(each.changed_weekly, weeks) for each in today),
        leavers=sum(each.changed for each in before),
        leavers_annual=sum(annual_pence(each.changed_weekly, weeks) for each in before),
        placements=people,
        mean=half_up(weekly * weeks / people) if people else None,
    )


def break_even_beds(net_annual: int, mean: int | None) -> int | None:
    """How many places at a mean cost would have to be given up for a net cost to come to nought or
    less; none where there is no net cost, or no such place.
    """
    return -(-net_annual // mean) if net_annual > 0 and mean else None
