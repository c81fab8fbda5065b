"""The kinds of fact about the proofs that providers show."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from dpsctl.ledger.facts.fact import Fact


@dataclass(frozen=True)
class Evidence(Fact):
    """A provider's proof as it was seen: signed or reviewed on a day, or good until one.

    ``until_day`` is the last day on which it holds; ``cover_pence`` an insurance's cover.
    """

    table: ClassVar[str] = "evidence"
    provider: int
    kind: str
    on_day: str | None
    until_day: str | None
    cover_pence: int | None
    reference: str | None


@dataclass(frozen=True)
class RenewalRequest(Fact):
    """A renewed self-declaration asked for of a contract's provider, and when it is due."""

    table: ClassVar[str] = "renewal_requests"
    contract: int
    provider: int
    requested_on: str
    due_on: str
    basis: str
