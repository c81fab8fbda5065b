"""``rules/calendars/NAME.yaml``: the bank holidays of some years, each with its citation.

Plain dataclasses, without pydantic: reports read these, and must start fast.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from dpsctl.documents.by_hand import Hand
from dpsctl.documents.document import Document, Where
from dpsctl.documents.reading import read_one
from dpsctl.documents.scalars import parse_whole_number
from dpsctl.domain.days import YEARS, parse_day


@dataclass(frozen=True, order=True)
class Holiday:
    """One bank holiday: a London date, its name and what makes it one."""

    day: date
    name: str
    cite: str


@dataclass(frozen=True)
class CalendarDocument:
    """A calendar; it knows the years from ``first_year`` to ``last_year``, both in.

    ``label`` is how a basis names it (``UK calendar``); empty where its name will do.
    """

    calendar: str
    label: str
    title: str
    source: str
    first_year: int
    last_year: int
    holidays: tuple[Holiday, ...]


def read_calendar(path: Path) -> CalendarDocument:
    """Read a calendar.

    Raises:
        UsageError: there is no such file.
        DocumentError: with every complaint, in file order.
    """
    return calendar_of(read_one(path))


def calendar_of(document: Document) -> CalendarDocument:
    """The calendar that a document describes, its holidays in order.

    Raises:
        DocumentError: with every complaint, in file order.
    """
    hand = Hand(document)
    hand.keys(
        (), ("calendar", "title", "source", "first_year", "last_year", "holidays"), ("label",)
    )
    return hand.finish(lambda: _calendar(hand))


def _parse_year(text: str) -> int:
    year = parse_whole_number(text)
    if year not in YEARS:
        raise ValueError(f"{year} is out of all question; write a year such as 2021")
    return year


def _calendar(hand: Hand) -> CalendarDocument:
    first, last = (hand.take((key,), _parse_year) for key in ("first_year", "last_year"))
    holidays = [
        _holiday(hand, ("holidays", year, place), year)
        for year in hand.keys(("holidays",), optional=None)
        for place in hand.entries(("holidays", year))
    ]
    for year in range(first or 0, (last or -1) + 1):
        if not hand.value(("holidays", str(year))):
            hand.complain(("holidays", str(year)), "is missing; the calendar covers this year")
    return CalendarDocument(
        calendar=hand.take(("calendar",), str),
        label=hand.take(("label",), str) or "",
        title=hand.take(("title",), str),
        source=hand.take(("source",), str),
        first_year=first,
        last_year=last,
        holidays=tuple(sorted(holiday for holiday in holidays if holiday.day)),
    )


def _holiday(hand: Hand, at: Where, year: str) -> Holiday:
    hand.keys(at, ("day", "name", "cite"))
    day = hand.take((*at, "day"), parse_day)
    if day and str(day.year) != year:
        hand.complain((*at, "day"), f"{day} does not fall in {year}, under which it stands")
    return Holiday(day, hand.take((*at, "name"), str), hand.take((*at, "cite"), str))
