"""The uplift document: by how much fees rise, from when, whose, and where they stop."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from fractions import Fraction
from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field

from dpsctl.documents.across import Mistake
from dpsctl.documents.exact import Percent, Positive
from dpsctl.documents.ids import KnownReference
from dpsctl.documents.types import Day, Part, Pence, Text, YesNo, choice
from dpsctl.documents.uplift_mistakes import uplift_mistakes
from dpsctl.domain.uplifts import Terms, growth

AtMaximum = Annotated[Literal["refuse", "hold"], choice("refuse", "hold")]


class Reading(Part):
    """An index on a London day."""

    on: Day
    value: Positive


class Index(Part):
    """By how much an index rose: between two readings, or as a percentage that was published."""

    begins: Reading | None = Field(default=None, alias="from")
    ends: Reading | None = Field(default=None, alias="to")
    percent: Percent | None = None
    source: Text

    @property
    def growth(self) -> Fraction:
        """The exact share by which it rose; negative where it fell."""
        if self.percent is not None:
            return self.percent
        assert self.begins and self.ends, "the document gives one or the other"
        return growth(self.begins.value, self.ends.value)


class Caps(Part):
    """Where an uplift stops; sums are pence a week.

    ``percent`` is the highest rate, ``weekly`` the maximum price of each band, and ``at_weekly``
    what becomes of a fee that would rise above it. A fee above ``evidence_above`` rises only with
    evidence.
    """

    percent: Percent | None = None
    weekly: dict[Text, Pence] = Field(default_factory=dict)
    at_weekly: AtMaximum = "refuse"
    evidence_above: Pence | None = None


class Eligible(Part):
    """Whose fees rise: placements that began before a London day."""

    began_before: Day


class UpliftDocument(Part):
    """An uplift from one London day to another, both in, under a decision.

    Without ``agreements`` or ``bands`` it is for all of them. Either ``percent`` is its rate, or
    the sum of the ``weights`` of its ``indices``. ``evidence`` is what was seen, by the reference
    of whose fee is to rise.
    """

    marker: ClassVar[str] = "uplift"

    name: Text = Field(alias="uplift")
    decision: Text
    begins: Day = Field(alias="from")
    until: Day
    backdated: YesNo = False
    agreements: list[Text] | None = None
    bands: list[Text] | None = None
    percent: Percent | None = None
    weights: dict[Text, Positive] = Field(default_factory=dict)
    indices: dict[Text, Index] = Field(default_factory=dict)
    caps: Caps = Field(default_factory=Caps)
    evidence: dict[KnownReference, Text] = Field(default_factory=dict)
    eligible: Eligible | None = None

    @property
    def rate(self) -> Fraction:
        """The exact share by which fees rise, never rounded on the way."""
        if self.percent is not None:
            return self.percent
        parts = (weight * self.indices[name].growth for name, weight in self.weights.items())
        return sum(parts, Fraction(0))

    @property
    def terms(self) -> Terms:
        """What it does with fees. Nobody takes part who is placed after its first day."""
        caps, day_after = self.caps, self.begins + timedelta(days=1)
        return Terms(
            rate=self.rate,
            began_before=min(self.eligible.began_before, day_after)
            if self.eligible
            else self.begins,
            evidence_above=caps.evidence_above,
            maximum=caps.weekly,
            held=caps.at_weekly == "hold",
        )

    @classmethod
    def across(cls, content: dict[str, Any]) -> Iterator[Mistake]:
        """What is wrong between several values."""
        return uplift_mistakes(content)
