"""The parts of a report that every way of printing it takes apart alike."""

from __future__ import annotations

from dpsctl.reports.report import Column, Report, Section
from dpsctl.show.cells import kind_of_total, label_of_total, shown


def other_totals(table: Report | Section) -> list[tuple[str, str]]:
    """The totals of no visible column, each with its label; one that is absent is left out."""
    visible = {column.key for column in table.columns if column.brief}
    return [
        (label_of_total(key), shown(total, kind_of_total(key)))
        for key, total in table.totals.items()
        if key not in visible and total is not None
    ]


def knowledge(report: Report) -> str | None:
    """By what knowledge it was made, if not by all: ``as known on 2021-05-20 at 10:00``."""
    at = report.known_at
    return f"as known on {at[:16].replace('T', ' at ')}" if at else None


def summary(report: Report) -> str | None:
    """The sentence that sums a report up: its last note, where that is a sentence."""
    return report.notes[-1] if report.notes and report.notes[-1].endswith(".") else None


def remarks(report: Report) -> list[str]:
    """The notes below a report that begins with its summary."""
    return report.notes[:-1] if summary(report) else report.notes


def annualises(report: Report, columns: tuple[Column, ...]) -> bool:
    """Whether these columns of a report hold money on its basis of weeks."""
    return report.weeks_per_year is not None and any(each.kind == "money" for each in columns)
