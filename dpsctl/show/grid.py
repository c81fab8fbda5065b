"""A table's visible columns as text: what every way of printing it starts from."""

from __future__ import annotations

from dataclasses import dataclass, replace

from dpsctl.reports.report import Column, Kind, Report, Section
from dpsctl.show.cells import NUMBERS, shown
from dpsctl.show.layout import width
from dpsctl.show.words import safe

# A word up to this wide is not broken to fit a terminal: a day, a postcode, a CQC location.
UNBROKEN = 10


@dataclass(frozen=True)
class Strip:
    """One column of a table as text: its heading, its cells, and what stands under it."""

    heading: str
    cells: tuple[str, ...]
    total: str
    right: bool

    @property
    def natural(self) -> int:
        """The display cells it takes when nothing in it is folded."""
        return max(width(text) for text in (self.heading, self.total, *self.cells))

    @property
    def least(self) -> int:
        """The display cells it cannot do without: every number whole, and short words."""
        figures = (self.total, *self.cells) if self.right else ()
        texts = (self.heading,) if self.right else (self.heading, self.total, *self.cells)
        words = [min(width(word), UNBROKEN) for text in texts for word in text.split(" ")]
        return max(*map(width, figures), *words, 1)


def strips(report: Report | Section) -> list[Strip]:
    """The columns that a table shows, with the totals that belong under them."""
    first, *rest = (_strip(column, report) for column in report.columns if column.brief)
    if not first.total and any(strip.total for strip in rest):
        first = replace(first, total="total")
    return [first, *rest]


def _strip(column: Column, report: Report | Section) -> Strip:
    # Under a flag or a list stands how many; only a unit carries over from the column.
    kind: Kind = column.kind if column.kind in ("money", "percent") else "text"
    return Strip(
        heading=safe(column.heading),
        cells=tuple(shown(row.get(column.key), column.kind) for row in report.rows),
        total=shown(report.totals.get(column.key), kind),
        right=column.kind in NUMBERS,
    )
