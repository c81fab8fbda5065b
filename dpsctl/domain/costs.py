"""What contracts cost: weekly fees in pence, made annual by the system's weeks of a year."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from dpsctl.domain.money import half_up, percent, percent_hundredths

Direction = Literal["up", "down", "unchanged"]


def annual_pence(weekly: int, weeks: Fraction) -> int:
    """A weekly sum as pence a year, half-up once: so many weeks of it."""
    return half_up(weekly * weeks)


def direction(current: int, offered: int) -> Direction:
    """Which way a fee goes from what is paid now to what is offered."""
    if offered == current:
        return "unchanged"
    return "up" if offered > current else "down"


def over_guide(fees: Sequence[int], guides: Sequence[int | None]) -> int | None:
    """The furthest that any fee lies over its guide price, in hundredths of a percent of that.

    Less than nought where all lie under; none where there are no fees, or one has no guide price.
    """
    shares = [
        percent_hundredths(fee - guide, guide) if guide else None
        for fee, guide in zip(fees, guides, strict=True)
    ]
    known = [share for share in shares if share is not None]
    return max(known) if known and len(known) == len(shares) else None


@dataclass(frozen=True)
class Fees:
    """One contract's placements and their weekly fees, in pence.

    ``up`` and ``down`` count the placements whose fee rises and falls; ``raised`` and ``lowered``
    are by how much a week, both positive. The rest stay as they are.
    """

    placements: int
    current: int
    offered: int
    up: int
    down: int
    raised: int
    lowered: int

    @property
    def unchanged(self) -> int:
        """The placements whose fee stays as it is."""
        return self.placements - self.up - self.down


@dataclass(frozen=True)
class AnnualCost:
    """What one contract costs, in pence a year: historic terms, new terms, and the change.

    ``raised`` and ``lowered`` are the rises and the falls, both positive.
    """

    current: int
    offered: int
    raised: int
    lowered: int

    @property
    def change(self) -> int:
        """Pence a year more, or fewer, than on historic terms."""
        return self.offered - self.current

    @property
    def change_percent(self) -> str | None:
        """The change over the historic cost, with two decimals; none over nothing."""
        return percent(self.change, self.current)


def annual(fees: Fees, weeks: Fraction) -> AnnualCost:
    """One contract's fees made annual, each sum rounded once."""
    return AnnualCost(
        current=annual_pence(fees.current, weeks),
        offered=annual_pence(fees.offered, weeks),
        raised=annual_pence(fees.raised, weeks),
        lowered=annual_pence(fees.lowered, weeks),
    )
