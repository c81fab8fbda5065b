"""Twenty rules twice: as sentences of a rule set, and as somebody writes them by hand in Python.

A predicate answers True, False or None (not known), and says in words what it saw, from the flat
facts of an application.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

Facts = Mapping[str, Any]
Found = tuple[bool | None, str]
Predicate = Callable[[Facts], Found]

MILLION = 100_000_000  # pence
OPENS, CLOSES, SIX_MONTHS, YEAR = "2021-03-01", "2021-03-31", "2020-09-01", "2020-03-01"
PL = "provider.insurance.public_liability"
EL = "provider.insurance.employers_liability"
PI = "provider.insurance.professional_indemnity"
MISSING: Found = (None, "not answered")


def yes(path: str) -> Predicate:
    def predicate(facts: Facts) -> Found:
        seen = facts.get(path)
        return MISSING if seen is None else (seen, "yes" if seen else "no")

    return predicate


def no(path: str) -> Predicate:
    def predicate(facts: Facts) -> Found:
        seen = facts.get(path)
        return MISSING if seen is None else (not seen, "yes" if seen else "no")

    return predicate


def since(path: str, day: str) -> Predicate:
    def predicate(facts: Facts) -> Found:
        seen = facts.get(path)
        return MISSING if seen is None else (seen >= day, seen)

    return predicate


def told(value: bool | None) -> str:
    return "not answered" if value is None else "yes" if value else "no"


def registered(facts: Facts) -> Found:
    registration, dormant = facts.get("home.cqc.registration"), facts.get("home.cqc.dormant")
    seen = f"home.cqc.registration {registration or 'not answered'}; "
    seen += f"home.cqc.dormant {told(dormant)}"
    if (registration is not None and registration != "Registered") or dormant:
        return False, seen
    return None if registration is None or dormant is None else True, seen


def rated(facts: Facts) -> Found:
    rating, plan = facts.get("home.cqc.rating"), facts.get("answers.improvement_plan")
    seen = f"home.cqc.rating {rating or 'not answered'}; answers.improvement_plan {told(plan)}"
    if rating in ("Good", "Outstanding"):
        return True, seen
    if rating is None:
        return None, seen
    return plan if rating == "Requires improvement" else False, seen


def small(facts: Facts) -> Found:
    beds = facts.get("home.beds")
    return MISSING if beds is None else (3 <= beds <= 6, str(beds))


def local(facts: Facts) -> Found:
    district = facts.get("home.district")
    near = ("Ashford", "Dover", "Swale", "Thanet")
    return MISSING if district is None else (district in near, district)


def specialist(facts: Facts) -> Found:
    return facts["band"] in ("Specialist", "Specialist Plus"), facts["band"]


def learning(facts: Facts) -> Found:
    return "LD" in facts["categories"], ", ".join(facts["categories"])


def experienced(facts: Facts) -> Found:
    years = facts.get("answers.years")
    return MISSING if years is None else (years >= 2, str(years))


def pounds(pence: int | None) -> str:
    if pence is None:
        return "not answered"
    return f"£{pence // 100:,}" if pence % 100 == 0 else f"£{pence / 100:,.2f}"


def insured(path: str, least: int) -> Predicate:
    def predicate(facts: Facts) -> Found:
        cover, expires = facts.get(f"{path}.cover"), facts.get(f"{path}.expires")
        promised = facts.get(f"{path}.will_obtain")
        seen = f"{path}.cover {pounds(cover)}; {path}.expires {expires or 'not answered'}; "
        seen += f"{path}.will_obtain {pounds(promised)}"
        if promised is not None and promised >= least:
            return True, seen
        low = cover is not None and cover < least
        over = expires is not None and expires < CLOSES
        if not (low or over) and cover is not None and expires is not None:
            return True, seen
        return False if (low or over) and promised is not None else None, seen

    return predicate


def _insurance(path: str, least: str) -> dict[str, Any]:
    in_place = [f"{path}.cover at least {least}", f"{path}.expires on or after window.closes"]
    return {"any of": [{"all of": in_place}, f"{path}.will_obtain at least {least}"]}


# ruff: noqa: E501 - each rule stands on one line, beside its predicate

TWENTY: list[tuple[str, Any, Predicate]] = [
    ("registered", {"all of": ["home.cqc.registration is Registered", "home.cqc.dormant is no"]}, registered),
    ("rated", {"any of": ["home.cqc.rating at least Good", {"all of": ["home.cqc.rating is Requires improvement", "answers.improvement_plan is yes"]}]}, rated),
    ("small", "home.beds between 3 and 6", small),
    ("local", "home.district is one of Ashford, Dover, Swale, Thanet", local),
    ("specialist", "band is one of Specialist, Specialist Plus", specialist),
    ("learning", "categories includes LD", learning),
    ("experienced", "answers.years at least 2", experienced),
    ("manager", "home.cqc.registered_manager is yes", yes("home.cqc.registered_manager")),
    ("activity", "answers.activity is yes", yes("answers.activity")),
    ("viable", "answers.viable is yes", yes("answers.viable")),
    ("trained", "answers.trained is yes", yes("answers.trained")),
    ("accessible", "answers.accessible is yes", yes("answers.accessible")),
    ("never-closed", "answers.closed is no", no("answers.closed")),
    ("signed", "declaration.signed_on on or after window.opens - 6 months", since("declaration.signed_on", SIX_MONTHS)),
    ("safeguarding", "provider.policies.safeguarding on or after window.opens - 12 months", since("provider.policies.safeguarding", YEAR)),
    ("complaints", "provider.policies.complaints on or after window.opens - 12 months", since("provider.policies.complaints", YEAR)),
    ("rated-lately", "home.cqc.rated_on on or after 2018-01-01", since("home.cqc.rated_on", "2018-01-01")),
    ("public-liability", _insurance(PL, "10000000"), insured(PL, 10 * MILLION)),
    ("employers-liability", _insurance(EL, "5000000"), insured(EL, 5 * MILLION)),
    ("indemnity", _insurance(PI, "1000000"), insured(PI, MILLION)),
]  # fmt: skip
"""Each rule's name, what it requires as a rule set says it, and the same by hand."""
