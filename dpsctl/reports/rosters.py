"""Two rosters to compare, of one ledger on two days, with nobody in either of them twice."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from dpsctl.ledger.contract_facts import ContractOnLedger
from dpsctl.ledger.file import Row
from dpsctl.ledger.residents import came_with, residents_of
from dpsctl.ledger.roster_changes import RosterOf, counted
from dpsctl.reports.contracts import ContractsOn
from dpsctl.reports.view import View


@dataclass(frozen=True)
class Rosters:
    """The roster at the end of the day ``since``, and that of the view's own day."""

    view: View
    since: date

    @cached_property
    def contracts(self) -> ContractsOn:
        """The contracts of the view's day."""
        return ContractsOn(self.view)

    @cached_property
    def contracts_then(self) -> ContractsOn:
        """The contracts of the earlier day."""
        return ContractsOn(replace(self.view, as_of=self.since))

    @cached_property
    def now(self) -> list[Row]:
        """Who is on the roster of the day, by contract and band, and who of them has joined."""
        stayed = {(new.number, ref) for new, _, ref in self._stayers}
        return counted(self.view.ledger, self._roster, self._roster_then, stayed)

    @cached_property
    def then(self) -> list[Row]:
        """Who was on the earlier roster, by contract and band, and who of them has left."""
        stayed = {(old.number, ref) for _, old, ref in self._stayers}
        return counted(self.view.ledger, self._roster_then, self._roster, stayed)

    @cached_property
    def _roster(self) -> RosterOf:
        return _roster(self.contracts)

    @cached_property
    def _roster_then(self) -> RosterOf:
        return _roster(self.contracts_then)

    @cached_property
    def _stayers(self) -> list[tuple[ContractOnLedger, ContractOnLedger, str]]:
        """Those whose home went from one contract to another while they stayed in their band."""
        ledger, day = self.view.ledger, self.view.as_of
        return [
            (new, old, ref)
            for new in self.contracts.listed
            for old in self._left_for(new)
            for ref, _ in _in_bands(residents_of(ledger, old, self.since))
            & _in_bands(residents_of(ledger, new, day))
        ]

    def _left_for(self, new: ContractOnLedger) -> Iterator[ContractOnLedger]:
        """The contracts of the earlier roster that the home left, the last of them for this one."""
        old = self.contracts.known.get(new.leaves or 0)
        while old:
            if old.life.listed(self.since):
                yield old
            old = self.contracts.known.get(old.leaves or 0)


def elsewhere(contracts: ContractsOn) -> set[tuple[int, str]]:
    """Those who count under the contract that their home leaves this one for, and not here: also if
    they have gone since, which is said of them there alone.
    """
    return {
        (old.number, ref)
        for old in contracts.listed
        if (new := contracts.left_for(old))
        for ref in came_with(contracts.view.ledger, new.number)
    }


def _roster(contracts: ContractsOn) -> RosterOf:
    numbers = [each.number for each in contracts.listed]
    return RosterOf(contracts.view.as_of, numbers, elsewhere(contracts))


def _in_bands(people: list[Row]) -> set[tuple[str, str]]:
    return {(row["ref"], row["band"]) for row in people}
