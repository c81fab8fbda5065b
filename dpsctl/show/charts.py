"""The pictures of a report, as SVG; drawn by matplotlib, which is an extra: it is heavy.

Nobody needs a picture to understand a page: the figures stand in its tables, too. So a page without
matplotlib is a page without pictures, and says so.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec

from dpsctl.reports.report import Chart, Report, Section
from dpsctl.show.figures import MOST_LABELS, Figures, figures_of
from dpsctl.show.svgs import tidied

MISSING = "the page has no pictures, for matplotlib is not installed: pip install 'dpsctl[charts]'"


@dataclass(frozen=True)
class Picture:
    """A picture: its title, the SVG, and what has to be said to read it right.

    ``annual``: it shows money a year.
    """

    title: str
    svg: str
    remarks: list[str]
    annual: bool


def can_draw() -> bool:
    """Whether the library that draws is there."""
    return find_spec("matplotlib") is not None


def pictures(report: Report) -> Iterator[Picture]:
    """The pictures of a report, in its order, but of fewer than two rows, and of nothing but
    noughts; none without matplotlib.

    The same report makes the same bytes.
    """
    if not can_draw():
        return
    for number, chart in enumerate(report.charts, 1):
        drawn = figures_of(chart, _table(report, chart))
        if len(drawn.labels) > 1 and any(any(row) for row in drawn.values):
            yield _picture(number, chart, drawn, annual=drawn.money and bool(report.weeks_per_year))


def _picture(number: int, chart: Chart, drawn: Figures, *, annual: bool) -> Picture:
    from dpsctl.show.drawing import draw

    svg, remarks = draw(chart.kind, drawn)
    if drawn.of > len(drawn.labels):
        remarks = [f"The largest {MOST_LABELS} of {drawn.of:,}.", *remarks]
    if drawn.withheld:
        remarks = [*remarks, "[c]: withheld."]
    told = f"{', '.join(drawn.headings)}, for each of {len(drawn.labels)}. "
    told += "The figures stand in the table."
    return Picture(chart.title, tidied(svg, f"chart-{number}", chart.title, told), remarks, annual)


def _table(report: Report, chart: Chart) -> Report | Section:
    if chart.of is None:
        return report
    return next(section for section in report.sections if section.key == chart.of)
