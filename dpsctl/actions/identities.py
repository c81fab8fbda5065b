"""Providers and homes: found by what registers call them, or entered for the first time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from dpsctl.ledger.facts import (
    Home,
    HomeLocation,
    HomeName,
    HomeProvider,
    Provider,
    ProviderName,
    ProviderNumber,
)
from dpsctl.ledger.file import Ledger
from dpsctl.ledger.recording import Recording

SCHEMES = ("company_number", "charity_number", "ppon", "cqc_provider")


@dataclass(frozen=True)
class Party:
    """Who applies: a provider's name and numbers, a home's name and CQC location."""

    provider: str
    numbers: dict[str, str]
    home: str
    location: str


def party_of(facts: dict[str, Any]) -> Party:
    """Who applies, from an application's facts."""
    numbers = {scheme: facts.get(f"provider.{scheme}") for scheme in SCHEMES}
    return Party(
        provider=facts["provider.name"],
        numbers={scheme: number for scheme, number in numbers.items() if number},
        home=facts["home.name"],
        location=facts["home.cqc_location"],
    )


def home_at(ledger: Ledger, location: str) -> int | None:
    """The home registered at a CQC location, if the ledger knows it."""
    found: int | None = ledger.value(
        "SELECT home FROM home_locations WHERE cqc_location = ?", [location]
    )
    return found


def providers_numbered(ledger: Ledger, numbers: dict[str, str]) -> dict[int, str]:
    """The providers on record under any of these numbers, each with its latest name."""
    found = {}
    for scheme, number in numbers.items():
        row = ledger.row(
            "SELECT provider, (SELECT name FROM provider_names n WHERE n.provider = p.provider "
            "ORDER BY id DESC LIMIT 1) AS name FROM provider_numbers p "
            "WHERE scheme = ? AND number = ?",
            [scheme, number],
        )
        if row:
            found[row["provider"]] = row["name"]
    return found


def enter_provider(to: Recording, party: Party, day: str) -> int:
    """The provider's identity, entered if it is new, with any new name or number from a day on."""
    known = providers_numbered(to.ledger, party.numbers)
    if known:
        provider, name = next(iter(known.items()))
    else:
        provider, name = to.add(Provider()), None
    if name != party.provider:
        to.add(ProviderName(provider, party.provider, day))
    for scheme, number in party.numbers.items():
        if not providers_numbered(to.ledger, {scheme: number}):
            to.add(ProviderNumber(provider, scheme, number, day))
    return provider


def enter_home(to: Recording, party: Party, provider: int, day: str) -> int:
    """The home's identity, entered if it is new, with any new name or owner from a day on."""
    home = home_at(to.ledger, party.location)
    if home is None:
        home = to.add(Home())
        to.add(HomeLocation(home, party.location, day))
    if name_of_home(to.ledger, home) != party.home:
        to.add(HomeName(home, party.home, day))
    if provider_of_home(to.ledger, home) != provider:
        to.add(HomeProvider(home, provider, day))
    return home


def name_of_home(ledger: Ledger, home: int) -> str | None:
    """What a home was last called."""
    found: str | None = ledger.value(
        "SELECT name FROM home_names WHERE home = ? ORDER BY id DESC LIMIT 1", [home]
    )
    return found


def provider_of_home(ledger: Ledger, home: int) -> int | None:
    """Who last ran a home."""
    found: int | None = ledger.value(
        "SELECT provider FROM home_providers WHERE home = ? ORDER BY id DESC LIMIT 1", [home]
    )
    return found
