"""``rules/cost-models/NAME/VERSION.yaml``: a version of a cost model, read from its text alone."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field

from dpsctl.documents.across import Mistake
from dpsctl.documents.cost_model_mistakes import mistakes_of
from dpsctl.documents.document import Document
from dpsctl.documents.rule_shape import AdoptedPart, Hyphened, Underscored
from dpsctl.documents.types import (
    Day,
    Part,
    Pence,
    Text,
    WholeNumber,
    YesNo,
    choice,
    read_as,
    short,
)
from dpsctl.documents.validating import validate
from dpsctl.domain.cost_components import Component, Counted, Derived, Range, Sum
from dpsctl.domain.cost_model import CostModel
from dpsctl.domain.decimals import parse_share

Share = Annotated[Fraction, read_as(short(parse_share), "a percentage, such as 6 or 2.75")]
Bounds = dict[str, list[Pence]]
"""The least and the most in pence, by band."""


class ComponentPart(Part):
    """One line of a build-up: an ``input`` that a home gives, or a ``share`` of lines above it.

    ``rate`` is pence for each hour or night, ``most`` the most of them in a week.
    """

    id: Underscored
    title: Text
    input: (
        Annotated[Literal["money", "hours", "nights"], choice("money", "hours", "nights")] | None
    ) = None
    bounds: Bounds = Field(default_factory=dict)
    rate: Pence | None = None
    most: WholeNumber | None = None
    share: Share | None = None
    of: list[Text] = Field(default_factory=list)

    @property
    def component(self) -> Component:
        """The component, once nothing is wrong with the document."""
        if self.share is not None:
            return Derived(self.id, self.title, self.share, tuple(self.of))
        if self.input == "money":
            return Sum(self.id, self.title, _ranges(self.bounds))
        assert self.input and self.rate is not None and self.most is not None, "seen to before"
        return Counted(self.id, self.title, self.input, self.rate, self.most)


class GuidePart(Part):
    """A guide price, in pence a week, of a band: everywhere, or in one district."""

    band: Text
    district: Text | None = None
    weekly: Pence


class CostModelDocument(Part):
    """A version of a cost model."""

    marker: ClassVar[str] = "cost_model"

    cost_model: Hyphened
    version: Day
    title: Text
    illustrative: YesNo = False
    adopted: AdoptedPart | None = None
    bands: list[Text]
    components: list[ComponentPart]
    guide: list[GuidePart] = Field(default_factory=list)
    bounds: Bounds = Field(default_factory=dict)
    rounding: Annotated[Literal["total", "component"], choice("total", "component")]

    @staticmethod
    def across(content: dict[str, Any]) -> Iterator[Mistake]:
        """The mistakes between several values."""
        yield from mistakes_of(content)


def read_cost_model(document: Document) -> CostModel:
    """The cost model of a document.

    Raises:
        DocumentError: with every complaint, in file order.
    """
    shape = validate(document, CostModelDocument)
    return CostModel(
        name=shape.cost_model,
        version=shape.version.isoformat(),
        title=shape.title,
        illustrative=shape.illustrative,
        adopted=shape.adopted.decision if shape.adopted else None,
        bands=tuple(shape.bands),
        components=tuple(part.component for part in shape.components),
        guides={_place(each): each.weekly for each in shape.guide},
        bounds=_ranges(shape.bounds),
        rounding=shape.rounding,
    )


def _place(guide: GuidePart) -> tuple[str, str | None]:
    return guide.band, guide.district.casefold() if guide.district else None


def _ranges(bounds: Bounds) -> dict[str, Range]:
    return {band: Range(least, most) for band, (least, most) in bounds.items()}
