"""The kinds of proof that a provider shows: as the ledger, people and commands call them."""

from __future__ import annotations

INSURANCES = ("public_liability", "employers_liability", "professional_indemnity")
"""The insurances that the fixed form asks about."""
POLICIES = (
    "safeguarding",
    "business_continuity",
    "complaints",
    "health_and_safety",
    "data_protection",
    "infection_control",
    "equality",
)
"""The policies that the fixed form asks about, each by the day of its last review."""
DECLARATION = "declaration"
REGISTRATION = "registration"
"""What nobody shows on paper: the public register says it of the home."""
POLICY = "policies."
"""What the kind of a proof begins with that is a policy: ``policies.safeguarding``."""
KINDS = (*INSURANCES, *(f"{POLICY}{name}" for name in POLICIES), DECLARATION)
"""The kinds of proof that are shown on paper, in the order in which reports list them."""


def kind_words(kind: str) -> str:
    """What people call a kind: ``employers' liability``, ``safeguarding policy``."""
    if kind.startswith(POLICY):
        return f"{kind.removeprefix(POLICY).replace('_', ' ')} policy"
    return kind.replace("_", " ").replace("employers ", "employers' ")


def kind_typed(kind: str) -> str:
    """A kind as it is typed: ``public-liability``, ``safeguarding``."""
    return kind.removeprefix(POLICY).replace("_", "-")
