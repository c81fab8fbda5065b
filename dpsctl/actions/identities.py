"""Providers and homes: found by what registers call them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from dpsctl.documents.across import Mistake
from dpsctl.ledger.file import Ledger
from dpsctl.ledger.schema.views import FOR_EVER

if TYPE_CHECKING:  # what only looks a name up need not load pydantic
    from dpsctl.documents.applicants import Provider as ProviderPart

SCHEMES = ("company_number", "charity_number", "ppon", "cqc_provider")


@dataclass(frozen=True)
class Party:
    """Who applies or holds: a provider's name and numbers, a home's name and CQC location."""

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


def numbers_of(provider: ProviderPart) -> dict[str, str]:
    """The numbers that a document gives of a provider, by the register that knows them."""
    given = {scheme: getattr(provider, scheme) for scheme in SCHEMES}
    return {scheme: number for scheme, number in given.items() if number}


def home_at(ledger: Ledger, location: str) -> int | None:
    """The home that is or was registered at a CQC location, if the ledger knows it."""
    found: int | None = ledger.value(
        "SELECT home FROM home_locations WHERE cqc_location = ?", [location]
    )
    return found


def providers_numbered(ledger: Ledger, numbers: dict[str, str]) -> dict[int, str]:
    """The providers on the ledger under any of these numbers, each with its latest name."""
    found = {}
    for scheme, number in numbers.items():
        provider = ledger.value(
            "SELECT provider FROM provider_numbers WHERE scheme = ? AND number = ?",
            [scheme, number],
        )
        if provider:
            found[provider] = name_of_provider(ledger, provider)
    return found


@dataclass(frozen=True)
class Known:
    """Whom the ledger knows by a party's numbers, with their latest names, and its home, if so."""

    providers: dict[int, str]
    home: int | None

    @property
    def provider(self) -> int | None:
        """The provider; the first, where the numbers are those of several."""
        return next(iter(self.providers), None)


NOBODY = Known({}, None)


def known_as(ledger: Ledger, party: Party) -> Known:
    """What the ledger knows of a party."""
    return Known(providers_numbered(ledger, party.numbers), home_at(ledger, party.location))


def known_otherwise(ledger: Ledger, party: Party, *, accept_name: bool) -> Iterator[Mistake]:
    """What is wrong with a provider that the ledger knows under another name, or as several."""
    known = providers_numbered(ledger, party.numbers)
    return other_names(party, known, accept_name=accept_name)


def other_names(
    party: Party, known: dict[int, str], *, accept_name: bool, say: str = "say"
) -> Iterator[Mistake]:
    """What is wrong where these providers are known by a party's numbers.

    ``say`` is what to do with --accept-name where the other name is meant.
    """
    if len(known) > 1:
        names = " and ".join(sorted(known.values()))
        yield ("provider",), f"these numbers belong to several providers on the ledger: {names}"
    for name in known.values():
        if name != party.provider and not accept_name:
            yield (
                ("provider", "name"),
                f"{party.provider!r} is on the ledger as {name!r}; "
                f"if it has changed its name, {say} --accept-name",
            )


def name_of_provider(ledger: Ledger, provider: int, day: str = FOR_EVER) -> str:
    """What a provider is called on a day; by default the last that was recorded for any day."""
    name: str = _on(ledger, "provider_names", "name", provider, day)
    return name


def name_of_home(ledger: Ledger, home: int, day: str = FOR_EVER) -> str | None:
    """What a home is called on a day; none where it has no name yet."""
    found: str | None = _on(ledger, "home_names", "name", home, day)
    return found


def location_of_home(ledger: Ledger, home: int, day: str = FOR_EVER) -> str:
    """The CQC location that a home is registered under on a day."""
    location: str = _on(ledger, "home_locations", "cqc_location", home, day)
    return location


def provider_of_home(ledger: Ledger, home: int, day: str = FOR_EVER) -> int | None:
    """Who runs a home on a day; none where nobody has said yet."""
    found: int | None = _on(ledger, "home_providers", "provider", home, day)
    return found


def _on(ledger: Ledger, table: str, fact: str, owner: int, day: str) -> Any:
    """The dated fact that holds on a day; before the first of them, that one stands in."""
    whose = "provider" if table.startswith("provider_") else "home"
    return ledger.value(
        f"SELECT {fact} FROM {table} WHERE {whose} = :owner ORDER BY from_day <= :day DESC, "
        "CASE WHEN from_day <= :day THEN from_day END DESC, from_day, id DESC LIMIT 1",
        {"owner": owner, "day": day},
    )
