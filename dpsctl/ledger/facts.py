"""The kinds of fact, one dataclass a table: its fields are the table's columns but ``id`` and
``entry``. This is the one typed door through which facts go in.

Money is integer pence, days ISO text (London dates), instants UTC text ending in Z, yes/no 1 or 0.
Columns that hold several things hold JSON (keys sorted).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar


class Fact:
    """What every kind of fact has: the table it stands in."""

    table: ClassVar[str]


@dataclass(frozen=True)
class DocumentText(Fact):
    """A document's text as it was written, found by its SHA-256."""

    table: ClassVar[str] = "documents"
    sha256: str
    text: str


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
class Provider(Fact):
    """A legal entity: an identity and nothing else."""

    table: ClassVar[str] = "providers"


@dataclass(frozen=True)
class ProviderName(Fact):
    """A provider's name, from a day on."""

    table: ClassVar[str] = "provider_names"
    provider: int
    name: str
    from_day: str


@dataclass(frozen=True)
class ProviderNumber(Fact):
    """A number that a register knows a provider by; ``scheme`` names the register."""

    table: ClassVar[str] = "provider_numbers"
    provider: int
    scheme: str
    number: str
    from_day: str


@dataclass(frozen=True)
class Home(Fact):
    """A care home: an identity and nothing else."""

    table: ClassVar[str] = "homes"


@dataclass(frozen=True)
class HomeName(Fact):
    """A home's name, from a day on."""

    table: ClassVar[str] = "home_names"
    home: int
    name: str
    from_day: str


@dataclass(frozen=True)
class HomeLocation(Fact):
    """The CQC location id that a home is registered under, from a day on."""

    table: ClassVar[str] = "home_locations"
    home: int
    cqc_location: str
    from_day: str


@dataclass(frozen=True)
class HomeProvider(Fact):
    """Who runs a home, from a day on."""

    table: ClassVar[str] = "home_providers"
    home: int
    provider: int
    from_day: str


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
    """A person already placed, under a pseudonymous reference; weekly fees in pence."""

    table: ClassVar[str] = "application_placements"
    application: int
    ref: str
    need: str
    band: str
    current_weekly_pence: int
    offered_weekly_pence: int


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
    """One rule on one application."""

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
class Contract(Fact):
    """An award: the contract's first and last day, both in.

    ``value_pence`` is its value over the whole term, where it was given and not computed.
    """

    table: ClassVar[str] = "contracts"
    application: int
    home: int
    provider: int
    agreement: str
    band: str
    categories: str
    decision: int
    awarded_on: str
    starts_on: str
    ends_on: str
    basis: str | None
    number: int | None = None
    value_pence: int | None = None


@dataclass(frozen=True)
class FurtherContract(Fact):
    """A contract that no first award made.

    Either it began before the ledger, and ``document`` says what it is; or it was awarded again to
    an ``application`` whose first award was annulled.
    """

    table: ClassVar[str] = "further_contracts"
    number: int
    application: int | None
    document: str | None
    reference: str | None
    home: int
    provider: int
    agreement: str
    band: str
    categories: str
    decision: int
    awarded_on: str
    starts_on: str
    ends_on: str
    basis: str | None
    value_pence: int | None = None
    district: str | None = None
    beds: int | None = None
    rating: str | None = None


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
class AwardRecord(Fact):
    """What the record of an award says beside it: why, what else was considered, conflicts."""

    table: ClassVar[str] = "award_records"
    contract: int
    reason: str | None
    alternatives: str | None
    conflicts: str | None


@dataclass(frozen=True)
class Signature(Fact):
    """A party's signature; the newest of each party counts."""

    table: ClassVar[str] = "signatures"
    contract: int
    party: str
    signed_on: str


@dataclass(frozen=True)
class Seal(Fact):
    """The council's seal, by its number in the register of seals; the newest one counts."""

    table: ClassVar[str] = "seals"
    contract: int
    sealed_on: str
    register: str


@dataclass(frozen=True)
class Suspension(Fact):
    """No new placements, from an instant to the end of the last day."""

    table: ClassVar[str] = "suspensions"
    contract: int
    suspended_at: str
    last_day: str


@dataclass(frozen=True)
class Resumption(Fact):
    """A suspension ended before its last day."""

    table: ClassVar[str] = "resumptions"
    suspension: int
    resumed_at: str


@dataclass(frozen=True)
class Variation(Fact):
    """Another band or number of beds from a day on; what is null stays as it was."""

    table: ClassVar[str] = "variations"
    contract: int
    from_day: str
    band: str | None
    beds: int | None
    decision: int


@dataclass(frozen=True)
class Transfer(Fact):
    """A home sold or registered anew: the contract's provider, and its location, from a day on."""

    table: ClassVar[str] = "transfers"
    contract: int
    document: str
    from_day: str
    provider: int
    cqc_location: str


@dataclass(frozen=True)
class ContractExtension(Fact):
    """A later last day of a contract, from when it is recorded."""

    table: ClassVar[str] = "contract_extensions"
    contract: int
    ends_on: str
    decision: int


@dataclass(frozen=True)
class Ending(Fact):
    """A contract's first day no longer in force; ``annuls``: before it was signed by both."""

    table: ClassVar[str] = "endings"
    contract: int
    ended_on: str
    annuls: int


@dataclass(frozen=True)
class Remodelling(Fact):
    """The contract that a home leaves on the day its new one is in force."""

    table: ClassVar[str] = "remodellings"
    contract: int
    leaves: int


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


@dataclass(frozen=True)
class DecisionEvent(Fact):
    """What befell a decision: it was called in, released or revoked, on a day."""

    table: ClassVar[str] = "decision_events"
    decision: str
    event: str
    on_day: str


@dataclass(frozen=True)
class GateOverride(Fact):
    """A gate that was shut when a window opened all the same."""

    table: ClassVar[str] = "gate_overrides"
    window: int
    gate: str
    missing: str
    reason: str


@dataclass(frozen=True)
class Notice(Fact):
    """A window's published notice; the newest one counts."""

    table: ClassVar[str] = "notices"
    window: int
    notice: str
    address: str | None
    sent_on: str | None
    published_on: str | None


KINDS: tuple[type[Fact], ...] = tuple(Fact.__subclasses__())
