"""Days and instants. Days are London dates; instants are UTC, to the second."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")

YEARS = range(1900, 2200)
"""The years that a day may lie in: any other is a slip of the pen."""
LONGEST = {"days": 36_525, "months": 1_200, "years": 100}
"""The longest duration, by unit: a hundred years, so that no sum of days leaves the calendar."""

Unit = Literal["days", "months", "years", "working days", "clear days", "clear working days"]


def london_day(instant: datetime) -> date:
    """The London date on which an instant falls."""
    return instant.astimezone(LONDON).date()


def day_start(day: date) -> datetime:
    """The instant, in UTC, at which a London day begins."""
    return datetime.combine(day, time(), LONDON).astimezone(UTC)


def day_end(day: date) -> datetime:
    """The instant, in UTC, at which a London day is over: midnight, the next day's first."""
    return day_start(day + timedelta(days=1))


def instant_text(instant: datetime) -> str:
    """An instant as the ledger keeps it: ``2021-03-10T14:05:00Z``."""
    return instant.astimezone(UTC).isoformat(timespec="seconds")[:19] + "Z"


def instant_of(text: str) -> datetime:
    """The instant that :func:`instant_text` wrote."""
    return datetime.fromisoformat(text)


def london_text(instant: datetime) -> str:
    """An instant as people and JSON read it: London time with its offset."""
    return instant.astimezone(LONDON).isoformat(timespec="seconds")


def parse_day(text: str) -> date:
    """Read an ISO day, and only that.

    Raises:
        ValueError: with a message that names the ISO form.
    """
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text, re.ASCII):
        try:
            day = date.fromisoformat(text)
        except ValueError:
            raise ValueError(f"there is no day {text}") from None
        if day.year not in YEARS:
            raise ValueError(f"{text} is out of all question; look at its year")
        return day
    if match := re.fullmatch(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", text, re.ASCII):
        d, m, y = match.groups()
        raise ValueError(f"{text} is not an ISO day; write {y}-{m:0>2}-{d:0>2} if that is meant")
    raise ValueError(f"{text!r} is not a day; write it as 2021-02-10")


def parse_instant(text: str) -> datetime:
    """Read an instant: London time, unless it carries Z or an offset. Returned in UTC.

    Raises:
        ValueError: not an instant, or a London time that a clock change skips or doubles.
    """
    pattern = r"(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2})?)(Z|[+-]\d{2}:\d{2})?"
    match = re.fullmatch(pattern, text, re.ASCII)
    if not match:
        raise ValueError(f"{text!r} is not an instant; write it as 2021-02-10T14:05")
    parse_day(match[1])
    try:
        local = datetime.fromisoformat(f"{match[1]}T{match[2]}{match[3] or ''}")
    except ValueError:
        raise ValueError(f"there is no time {match[2]}{match[3] or ''}") from None
    if local.tzinfo:
        return local.astimezone(UTC)
    return _from_london(local, text)


def _from_london(local: datetime, text: str) -> datetime:
    early, late = (local.replace(tzinfo=LONDON, fold=fold).astimezone(UTC) for fold in (0, 1))
    if early == late:
        return early
    skipped = early.astimezone(LONDON).replace(tzinfo=None) != local
    happens = "does not happen" if skipped else "happens twice"
    raise ValueError(
        f"{text} {happens} in London, for the clocks change; give an offset (+00:00 or +01:00)"
    )


@dataclass(frozen=True)
class Duration:
    """A length of time as a document gives it: ``30 days``, ``12 months``, ``10 working days``."""

    count: int
    unit: Unit

    def __str__(self) -> str:
        return f"{self.count} {self.unit if self.count != 1 else self.unit.removesuffix('s')}"


def parse_duration(text: str) -> Duration:
    """Read a duration.

    Raises:
        ValueError: with a message that shows the forms.
    """
    match = re.fullmatch(r"(\d{1,5}) ((?:clear )?(?:working )?day|month|year)s?", text, re.ASCII)
    if not match:
        raise ValueError(
            f"{text!r} is not a duration; write it as 30 days, 12 months or 10 working days"
        )
    count, unit = int(match[1]), f"{match[2]}s"
    if count > LONGEST.get(unit, LONGEST["days"]):
        raise ValueError(f"{text} is longer than a hundred years")
    return Duration(count, unit)  # type: ignore[arg-type]


def shift(day: date, duration: Duration, sign: int = 1) -> date:
    """The day a duration of days, months or years later (``sign`` 1) or earlier (-1).

    A month that has no such day gives its last one: 31 March less a month is the last of February.

    Raises:
        ValueError: for working and clear days, which are for ``domain.deadlines`` to count.
    """
    if duration.unit == "days":
        return day + timedelta(days=sign * duration.count)
    if duration.unit not in ("months", "years"):
        raise ValueError(f"{duration} cannot be counted without a calendar")
    months = sign * duration.count * (12 if duration.unit == "years" else 1)
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
