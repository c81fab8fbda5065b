"""The kinds of fact about applications, and what is done about them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from dpsctl.ledger.facts.fact import Fact


@dataclass(frozen=True)
class Application(Fact):
    """One home asking to join. ``facts`` is the document as the rules see it: path to value."""

    table: ClassVar[str] = "applications"
    document: str
    supersedes: int | None
    reference: str | None
    window: int
    home: int
    provider: int
    agreement: str
    band: str
    categories: str
    received_at: str
    facts: str


@dataclass(frozen=True)
class ApplicationPlacement(Fact):
    """A person already placed, under a pseudonymous reference; weekly fees in pence.

    ``price`` is what the cost model was fed with for the offered fee, as JSON.
    """

    table: ClassVar[str] = "application_placements"
    application: int
    ref: str
    need: str
    band: str
    current_weekly_pence: int
    offered_weekly_pence: int
    price: str | None = None


@dataclass(frozen=True)
class Check(Fact):
    """One judging of an application: the day, the window's days and the values it used."""

    table: ClassVar[str] = "checks"
    application: int
    rule_set: int
    judged_on: str
    window_opens: str
    window_closes: str | None
    parameters: str
    facts_sha256: str
    verdict: str
    verdicts: str


@dataclass(frozen=True)
class FindingRow(Fact):
    """One rule on one application; ``snapshot`` is of the register, where it rests on that."""

    table: ClassVar[str] = "findings"
    check_id: int
    rule: str
    kind: str
    categories: str
    finding: str
    seen: str
    source: str
    wanted: str
    cite: str
    otherwise: str
    snapshot: int | None = None


@dataclass(frozen=True)
class Clarification(Fact):
    """A question put to an applicant, and the day by which the answer is due."""

    table: ClassVar[str] = "clarifications"
    application: int
    asked: str
    due_on: str


@dataclass(frozen=True)
class Answer(Fact):
    """A field of an application as the applicant has it now; ``value`` is JSON."""

    table: ClassVar[str] = "answers"
    application: int
    field: str
    value: str


@dataclass(frozen=True)
class Extension(Fact):
    """An application's assessment extended to the longer figure."""

    table: ClassVar[str] = "extensions"
    application: int


@dataclass(frozen=True)
class Determination(Fact):
    """A person's act on an application; the entry's reason is theirs."""

    table: ClassVar[str] = "determinations"
    application: int
    outcome: str
    categories: str
    reason: str
    override: str | None


@dataclass(frozen=True)
class Rescission(Fact):
    """A determination taken back."""

    table: ClassVar[str] = "rescissions"
    determination: int


@dataclass(frozen=True)
class Withdrawal(Fact):
    """An application taken back by its applicant."""

    table: ClassVar[str] = "withdrawals"
    application: int


@dataclass(frozen=True)
class Letter(Fact):
    """What an applicant was told of an outcome, and when it was sent."""

    table: ClassVar[str] = "letters"
    application: int
    outcome: str
    tells_of: int
    sent_on: str
    document: str
    page_sha256: str
