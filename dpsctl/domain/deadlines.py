"""Time limits: the last day of a period that an event starts, as each law counts.

Laws differ in whether the day of the event is the period's first, whether a period that would end
on a day of rest goes on to the next working day, and how short a period may be. None of that is
written here: it comes as a :class:`Counting`, from ``rules/regimes.yaml`` for the periods that a
council sets itself and from ``rules/time-limits.yaml`` for those that a provision sets.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from dpsctl.domain.days import Duration, shift
from dpsctl.domain.working_days import Calendar, after, clear_working_days_after

_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Counting:
    """How a law counts its periods.

    ``trigger_day_counts``: whether the day of the event is the first of the period ("beginning
    with the day"), or the day after it is. ``rolls``: whether a period that would end on another
    day ends on the next working day. ``least_working_days``: how many any period must hold.
    """

    trigger_day_counts: bool
    rolls: bool
    least_working_days: int
    cite: str


def deadline(calendar: Calendar, trigger: date, duration: Duration, counting: Counting) -> date:
    """The last day of a period that an event starts; it runs to midnight at that day's end.

    Clear days and clear working days leave out both ends whatever the law counts by, and are no
    period to act within: the day given is the first on which what waits for them may happen.

    Raises:
        CalendarError: the period runs beyond the calendar.
    """
    if duration.unit == "clear days":
        return clear_days_after(trigger, duration.count)
    if duration.unit == "clear working days":
        return clear_working_days_after(calendar, trigger, duration.count)
    before = trigger - _DAY if counting.trigger_day_counts else trigger
    least = counting.least_working_days
    if duration.unit == "working days":
        days = max(duration.count, least)
        return after(calendar, before, days) if days else trigger
    end = last_day(trigger, duration, trigger_day_counts=counting.trigger_day_counts)
    end = calendar.next_working(end) if counting.rolls else end
    return max(end, after(calendar, before, least)) if least else end


def last_day(trigger: date, duration: Duration, *, trigger_day_counts: bool) -> date:
    """The last day of a period of days, months or years, by the calendar on the wall.

    Where the trigger's own day counts, the period ends the day before the one that bears its
    date: a year beginning with 24 February 2025 ends with 23 February 2026. Where the last month
    has no such day, it ends with that month: five years from 29 February 2020 with 28 February.

    Raises:
        ValueError: for working days and clear days.
    """
    end = shift(trigger, duration)
    cut_short = duration.unit != "days" and end.day != trigger.day
    return end - _DAY if trigger_day_counts and not cut_short else end


def clear_days_after(published: date, days: int) -> date:
    """The first day on which a thing may be done that needs so many clear days' notice.

    Clear days leave out both ends: with 28 of them after a notice of 1 March, a key decision may
    be taken on the 30th (SI 2012/2089 reg 9).
    """
    return published + _DAY * (days + 1)
