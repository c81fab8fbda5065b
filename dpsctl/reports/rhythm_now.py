"""Whether the system's rhythm is kept: openings that no window has served, and cron's last run."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from dpsctl.domain.days import london_day, london_text
from dpsctl.domain.windows import clock_words
from dpsctl.domain.words import plural
from dpsctl.errors import RefusedError
from dpsctl.ledger.dues import Due, due_by, overlapped
from dpsctl.ledger.heartbeat import heartbeat_of
from dpsctl.reports.report import Row
from dpsctl.reports.view import View


def overdue_openings(view: View, instant: datetime) -> list[Due]:
    """The openings that were due by an instant, in UTC, and that `reopen` would make windows of."""
    every = due_by(view.ledger, instant, always_open=view.always_open)
    return [due for due in every if not due.inside and not _overlapped(view, due)]


def _overlapped(view: View, due: Due) -> bool:
    from dpsctl.documents.shelf import published_span  # wanted only where an opening is overdue

    length = due.system.duration("reopening", "open_for")
    if length is None or view.always_open:
        return False
    until = due.system.valid_until
    try:
        span = published_span(view.rules, view.regime, due.opens_at, length, until)
    except RefusedError:  # the calendar does not reach so far: reopen says so
        return False
    return overlapped(view.ledger, span) is not None


@dataclass(frozen=True)
class CronNow:
    """When cron last ran; nothing where it never did, or where another day is asked for."""

    view: View

    @cached_property
    def last_ran(self) -> datetime | None:
        """The instant, in UTC."""
        today = london_day(self.view.now) == self.view.as_of
        return heartbeat_of(self.view.ledger.path).last_ran if today else None

    def lines(self) -> list[str]:
        """The same in words."""
        if self.last_ran is None:
            return []
        at, days = clock_words(self.last_ran), self._days(self.last_ran)
        if days < 0:
            return [f"last ran {at}, which lies ahead of the clock"]
        return [f"last ran {plural(days, 'day')} ago, {at}" if days else f"last ran today, {at}"]

    def figures(self) -> Row | None:
        """The same as JSON has it."""
        if self.last_ran is None:
            return None
        return {"last_ran": london_text(self.last_ran), "days_ago": self._days(self.last_ran)}

    def _days(self, ran: datetime) -> int:
        return (self.view.as_of - london_day(ran)).days
