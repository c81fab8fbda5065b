"""Budgets: what was done under a decision, held against the sums that it approved."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal, get_args

from dpsctl.domain.costs import annual_pence
from dpsctl.domain.money import percent

Measure = Literal["annual cost", "increase", "contract value"]
MEASURES: tuple[Measure, ...] = get_args(Measure)
"""What a sum may be of: what contracts cost in a whole year; by how much a year that is more than
on historic terms, with uplifts where the decision gives the power to them; or what contracts come
to over their whole term."""


@dataclass(frozen=True)
class Spending:
    """What one contract costs on a day: pence a week on historic terms and on its own, of which
    ``uplifted`` is by uplifts, under whichever decision; and its ``value`` over the whole term.
    """

    current: int
    offered: int
    uplifted: int
    value: int
    placements: int

    def used(self, measure: Measure, weeks: Fraction) -> int:
        """How much of a sum it uses up, in pence, made annual half-up once.

        The increase leaves uplifts out: they use up what was approved by the decision for them.
        """
        if measure == "contract value":
            return self.value
        if measure == "annual cost":
            return annual_pence(self.offered, weeks)
        unlifted = annual_pence(self.offered - self.uplifted, weeks)
        return unlifted - annual_pence(self.current, weeks)


@dataclass(frozen=True)
class Uplifted:
    """By how much a week the uplifts under one decision raised one contract's fees, in pence."""

    weekly: int
    placements: int


@dataclass(frozen=True)
class Budget:
    """A sum in pence, none where a decision approved none, and what is used of it."""

    approved: int | None
    used: int

    @property
    def left(self) -> int | None:
        """What is left of it; less than nought where more was used."""
        return None if self.approved is None else self.approved - self.used

    @property
    def used_percent(self) -> str | None:
        """What is used as a share of it, with two decimals; none of nothing."""
        return percent(self.used, self.approved) if self.approved else None

    @property
    def over(self) -> bool:
        """Whether more is used than was approved."""
        return self.approved is not None and self.used > self.approved


def used(
    measure: Measure, spending: Iterable[Spending], uplifts: Iterable[Uplifted], weeks: Fraction
) -> int:
    """What the contracts under a decision, and its uplifts of any contracts, use of a measure."""
    spent = sum(each.used(measure, weeks) for each in spending)
    if measure != "increase":
        return spent
    return spent + sum(annual_pence(each.weekly, weeks) for each in uplifts)
