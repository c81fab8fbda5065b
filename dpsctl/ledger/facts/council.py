"""The kinds of fact about the system, what governs it, and its windows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from dpsctl.ledger.facts.fact import Fact


@dataclass(frozen=True)
class DocumentText(Fact):
    """A document's text as it was written, found by its SHA-256."""

    table: ClassVar[str] = "documents"
    sha256: str
    text: str


@dataclass(frozen=True)
class Redaction(Fact):
    """A document's text, found by its SHA-256, was taken out of the ledger."""

    table: ClassVar[str] = "redactions"
    sha256: str


@dataclass(frozen=True)
class SystemTerms(Fact):
    """The system document, as first recorded or as amended; the newest one is in force."""

    table: ClassVar[str] = "systems"
    document: str
    system: str
    title: str
    regime: str
    valid_from: str
    valid_until: str | None
    weeks_per_year: str
    rehearsal: int
    terms: str


@dataclass(frozen=True)
class Decision(Fact):
    """A council decision; a later row with the same reference corrects it."""

    table: ClassVar[str] = "decisions"
    document: str
    decision: str
    title: str
    powers: str
    covers: str | None
    key_decision: int | None
    notice_published: str | None
    taken_on: str | None
    published_on: str | None
    effective_on: str
    effective_basis: str
    taken_by: str | None
    delegate: str | None
    approves: str | None = None


@dataclass(frozen=True)
class DecisionEvent(Fact):
    """What befell a decision: it was called in, released or revoked, on a day."""

    table: ClassVar[str] = "decision_events"
    decision: str
    event: str
    on_day: str


@dataclass(frozen=True)
class Assessment(Fact):
    """An equality (eqia) or data protection (dpia) impact assessment, signed off."""

    table: ClassVar[str] = "assessments"
    kind: str
    version: str
    signed_on: str
    review_by: str


@dataclass(frozen=True)
class PinnedRules(Fact):
    """A rule set version, and the grounds it names, by the digests of their exact texts."""

    table: ClassVar[str] = "rule_sets"
    rule_set: str
    version: str
    document: str
    grounds: str | None
    grounds_document: str | None


@dataclass(frozen=True)
class Window(Fact):
    """A window, named by its opening day. ``closes_at`` is null where it never closes."""

    table: ClassVar[str] = "windows"
    window: str
    opens_at: str
    closes_at: str | None
    system: int
    decision: int | None
    notice: str | None


@dataclass(frozen=True)
class WindowRules(Fact):
    """Which pinned rules judge an agreement's applications in a window."""

    table: ClassVar[str] = "window_rules"
    window: int
    agreement: str
    rule_set: int


@dataclass(frozen=True)
class WindowChange(Fact):
    """A new closing instant for a window."""

    table: ClassVar[str] = "window_changes"
    window: int
    closes_at: str


@dataclass(frozen=True)
class Closure(Fact):
    """A window closed early, for good."""

    table: ClassVar[str] = "closures"
    window: int
    closed_at: str


@dataclass(frozen=True)
class Notice(Fact):
    """A window's published notice; the newest one counts."""

    table: ClassVar[str] = "notices"
    window: int
    notice: str
    address: str | None
    sent_on: str | None
    published_on: str | None


@dataclass(frozen=True)
class GateOverride(Fact):
    """A gate that was shut when a window opened all the same."""

    table: ClassVar[str] = "gate_overrides"
    window: int
    gate: str
    missing: str
    reason: str
