"""What is worth a look in a system document's rhythm, and keeps nothing from being recorded."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice, pairwise, takewhile

from dpsctl.actions.desk import Desk
from dpsctl.documents.regimes import Regime
from dpsctl.documents.shelf import calendar_named
from dpsctl.documents.systems import Reopening, SystemDocument
from dpsctl.domain.days import london_day
from dpsctl.domain.recurrence import occurrences, skipped
from dpsctl.domain.windows import clock_words, closing_after
from dpsctl.domain.words import month_words, plural
from dpsctl.domain.working_days import CalendarError

_LOOKED_AT = 24


def rhythm_remarks(
    desk: Desk, system: SystemDocument, regime: Regime, *, amended: bool = False
) -> Iterator[str]:
    """What `init` says of the rhythm; of openings that are past only where it is the first."""
    rhythm = system.reopening
    if rhythm is None:
        return
    if regime.always_open:
        yield f"reopening is not used: a {system.regime} system is always open"
        return
    if month := skipped(rhythm.rrule, rhythm.first):
        yield (
            f"reopening skips {month_words(month)}, which has no such day (RFC 5545); "
            "BYMONTHDAY=-1 means the last day of every month"
        )
    yield from _overlapping(desk, rhythm, regime)
    if not amended:
        yield from _past(desk, rhythm)


def _overlapping(desk: Desk, rhythm: Reopening, regime: Regime) -> Iterator[str]:
    calendar = calendar_named(desk.rules, regime.calendar)
    due = islice(occurrences(rhythm.rrule, rhythm.first), _LOOKED_AT)
    for opens_at, following in pairwise(due):
        try:
            closes_at = closing_after(opens_at, rhythm.open_for, calendar, regime.counting)
        except CalendarError:  # reopen says so on the day
            return
        if following < closes_at:
            yield (
                f"reopening: a window that is open for {rhythm.open_for} is still open when the "
                f"next is due, {clock_words(following)}; that opening makes no window of its own"
            )
            return


def _past(desk: Desk, rhythm: Reopening) -> Iterator[str]:
    due = takewhile(lambda due: due <= desk.now, occurrences(rhythm.rrule, rhythm.first))
    if count := sum(1 for _ in due):
        yield (
            f"{plural(count, 'opening')} of this rhythm {'lies' if count == 1 else 'lie'} in the "
            f"past, from {london_day(rhythm.first)} on: `dpsctl reopen` records them as published; "
            "to begin later, give a later reopening.first"
        )
