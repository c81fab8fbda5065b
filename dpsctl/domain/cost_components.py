"""The components of a cost model: what a home gives, within which bounds, and what follows from it.

Amounts are pence a week, exact; counts are hours or nights a week, exact, to two decimals.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal

from dpsctl.domain.decimals import decimal_text, parse_decimal, share_text
from dpsctl.domain.money import half_up, parse_pence, pounds

Unit = Literal["hours", "nights"]


@dataclass(frozen=True)
class Range:
    """From ``least`` to ``most`` pence a week, both in."""

    least: int
    most: int

    def __contains__(self, pence: object) -> bool:
        return isinstance(pence, int | Fraction) and self.least <= pence <= self.most

    def __str__(self) -> str:
        return f"{pounds(self.least)} to {pounds(self.most)}"


@dataclass(frozen=True)
class Sum:
    """An input in money. ``bounds`` are by band; a band that is left out has none."""

    id: str
    title: str
    bounds: Mapping[str, Range] = field(default_factory=dict)

    @property
    def wanted(self) -> str:
        """What a home is to give."""
        return "pounds a week"

    def read(self, text: str) -> Fraction:
        """Read what was given, in pence.

        Raises:
            ValueError: it is no amount of money.
        """
        return Fraction(parse_pence(text))

    def out_of_bounds(self, given: Fraction, band: str) -> str | None:
        """What is wrong with an amount in a band, if anything is."""
        bounds = self.bounds.get(band)
        if bounds is None or given in bounds:
            return None
        return f"is {pounds(half_up(given))}; for {band} it may be {bounds}"

    def weekly(self, given: Fraction) -> Fraction:
        """Pence a week."""
        return given

    def words(self, given: Fraction) -> str:
        """What was given, as people read it."""
        return pounds(half_up(given))


@dataclass(frozen=True)
class Counted:
    """An input in hours or nights a week, at a ``rate`` in pence; ``most`` is a week's most."""

    id: str
    title: str
    unit: Unit
    rate: int
    most: int

    @property
    def wanted(self) -> str:
        """What a home is to give."""
        return f"{self.unit} a week"

    def read(self, text: str) -> Fraction:
        """Read what was given.

        Raises:
            ValueError: it is no number, or has more than two decimals.
        """
        return parse_decimal(text)

    def out_of_bounds(self, given: Fraction, _band: str) -> str | None:
        """What is wrong with a count, if anything is."""
        if 0 <= given <= self.most:
            return None
        return f"is {decimal_text(given)} {self.unit}; a week may have 0 to {self.most}"

    def weekly(self, given: Fraction) -> Fraction:
        """Pence a week."""
        return given * self.rate

    def words(self, given: Fraction) -> str:
        """What was given, as people read it: ``35 hours at £17.46``."""
        unit = self.unit.removesuffix("s") if given == 1 else self.unit
        return f"{decimal_text(given)} {unit} at {pounds(self.rate)}"


@dataclass(frozen=True)
class Derived:
    """A ``share`` of other components, all of which stand above it."""

    id: str
    title: str
    share: Fraction
    of: tuple[str, ...]

    def weekly(self, base: Fraction) -> Fraction:
        """Pence a week, from the sum of those components."""
        return base * self.share

    def words(self, base: Fraction) -> str:
        """What it is a share of, as people read it: ``6% of £1,480.55``."""
        return f"{share_text(self.share)} of {pounds(half_up(base))}"


Input = Sum | Counted
Component = Sum | Counted | Derived
"""One line of a build-up: an input in money, an input that is counted, or a share of others."""
