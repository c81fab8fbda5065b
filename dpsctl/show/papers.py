"""A report as a paper to print or to send: Markdown from its template, or that as a page."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from dpsctl.reports.report import Report, Section
from dpsctl.show.markdown_tables import markdown_table
from dpsctl.show.parts import knowledge, other_totals, remarks, summary
from dpsctl.show.words import safe

ANY_REPORT = "report"


def render_paper(report: Report, format: str, folders: Sequence[Path]) -> str:
    """The report as ``md``, or that as ``html``, by a template on the rules shelf.

    It is the template of the report's name, or else the one for any report.

    Raises:
        RefusedError: there is no such template.
        DocumentError: the template has a mistake.
    """
    from dpsctl.documents.templates import Templates

    templates = Templates(folders)
    name = report.name if templates.has(report.name) else ANY_REPORT
    text = templates.markdown(name, _facts(report))
    return text if format == "md" else templates.page(text)


def _facts(report: Report) -> dict[str, Any]:
    """What a template may say: rows as they are in JSON, but days as days; tables as Markdown."""
    said = summary(report)
    same = ("title", "system", "rehearsal", "head", "notes", "weeks_per_year", "published")
    return {
        **{key: getattr(report, key) for key in same},
        "as_of": date.fromisoformat(report.as_of),
        "knowledge": knowledge(report),
        "summary": safe(said) if said else None,
        "remarks": [safe(note) for note in remarks(report)],
        **_table(report),
        "sections": [
            {"key": section.key, "title": section.title, **_table(section)}
            for section in report.sections
        ],
    }


def _table(table: Report | Section) -> dict[str, Any]:
    days = [column.key for column in table.columns if column.kind == "day"]
    return {
        "rows": [{**row, **{key: _day(row.get(key)) for key in days}} for row in table.rows],
        "totals": table.totals,
        "table": markdown_table(table),
        "other_totals": other_totals(table),
    }


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
