"""A report as a table: fitted by rich to a terminal, plain aligned text for everything else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from dpsctl.reports.report import Report
from dpsctl.show.cells import kind_of_total, label_of_total, shown
from dpsctl.show.fitted import fitted_table
from dpsctl.show.grid import strips
from dpsctl.show.layout import wrap
from dpsctl.show.plain import plain_table
from dpsctl.show.terminal import Terminal, strong
from dpsctl.show.words import safe

# Rich takes 4 seconds for 10,000 rows, and nobody reads as many folded on a screen.
ROWS_FITTED = 200


def render_table(report: Report, terminal: Terminal | None) -> str:
    """The report's title, its brief columns with their totals, other totals, and notes."""
    title = _wrapped([_title(report)], terminal)
    # Tables are what is printed and filed: the head lets a paper prove the ledger, years later.
    head = [f"ledger head {report.head}"] if report.head else []
    parts = [
        [*(strong(line, terminal) for line in title), *_wrapped(head, terminal)],
        _table(report, terminal) if report.rows else [],
        *_sections(report, terminal),
        _wrapped(_other_totals(report), terminal) if report.rows else [],
        _wrapped(map(safe, report.notes), terminal),
    ]
    return "\n\n".join("\n".join(lines) for lines in parts if lines) + "\n"


def _title(report: Report) -> str:
    rehearsal = " (REHEARSAL)" if report.rehearsal else ""
    none = "" if report.rows else ": none"
    of = f" — {report.system}, as of {report.as_of}" if report.as_of else ""
    of += f", as known on {report.known_at[:16].replace('T', ' at ')}" if report.known_at else ""
    return safe(f"{report.title}{of}{rehearsal}{none}")


def _table(report: Report, terminal: Terminal | None) -> list[str]:
    columns = strips(report)
    fitted = None
    if terminal and len(report.rows) <= ROWS_FITTED:
        fitted = fitted_table(columns, terminal)
    return fitted or plain_table(columns)


def _sections(report: Report, terminal: Terminal | None) -> Iterator[list[str]]:
    for section in report.sections:
        if section.rows:
            within = replace(
                report, columns=section.columns, rows=section.rows, totals=section.totals
            )
            yield [strong(safe(section.title), terminal), *_table(within, terminal)]


def _other_totals(report: Report) -> list[str]:
    """The totals of no visible column, a line each; a total that is absent is left out."""
    visible = {column.key for column in report.columns if column.brief}
    return [
        f"{label_of_total(key)}: {shown(total, kind_of_total(key))}"
        for key, total in report.totals.items()
        if key not in visible and total is not None
    ]


def _wrapped(texts: Iterable[str], terminal: Terminal | None) -> list[str]:
    return [line for text in texts for line in wrap(text, terminal)]
