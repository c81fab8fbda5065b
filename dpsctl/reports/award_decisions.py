"""Decisions to award, as an officer's record tells them: one command to award is one decision."""

from __future__ import annotations

import shlex
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from dpsctl.domain.costs import Fees, annual_pence
from dpsctl.domain.words import day_words, listed, numbered
from dpsctl.ledger.contract_facts import ContractOnLedger
from dpsctl.ledger.contracts import contracts_known
from dpsctl.reports.contract_fees import fees_of
from dpsctl.reports.identities import Identities
from dpsctl.reports.report import PublicNote, Row
from dpsctl.reports.view import View

_SAID = ("reason", "alternatives", "conflicts")
_LAW = "SI 2014/2095"
_KEPT = {"keep_until": f"{_LAW} reg 8", "keep_background_until": f"{_LAW} reg 8, background papers"}

_RECORDS = """
SELECT r.id, r.contract, r.reason, r.alternatives, r.conflicts FROM award_records r
JOIN entries e ON e.id = r.entry WHERE e.recorded_at < :until ORDER BY r.id
"""
_PAPERS = """
SELECT a.id AS application, s.window, r.rule_set || '/' || r.version AS rules
FROM applications a JOIN spans s ON s.id = a.window
LEFT JOIN window_rules p ON p.window = a.window AND p.agreement = a.agreement
LEFT JOIN rule_sets r ON r.id = p.rule_set
"""


@dataclass(frozen=True)
class AwardDecisions:
    """The awards of a view by the command that made them, with what the ledger says of each."""

    view: View

    @cached_property
    def by_entry(self) -> list[list[ContractOnLedger]]:
        """The contracts that each command awarded; those taken over were no decision of its."""
        of_window = {row["id"] for row in self.view.applications} if self.view.window else None
        found: dict[int, list[ContractOnLedger]] = defaultdict(list)
        for each in contracts_known(self.view.ledger, self.view.moment):
            ours = each.application is not None and each.life.awarded_on <= self.view.as_of
            if ours and (of_window is None or each.application in of_window):
                found[each.entry].append(each)
        return [found[entry] for entry in sorted(found)]

    def row(self, contracts: list[ContractOnLedger]) -> Row:
        """One decision: what its contracts have in common, and what they come to."""
        first, under = contracts[0], self._decisions[contracts[0].decision]
        decided_on = first.life.awarded_on
        fees = [self._fees(each) for each in contracts]
        return {
            "decided_on": decided_on.isoformat(),
            "authority": (self.view.system.terms.get("buyer") or {}).get("name"),
            "decision": _decided(contracts),
            "decision_maker": under["delegate"] or under["taken_by"],
            "under": f"{under['decision']}, {under['title']}",
            "power": "award",
            **self.said(contracts),
            "contracts": [each.number for each in contracts],
            "homes": [self._named.homes[each.home] for each in contracts],
            "placements": sum(each.placements for each in fees),
            "annual_pence": sum(annual_pence(each.offered, self.view.weeks) for each in fees),
            "value_pence": sum(each.value for each in contracts),
            "background": self._background(contracts),
            **self._kept(decided_on),
        }

    def said(self, contracts: list[ContractOnLedger]) -> Row:
        """The newest that was said of any of them; what nobody said is absent."""
        said = [self._records[each.number] for each in contracts if each.number in self._records]
        newest = max(said, key=lambda row: row["id"], default={})
        return {key: newest.get(key) for key in _SAID}

    def annulled(self, contracts: list[ContractOnLedger]) -> Iterator[str]:
        """Which of its contracts came to nothing."""
        if numbers := [each for each in contracts if each.life.annulled]:
            yield PublicNote(f"{_numbered(numbers)}: annulled before signing")

    def lacks(self, contracts: list[ContractOnLedger]) -> Iterator[str]:
        """What the law asks for and nobody has said yet, with the command that says it."""
        missing = [key for key, text in self.said(contracts).items() if text is None]
        if missing:
            under = self._decisions[contracts[0].decision]["decision"]
            standing = [each for each in contracts if not each.life.annulled] or contracts
            options = " ".join(f"--{key} TEXT" for key in missing)
            command = f"dpsctl award {standing[0].application} --decision {shlex.quote(under)}"
            yield (
                f"{_numbered(contracts)}: {listed(missing)} not recorded, which {_LAW} reg 7 asks "
                f"for; add them: {command} {options} --yes"
            )

    def _fees(self, contract: ContractOnLedger) -> Fees:
        # As it was decided: what became of fees since does not change what was agreed to.
        return fees_of(self.view.ledger, contract, contract.life.awarded_on)

    def _background(self, contracts: list[ContractOnLedger]) -> list[str]:
        """The papers that the decision rests on: applications, by which rules, in which window."""
        applications = [each.application for each in contracts if each.application]
        papers = [self._papers[each] for each in applications]
        rules = dict.fromkeys(row["rules"] for row in papers if row["rules"])
        windows = dict.fromkeys(row["window"] for row in papers)
        return [
            f"{numbered('application', sorted(applications))} and what the rules found in them",
            *(f"rules {name}" for name in rules),
            *(f"window {name}" for name in windows),
        ]

    def _kept(self, decided_on: date) -> Row:
        """The last days on which the record and its papers have to be there."""
        from dpsctl.documents.shelf import calendar_named, time_limit

        limits = {key: time_limit(self.view.rules, law) for key, law in _KEPT.items()}
        return {
            key: limit.due(calendar_named(self.view.rules, limit.calendar), decided_on).isoformat()
            for key, limit in limits.items()
        }

    @cached_property
    def _decisions(self) -> dict[int, Row]:
        return {row["id"]: row for row in self.view.ledger.rows("SELECT * FROM decisions")}

    @cached_property
    def _records(self) -> dict[int, Row]:
        """The newest record of each contract's award, by its number."""
        rows = self.view.ledger.rows(_RECORDS, {"until": self.view.moment})
        return {row["contract"]: row for row in rows}

    @cached_property
    def _papers(self) -> dict[int, Row]:
        return {row["application"]: row for row in self.view.ledger.rows(_PAPERS)}

    @cached_property
    def _named(self) -> Identities:
        return Identities(self.view.ledger, self.view.as_of)


def _decided(contracts: list[ContractOnLedger]) -> str:
    starts_on = contracts[0].life.starts_on
    return f"to award {_numbered(contracts)}, beginning on {day_words(starts_on)}"


def _numbered(contracts: list[ContractOnLedger]) -> str:
    return numbered("contract", [each.number for each in contracts])
