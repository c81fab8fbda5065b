"""The contracts that roster and costs list, each with its fees: those awarded and not ended."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from dpsctl.domain.costs import Fees
from dpsctl.domain.days import instant_text
from dpsctl.domain.evidence import Evidence
from dpsctl.ledger.contract_facts import ContractOnLedger
from dpsctl.ledger.contracts import contracts_known
from dpsctl.ledger.decisions import references
from dpsctl.ledger.proofs import ProofsKnown
from dpsctl.ledger.register import ratings
from dpsctl.ledger.residents import came_with
from dpsctl.ledger.weekly_sums import WeeklySums
from dpsctl.reports.contract_fees import FeesKnown
from dpsctl.reports.evidence_held import proofs_known
from dpsctl.reports.identities import Identities
from dpsctl.reports.origins import origins
from dpsctl.reports.report import Row
from dpsctl.reports.view import View


@dataclass(frozen=True)
class ContractsOn:
    """The contracts of a view's day, awarded by it and not ended on it, by number."""

    view: View

    @cached_property
    def known(self) -> dict[int, ContractOnLedger]:
        """Every contract the ledger knows, by number: ended ones and those to come too."""
        every = contracts_known(self.view.ledger, instant_text(self.view.until))
        return {each.number: each for each in every}

    @cached_property
    def listed(self) -> list[ContractOnLedger]:
        """Those that the roster of the day lists, of the one window where one is asked for."""
        return [
            each
            for each in self.known.values()
            if each.life.listed(self.view.as_of) and self.in_window(each)
        ]

    def in_window(self, contract: ContractOnLedger) -> bool:
        """Whether it was applied for in the one window that is asked for, if one is."""
        return self._named is None or self._origin(contract).get("window_id") in self._named

    @cached_property
    def _named(self) -> set[int] | None:
        return {window.id for window in self.view.windows} if self.view.window else None

    def rows(self) -> list[Row]:
        """Each with its names and facts under the reports' own keys, and its fees as ``fees``."""
        return [self._row(each) for each in self.listed]

    def homes_without_contract(self) -> list[Row]:
        """Each home that people live in without a contract, under the same keys; none where only
        one window's contracts are asked for.
        """
        if self.view.window:
            return []
        found = sorted(self._fees.without_contract.items())
        return [self._home_without(home, sums) for home, sums in found]

    def _home_without(self, home: int, sums: WeeklySums) -> Row:
        named = self.named
        absent = dict.fromkeys(("contract", "district", "band", "beds"))
        return {
            **absent,
            "home": named.homes[home],
            "provider": named.providers.get(named.run_by.get(home, 0)),
            "cqc_location": named.locations[home],
            "categories": [],
            **_people(sums),
        }

    def left_for(self, contract: ContractOnLedger) -> ContractOnLedger | None:
        """The listed contract that the home leaves this one for."""
        return self._left.get(contract.number)

    @cached_property
    def _left(self) -> dict[int | None, ContractOnLedger]:
        """The first listed contract that each contract is left for, by the number of that one."""
        return {each.leaves: each for each in reversed(self.listed)}

    @cached_property
    def elsewhere(self) -> set[tuple[int, str]]:
        """Who counts not under a contract, by its number and their reference, but under the one
        that its home leaves it for: whoever came with that, wherever they are now.
        """
        return {(old.number, ref) for old in self.listed for ref in self._moving(old)}

    def _moving(self, contract: ContractOnLedger) -> set[str]:
        new = self.left_for(contract)
        return came_with(self.view.ledger, new.number) if new else set()

    @cached_property
    def lines(self) -> list[tuple[ContractOnLedger, int, set[str]]]:
        """Each contract that another is left for, that other's number, and who came with it; also
        those not listed yet, or no more.
        """
        return [
            (each, each.leaves, came_with(self.view.ledger, each.number))
            for each in self.known.values()
            if each.leaves is not None
        ]

    def fees(self, contract: ContractOnLedger) -> Fees:
        """What all the residents of a contract cost, wherever the rows count them."""
        return self._fees.of(contract).fees

    def evidence(self, contract: ContractOnLedger) -> Evidence:
        """What evidence is held for a contract on the day."""
        return self._proofs.of(contract, self.view.as_of)

    @property
    def without_contract(self) -> dict[int, WeeklySums]:
        """What people cost who live in a home without a contract, by the home."""
        return self._fees.without_contract

    @cached_property
    def named(self) -> Identities:
        """What homes and providers are called on the day."""
        return Identities(self.view.ledger, self.view.as_of)

    def _row(self, contract: ContractOnLedger) -> Row:
        day, life = self.view.as_of, contract.life
        sums = self._fees.of(contract, without=self._moving(contract))
        return {
            "contract": contract.number,
            **self._parties(contract),
            **self._home(contract),
            "agreement": contract.agreement,
            "band": contract.band_on(day),
            "categories": contract.categories,
            "awarded_on": life.awarded_on.isoformat(),
            "starts_on": life.starts_on.isoformat(),
            "ends_on": life.last_day.isoformat(),
            "standing": life.standing(day),
            "in_force": life.in_force(day),
            "decision": self._decisions[contract.decision],
            "rules": self._origin(contract).get("rules"),
            **_people(sums),
        }

    def _parties(self, contract: ContractOnLedger) -> Row:
        named, provider = self.named, contract.provider_on(self.view.as_of)
        return {
            "home": named.homes[contract.home],
            "provider": named.providers[provider],
            "company_number": named.company_numbers.get(provider),
            "cqc_location": named.locations[contract.home],
            "cqc_provider": named.cqc_providers.get(provider),
        }

    def _home(self, contract: ContractOnLedger) -> Row:
        """District, beds (of a home that moves, in the new line alone), and the newest rating."""
        return {
            "district": contract.district,
            "beds": None if self.left_for(contract) else contract.beds_on(self.view.as_of),
            "rating": self._rated.get(self.named.locations[contract.home]) or contract.rating,
        }

    @cached_property
    def _rated(self) -> dict[str, str | None]:
        return ratings(self.view.ledger, self.view.as_of.isoformat())

    def _origin(self, contract: ContractOnLedger) -> Row:
        return self._origins.get(contract.application, {})

    @cached_property
    def _origins(self) -> dict[int | None, Row]:
        return origins(self.view.ledger)

    @cached_property
    def _proofs(self) -> ProofsKnown:
        return proofs_known(self.view)

    @cached_property
    def _decisions(self) -> dict[int | None, str]:
        return references(self.view.ledger)

    @cached_property
    def _fees(self) -> FeesKnown:
        return FeesKnown(self.view.ledger, self.view.as_of)


def _people(sums: WeeklySums) -> Row:
    """How many live there, and what there is to say of their fees."""
    return {
        "placements": sums.fees.placements,
        "outside_terms": sums.outside,
        "fees": sums.fees,
        "course": sums.course,
        "moved": sums.moved,
    }
