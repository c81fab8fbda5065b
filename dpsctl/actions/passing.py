"""Whether a contract may pass with its home to a new owner or location, and why not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dpsctl.actions.identities import (
    Party,
    home_at,
    known_otherwise,
    location_of_home,
    name_of_home,
    name_of_provider,
    numbers_of,
    providers_numbered,
)
from dpsctl.documents.across import Mistake
from dpsctl.documents.document import Document, complain
from dpsctl.documents.transfers import MovedHome, TransferDocument
from dpsctl.errors import Complaint
from dpsctl.ledger.contract_facts import ContractOnLedger
from dpsctl.ledger.file import Ledger
from dpsctl.ledger.lookups import System

_FULFILS = "must fulfil the criteria by which the home was first selected"
_SUCCESSION = "PCR 2015 reg 72(1)(d)(ii)"


@dataclass(frozen=True)
class Passing:
    """A contract about to pass: who holds it, where, until the day, and who and where then."""

    contract: ContractOnLedger
    moved: TransferDocument
    before: Party
    after: Party

    @property
    def day(self) -> str:
        """The first London day under the new owner or registration, as ISO text."""
        return self.moved.from_day.isoformat()

    def is_sold(self, ledger: Ledger) -> bool:
        """Whether somebody else holds the contract from the day on."""
        if self.moved.provider is None:
            return False
        holder = self.contract.provider_on(self.moved.from_day)
        return holder not in providers_numbered(ledger, self.after.numbers)

    @property
    def is_moved(self) -> bool:
        """Whether the home has another CQC location from the day on."""
        return self.before.location != self.after.location

    @property
    def is_renamed(self) -> bool:
        """Whether the home or its provider has another name from the day on."""
        before, after = self.before, self.after
        return (before.home, before.provider) != (after.home, after.provider)


def passing_of(ledger: Ledger, contract: ContractOnLedger, moved: TransferDocument) -> Passing:
    """A contract as it would pass by a transfer document."""
    day, home = moved.from_day.isoformat(), moved.home or MovedHome()
    before = Party(
        provider=name_of_provider(ledger, contract.provider_on(moved.from_day), day),
        numbers={},
        home=name_of_home(ledger, contract.home, day) or "",
        location=location_of_home(ledger, contract.home, day),
    )
    after = Party(
        provider=moved.provider.name if moved.provider else before.provider,
        numbers=numbers_of(moved.provider) if moved.provider else {},
        home=home.name or before.home,
        location=home.cqc_location or before.location,
    )
    return Passing(contract, moved, before, after)


def why_not(
    ledger: Ledger, system: System, document: Document, passing: Passing, *, accept_name: bool
) -> list[Complaint]:
    """Every reason why the contract may not pass so, in the order of the document."""
    mistakes = [*_outside_life(passing), *_location_taken(ledger, passing)]
    if passing.moved.provider:
        mistakes += known_otherwise(ledger, passing.after, accept_name=accept_name)
    if passing.is_sold(ledger):
        mistakes += _unfit(system, passing)
    elif not (passing.is_moved or passing.is_renamed):
        mistakes += _unchanged(passing)
    return sorted(complain(document, *mistake, refused=True) for mistake in mistakes)


def _unchanged(passing: Passing) -> Iterator[Mistake]:
    before = passing.before
    yield (
        ("transfer",),
        f"{before.provider} holds contract {passing.contract.number} at {before.location} "
        f"on {passing.day} as it is: nothing changes",
    )


def _outside_life(passing: Passing) -> Iterator[Mistake]:
    contract, life, day = passing.contract, passing.contract.life, passing.moved.from_day
    if life.annulled:
        yield ("transfer",), f"the award of contract {contract.number} was annulled"
    elif not life.listed(day):
        yield (
            ("transfer",),
            f"{day} is outside the life of contract {contract.number}, "
            f"awarded on {life.awarded_on} and running to {life.last_day}",
        )
    latest = contract.transfers[-1]["from_day"] if contract.transfers else ""
    if passing.day < latest:
        yield ("transfer",), f"{day} is before {latest}, the day on which it passed last"


def _location_taken(ledger: Ledger, passing: Passing) -> Iterator[Mistake]:
    location, path = passing.after.location, ("home", "cqc_location")
    home = home_at(ledger, location)
    if home is None or not passing.is_moved:
        return
    if home != passing.contract.home:
        other = name_of_home(ledger, home)
        yield path, f"{location} is the location of {other} on the ledger"
    elif passing.day < (since := _registered(ledger, location)):
        yield path, f"{location} is this home's only from {since} on, as the ledger has it"
    else:
        yield path, f"{location} was this home's before: one registered anew is given another"


def _registered(ledger: Ledger, location: str) -> str:
    """The first London day of a location that the ledger knows, as ISO text."""
    known = "SELECT from_day FROM home_locations WHERE cqc_location = ?"
    return str(ledger.value(known, [location]))


def _unfit(system: System, passing: Passing) -> Iterator[Mistake]:
    """What keeps a new provider out where it is not known to be fit (PCR 2015 reg 72(1)(d)(ii))."""
    fulfils = passing.moved.fulfils_criteria
    if fulfils or not under_pcr(system):
        return
    law = f"a new provider {_FULFILS} ({_SUCCESSION})"
    if fulfils is None:
        yield ("fulfils_criteria",), f"is missing; {law}; say yes once that was checked"
    else:
        yield ("fulfils_criteria",), f"is no; {law}; otherwise it is for a new procurement"


def under_pcr(system: System) -> bool:
    """Whether PCR 2015 says which modifications of a contract are allowed (reg 72)."""
    return system.regime.startswith("pcr2015")
