"""The catalogue: every fact that a rule may name, by its path, with its type."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dpsctl.domain.proof_kinds import INSURANCES, POLICIES
from dpsctl.domain.rules.fact_types import FactType

YES_NO = FactType("yes/no")
MONEY = FactType("money")
DAY = FactType("day")
WHOLE_NUMBER = FactType("whole number")
PERCENTAGE = FactType("percentage")
TEXT = FactType("text")
LIST = FactType("list")
REGISTRATION = FactType("choice", ("Registered", "Deregistered"))
RATING = FactType(
    "choice",
    ("Inadequate", "Requires improvement", "Good", "Outstanding", "Unrated"),
    ordered=True,
    outside=("Unrated",),
)

LEDGER_FACTS: Mapping[str, FactType] = {"window.opens": DAY, "window.closes": DAY, "today": DAY}
"""What the ledger and the clock say, not the applicant: London days; the close is the last day."""

COST_FACTS: Mapping[str, FactType] = {"cost.weekly": MONEY, "cost.over_guide_percent": PERCENTAGE}
"""What follows from an application's placements: the dearest weekly fee that it offers, and the
furthest that any of its fees lies over its guide price. The law lets neither keep a home out.
"""

REGISTER_FACTS: Mapping[str, FactType] = {
    "register.listed": YES_NO,
    "register.care_home": YES_NO,
    "register.beds": WHOLE_NUMBER,
    "register.categories": LIST,
    "register.inherited_rating": YES_NO,
}
"""What the public register of care homes says and no applicant is asked, by the newest snapshot on
the ledger that speaks of the home. ``home.cqc`` is the register's too, where it speaks. A home that
a snapshot of the whole register leaves out is not listed.
"""

FACTS: Mapping[str, FactType] = {
    "reference": TEXT,
    "received_on": DAY,  # the London day of received_at
    "provider.name": TEXT,
    "provider.company_number": TEXT,
    "provider.charity_number": TEXT,
    "provider.ppon": TEXT,
    "provider.cqc_provider": TEXT,
    "provider.legal_form": TEXT,
    "provider.address": TEXT,
    "provider.sme": YES_NO,
    "provider.vcse": YES_NO,
    **{
        f"provider.insurance.{insurance}.{field}": type_
        for insurance in INSURANCES
        for field, type_ in (("cover", MONEY), ("expires", DAY), ("will_obtain", MONEY))
    },
    **{f"provider.policies.{policy}": DAY for policy in POLICIES},  # the day last reviewed
    "home.name": TEXT,
    "home.cqc_location": TEXT,
    "home.district": TEXT,
    "home.postcode": TEXT,
    "home.beds": WHOLE_NUMBER,
    "home.cqc.registration": REGISTRATION,
    "home.cqc.dormant": YES_NO,
    "home.cqc.rating": RATING,
    "home.cqc.rated_on": DAY,
    "home.cqc.registered_manager": YES_NO,
    "categories": LIST,
    "agreement": TEXT,
    "band": TEXT,
    "remodels": TEXT,
    **COST_FACTS,
    **REGISTER_FACTS,
    "declaration.signed_on": DAY,
    **LEDGER_FACTS,
}
"""The facts that every rule set knows: the fields of the application form, and the window's."""

ALWAYS_GIVEN = frozenset(
    {
        "received_on",
        "provider.name",
        "home.name",
        "home.cqc_location",
        "categories",
        "agreement",
        "band",
        "window.opens",
        "today",
    }
)
"""The facts that are never unknown: the form is refused without them, or the ledger says them."""


@dataclass(frozen=True)
class Question:
    """What a rule set asks applicants beside the fixed form; its answer is ``answers.ID``."""

    id: str
    type: FactType
    ask: str

    @property
    def choices(self) -> tuple[str, ...]:
        """What may be answered, where the question is a choice."""
        return self.type.choices

    @property
    def path(self) -> str:
        """The fact that the answer is."""
        return f"answers.{self.id}"


def exclusion_path(code: str) -> str:
    """The fact that the answer on an exclusion ground is: ``declaration.exclusions.57(8)(c)``."""
    return f"declaration.exclusions.{code}"


def exclusion_facts(code: str) -> dict[str, FactType]:
    """The facts about an exclusion ground: its answer, and what may be told with a yes.

    Days are London days: when it happened, when the council knew of it or should have, when a debt
    was paid or bindingly arranged to be.
    """
    path = exclusion_path(code)
    days = {f"{path}.{field}": DAY for field in ("on", "known_on", "paid_on", "arranged_on")}
    return {path: YES_NO, **days, f"{path}.self_cleaning": TEXT}


def catalogue(
    questions: Iterable[Question] = (), ground_codes: Iterable[str] = ()
) -> dict[str, FactType]:
    """Every fact that a rule set with these questions and exclusion grounds may name."""
    return {
        **FACTS,
        **{path: type_ for code in ground_codes for path, type_ in exclusion_facts(code).items()},
        **{question.path: question.type for question in questions},
    }
