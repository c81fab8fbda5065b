"""What contracts cost: weekly fees in pence, made annual by the system's weeks of a year."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from dpsctl.domain.money import half_up, percent

Direction = Literal["up", "down", "unchanged"]


def annual_pence(weekly: int, weeks: Fraction) -> int:
    """A weekly sum as pence a year, half-up once: so many weeks of it."""
    return half_up(weekly * weeks)


def direction(current: int, offered: int) -> Direction:
    """Which way a fee goes from what is paid now to what is offered."""
    if offered == current:
        return "unchanged"
    return "up" if offered > current else "down"


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
