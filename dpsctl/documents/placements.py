"""Documents about people placed: who is placed where and at which fee, and who has left.

Both are lists, in YAML or as CSV with a column for each key. Fees are pence a week, days London
dates; people are pseudonymous references.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, ClassVar

from dpsctl.documents.across import Mistake, emptied
from dpsctl.documents.ids import KnownReference, PersonReference
from dpsctl.documents.types import Day, Part, Text, WeeklyPence, choice
from dpsctl.domain.placements import BASES

Basis = Annotated[str, choice(*BASES)]


class Placed(Part):
    """One person placed. ``contract`` is its number, its reference or the home's CQC location.

    ``home`` names a home that the ledger does not know by its location. ``left_on`` is the day on
    which the person left, the first no longer there. ``reason`` says why somebody was placed
    outside a contract's terms. ``price`` are the inputs of the cost model, still as texts.
    """

    ref: PersonReference
    contract: Text
    home: Text | None = None
    need: Text
    band: Text
    weekly_fee: WeeklyPence
    starts_on: Day
    left_on: Day | None = None
    basis: Basis
    reason: Text | None = None
    price: dict[str, Text] | None = None


class PlacementsDocument(Part):
    """People placed, all of them recorded or none."""

    marker: ClassVar[str] = "placements"

    placements: list[Placed]

    @classmethod
    def across(cls, content: dict[str, Any]) -> Iterator[Mistake]:
        """What is wrong between several values."""
        yield from emptied(content, "placements")


class Left(Part):
    """One person who left: ``on`` is the first day no longer there."""

    ref: KnownReference
    contract: Text | None = None
    on: Day
    reason: Text | None = None


class EndingsDocument(Part):
    """People who left, all of them recorded or none."""

    marker: ClassVar[str] = "endings"

    endings: list[Left]

    @classmethod
    def across(cls, content: dict[str, Any]) -> Iterator[Mistake]:
        """What is wrong between several values."""
        yield from emptied(content, "endings")
