"""The decision document: a recorded council decision, and the powers that it gives."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field

from dpsctl.documents.across import Mistake, emptied, repeated
from dpsctl.documents.types import Day, Part, Pence, Text, YesNo, choice
from dpsctl.domain.budget import MEASURES, Measure

Power = Annotated[
    Literal["open", "award", "extend", "uplift"], choice("open", "award", "extend", "uplift")
]


class Approval(Part):
    """A sum that a decision approves, in pence, and what it is of; ``covers`` says for what."""

    sum: Pence
    of: Annotated[Measure, choice(*MEASURES)]
    covers: Text | None = None
    cite: Text | None = None


class DecisionDocument(Part):
    """A decision. Days are London dates; ``covers`` narrows the powers to existing services."""

    marker: ClassVar[str] = "decision"

    decision: Text
    title: Text
    key: YesNo | None = None
    notice_published: Day | None = None
    taken_on: Day | None = None
    published_on: Day | None = None
    effective_on: Day | None = None
    taken_by: Text | None = None
    delegate: Text | None = None
    powers: list[Power]
    covers: Annotated[str, choice("existing services")] | None = None
    approves: list[Approval] = Field(default_factory=list)

    @classmethod
    def across(cls, content: dict[str, Any]) -> Iterator[Mistake]:
        """What is wrong between several values."""
        yield from emptied(content, "powers")
        yield from repeated(content, "powers", "*")
        yield from emptied(content, "approves")
        yield from repeated(content, "approves", "*", "of")
        if not {"published_on", "effective_on"} & content.keys():
            what = "is missing; give the day it takes effect, or published_on to count it from"
            yield ("effective_on",), what

    def remarks(self) -> list[str]:
        """What is odd about the decision, but no reason to refuse it."""
        if re.match(r"\d{2}/\d{5}", self.decision):
            return []
        return [f"decision {self.decision} is not numbered like 20/00108; is that meant?"]
