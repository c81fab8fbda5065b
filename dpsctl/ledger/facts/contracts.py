"""The kinds of fact about contracts, and what befalls them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from dpsctl.ledger.facts.fact import Fact


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
    an ``application`` whose first award was annulled. ``facts`` are what the document says of the
    provider, as JSON by an application's paths.
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
    facts: str | None = None


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
    """A home sold or registered anew: the contract's provider, and its location, from a day on.

    ``facts`` are what the document says of a new provider, as JSON by an application's paths.
    """

    table: ClassVar[str] = "transfers"
    contract: int
    document: str
    from_day: str
    provider: int
    cqc_location: str
    facts: str | None = None


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
