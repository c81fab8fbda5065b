"""The reach of an uplift: each placement that it is for, and what it comes to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from dpsctl.documents.uplifts import UpliftDocument
from dpsctl.domain.uplift_sums import Effect, Rise, days_owed, effect
from dpsctl.domain.uplifts import Fate, Ruling
from dpsctl.domain.weeks import weeks
from dpsctl.ledger.contract_facts import ContractOnLedger
from dpsctl.ledger.file import Row
from dpsctl.ledger.lookups import System
from dpsctl.ledger.uplifts import UpliftOnLedger

_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Reached:
    """One placement within reach, with the fate of its fee.

    ``row`` is one of the residents, as of the first day of the new fees. ``next_day`` is the first
    later day from which its fee is another.
    """

    contract: ContractOnLedger
    row: Row
    next_day: date | None
    ruling: Ruling

    @property
    def rises(self) -> bool:
        """Whether the fee rises at all."""
        risen = self.ruling.weekly > self.row["weekly_pence"]
        return risen and self.ruling.fate is not Fate.BREAKS

    def rise(self, first: date, today: date) -> Rise:
        """By how much a week the fee rises, and for how many days up to yesterday that is owed.

        It is owed for days lived there, until the contract's end or the next change of the fee.
        """
        left = self.row["left_on"]
        stops = (
            date.fromisoformat(left) if left else None,
            self.next_day,
            self.contract.life.last_day + _DAY,
        )
        days = days_owed(first, today, stops)
        return Rise(self.row["weekly_pence"], self.ruling.weekly, days)


@dataclass(frozen=True)
class Reach:
    """An uplift as it is asked for, and everyone within its reach.

    ``known`` is the uplift of the same name where the ledger has one: then only those are within
    reach whose fees it had left out for want of evidence. ``agreements`` and ``bands`` are all that
    it speaks for, ``outside`` how many people live outside any contract on its first day.
    """

    asked: UpliftDocument
    known: UpliftOnLedger | None
    agreements: tuple[str, ...]
    bands: tuple[str, ...]
    refs: frozenset[str]
    reached: tuple[Reached, ...]
    outside: int

    @property
    def rising(self) -> list[Reached]:
        """Those whose fees rise, by contract and reference."""
        return [each for each in self.reached if each.rises]

    def of_fate(self, fate: Fate) -> list[str]:
        """The references of those whose fees have this fate, in order."""
        return sorted(each.row["ref"] for each in self.reached if each.ruling.fate is fate)

    def effects(self, system: System, today: date) -> Iterator[tuple[ContractOnLedger, Effect]]:
        """What the uplift comes to for each contract whose fees rise, by number."""
        basis = weeks(system.weeks_per_year)
        for _, group in groupby(self.rising, key=lambda each: each.contract.number):
            rising = list(group)
            rises = [each.rise(self.asked.begins, today) for each in rising]
            yield rising[0].contract, effect(rises, basis)
