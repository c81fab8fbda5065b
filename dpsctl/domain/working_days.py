"""Working days: which days are, and counting them. How a law counts is in ``domain.deadlines``.

A calendar is a table with a first and a last year. Bank holidays come by proclamation as well as by
statute, so a day beyond the table is refused, never guessed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from dpsctl.errors import RefusedError

_DAY = timedelta(days=1)
_SATURDAY = 5


class CalendarError(RefusedError):
    """A day lies beyond the calendar; the message names the file to extend."""


@dataclass(frozen=True)
class Calendar:
    """The holidays of some years, on weekdays; ``file`` is where to write more of them."""

    name: str
    first_year: int
    last_year: int
    holidays: frozenset[date]
    file: str
    label: str = ""

    @property
    def title(self) -> str:
        """What a basis calls it: ``England calendar``."""
        return f"{self.label or self.name.capitalize()} calendar"

    def is_working(self, day: date) -> bool:
        """Whether a day is neither a Saturday, a Sunday nor one of the calendar's holidays.

        Which holidays those are is the law's choice (PCR 2015 reg 2(1), Procurement Act 2023
        s 123) and the calendar file's.

        Raises:
            CalendarError: the day lies beyond the table.
        """
        if not self.first_year <= day.year <= self.last_year:
            years = f"{self.first_year} to {self.last_year}"
            raise CalendarError(
                f"{day} is beyond the {self.name} calendar ({years}): extend {self.file}"
            )
        return day.weekday() < _SATURDAY and day not in self.holidays

    def next_working(self, day: date) -> date:
        """The day itself if it is a working day, else the next that is.

        Raises:
            CalendarError: the search runs beyond the table.
        """
        while not self.is_working(day):
            day += _DAY
        return day


def after(calendar: Calendar, trigger: date, days: int) -> date:
    """The last of so many working days after a trigger, whose own day is not counted.

    Ten working days from a Monday without holidays end on the Monday two weeks later. The
    trigger need not be a working day.

    Raises:
        CalendarError: the period runs beyond the calendar.
        ValueError: fewer than one working day.
    """
    if days < 1:
        raise ValueError(f"a period of {days} working days has no last day")
    day = trigger
    for _ in range(days):
        day = calendar.next_working(day + _DAY)
    return day


def clear_working_days_after(calendar: Calendar, published: date, days: int) -> date:
    """The day on which something takes effect after so many clear working days.

    Clear days leave out both ends: neither the day of publication nor the day of effect is one of
    them. A decision published on Thursday 17 October 2019 waits out the five days of its call-in,
    the 18th and the 21st to the 24th, and takes effect on the 25th (Kent's decision 19/00065).

    Raises:
        CalendarError: the days run beyond the calendar.
        ValueError: fewer than no days.
    """
    return after(calendar, published, days + 1)
