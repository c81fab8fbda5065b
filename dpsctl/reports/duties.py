"""What has to be published and was not by a day: which duty, for what, by when and why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from dpsctl.domain.publishing import Event
from dpsctl.domain.quarters import quarter_of
from dpsctl.errors import RefusedError
from dpsctl.ledger.publications import Published
from dpsctl.ledger.publishable import application_events, contract_events, quarter_events
from dpsctl.reports.assessing import Due
from dpsctl.reports.contracts import ContractsOn
from dpsctl.reports.view import View

if TYPE_CHECKING:
    from dpsctl.documents.publishing_duties import Duty


@dataclass(frozen=True)
class Open:
    """A duty that is not done: what is to be published, the event that started it, and by when.

    ``name`` is what is typed after ``publish``.
    """

    name: str
    called: str
    event: Event
    due: Due


class Duties:
    """The duties of a view's system, and the events by its day that start them."""

    def __init__(self, view: View, contracts: ContractsOn) -> None:
        self._view = view
        self._contracts = contracts
        self._reckoned: dict[tuple[str, date], Due] = {}

    @cached_property
    def known(self) -> Sequence[Duty]:
        """What a system under this regime must publish.

        Raises:
            DocumentError: the rules that say so have mistakes.
            RefusedError: they are not on the shelf.
        """
        from dpsctl.documents.publishing_duties import duties_under  # YAML, which few reports need

        return duties_under(self._view.rules, self._view.system.regime)

    def begun(self, duty: Duty) -> list[Event]:
        """The events that start a duty, published since or not; of one window where one is asked
        for.
        """
        return [event for event in self._events[duty.subject] if duty.begun_by(event)]

    def grouped(self, duty: Duty) -> bool:
        """Whether the notices of a quarter are published together, as the system document says."""
        publishing = self._view.system.terms.get("publishing") or {}
        return duty.grouped is not None and publishing.get("award_notices") == "quarterly"

    def open(self) -> Iterator[Open]:
        """Every duty that is not done by the day, each for each event that started it."""
        published = Published(self._view.ledger, self._view.as_of)
        for duty in self.known:
            for event in self.begun(duty):
                if published.of(duty.name, event) is None:
                    yield Open(duty.name, duty.called, event, self._due(duty, event))

    @cached_property
    def _events(self) -> dict[str, list[Event]]:
        view, day = self._view, self._view.as_of
        contracts = self._contracts.known.values()
        members = application_events(view.ledger, day)
        windows = {window.id for window in view.windows} if view.window else None
        quarters = [] if view.window else quarter_events(view.ledger, contracts, day)
        return {
            "contract": list(contract_events(filter(self._contracts.in_window, contracts), day)),
            "application": [each for each in members if not windows or each.window in windows],
            "quarter": list(quarters),
        }

    def _due(self, duty: Duty, event: Event) -> Due:
        if duty.within is None:
            return Due(event.on, f"{event}; {duty.how_soon}")
        provision, start = duty.within, event.on
        if self.grouped(duty) and duty.grouped:
            provision, start = duty.grouped, quarter_of(event.on).last_day
        if (provision, start) not in self._reckoned:
            self._reckoned[provision, start] = self._reckon(provision, start)
        due = self._reckoned[provision, start]
        return Due(due.day, f"{due.basis}; {event}")

    def _reckon(self, provision: str, start: date) -> Due:
        from dpsctl.documents.shelf import calendar_named, time_limit

        try:
            limit = time_limit(self._view.rules, provision)
            calendar = calendar_named(self._view.rules, limit.calendar)
            return Due(limit.due(calendar, start), limit.basis(calendar, start))
        except RefusedError as error:
            # A report is worth having without this day, and says what to mend.
            return Due(None, f"{provision} from {start}: {error}")
