"""Contracts awarded, as a written report tells them: to whom, why, for how much, and conflicts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from dpsctl.domain.words import capital, numbered
from dpsctl.ledger.contract_facts import ContractOnLedger
from dpsctl.ledger.contracts import contracts_known
from dpsctl.ledger.decisions import references
from dpsctl.reports.award_decisions import AwardDecisions
from dpsctl.reports.identities import Identities
from dpsctl.reports.letter_words import agreement_title, titles
from dpsctl.reports.report import Column, Row, Section
from dpsctl.reports.view import View, total
from dpsctl.reports.written_parts import NOT_NONE, NOT_RECORDED, Said, kept_until, on

if TYPE_CHECKING:
    from dpsctl.documents.written_reports import WrittenReport

_WHY = {"reason": "Reasons for awarding", "alternatives": "Alternatives rejected for"}
_COLUMNS = (
    Column("contract", "No", "count"),
    Column("reference", "Reference", brief=False, foreign=True),
    Column("supplier", "Supplier", foreign=True),
    Column("home", "Home", foreign=True),
    Column("agreement", "Agreement", brief=False),
    Column("band", "Band", brief=False),
    Column("categories", "For", "list", brief=False),
    Column("application", "Application", "count", brief=False),
    Column("decision", "Decision"),
    Column("awarded_on", "Awarded", "day"),
    Column("starts_on", "First day", "day"),
    Column("ends_on", "Last day", "day"),
    Column("signed_on", "Signed by both", "day", brief=False),
    Column("sealed_on", "Sealed", "day", brief=False),
    Column("annulled", "Annulled", "flag", brief=False),
    Column("placements", "Placed at award", "count", brief=False, people=True),
    Column("value_pence", "Estimated value", "money", fee=True),
    Column("keep_until", "Keep until", "day", brief=False),
)

# Who was placed already when a contract was awarded, or taken over: its value follows from them.
_PLACED = """
SELECT k.number, (SELECT COUNT(*) FROM application_placements p WHERE p.application = k.application)
  + (SELECT COUNT(*) FROM placements p WHERE p.contract = k.number) AS placed
