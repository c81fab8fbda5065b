"""The figures that a picture shows: taken out of a table, and not drawn yet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from dpsctl.domain.money import whole_pounds
from dpsctl.domain.withheld import WITHHELD
from dpsctl.reports.report import Chart, Report, Section
from dpsctl.show.words import safe

MOST_LABELS = 40
"""As many labels as stand beside each other and can be read."""

_LONGEST = 26


@dataclass(frozen=True)
class Figures:
    """What to draw: for each label one value of each heading; pence if it is ``money``.

    A value is a whole number, ``WITHHELD``, or None. ``of`` is how many labels there would be.
    """

    labels: list[str]
    headings: list[str]
    values: list[list[Any]]
    money: bool
    of: int

    @property
    def withheld(self) -> bool:
        """Whether any of it is withheld."""
        return any(value is WITHHELD for row in self.values for value in row)

    def written(self, value: int, *, signed: bool = False) -> str:
        """A value as it stands beside its mark: ``£1,650``; ``signed``, with a plus too."""
        text = whole_pounds(value) if self.money else f"{value:,}"
        return f"+{text}" if signed and value > 0 else text.replace("-", "−")


def figures_of(chart: Chart, table: Report | Section) -> Figures:
    """The figures of a chart in the order of the table; of too many bars the largest, in theirs."""
    columns = {column.key: column for column in table.columns}
    rows = table.rows
    if chart.kind != "steps" and len(rows) > MOST_LABELS:
        kept = sorted(range(len(rows)), key=lambda at: -_size(chart, rows[at]))[:MOST_LABELS]
        rows = [rows[at] for at in kept]
    return Figures(
        labels=[_shortened(safe(str(row.get(chart.label, "")))) for row in rows],
        headings=[safe(columns[key].heading) for key in chart.values],
        values=[[row.get(key) for key in chart.values] for row in rows],
        money=columns[chart.values[0]].kind == "money",
        of=len(table.rows),
    )


def _size(chart: Chart, row: dict[str, Any]) -> int:
    return max((abs(row[key]) for key in chart.values if isinstance(row.get(key), int)), default=0)


def _shortened(label: str) -> str:
    return label if len(label) <= _LONGEST else f"{label[: _LONGEST - 1].rstrip()}…"
