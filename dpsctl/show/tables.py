"""A report as a table: fitted by rich to a terminal, plain aligned text for everything else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dpsctl.reports.report import Report, Section
from dpsctl.show.fitted import fitted_table
from dpsctl.show.grid import strips
from dpsctl.show.layout import wrap
from dpsctl.show.parts import knowledge, other_totals
from dpsctl.show.plain import plain_table
from dpsctl.show.terminal import Terminal, strong
from dpsctl.show.words import safe

# Rich takes 4 seconds for 10,000 rows, and nobody reads as many folded on a screen.
ROWS_FITTED = 200


def render_table(report: Report, terminal: Terminal | None) -> str:
    """The report's title, its brief columns with their totals, other totals, its
    sections and its notes."""
    title = _wrapped([_title(report)], terminal)
    # Tables are what is printed and filed: the head lets a paper prove the ledger, years later.
    head = [f"ledger head {report.head}"] if report.head else []
    parts = [
        [*(strong(line, terminal) for line in title), *_wrapped(head, terminal)],
        *_table(report, terminal),
        *(lines for section in report.sections for lines in _section(section, terminal)),
        _wrapped(map(safe, report.notes), terminal),
    ]
    return "\n\n".join("\n".join(lines) for lines in parts if lines) + "\n"


def _section(section: Section, terminal: Terminal | None) -> Iterator[list[str]]:
    none = "" if section.rows else ": none"
    yield [strong(line, terminal) for line in wrap(f"{safe(section.title)}{none}", terminal)]
    yield from _table(section, terminal)


def _title(report: Report) -> str:
    rehearsal = " (REHEARSAL)" if report.rehearsal else ""
    none = "" if report.rows else ": none"
    of = f" — {report.system}, as of {report.as_of}" if report.as_of else ""
    known = f", {knowledge(report)}" if report.known_at else ""
    return safe(f"{report.title}{of}{known}{rehearsal}{none}")


def _table(table: Report | Section, terminal: Terminal | None) -> Iterator[list[str]]:
    if not table.rows:
        return
    columns = strips(table)
    fitted = None
    if terminal and len(table.rows) <= ROWS_FITTED:
        fitted = fitted_table(columns, terminal)
    yield fitted or plain_table(columns)
    totals = (f"{label}: {total}" for label, total in other_totals(table))
    yield _wrapped(totals, terminal)


def _wrapped(texts: Iterable[str], terminal: Terminal | None) -> list[str]:
    return [line for text in texts for line in wrap(text, terminal)]
