"""The written report on one contract: who it was awarded to and why, and how it went on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from dpsctl.domain.words import listed
from dpsctl.errors import RefusedError
from dpsctl.ledger.contract_facts import ContractOnLedger
from dpsctl.ledger.contracts import contract_named, contract_numbered
from dpsctl.reports.identities import Identities
from dpsctl.reports.letter_words import agreement_title, titles
from dpsctl.reports.report import PublicNote, Report, Row
from dpsctl.reports.story_acts import check_of
from dpsctl.reports.view import View
from dpsctl.reports.written_awards import Awards
from dpsctl.reports.written_candidates import COLUMNS, Candidates
from dpsctl.reports.written_criteria import Criteria
from dpsctl.reports.written_execution import executed_said, published_said, second_person_said
from dpsctl.reports.written_findings import findings_section
from dpsctl.reports.written_general import authority, general_said
from dpsctl.reports.written_life import life_section
from dpsctl.reports.written_opening import Openings
from dpsctl.reports.written_parts import (
    Said,
    keep_said,
    law_of,
    on,
    parts_section,
    said_section,
)

if TYPE_CHECKING:
    from dpsctl.documents.written_reports import WrittenReport

_PARTS = (
    *("subject", "opening", "criteria", "selected", "rejected", "low", "awards", "procedure"),
    *("means", "conflicts", "progress", "keep"),
)


def contract_report(view: View, name: str, notes: list[str]) -> Report:
    """The report on the contract of a name.

    Raises:
        RefusedError: no contract is called so, or it had not been awarded by the view's day.
    """
    law = law_of(view)
    return _OneContract(view, law, _awarded(view, name)).report(notes)


def _awarded(view: View, name: str) -> ContractOnLedger:
    number = contract_named(view.ledger, name, view.as_of).number
    contract = contract_numbered(view.ledger, number, view.moment)
    assert contract is not None, "it was named before"
    if contract.life.awarded_on > view.as_of:
        raise RefusedError(
            f"contract {number} had not been awarded on {view.as_of}",
            f"it was on {contract.life.awarded_on}; ask --as-of that day, or later",
        )
    return contract


class _OneContract:
    """A contract, with the application that it was awarded to, if there was one."""

    def __init__(self, view: View, law: WrittenReport, contract: ContractOnLedger) -> None:
        self._view, self._law, self._contract = view, law, contract
        self._named = Identities(view.ledger, view.as_of)
        self._awards = Awards(view, law, contract.number)

    def report(self, notes: list[str]) -> Report:
        """The whole report."""
        law, contract, application = self._law, self._contract, self._application
        rows = [Candidates(self._view).row(application)] if application else []
        check = check_of(self._view, application["check_id"]) if application else None
        parts = [*_PARTS, *(["not_awarded"] if contract.life.annulled else [])]
        said = [each for each in self._said() if each.part in parts]
        return self._view.report(
            "regulation-84",
            f"{law.contract_title}: contract {contract.number}",
            COLUMNS,
            rows,
            totals={"applications": len(rows)},
            notes=[PublicNote(law.asked), *notes],
            sections=(
                parts_section(law, parts),
                said_section(law, said),
                *([Openings(self._of_window).section()] if application else []),
                findings_section(self._view, application, check),
                self._awards.section(),
                life_section(self._view, contract, application, check),
            ),
        )

    def _said(self) -> Iterator[Said]:
        yield from self._subject()
        if self._application:
            yield from Openings(self._of_window).said({self._contract.decision})
            yield from Criteria(self._of_window, self._contract.agreement).said(self._law)
            yield from self._selection()
        else:
            why = "it began before this record, which does not hold how its supplier was selected"
            for part in ("opening", "criteria", "selected", "rejected"):
                yield Said(part, "The contract", why)
        yield from self._awards.said()
        yield from executed_said(self._contract, self._view.as_of)
        yield from published_said(self._view, self._contract.number)
        yield from general_said(self._view)
        yield from second_person_said(self._view, self._contract.application)
        yield from keep_said(self._view, self._law, self._awards.kept_from(self._contract))

    def _subject(self) -> Iterator[Said]:
        contract, terms, system = self._contract, self._view.system.terms, self._view.system
        called = agreement_title(terms, contract.agreement)
        held = contract.provider_on(self._view.as_of)
        yield Said("subject", "Contracting authority", authority(self._view))
        yield Said("subject", "Subject", f"{called} for {system.title}")
        yield Said("subject", "Contract", self._called())
        yield Said("subject", "Supplier", self._named.providers[contract.provider])
        if held != contract.provider:
            yield Said("subject", "Supplier now", self._named.providers[held])
        home, location = self._named.homes[contract.home], self._named.locations[contract.home]
        yield Said("subject", "Home", f"{home}, registered with CQC as {location}")
        yield Said("subject", "For people with", listed(titles(terms, contract.categories)))
        yield Said("subject", "Value", "told with the award, in the part on contracts awarded")
        yield Said("subject", "Band", contract.band_on(self._view.as_of))
        yield Said("subject", "Kind of system", self._view.regime.title)

    def _called(self) -> str:
        own = f" (the council's own reference {self._contract.reference})"
        return f"number {self._contract.number}{own if self._contract.reference else ''}"

    def _selection(self) -> Iterator[Said]:
        window = on(self._window)
        about = f"told of in the report on the system, of the window opened on {window}"
        yield Said("selected", "Application", self._came())
        yield Said("rejected", "Other candidates", about)

    def _came(self) -> str:
        assert self._application is not None, "only what was applied for was selected"
        reference = self._application["reference"]
        called = f", reference {reference}" if reference else ""
        return (
            f"number {self._application['id']}{called}, in the window opened on {on(self._window)}"
        )

    @cached_property
    def _application(self) -> Row | None:
        """The application that it was awarded to, as it stands on the day."""
        found = (row for row in self._view.applications if row["id"] == self._contract.application)
        return next(found, None)

    @property
    def _window(self) -> str:
        assert self._application is not None, "only an application has a window"
        window: str = self._application["window"]
        return window

    @cached_property
    def _of_window(self) -> View:
        return replace(self._view, window=self._window, contract=None)
