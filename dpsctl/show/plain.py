"""A table as plain aligned text that never wraps: for pipes, files and long reports."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dpsctl.show.grid import Strip
from dpsctl.show.layout import pad

GAP = "  "


def plain_table(strips: Sequence[Strip]) -> list[str]:
    """The table's lines: headings underlined with dashes, cells, totals under a line of dashes."""
    widths = [strip.natural for strip in strips]
    rule = ["-" * cells for cells in widths]
    totals = [strip.total for strip in strips]
    body = [
        [strip.heading for strip in strips],
        rule,
        *zip(*(strip.cells for strip in strips), strict=True),
        *([rule, totals] if any(totals) else []),
    ]
    return [_line(texts, strips, widths) for texts in body]


def _line(texts: Iterable[str], strips: Sequence[Strip], widths: Sequence[int]) -> str:
    filled = (
        pad(text, cells, right=strip.right)
        for text, strip, cells in zip(texts, strips, widths, strict=True)
    )
    return GAP.join(filled).rstrip(" ")
