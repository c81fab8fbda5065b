"""The system document: the DPS itself, as its notice and the council's decisions set it up."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, ClassVar

from pydantic import Field

from dpsctl.documents.across import Mistake, emptied, found, repeated_in_each, text_at
from dpsctl.documents.document import did_you_mean, shown
from dpsctl.documents.evidence_terms import EvidenceTerms
from dpsctl.documents.ids import CostModelName
from dpsctl.documents.publishing_terms import PublishingTerms
from dpsctl.documents.reapplication import Reapplications
from dpsctl.documents.regimes import REGIMES
from dpsctl.documents.rhythm import Rrule, rhythm_mistakes
from dpsctl.documents.types import (
    Day,
    Instant,
    Length,
    Part,
    Pence,
    Text,
    WholeNumber,
    YesNo,
    choice,
)
from dpsctl.domain.days import parse_day
from dpsctl.domain.weeks import WEEKS_PER_YEAR

Gate = Annotated[str, choice("decision", "eqia", "dpia", "notice")]
Overridable = Annotated[str, choice("eqia", "dpia", "notice")]
FourEyes = Annotated[str, choice("referred", "late")]


class Buyer(Part):
    """The council that keeps the system."""

    name: Text
    department: Text | None = None


class Validity(Part):
    """The days of the system, both in; without ``until`` it has no end yet."""

    begins: Day = Field(alias="from")
    until: Day | None = None


class Agreement(Part):
    """A form of contract: its bands, and the rule set its applications are judged by, if any.

    ``cost_model`` is what prices its placements: a version, or a name for the one in force.
    """

    title: Text
    bands: list[Text]
    rules: Text | None = None
    cost_model: CostModelName | None = None


class Reopening(Part):
    """The rhythm of windows: an RFC 5545 rule, its first opening, and how long each is open."""

    rrule: Rrule
    first: Instant
    open_for: Length


class Assessment(Part):
    """How long an assessment may take, counted from receipt or from the close."""

    within: Length
    extended: Length | None = None
    counted_from: Annotated[str, choice("receipt", "close")] = Field(alias="from")
    cite: Text | None = None


class Estimate(Part):
    """What the committee was told that fees might rise by, in pence a year."""

    potential_increase: Pence
    covers: Text
    cite: Text | None = None


class Need(Part):
    """Beds that the council wants in a district for a category."""

    district: Text
    category: Text
    beds: WholeNumber


class Gates(Part):
    """What must be in force before windows open and before contracts are awarded.

    ``override`` names the gates that may be passed shut for a reason, recorded for ever. That of
    the decision is never among them: without power nothing is opened.
    """

    open: list[Gate] = Field(default_factory=list)
    award: list[Gate] = Field(default_factory=list)
    override: list[Overridable] = Field(default_factory=list)


class Letters(Part):
    """Who signs letters, by post and never by name; where answers go, and how soon they must."""

    signed_by: Text | None = None
    reply_to: Text | None = None
    representations: Length | None = None


class SystemDocument(Part):
    """The system. ``seal_above`` is in pence, ``weeks_per_year`` the text as written.

    ``largest_contract`` is the value in pence of the largest specific contract to be expected, by
    which the law caps what turnover may be asked for (PCR 2015 reg 58(9) and (14)). Without
    ``reapplication`` anyone may apply again at once. ``end_day_paid``: the day on which somebody
    leaves a home is paid for. ``ending_notice`` is how long before its end
    a contract is to be given notice of it.
    """

    marker: ClassVar[str] = "system"

    system: Text
    title: Text
    buyer: Buyer
    reference: Text | None = None
    rehearsal: YesNo = False
    regime: Annotated[str, choice(*REGIMES)]
    valid: Validity
    categories: dict[str, Text]
    agreements: dict[str, Agreement]
    reopening: Reopening | None = None
    assessment: Assessment | None = None
    call_in: Length | None = None
    weeks_per_year: Annotated[str, choice(*WEEKS_PER_YEAR)]
    end_day_paid: YesNo = False
    estimate: Estimate | None = None
    needs: list[Need] = Field(default_factory=list)
    gates: Gates | None = None
    largest_contract: Pence | None = None
    seal_above: Pence | None = None
    ending_notice: Length | None = None
    reapplication: Reapplications = None
    letters: Letters | None = None
    evidence: EvidenceTerms | None = None
    publishing: PublishingTerms | None = None
    four_eyes: list[FourEyes] = Field(default_factory=list)

    @classmethod
    def across(cls, content: dict[str, Any]) -> Iterator[Mistake]:
        """What is wrong between several values."""
        for steps in _NEVER_EMPTY:
            yield from emptied(content, *steps)
        for steps in _WITHOUT_REPEATS:
            yield from repeated_in_each(content, *steps)
        yield from _validity_mistakes(content)
        yield from _need_mistakes(content)
        yield from rhythm_mistakes(content)


_NEVER_EMPTY: tuple[tuple[str, ...], ...] = (
    ("categories",),
    ("agreements",),
    ("agreements", "*", "bands"),
)
_WITHOUT_REPEATS: tuple[tuple[str, ...], ...] = (
    ("agreements", "*", "bands"),
    ("gates", "*"),
    ("four_eyes",),
    ("evidence", "remind"),
)


def _validity_mistakes(content: dict[str, Any]) -> Iterator[Mistake]:
    begins, until = (text_at(content, "valid", key) for key in ("from", "until"))
    try:
        ends_early = begins and until and parse_day(until) < parse_day(begins)
    except ValueError:  # told already, where the day stands
        return
    if ends_early:
        yield ("valid", "until"), f"{until} is before {begins}, the day the system begins"


def _need_mistakes(content: dict[str, Any]) -> Iterator[Mistake]:
    categories = {str(path[-1]): None for path, _ in found(content, "categories", "*")}
    for path, category in found(content, "needs", "*", "category"):
        if isinstance(category, str) and category not in categories:
            near = did_you_mean(category, categories)
            yield path, f"{shown(category)} is not one of this system's categories{near}"
