"""A report as text, in the format asked for. Pure: the same report, the same bytes."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from dpsctl.errors import UsageError
from dpsctl.reports.report import Report
from dpsctl.show.csvs import render_csv
from dpsctl.show.jsons import render_json
from dpsctl.show.papers import render_paper
from dpsctl.show.tables import render_table
from dpsctl.show.terminal import Terminal

FORMATS = ("table", "csv", "json")
PAPERS = {"decision-record": ("md", "html")}
"""The reports that are printed as papers too, and in which formats."""


def formats_of(name: str) -> tuple[str, ...]:
    """The formats that a report is printed in."""
    return (*FORMATS, *PAPERS.get(name, ()))


def render(
    report: Report, format: str, *, terminal: Terminal | None, folders: Sequence[Path] = ()
) -> str:
    """The report as ``table``, ``csv`` or ``json``, or as the paper that its template makes.

    The terminal matters to tables alone, ``folders`` (where templates are looked for) to papers.

    Raises:
        UsageError: a format that it is not printed in.
        RefusedError: there is no template for it.
        DocumentError: its template has a mistake.
    """
    match format:
        case "table":
            return render_table(report, terminal)
        case "csv":
            return render_csv(report)
        case "json":
            return render_json(report)
        case "md" | "html" if format in formats_of(report.name):
            return render_paper(report, format, folders)
    raise UsageError(
        f"no format is called {format!r}",
        f"use one of {', '.join(formats_of(report.name))}",
    )
