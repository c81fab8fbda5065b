"""Providers and homes entered on the ledger: new ones, and what is new of those it knows."""

from __future__ import annotations

from dpsctl.actions.identities import (
    Known,
    Party,
    name_of_home,
    name_of_provider,
    provider_of_home,
    providers_numbered,
)
from dpsctl.ledger.facts import (
    Home,
    HomeLocation,
    HomeName,
    HomeProvider,
    Provider,
    ProviderName,
    ProviderNumber,
)
from dpsctl.ledger.recording import Recording


def enter(to: Recording, party: Party, known: Known, day: str) -> tuple[int, int]:
    """A provider's and a home's identity, each entered if it is new.

    What is ``known`` of them is looked up once for what is asked of them and for this.
    """
    provider = _enter_provider(to, party, known.provider, day)
    return provider, _enter_home(to, party, known.home, provider, day)


def enter_provider(to: Recording, party: Party, day: str) -> int:
    """The provider's identity, entered if it is new, with any new name or number from a day on."""
    known = providers_numbered(to.ledger, party.numbers)
    return _enter_provider(to, party, next(iter(known), None), day)


def _enter_provider(to: Recording, party: Party, known: int | None, day: str) -> int:
    provider = to.add(Provider()) if known is None else known
    if known is None or name_of_provider(to.ledger, provider, day) != party.provider:
        to.add(ProviderName(provider, party.provider, day))
    for scheme, number in party.numbers.items():
        if known is None or not providers_numbered(to.ledger, {scheme: number}):
            to.add(ProviderNumber(provider, scheme, number, day))
    return provider


def _enter_home(to: Recording, party: Party, known: int | None, provider: int, day: str) -> int:
    if known is not None:
        known_from(to, known, party, provider, day)
        return known
    home = to.add(Home())
    to.add(HomeLocation(home, party.location, day))
    to.add(HomeName(home, party.home, day))
    to.add(HomeProvider(home, provider, day))
    return home


def known_from(to: Recording, home: int, party: Party, provider: int, day: str) -> None:
    """Enter a home's name and owner from a day on, where they were others on that day."""
    if name_of_home(to.ledger, home, day) != party.home:
        to.add(HomeName(home, party.home, day))
    if provider_of_home(to.ledger, home, day) != provider:
        to.add(HomeProvider(home, provider, day))
