"""A report as a paper to print or to send: Markdown from its template, or that as a page."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from dpsctl.reports.report import Report


def render_paper(report: Report, format: str, folders: Sequence[Path]) -> str:
    """The report as ``md``, or as ``html``, by the template of its name on the rules shelf.

    Raises:
        RefusedError: there is no such template.
        DocumentError: the template has a mistake.
    """
    from dpsctl.documents.templates import Templates

    templates = Templates(folders)
    text = templates.markdown(report.name, _facts(report))
    return text if format == "md" else templates.page(text)


def _facts(report: Report) -> dict[str, Any]:
    """What its template may say: rows as they are in JSON, but days as days."""
    days = [column.key for column in report.columns if column.kind == "day"]
    return {
        **{key: getattr(report, key) for key in ("title", "system", "rehearsal", "head", "notes")},
        "as_of": date.fromisoformat(report.as_of),
        "weeks_per_year": report.weeks_per_year,
        "rows": [{**row, **{key: _day(row[key]) for key in days}} for row in report.rows],
        "totals": report.totals,
    }


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
