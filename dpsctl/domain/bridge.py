"""The bridge: how what contracts cost a year came from what it was to what it is, step by step."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate, pairwise
from operator import add

from dpsctl.domain.costs import annual_pence

STEPS = ("cost-model change", "fee reviews", "uplift", "joiners", "leavers")
"""What moves the cost, in the order in which the bridge tells of it."""

COMING_AND_GOING = frozenset(("joiners", "leavers"))
"""The steps by which there are more people at the last, or fewer, than there were at the first."""


@dataclass(frozen=True)
class Course:
    """What moved one contract's weekly cost, in pence: from ``current``, by each of the steps.

    ``model``: from historic terms to the contract's; ``reviews``: of one person's fee each;
    ``uplift``; ``joiners``: people since placed; ``leavers``: people since gone, never positive.
    """

    current: int = 0
    model: int = 0
    reviews: int = 0
    uplift: int = 0
    joiners: int = 0
    leavers: int = 0

    @property
    def figures(self) -> tuple[int, ...]:
        """Where it begins, and each step, in the order of :data:`STEPS`."""
        return self.current, self.model, self.reviews, self.uplift, self.joiners, self.leavers

    @property
    def new(self) -> int:
        """The weekly cost in pence that it all comes to."""
        return sum(self.figures)

    def __add__(self, other: Course) -> Course:
        return Course(*map(add, self.figures, other.figures))


@dataclass(frozen=True)
class Bridge:
    """A bridge in pence a year: ``steps`` in the order of :data:`STEPS` lead from ``current`` to
    ``new``, to the penny.
    """

    current: int
    steps: tuple[int, ...]
    new: int


def bridge(courses: Iterable[Course], weeks: Fraction) -> Bridge:
    """The bridge over contracts, each made annual by the weeks of a year.

    Every contract's cost is rounded as costs rounds it, half-up once; a step is the difference
    between two such costs, so that the steps lead exactly from one total to the other.
    """
    stations = [
        [annual_pence(weekly, weeks) for weekly in accumulate(course.figures)] for course in courses
    ] or [[0] * (len(STEPS) + 1)]
    totals = [sum(each) for each in zip(*stations, strict=True)]
    return Bridge(
        current=totals[0],
        steps=tuple(after - before for before, after in pairwise(totals)),
        new=totals[-1],
    )
