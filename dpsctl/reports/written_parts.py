"""The parts of a written report, and what is said in each: where nothing is recorded, that."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from dpsctl.domain.words import day_words
from dpsctl.domain.working_days import CalendarError
from dpsctl.reports.report import Column, Section
from dpsctl.reports.view import View

if TYPE_CHECKING:
    from dpsctl.documents.written_reports import WrittenReport

NOT_RECORDED = "not recorded"
NOT_NONE = "not recorded, which does not say that there was none"


class Said(NamedTuple):
    """A statement in a part of the report.

    ``words`` are somebody's own, and may name people: they are never published.
    """

    part: str
    about: str
    text: str | None
    words: str | None = None


_PARTS = (
    Column("part", "Part", brief=False),
    Column("heading", "Part"),
    Column("provision", "Answers"),
)
_SAID = (
    Column("part", "Part", brief=False),
    Column("provision", "Provision", brief=False),
    Column("about", "About", foreign=True),
    Column("text", "What is on record", foreign=True),
    Column("words", "In the words recorded", foreign=True, private=True),
)


def parts_section(law: WrittenReport, only: Iterable[str]) -> Section:
    """The parts of a report, in the law's order: those of ``only`` that the law has."""
    wanted = set(only)
    rows = [
        {"part": name, "heading": part.heading, "provision": part.provision}
        for name, part in law.parts.items()
        if name in wanted
    ]
    return Section("parts", "What each part answers", _PARTS, rows)


def said_section(law: WrittenReport, said: Iterable[Said]) -> Section:
    """The statements, in the order of the parts; what the law has no part for is left out."""
    rows = [
        {**each._asdict(), "provision": law.parts[each.part].provision}
        for each in said
        if each.part in law.parts
    ]
    order = list(law.parts)
    rows.sort(key=lambda row: order.index(row["part"]))
    return Section("particulars", "Particulars", _SAID, rows)


def law_of(view: View) -> WrittenReport:
    """The written report that the system's law wants.

    Raises:
        RefusedError: no file among the rules has it.
    """
    from dpsctl.documents.written_reports import written_report

    return written_report(view.rules, view.system.regime)


def kept_until(view: View, law: WrittenReport, since: date) -> date | None:
    """The last day on which the papers must still be there; none where no calendar reaches it."""
    from dpsctl.documents.shelf import calendar_named, time_limit

    limit = time_limit(view.rules, law.keep)
    try:
        return limit.due(calendar_named(view.rules, limit.calendar), since)
    except CalendarError:
        return None


def keep_said(view: View, law: WrittenReport, since: date, of: str = "") -> Iterator[Said]:
    """How long the papers are kept, counted from a day; ``of`` says what happened on it."""
    until = kept_until(view, law, since)
    beyond = "for a period whose last day lies beyond the calendar of working days"
    kept = f"at least until {on(until)}" if until else beyond
    yield Said("keep", "Papers", f"{kept}; counted from {of}{on(since)} ({law.keep})")


def on(day: str | date | None) -> str:
    """A day as the report writes it; one that nobody recorded, as that."""
    if day is None:
        return NOT_RECORDED
    return day_words(date.fromisoformat(day) if isinstance(day, str) else day)
