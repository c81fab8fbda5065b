"""Windows: half-open spans ``[opens, closes)`` of instants in which applications are taken."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from dpsctl.domain.days import (
    Duration,
    day_end,
    day_start,
    london_day,
    london_text,
    parse_day,
    parse_instant,
    shift,
)
from dpsctl.domain.deadlines import Counting, deadline
from dpsctl.domain.working_days import Calendar


@dataclass(frozen=True)
class Span:
    """A window's span, in UTC; ``closes_at`` is none where it never closes."""

    opens_at: datetime
    closes_at: datetime | None

    @property
    def name(self) -> str:
        """The window's name: its opening day, as ISO text."""
        return london_day(self.opens_at).isoformat()

    @property
    def opening_day(self) -> date:
        """The London day on which it opens."""
        return london_day(self.opens_at)

    @property
    def last_day(self) -> date | None:
        """The last London day on which applications are taken; none where it never closes."""
        return london_day(self.closes_at - timedelta(seconds=1)) if self.closes_at else None

    def holds(self, instant: datetime) -> bool:
        """Whether an instant lies inside: the opening does, the closing does not."""
        return self.opens_at <= instant and not self.closed_by(instant)

    def closed_by(self, instant: datetime) -> bool:
        """Whether it has closed when an instant comes."""
        return self.closes_at is not None and self.closes_at <= instant

    def overlaps(self, other: Span) -> bool:
        """Whether two spans share an instant."""
        return not self.closed_by(other.opens_at) and not other.closed_by(self.opens_at)

    def standing(self, instant: datetime) -> str:
        """``scheduled``, ``open`` or ``closed`` at an instant."""
        if self.closed_by(instant):
            return "closed"
        return "open" if self.opens_at <= instant else "scheduled"

    def __str__(self) -> str:
        closes = closing_words(self.closes_at) if self.closes_at else "and never closes"
        return f"opens {clock_words(self.opens_at)}, {closes}"


def opening(text: str) -> datetime:
    """When a window opens: a day means its first moment. Raises ValueError, as the readers do."""
    return day_start(parse_day(text)) if _is_day(text) else parse_instant(text)


def closing(text: str) -> datetime:
    """When a window closes: a day means its end. Raises ValueError, as the readers do."""
    return day_end(parse_day(text)) if _is_day(text) else parse_instant(text)


def closing_after(
    opens_at: datetime, length: Duration, calendar: Calendar, counting: Counting
) -> datetime:
    """The end of the day a duration after the opening day, which itself does not count.

    Working days are counted as the regime counts them.
    """
    start = london_day(opens_at)
    if length.unit in ("days", "months", "years"):
        return day_end(shift(start, length))
    return day_end(deadline(calendar, start, length, counting))


def published(
    opens_at: datetime,
    length: Duration,
    until: date | None,
    calendar: Calendar,
    counting: Counting,
) -> Span:
    """A window of a length as the rhythm publishes it: it ends with the validity, ``until``."""
    closes_at = closing_after(opens_at, length, calendar, counting)
    return Span(opens_at, min(closes_at, day_end(until)) if until else closes_at)


def clock_words(instant: datetime) -> str:
    """An instant as people say it: ``2021-03-01 09:00``; a day alone where it begins one."""
    text = london_text(instant)
    if instant == day_start(london_day(instant)):
        return text[:10]
    return text[:16].replace("T", " ") if text[17:19] == "00" else text[:19].replace("T", " ")


def closing_words(instant: datetime) -> str:
    """A closing as people say it: ``closes at the end of 2021-03-31``."""
    if instant == day_start(london_day(instant)):
        return f"closes at the end of {london_day(instant - timedelta(seconds=1))}"
    return f"closes {clock_words(instant)}"


def _is_day(text: str) -> bool:
    return "T" not in text and ":" not in text
