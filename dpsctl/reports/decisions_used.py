"""What was done under each decision by a day: contracts that run by it, and uplifts."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

from dpsctl.domain.budget import Measure, Spending, Uplifted, used
from dpsctl.ledger.decision_uses import terms_granted, uplifts_added
from dpsctl.ledger.decisions import references
from dpsctl.reports.contracts import ContractsOn
from dpsctl.reports.report import Row


@dataclass(frozen=True)
class DecisionsUsed:
    """The contracts listed on a day and their uplifts, by the reference of a decision.

    A contract counts under one decision alone: that of its award, and after the last day which
    that gave it, the decision of the extension by which it still runs.
    """

    contracts: ContractsOn

    def used(self, decision: str, measure: Measure) -> int:
        """How much of a measure is used under a decision, in pence."""
        spending = self.spending[decision].values()
        uplifts = self.uplifts[decision].values()
        return used(measure, spending, uplifts, self.contracts.view.weeks)

    def counts(self, decision: str, measure: Measure) -> tuple[int, int]:
        """The contracts that this is used by, and the people placed under them."""
        people = {number: each.placements for number, each in self.spending[decision].items()}
        if measure == "increase":
            uplifts = self.uplifts[decision].items()
            people = {number: each.placements for number, each in uplifts} | people
        return len(people), sum(people.values())

    @cached_property
    def prolonged(self) -> dict[str, set[int]]:
        """The listed contracts that a decision prolonged beyond the term by which they run now."""
        found: dict[str, set[int]] = defaultdict(set)
        for contract in self.contracts.listed:
            running, *later = self._terms_left[contract.number]
            for term in later:
                if self._called[term["decision"]] != self._called[running["decision"]]:
                    found[self._called[term["decision"]]].add(contract.number)
        return found

    @cached_property
    def spending(self) -> dict[str, dict[int, Spending]]:
        """What the contracts that run by each decision cost, by their number."""
        lifted = self._lifted
        found: dict[str, dict[int, Spending]] = defaultdict(dict)
        rows = self.contracts.rows()
        for contract, row in zip(self.contracts.listed, rows, strict=True):
            number, fees = contract.number, row["fees"]
            by = self._called[self._terms_left[number][0]["decision"]]
            found[by][number] = Spending(
                fees.current, fees.offered, lifted[number], contract.value, fees.placements
            )
        return found

    @cached_property
    def uplifts(self) -> dict[str, dict[int, Uplifted]]:
        """What the uplifts under each decision added, by the number of the contract."""
        found: dict[str, dict[int, Uplifted]] = defaultdict(dict)
        for row in self._added:
            of_decision = found[self._called[row["decision"]]]
            before = of_decision.get(row["contract"], Uplifted(0, 0))
            of_decision[row["contract"]] = Uplifted(
                before.weekly + row["weekly"], before.placements + row["placements"]
            )
        return found

    @cached_property
    def _lifted(self) -> dict[int, int]:
        """By how much a week uplifts raised each contract's fees, under whichever decision."""
        sums: dict[int, int] = defaultdict(int)
        for row in self._added:
            sums[row["contract"]] += row["weekly"]
        return sums

    @cached_property
    def _added(self) -> list[Row]:
        view, listed = self.contracts.view, {each.number for each in self.contracts.listed}
        added = uplifts_added(view.ledger, view.as_of, self.contracts.elsewhere)
        return [row for row in added if row["contract"] in listed]

    @cached_property
    def _terms_left(self) -> dict[int, list[Row]]:
        """The terms that each contract was granted, from the one by which it runs on the day."""
        view, day = self.contracts.view, self.contracts.view.as_of.isoformat()
        granted: dict[int, list[Row]] = defaultdict(list)
        for row in terms_granted(view.ledger, view.moment):
            granted[row["contract"]].append(row)
        return {
            number: [term for term in terms if day <= term["ends_on"]] or terms[-1:]
            for number, terms in granted.items()
        }

    @cached_property
    def _called(self) -> dict[int | None, str]:
        return references(self.contracts.view.ledger)
