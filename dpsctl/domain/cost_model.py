"""A cost model: how a weekly fee is built up from what a home gives, line by line, exactly.

Amounts are pence a week, exact; they are rounded half-up once, at the end, unless the model rounds
each of its lines.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from fractions import Fraction
from functools import cached_property
from typing import Literal

from dpsctl.domain.cost_components import Component, Derived, Input, Range
from dpsctl.domain.money import exact_sum, half_up, pounds

Rounding = Literal["total", "component"]

Inputs = Mapping[str, Fraction]
"""What a home gives, by component: pence a week for money, else hours or nights a week."""


class PriceError(ValueError):
    """A price that cannot be: every mistake at once, each with the path of its input.

    The empty path stands for the price as a whole.
    """

    def __init__(self, mistakes: Sequence[tuple[tuple[str, ...], str]]) -> None:
        self.mistakes = tuple(mistakes)
        super().__init__("; ".join(": ".join((*path, what)) for path, what in mistakes))


@dataclass(frozen=True)
class Line:
    """One line of a build-up: what was given for it, and pence a week, exact."""

    component: Component
    of: Fraction
    weekly: Fraction

    @property
    def given(self) -> str:
        """What was given for it, in words."""
        return self.component.words(self.of)

    @property
    def pence(self) -> int:
        """The line to the penny, half-up, as it is shown."""
        return half_up(self.weekly)


@dataclass(frozen=True)
class BuildUp:
    """A weekly fee, line by line; ``total`` is pence, rounded as the model says."""

    lines: tuple[Line, ...]
    total: int

    @property
    def rounding(self) -> int:
        """By how many pence the total differs from the sum of the lines as they are shown."""
        return self.total - sum(line.pence for line in self.lines)


@dataclass(frozen=True)
class CostModel:
    """One version of a cost model; ``version`` is the ISO day from which it prices.

    ``guides`` are pence a week by band and district (casefolded; none: of the whole band);
    ``bounds`` what a whole price may come to, by band. ``adopted`` is the reference of the decision
    that adopted it (none where ``illustrative``).
    """

    name: str
    version: str
    title: str
    illustrative: bool
    adopted: str | None
    bands: tuple[str, ...]
    components: tuple[Component, ...]
    guides: Mapping[tuple[str, str | None], int]
    bounds: Mapping[str, Range]
    rounding: Rounding

    @property
    def named(self) -> str:
        """``MODEL/VERSION``."""
        return f"{self.name}/{self.version}"

    @cached_property
    def inputs(self) -> dict[str, Input]:
        """The components that a home gives, by id and in order; the others follow from them."""
        return {each.id: each for each in self.components if not isinstance(each, Derived)}

    def guide(self, band: str, district: str | None) -> int | None:
        """The guide price in pence a week: the district's own, else the band's, else none."""
        own = self.guides.get((band, district.casefold())) if district else None
        return self.guides.get((band, None)) if own is None else own

    def build_up(self, inputs: Inputs, band: str) -> BuildUp:
        """The weekly fee that the inputs make in a band.

        Raises:
            PriceError: a band that is not the model's, an input that is missing, unknown or out of
                bounds, or a price that is.
        """
        if mistakes := [*self._mistakes(inputs, band)]:
            raise PriceError(mistakes)
        lines = tuple(self._lines(inputs))
        built = BuildUp(lines, half_up(exact_sum(line.weekly for line in lines)))
        bounds = self.bounds.get(band)
        if bounds and built.total not in bounds:
            what = (
                f"comes to {pounds(built.total)}; for {band} a price may be {bounds} ({self.named})"
            )
            raise PriceError([((), what)])
        return built

    def unknown(self, id: str) -> str:
        """What is wrong with an input that the model does not have; the nearest is named."""
        near = get_close_matches(id, self.inputs, n=1)
        meant = f"; did you mean {near[0]}?" if near else ""
        if id in {each.id for each in self.components}:
            meant = "; it follows from the others"
        return f"is no input of {self.named}{meant}"

    def _mistakes(self, inputs: Inputs, band: str) -> Iterator[tuple[tuple[str, ...], str]]:
        if band not in self.bands:
            yield (), f"{self.named} prices {' and '.join(self.bands)}, not {band}"
            return
        for id in inputs:
            if id not in self.inputs:
                yield (id,), self.unknown(id)
        for id, each in self.inputs.items():
            if id not in inputs:
                yield (id,), f"is missing; give {each.wanted}, 0 where there are none"
            elif what := each.out_of_bounds(inputs[id], band):
                yield (id,), what

    def _lines(self, inputs: Inputs) -> Iterator[Line]:
        weekly: dict[str, Fraction] = {}
        for each in self.components:
            if isinstance(each, Derived):
                given = exact_sum(weekly[id] for id in each.of)
            else:
                given = inputs[each.id]
            amount = each.weekly(given)
            if self.rounding == "component":
                amount = Fraction(half_up(amount))
            weekly[each.id] = amount
            yield Line(each, given, amount)
