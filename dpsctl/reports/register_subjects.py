"""Whose claims the register is held against: contracts not ended, and applications that go on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from dpsctl.ledger.known import known_by_then
from dpsctl.ledger.lookups import OPEN_STANDINGS
from dpsctl.reports.contracts import ContractsOn
from dpsctl.reports.view import View


@dataclass(frozen=True)
class Subject:
    """A contract or an application, and what is said of its home in it; None: nothing is.

    ``kind`` is contract, application (nobody has determined it) or admitted.
    """

    kind: str
    home: int
    provider: int
    application: int | None
    contract: int | None
    categories: list[str]
    beds: int | None
    rating: str | None
    dormant: bool | None
    registered_manager: bool | None


def subjects(contracts: ContractsOn) -> list[Subject]:
    """Those of the day: contracts by number, then applications."""
    return [*_contracts(contracts), *_applications(contracts.view)]


def _contracts(contracts: ContractsOn) -> Iterator[Subject]:
    view, listed = contracts.view, contracts.listed
    known = _facts(view, [each.application for each in listed if each.application])
    for each in listed:
        facts = known.get(each.application or 0, {})
        yield Subject(
            kind="contract",
            home=each.home,
            provider=each.provider_on(view.as_of),
            application=each.application,
            contract=each.number,
            categories=each.categories,
            beds=each.beds_on(view.as_of),
            rating=facts.get("home.cqc.rating", each.rating),
            dormant=facts.get("home.cqc.dormant"),
            registered_manager=facts.get("home.cqc.registered_manager"),
        )


def _applications(view: View) -> Iterator[Subject]:
    going = dict.fromkeys(OPEN_STANDINGS, "application") | {"admitted": "admitted"}
    found = [each for each in view.applications if each["standing"] in going]
    known = _facts(view, [each["id"] for each in found])
    for each in found:
        facts = known[each["id"]]
        yield Subject(
            kind=going[each["standing"]],
            home=each["home"],
            provider=each["provider"],
            application=each["id"],
            contract=None,
            categories=each["categories"],
            beds=facts.get("home.beds"),
            rating=facts.get("home.cqc.rating"),
            dormant=facts.get("home.cqc.dormant"),
            registered_manager=facts.get("home.cqc.registered_manager"),
        )


def _facts(view: View, applications: list[int]) -> dict[int, dict[str, Any]]:
    """What was known of applications when the day was over, answers that came back included."""
    later = view.ledger.value("SELECT MIN(id) FROM entries WHERE recorded_at >= ?", [view.moment])
    known = known_by_then(view.ledger, applications, later)
    return {number: each.facts for number, each in known.items()}
