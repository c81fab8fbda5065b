"""A table as Markdown, as GitHub and pandoc read it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from dpsctl.documents.markdown import Markdown, escaped
from dpsctl.reports.report import Report, Section
from dpsctl.show.grid import Strip, strips


def markdown_table(table: Report | Section) -> Markdown:
    """The brief columns, figures to the right, totals in bold; a sentence where there are no rows.

    Texts do nothing in it, whatever they are: pipes, markup and addresses are escaped.
    """
    if not table.rows:
        return Markdown("There is nothing to list.")
    columns = strips(table)
    lines = [
        _line(escaped(strip.heading) for strip in columns),
        _line("---:" if strip.right else "---" for strip in columns),
        *map(_line, zip(*(_cells(strip, strip.cells) for strip in columns), strict=True)),
    ]
    totals = [*zip(*(_cells(strip, [strip.total]) for strip in columns), strict=True)]
    if any(totals[0]):
        lines.append(_line(f"**{text}**" if text else "" for text in totals[0]))
    return Markdown("\n".join(lines))


def _cells(strip: Strip, cells: Iterable[str]) -> Iterable[str]:
    # Our own figures hold nothing that Markdown means, and a sign in a cell begins no list.
    written: Callable[[str], str] = str if strip.right else escaped
    return map(written, cells)


def _line(cells: Iterable[str] | Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"
