"""A table as HTML: headed, captioned, its figures to the right, its totals at the foot."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from dpsctl.reports.report import Report, Section
from dpsctl.show.grid import Strip, strips
from dpsctl.show.parts import other_totals
from dpsctl.show.plain import GAP
from dpsctl.show.words import safe

# Characters beside each other on an upright sheet of A4, at the size that tables are printed in.
_UPRIGHT = 100
# Texts as short as a name or a day stay on one line; longer than a line, they may hold a digest,
# which has to be broken.
_SHORT = 16
_LONG = 40


def page_table(table: Report | Section, name: str, basis: str | None) -> Iterator[str]:
    """The table as HTML, and below it the totals that stand under no column.

    ``name`` is what it is called in the page, ``basis`` what its money a year rests on.
    """
    title = escape(safe(table.title))
    heading = f"<h2>{title}</h2>" if isinstance(table, Section) else title
    if not table.rows:
        yield heading if isinstance(table, Section) else ""
        yield "<p>There is nothing to list.</p>"
        return
    rests_on = f" <small>({escape(basis)})</small>" if basis else ""
    yield f'<div class="scroll" role="region" aria-labelledby="{name}" tabindex="0">'
    yield f'<table>\n<caption id="{name}">{heading}{rests_on}</caption>'
    yield from _lines(strips(table))
    yield "</table>\n</div>"
    if totals := other_totals(table):
        pairs = (f"<dt>{escape(label)}</dt><dd>{escape(total)}</dd>" for label, total in totals)
        yield f"<dl>{''.join(pairs)}</dl>"


def is_wide(report: Report) -> bool:
    """Whether any of its tables needs a sheet that lies on its side."""
    tables: Sequence[Report | Section] = (report, *report.sections)
    return any(_width(strips(table)) > _UPRIGHT for table in tables if table.rows)


def _width(columns: Sequence[Strip]) -> int:
    return sum(strip.natural + len(GAP) for strip in columns)


def _lines(columns: Sequence[Strip]) -> Iterator[str]:
    # Written out rather than left to a template: ten thousand rows are still there at once.
    kinds = [_kind(strip) for strip in columns]
    headings = (
        f'<th scope="col" class="{kind}">{escape(strip.heading)}</th>'
        for kind, strip in zip(kinds, columns, strict=True)
    )
    yield f"<thead><tr>{''.join(headings)}</tr></thead>\n<tbody>"
    rows = zip(*(strip.cells for strip in columns), strict=True)
    yield from (_row(cells, kinds) for cells in rows)
    yield "</tbody>"
    totals = [strip.total for strip in columns]
    if any(totals):
        yield f"<tfoot>{_row(totals, kinds)}</tfoot>"


def _kind(strip: Strip) -> str:
    """What a column holds, for the style sheet: numbers, short texts, texts or long texts."""
    if strip.right:
        return "n"
    if strip.natural <= _SHORT:
        return "s"
    return "t" if strip.natural <= _LONG else "l"


def _row(cells: Sequence[str], kinds: Sequence[str]) -> str:
    first, *rest = [escape(cell) for cell in cells]
    others = "".join(
        f'<td class="{kind}">{cell}</td>' for cell, kind in zip(rest, kinds[1:], strict=True)
    )
    return f'<tr><th scope="row" class="{kinds[0]}">{first}</th>{others}</tr>'
