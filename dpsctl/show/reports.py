"""A report as text, in the format asked for. Pure: the same report, the same bytes."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from dpsctl.errors import UsageError
from dpsctl.reports.report import Report
from dpsctl.shipped import rules_folders
from dpsctl.show.csvs import render_csv
from dpsctl.show.jsons import render_json
from dpsctl.show.tables import render_table
from dpsctl.show.terminal import Terminal

FORMATS = ("table", "csv", "json", "md", "html")
"""What every report is printed in."""

_WRITTEN_OUT = {"decision-record", "regulation-84"}
"""The reports whose page is their paper; the others' are tables and pictures."""


def render(
    report: Report, format: str, *, terminal: Terminal | None, folders: Sequence[Path] = ()
) -> str:
    """The report as ``table``, ``csv``, ``json``, ``md`` or ``html``.

    The terminal matters to tables alone, ``folders`` to papers and pages: there their templates are
    looked for, or else among the shipped ones.

    Raises:
        UsageError: there is no such format.
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
        case "md" | "html":
            return _from_a_template(report, format, folders or rules_folders(None))
    raise UsageError(f"no format is called {format!r}", f"use one of {', '.join(FORMATS)}")


def _from_a_template(report: Report, format: str, folders: Sequence[Path]) -> str:
    # Only these need templates, and reading about them takes time that a table need not wait for.
    if format == "html" and report.name not in _WRITTEN_OUT:
        from dpsctl.show.pages import render_page

        return render_page(report, folders)
    from dpsctl.show.papers import render_paper

    return render_paper(report, format, folders)
