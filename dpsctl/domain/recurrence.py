"""When a recurrence rule of RFC 5545 falls due, by the clock on London's wall.

A rule keeps its time of day through the changes of the clock. A time that a change skips is read by
the clock as it stood before it, and of one that comes twice the first is meant (RFC 5545 section
3.3.5). A month without the day that a rule names has no occurrence (section 3.3.10).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import takewhile

from dateutil.rrule import rrule, rrulestr

from dpsctl.domain.days import LONDON, Duration, day_end, parse_day, parse_instant, shift

_UNTIL = re.compile(r"(?:^|;)UNTIL=(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})(\d{2})(Z?))?(?=;|$)")
# The calendar repeats itself after this many years, weekdays and all.
_CYCLE = 400
_LOOKED_AHEAD = 10  # years


def occurrences(rule: str, first: datetime) -> Iterator[datetime]:
    """The instants, in UTC, at which a rule falls due from its first on, without end or to its own.

    Raises:
        ValueError: it is no recurrence rule of whole days.
    """
    until = last_instant(rule)
    due = (_on_the_wall(local) for local in _rule(rule, _london(first)))
    return due if until is None else takewhile(lambda instant: instant <= until, due)


def begins_with(rule: str, first: datetime) -> bool:
    """Whether a first instant is one of its own rule's.

    Raises:
        ValueError: it is no recurrence rule of whole days.
    """
    local = _london(first)
    # A rule that never falls due is looked for to the end of the calendar: so begin near it.
    ahead = (9999 - local.year) // _CYCLE * _CYCLE
    moved = local.replace(year=local.year + ahead)
    until = last_instant(rule)
    return next(iter(_rule(rule, moved)), None) == moved and (until is None or first <= until)


def skipped(rule: str, first: datetime) -> date | None:
    """The first day of the first month in which a rule is due and skipped, for want of its day.

    A rule of every three months that begins on a 31st has no occurrence in April. Only rules of
    months and years by the day of the month can skip one. Ten years from the first are looked at.

    Raises:
        ValueError: it is no recurrence rule of whole days.
    """
    local = _london(first)
    rhythm = _rule(rule, local)
    if not re.search("FREQ=(MONTHLY|YEARLY)", rule) or re.search("BY(DAY|YEARDAY|WEEKNO)=", rule):
        return None
    horizon = local.replace(year=local.year + _LOOKED_AHEAD, day=1)
    due = {each.date().replace(day=1) for each in takewhile(lambda day: day < horizon, rhythm)}
    ended = max(due, default=local.date())
    return next((turn for turn in _turns(rule, local) if turn < ended and turn not in due), None)


def last_instant(rule: str) -> datetime | None:
    """The last instant that a rule's UNTIL lets in, in UTC; none where it has none.

    A day means its end in London; a time is London's unless it ends in Z.

    Raises:
        ValueError: there is no such day or time.
    """
    match = _UNTIL.search(rule)
    if match is None:
        return None
    year, month, day, hour, minute, second, zulu = match.groups()
    if hour is None:
        return day_end(parse_day(f"{year}-{month}-{day}")) - timedelta(seconds=1)
    return parse_instant(f"{year}-{month}-{day}T{hour}:{minute}:{second}{zulu}")


def _turns(rule: str, local: datetime) -> Iterator[date]:
    """The months in which a rule of months or years is due, each as its first day."""
    interval = int(_part(rule, "INTERVAL") or 1)
    months = [int(month) for month in (_part(rule, "BYMONTH") or str(local.month)).split(",")]
    begin = local.date().replace(day=1)
    if "FREQ=YEARLY" in rule:
        years = range(begin.year, begin.year + _LOOKED_AHEAD, interval)
        turns = [date(year, month, 1) for year in years for month in sorted(months)]
        yield from (turn for turn in turns if turn >= begin)
        return
    for ahead in range(0, 12 * _LOOKED_AHEAD, interval):
        turn = shift(begin, Duration(ahead, "months"))
        if turn.month in months or not _part(rule, "BYMONTH"):
            yield turn


def _part(rule: str, name: str) -> str | None:
    match = re.search(rf"(?:^|;){name}=([^;]*)", rule)
    return match[1] if match else None


def _rule(rule: str, local: datetime) -> rrule:
    try:
        read = rrulestr(_UNTIL.sub("", rule).lstrip(";"), dtstart=local)
    except (ValueError, IndexError, KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"{rule[:80]!r} is no reopening rule: {error}") from None
    assert isinstance(read, rrule)
    return read


def _london(instant: datetime) -> datetime:
    return instant.astimezone(LONDON).replace(tzinfo=None)


def _on_the_wall(local: datetime) -> datetime:
    return local.replace(tzinfo=LONDON).astimezone(UTC)
