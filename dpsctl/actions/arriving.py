"""An application's arrival: the window it belongs to, its answers typed by that window's rules,
and every reason why it may not be recorded.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from dpsctl.actions.identities import (
    NOBODY,
    Known,
    Party,
    known_as,
    name_of_home,
    other_names,
    party_of,
    provider_of_home,
)
from dpsctl.actions.outside_terms import no_applications, outside_terms
from dpsctl.actions.pricing import Pricer
from dpsctl.actions.reapplying import applying_again
from dpsctl.documents.across import Mistake
from dpsctl.documents.applications import (
    ApplicationDocument,
    check_exclusions,
    facts,
    typed_answers,
)
from dpsctl.documents.document import Document, complain
from dpsctl.documents.pinned import Pinned, rules_of_window
from dpsctl.documents.prices import Kept
from dpsctl.documents.shelf import grounds_of_regime
from dpsctl.domain.windows import clock_words
from dpsctl.errors import Complaint
from dpsctl.ledger.file import Ledger
from dpsctl.ledger.lookups import System, WindowOnLedger, system_by_id, windows_now


@dataclass
class Arrival:
    """One application as it would be recorded, or the complaints that keep it out.

    ``prices`` are what the cost model was fed with, by the place of the placement.
    """

    document: Document
    application: ApplicationDocument
    window: WindowOnLedger
    late: bool = False
    facts: dict[str, Any] = field(default_factory=dict)
    prices: dict[int, Kept] = field(default_factory=dict)
    known: Known = NOBODY
    supersedes: int | None = None
    complaints: list[Complaint] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)

    @cached_property
    def party(self) -> Party:
        """Who applies."""
        return party_of(self.facts)

    def refuse(self, mistakes: Iterable[Mistake]) -> None:
        """Keep it out, for what the ledger or the system says against it."""
        told = (complain(self.document, *mistake, refused=True) for mistake in mistakes)
        self.complaints += told


def earlier_import(ledger: Ledger, document: Document) -> int | None:
    """The application that was imported from this very document, as written."""
    found: int | None = ledger.value(
        "SELECT id FROM applications WHERE document = ?", [document.sha256]
    )
    return found


class Arrivals:
    """Judges arriving applications by what the ledger and the windows' pinned rules say."""

    def __init__(
        self, ledger: Ledger, folders: Sequence[Path], today: date, accept_name: bool
    ) -> None:
        self.ledger = ledger
        self.today = today
        self.accept_name = accept_name
        self.folders = folders
        self.windows = windows_now(ledger)
        self._systems: dict[int, System] = {}
        self._rules: dict[tuple[int, str], tuple[Pinned, list[str]]] = {}
        self._pricer = Pricer(ledger)

    def judge(
        self, document: Document, application: ApplicationDocument
    ) -> tuple[Arrival | None, list[Complaint]]:
        """What this application would be recorded as, or every reason why it may not be."""
        window, late = self._window(application)
        if window is None:
            return None, [self._before_any(document, application)]
        arrival = Arrival(document, application, window, late)
        system = self._system(window)
        arrival.refuse(no_applications(system, application.agreement))
        if not arrival.complaints:
            arrival.refuse(outside_terms(system, application))
        if not arrival.complaints:
            self._type_answers(arrival, system)
            self._price(arrival)
        if not arrival.complaints:
            self._identify(arrival)
            self._succeed(arrival, system)
        return (None if arrival.complaints else arrival), arrival.complaints

    def _window(self, application: ApplicationDocument) -> tuple[WindowOnLedger | None, bool]:
        """The window that holds the instant of receipt, or late, the last one closed before it."""
        received = application.received_at
        closed = None
        for window in self.windows:
            if window.span.holds(received):
                return window, False
            if window.span.closed_by(received):
                closed = window
        return closed, True

    def _before_any(self, document: Document, application: ApplicationDocument) -> Complaint:
        opens = clock_words(self.windows[0].span.opens_at) if self.windows else None
        received = clock_words(application.received_at)
        first = f"before the first window, which opens {opens}" if opens else "before any window"
        return complain(document, ("received_at",), f"{received} is {first}", refused=True)

    def _system(self, window: WindowOnLedger) -> System:
        if window.system not in self._systems:
            self._systems[window.system] = system_by_id(self.ledger, window.system)
        return self._systems[window.system]

    def _type_answers(self, arrival: Arrival, system: System) -> None:
        """Type the answers by the questions of the window's rules, and flatten everything."""
        rules, codes = self._rules_and_codes(arrival, system)
        document, application = arrival.document, arrival.application
        answers, complaints = typed_answers(document, application.answers, rules.asked)
        arrival.complaints += complaints
        arrival.complaints += check_exclusions(document, application.declaration, codes)
        if not arrival.complaints:
            arrival.facts = facts(application, answers, codes)

    def _rules_and_codes(self, arrival: Arrival, system: System) -> tuple[Pinned, list[str]]:
        """The pinned rules, and every exclusion ground that may be answered; read once a window."""
        key = (arrival.window.id, arrival.application.agreement)
        if key not in self._rules:
            rules = rules_of_window(self.ledger, *key)
            known = grounds_of_regime(self.folders, system.regime)
            self._rules[key] = (rules, list(dict.fromkeys([*known, *rules.codes])))
        return self._rules[key]

    def _price(self, arrival: Arrival) -> None:
        """Hold the offered fees against what the window's cost model makes of their prices."""
        found = self._pricer.pricing(arrival.window, arrival.application)
        arrival.refuse(found.mistakes)
        arrival.prices = found.kept
        arrival.facts |= found.facts

    def _identify(self, arrival: Arrival) -> None:
        """See whether the ledger knows this provider or home otherwise."""
        known = arrival.known = known_as(self.ledger, arrival.party)
        names = known.providers
        arrival.refuse(
            other_names(arrival.party, names, accept_name=self.accept_name, say="import with")
        )
        if known.home is not None:
            self._remark_on_home(arrival, known.home, known.provider)

    def _remark_on_home(self, arrival: Arrival, home: int, provider: int | None) -> None:
        called = name_of_home(self.ledger, home)
        if called != arrival.party.home:
            arrival.remarks.append(f"{arrival.party.location} was called {called} until now")
        if provider_of_home(self.ledger, home) != provider:
            arrival.remarks.append(
                f"{arrival.party.home} was run by another provider until now: see that it was sold"
            )

    def _succeed(self, arrival: Arrival, system: System) -> None:
        """See whether this home may apply, and whose place its application takes."""
        home = arrival.known.home
        if home is None:
            return
        again = applying_again(
            self.ledger, system, arrival.window, home, arrival.application, self.today
        )
        if again.refused:
            arrival.refuse([(("home", "cqc_location"), again.refused)])
        if earlier := again.supersedes:
            arrival.supersedes = earlier["id"]
            if arrival.late and not earlier["late"]:
                arrival.remarks.append(
                    f"it takes the place of application {earlier['id']}, which was in time"
                )
