"""The kinds of fact, one dataclass a table: its fields are the table's columns but ``id`` and
``entry``. This is the one typed door through which facts go in.

Money is integer pence, days ISO text (London dates), instants UTC text ending in Z, yes/no 1 or 0.
Columns that hold several things hold JSON (keys sorted).
"""

from __future__ import annotations

from dpsctl.ledger.facts.applications import (
    Answer,
    Application,
    ApplicationPlacement,
    Check,
    Clarification,
    Determination,
    Extension,
    FindingRow,
    Letter,
    Rescission,
    Withdrawal,
)
from dpsctl.ledger.facts.contracts import (
    AwardRecord,
    Contract,
    ContractExtension,
    Ending,
    FurtherContract,
    Remodelling,
    Resumption,
    Seal,
    Signature,
    Suspension,
    Transfer,
    Variation,
)
from dpsctl.ledger.facts.council import (
    Assessment,
    Closure,
    Decision,
    DecisionEvent,
    DocumentText,
    GateOverride,
    Notice,
    PinnedRules,
    Redaction,
    SystemTerms,
    Window,
    WindowChange,
    WindowRules,
)
from dpsctl.ledger.facts.evidence import Evidence, RenewalRequest
from dpsctl.ledger.facts.fact import Fact
from dpsctl.ledger.facts.parties import (
    Home,
    HomeLocation,
    HomeName,
    HomeProvider,
    Provider,
    ProviderName,
    ProviderNumber,
)
from dpsctl.ledger.facts.placements import (
    FeeChange,
    PinnedCostModel,
    Placement,
    PlacementEnding,
    Placing,
    Uplift,
    WindowCostModel,
)
from dpsctl.ledger.facts.publications import (
    Publication,
    PublicationCorrection,
    PublicationSubject,
)
from dpsctl.ledger.facts.register import RegisterLocation, RegisterSnapshot, SnapshotDay

KINDS: tuple[type[Fact], ...] = tuple(Fact.__subclasses__())

__all__ = [
    "KINDS",
    "Answer",
    "Application",
    "ApplicationPlacement",
    "Assessment",
    "AwardRecord",
    "Check",
    "Clarification",
    "Closure",
    "Contract",
    "ContractExtension",
    "Decision",
    "DecisionEvent",
    "Determination",
    "DocumentText",
    "Ending",
    "Evidence",
    "Extension",
    "Fact",
    "FeeChange",
    "FindingRow",
    "FurtherContract",
    "GateOverride",
    "Home",
    "HomeLocation",
    "HomeName",
    "HomeProvider",
    "Letter",
    "Notice",
    "PinnedCostModel",
    "PinnedRules",
    "Placement",
    "PlacementEnding",
    "Placing",
    "Provider",
    "ProviderName",
    "ProviderNumber",
    "Publication",
    "PublicationCorrection",
    "PublicationSubject",
    "Redaction",
    "RegisterLocation",
    "RegisterSnapshot",
    "Remodelling",
    "RenewalRequest",
    "Rescission",
    "Resumption",
    "Seal",
    "Signature",
    "SnapshotDay",
    "Suspension",
    "SystemTerms",
    "Transfer",
    "Uplift",
    "Variation",
    "Window",
    "WindowChange",
    "WindowCostModel",
    "WindowRules",
    "Withdrawal",
]
