"""The kinds of fact about providers and homes, and what is dated about them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from dpsctl.ledger.facts.fact import Fact


@dataclass(frozen=True)
class Provider(Fact):
    """A legal entity: an identity and nothing else."""

    table: ClassVar[str] = "providers"


@dataclass(frozen=True)
class ProviderName(Fact):
    """A provider's name, from a day on."""

    table: ClassVar[str] = "provider_names"
    provider: int
    name: str
    from_day: str


@dataclass(frozen=True)
class ProviderNumber(Fact):
    """A number that a register knows a provider by; ``scheme`` names the register."""

    table: ClassVar[str] = "provider_numbers"
    provider: int
    scheme: str
    number: str
    from_day: str


@dataclass(frozen=True)
class Home(Fact):
    """A care home: an identity and nothing else."""

    table: ClassVar[str] = "homes"


@dataclass(frozen=True)
class HomeName(Fact):
    """A home's name, from a day on."""

    table: ClassVar[str] = "home_names"
    home: int
    name: str
    from_day: str


@dataclass(frozen=True)
class HomeLocation(Fact):
    """The CQC location id that a home is registered under, from a day on."""

    table: ClassVar[str] = "home_locations"
    home: int
    cqc_location: str
    from_day: str


@dataclass(frozen=True)
class HomeProvider(Fact):
    """Who runs a home, from a day on."""

    table: ClassVar[str] = "home_providers"
    home: int
    provider: int
    from_day: str
