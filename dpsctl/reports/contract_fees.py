"""The fees of contracts: what the people under them cost a week on a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from dpsctl.ledger.contract_facts import ContractOnLedger
from dpsctl.ledger.file import Ledger
from dpsctl.ledger.residents import came_with
from dpsctl.ledger.weekly_sums import NOBODY, WeeklySums, weekly_sums


@dataclass(frozen=True)
class FeesKnown:
    """What people cost a week on a London day, in pence: under every contract, or one of them."""

    ledger: Ledger
    day: date
    only: ContractOnLedger | None = None

    def of(
        self, contract: ContractOnLedger, left_for: ContractOnLedger | None = None
    ) -> WeeklySums:
        """A contract's sums; whoever moves to the contract it is left for counts there alone."""
        sums, number = self._sums, contract.number
        if left_for:
            moved = came_with(self.ledger, left_for.number)
            sums = weekly_sums(self.ledger, self.day, number, without=moved)
        return sums.get((number, None), NOBODY)

    @property
    def without_contract(self) -> dict[int, WeeklySums]:
        """The sums of people who live in a home without a contract, by the home."""
        return {home: sums for (_, home), sums in self._sums.items() if home and sums.outside}

    @cached_property
    def _sums(self) -> dict[tuple[int | None, int | None], WeeklySums]:
        return weekly_sums(self.ledger, self.day, self.only.number if self.only else None)
