"""A report as text, in the format asked for. Pure: the same report, the same bytes."""

from __future__ import annotations

from dpsctl.errors import UsageError
from dpsctl.reports.report import Report
from dpsctl.show.csvs import render_csv
from dpsctl.show.jsons import render_json
from dpsctl.show.tables import render_table
from dpsctl.show.terminal import Terminal

FORMATS = ("table", "csv", "json")


def render(report: Report, format: str, *, terminal: Terminal | None) -> str:
    """The report as ``table``, ``csv`` or ``json``; the terminal matters to tables alone.

    Raises:
        UsageError: a format that is none of these.
    """
    match format:
        case "table":
            return render_table(report, terminal)
        case "csv":
            return render_csv(report)
        case "json":
            return render_json(report)
    raise UsageError(f"no format is called {format!r}", f"use one of {', '.join(FORMATS)}")
