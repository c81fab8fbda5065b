"""The fees of contracts: what the people under them cost a week on a day."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from dpsctl.domain.costs import Fees
from dpsctl.ledger.contract_facts import ContractOnLedger
from dpsctl.ledger.file import Ledger
from dpsctl.ledger.weekly_sums import NOBODY, Key, WeeklySums, weekly_sums


@dataclass(frozen=True)
class FeesKnown:
    """What people cost a week on a London day, in pence, under every contract and without one."""

    ledger: Ledger
    day: date

    def of(self, contract: ContractOnLedger, without: Collection[str] = ()) -> WeeklySums:
        """A contract's sums; people of the references ``without`` are left out."""
        sums, number = self._sums, contract.number
        if without:
            sums = weekly_sums(self.ledger, self.day, number, without)
        return sums.get((number, None), NOBODY)

    @property
    def without_contract(self) -> dict[int, WeeklySums]:
        """The sums of people who live in a home without a contract, by the home."""
        return {home: sums for (_, home), sums in self._sums.items() if home and sums.outside}

    @cached_property
    def _sums(self) -> dict[Key, WeeklySums]:
        return weekly_sums(self.ledger, self.day)


def fees_of(ledger: Ledger, contract: ContractOnLedger, day: date) -> Fees:
    """One contract's placements and their weekly fees on a London day, in pence."""
    number = contract.number
    return weekly_sums(ledger, day, number).get((number, None), NOBODY).fees
