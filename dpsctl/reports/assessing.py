"""By when each application is to be assessed: the system's own period, on its own calendar."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from dpsctl.domain.days import Duration, instant_of, london_day
from dpsctl.domain.deadlines import deadline
from dpsctl.domain.working_days import Calendar, CalendarError
from dpsctl.errors import RefusedError
from dpsctl.ledger.lookups import System
from dpsctl.reports.report import Row
from dpsctl.reports.view import View

if TYPE_CHECKING:
    pass


@dataclass(frozen=True)
class Due:
    """A day by which something is due, and why; no day where the calendar cannot tell."""

    day: date | None
    basis: str


class Assessing:
    """Reckons the days by which applications are to be assessed.

    Many share a day of receipt, so each is reckoned once. The calendar is read when the first
    is asked for, for reading YAML takes time that ``status`` does not always need to spend.
    """

    def __init__(self, view: View) -> None:
        self.view = view
        self._last_days = {window.id: window.span.last_day for window in view.windows}
        self._system_of = {window.id: view.systems[window.system] for window in view.windows}
        self._reckoned: dict[tuple[int, date, str], Due] = {}
        self._extended = {
            row["application"]
            for row in view.ledger.rows(
                "SELECT x.application FROM extensions x JOIN entries e ON e.id = x.entry "
                "WHERE e.recorded_at < ?",
                [view.moment],
            )
        }

    def due(self, application: Row) -> Due | None:
        """When an application's assessment is due; none where the system sets no period."""
        system = self._system_of[application["window_id"]]
        extended = application["id"] in self._extended
        period = system.duration("assessment", "extended" if extended else "within")
        if period is None:
            return None
        start = self._start(system, application)
        key = (system.id, start, str(period))
        if key not in self._reckoned:
            self._reckoned[key] = self._reckon(system, start, period)
        return self._reckoned[key]

    def _start(self, system: System, application: Row) -> date:
        """The day the period counts from: that of receipt, or the window's last if so agreed."""
        last = self._last_days[application["window_id"]]
        from_close = system.terms["assessment"].get("from") == "close"
        if from_close and last and not application["late"]:
            return last
        return london_day(instant_of(application["received_at"]))

    def _reckon(self, system: System, start: date, period: Duration) -> Due:
        cite = system.terms["assessment"].get("cite")
        basis = f"{period} from {start}"
        try:
            day = deadline(self._calendar, start, period, self.view.regime.counting)
        except (CalendarError, RefusedError) as error:
            # A report is worth having without this day, and says what to mend.
            return Due(None, f"{basis}: {error}")
        return Due(day, f"{basis}, {self._calendar.title}" + (f"; {cite}" if cite else ""))

    @cached_property
    def _calendar(self) -> Calendar:
        from dpsctl.documents.shelf import calendar_named

        return calendar_named(self.view.rules, self.view.regime.calendar)