FROM awards k
"""


@dataclass(frozen=True)
class Awards:
    """The contracts of a view, awarded by its day; of the window or the contract asked for alone.

    ``number`` is that of the one contract asked for.
    """

    view: View
    law: WrittenReport
    number: int | None = None

    @cached_property
    def contracts(self) -> list[ContractOnLedger]:
        """The contracts, by number; annulled ones and those that have ended too."""
        applied = {row["id"] for row in self.view.applications} if self.view.window else None
        return [
            each
            for each in contracts_known(self.view.ledger, self.view.moment)
            if each.life.awarded_on <= self.view.as_of
            and self.number in (None, each.number)
            and (applied is None or each.application in applied)
        ]

    def section(self) -> Section:
        """A row for each contract; the value of an annulled award is left out."""
        rows = [self._row(each) for each in self.contracts]
        totals = total(rows, "placements", "value_pence")
        return Section("awards", "Contracts awarded", _COLUMNS, rows, totals)

    def said(self) -> Iterator[Said]:
        """Why each command to award was given, what was rejected, and which conflicts were told."""
        for contracts in self._commands:
            yield from self._reasons(contracts)
        before = [each.number for each in self.contracts if each.application is None]
        if before:
            why = "awarded before this record began, which does not hold how or why"
            about = numbered("contract", before)
            yield Said("awards", capital(about), why)
            yield Said("conflicts", f"Declared at the award of {about}", NOT_NONE)
        if self.contracts:
            told = f"{NOT_RECORDED}: neither the suppliers' subcontractors nor their shares"
            yield Said("awards", "Subcontracting", told)
        else:
            yield Said("awards", "Contracts", "none was awarded")
        yield from self._annulled()

    @property
    def last(self) -> ContractOnLedger | None:
        """The contract whose papers are kept the longest."""
        standing = [each for each in self.contracts if not each.life.annulled]
        return max(standing, key=lambda each: (self.kept_from(each), each.number), default=None)

    def kept_from(self, contract: ContractOnLedger) -> date:
        """The day from which the law counts how long the papers of a contract are kept."""
        entered = contract.life.executed_on if self.law.kept_from == "entry" else None
        return entered if entered and entered <= self.view.as_of else contract.life.awarded_on

    def _reasons(self, contracts: list[ContractOnLedger]) -> Iterator[Said]:
        said = self._decided.said(contracts)
        about = numbered("contract", [each.number for each in contracts])
        for key, label in _WHY.items():
            missing = None if said[key] else NOT_RECORDED
            yield Said("awards", f"{label} {about}", missing, said[key])
        basis = {each.basis for each in contracts if each.basis}
        for each in sorted(basis):
            yield Said("awards", f"What {about} rest on", None, each)
        missing = None if said["conflicts"] else NOT_NONE
        yield Said("conflicts", f"Declared at the award of {about}", missing, said["conflicts"])

    def _annulled(self) -> Iterator[Said]:
        for each in self.contracts:
            if each.life.annulled:
                row = self.view.ledger.row(_ANNULLED, [each.number])
                assert row is not None, "an annulled award has its ending"
                about = f"Contract {each.number}, {self._supplier(each)}"
                what = f"the award was annulled on {on(row['ended_on'])}, before both had signed"
                yield Said("not_awarded", about, what, row["reason"])

    def _row(self, contract: ContractOnLedger) -> Row:
        life, terms, day = contract.life, self.view.system.terms, self.view.as_of
        kept = kept_until(self.view, self.law, self.kept_from(contract))
        return {
            "contract": contract.number,
            "reference": contract.reference,
            "supplier": self._supplier(contract),
            "home": self._named.homes[contract.home],
            "agreement": agreement_title(terms, contract.agreement),
            "band": contract.band,
            "categories": titles(terms, contract.categories),
            "application": contract.application,
            "decision": self._decisions[contract.decision],
            "awarded_on": life.awarded_on.isoformat(),
            "starts_on": life.starts_on.isoformat(),
            "ends_on": life.ends_on.isoformat(),
            "signed_on": _by(life.signed_on, day),
            "sealed_on": _by(life.sealed_on, day),
            "annulled": life.annulled,
            "placements": None if life.annulled else self._placed[contract.number],
            "value_pence": None if life.annulled else contract.value,
            "keep_until": kept.isoformat() if kept else None,
        }

    def _supplier(self, contract: ContractOnLedger) -> str:
        """Whom it was awarded to: the provider that held it then, by its name of the day."""
        return self._named.providers[contract.provider]

    @cached_property
    def _commands(self) -> list[list[ContractOnLedger]]:
        """The contracts of each command to award, without any that is not asked for."""
        wanted = {each.number for each in self.contracts}
        found = [
            [each for each in contracts if each.number in wanted]
            for contracts in self._decided.by_entry
        ]
        return [contracts for contracts in found if contracts]

    @cached_property
    def _decided(self) -> AwardDecisions:
        return AwardDecisions(self.view)

    @cached_property
    def _named(self) -> Identities:
        return Identities(self.view.ledger, self.view.as_of)

    @cached_property
    def _decisions(self) -> dict[int | None, str]:
        return references(self.view.ledger)

    @cached_property
    def _placed(self) -> dict[int, int]:
        return {row["number"]: row["placed"] for row in self.view.ledger.rows(_PLACED)}


_ANNULLED = """
SELECT x.ended_on, e.reason FROM endings x JOIN entries e ON e.id = x.entry
WHERE x.contract = ? AND x.annuls = 1 ORDER BY x.id DESC LIMIT 1
"""


def _by(day: date | None, today: date) -> str | None:
    """A day that has come; what is dated ahead has not happened yet."""
    return day.isoformat() if day and day <= today else None
