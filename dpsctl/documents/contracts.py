"""The contract document: one that began before the ledger, with the people who live under it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, ClassVar

from pydantic import Field

from dpsctl.documents.across import Mistake, emptied, repeated
from dpsctl.documents.applicants import Home, Provider, unidentified
from dpsctl.documents.ids import PersonReference
from dpsctl.documents.types import Day, Part, Pence, Text, WeeklyPence
from dpsctl.domain.contracts import PARTIES, Party


class Signed(Part):
    """The day on which each party signed, where they are two, or where one has not signed yet."""

    provider: Day | None = None
    council: Day | None = None


class Sealed(Part):
    """The council's seal: the day, and its number in the register of seals."""

    on: Day
    number: Text = Field(alias="register")


class Resident(Part):
    """A person who lives in the home; the fee is pence a week."""

    ref: PersonReference
    need: Text
    band: Text
    weekly_fee: WeeklyPence
    since: Day | None = None


class ContractDocument(Part):
    """A contract as it stood before the ledger. Its first and last day are both in.

    ``contract`` is the council's own reference; ``estimated_value`` is pence over the whole term.
    """

    marker: ClassVar[str] = "contract"

    contract: Text
    agreement: Text
    decision: Text
    awarded_on: Day | None = None
    starts_on: Day
    ends_on: Day
    provider: Provider
    home: Home
    categories: list[Text]
    band: Text
    signed_on: Day | None = None
    signed: Signed | None = None
    sealed: Sealed | None = None
    estimated_value: Pence | None = None
    placements: list[Resident] = Field(default_factory=list)

    @property
    def awarded(self) -> date:
        """The day of its award: its first day, where nobody says."""
        return self.awarded_on or self.starts_on

    @property
    def signatures(self) -> dict[Party, date]:
        """The day on which each party signed, of those that have."""
        days = {party: self.signed_on or getattr(self.signed, party, None) for party in PARTIES}
        return {party: day for party, day in days.items() if day}

    @classmethod
    def across(cls, content: dict[str, Any]) -> Iterator[Mistake]:
        """What is wrong between several values."""
        yield from emptied(content, "categories")
        yield from emptied(content, "signed")
        yield from repeated(content, "categories", "*")
        yield from repeated(content, "placements", "*", "ref")
        yield from unidentified(content)
        if {"signed_on", "signed"} <= content.keys():
            yield ("signed",), "give signed_on, for both parties, or signed, for each; not both"
