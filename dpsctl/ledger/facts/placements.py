"""The kinds of fact about people's placements, what they cost, and what changes it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from dpsctl.ledger.facts.fact import Fact


@dataclass(frozen=True)
class Placement(Fact):
    """A person who lived in a home when its contract was taken over; the fee is pence a week."""

    table: ClassVar[str] = "placements"
    contract: int
    ref: str
    need: str
    band: str
    weekly_pence: int
    starts_on: str | None


@dataclass(frozen=True)
class Placing(Fact):
    """A person placed by the council from a day on; the fee is pence a week.

    ``outside`` is what put it outside the contract's terms, ``reason`` why it was made so.
    ``price`` is what the cost model was fed with, as JSON.
    """

    table: ClassVar[str] = "placings"
    contract: int | None
    home: int
    ref: str
    need: str
    band: str
    weekly_pence: int
    starts_on: str
    basis: str
    outside: str | None = None
    reason: str | None = None
    cost_model: int | None = None
    price: str | None = None


@dataclass(frozen=True)
class PlacementEnding(Fact):
    """The day on which a person left, the first no longer there; the newest one counts.

    Either ``placing`` says whose, or ``contract`` and ``ref`` of somebody who came with it.
    """

    table: ClassVar[str] = "placement_endings"
    placing: int | None
    contract: int | None
    ref: str
    left_on: str
    reason: str | None = None


@dataclass(frozen=True)
class FeeChange(Fact):
    """Another weekly fee of a placement from a day on, in pence, by an uplift or for a reason.

    Either ``placing`` says whose, or ``contract`` and ``ref`` of somebody who came with it.
    """

    table: ClassVar[str] = "fee_changes"
    placing: int | None
    contract: int | None
    ref: str
    from_day: str
    weekly_pence: int
    band: str | None = None
    uplift: int | None = None
    reason: str | None = None


@dataclass(frozen=True)
class Uplift(Fact):
    """An uplift of fees by an exact rate, a fraction as text, for the days it speaks for."""

    table: ClassVar[str] = "uplifts"
    document: str
    uplift: str
    decision: int
    rate: str
    from_day: str
    until_day: str
    agreements: str
    bands: str


@dataclass(frozen=True)
class PinnedCostModel(Fact):
    """A cost model version, by the digest of its exact text."""

    table: ClassVar[str] = "cost_models"
    cost_model: str
    version: str
    document: str


@dataclass(frozen=True)
class WindowCostModel(Fact):
    """Which pinned cost model prices an agreement's applications in a window."""

    table: ClassVar[str] = "window_cost_models"
    window: int
    agreement: str
    cost_model: int
