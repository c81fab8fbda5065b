"""A priced fee, line by line, as JSON holds it; made again from the ledger alone."""

from __future__ import annotations

from collections.abc import Mapping

from dpsctl.documents.prices import inputs_of
from dpsctl.domain.cost_model import CostModel, Line
from dpsctl.domain.money import percent
from dpsctl.reports.report import Row


def build_up_told(
    model: CostModel, kept: Mapping[str, int | str], band: str, district: str | None
) -> Row:
    """What a cost model makes of the inputs that the ledger keeps, beside its guide price.

    Sums are pence a week. Lines are shown to the penny; ``rounding_pence`` is what their sum lacks
    to the total. Over the guide price is less than nought where the fee lies under it.
    """
    built = model.build_up(inputs_of(model, kept), band)
    guide = model.guide(band, district)
    over = None if guide is None else built.total - guide
    return {
        "cost_model": model.named,
        "lines": [_line(line) for line in built.lines],
        "rounding_pence": built.rounding,
        "weekly_pence": built.total,
        "guide_weekly_pence": guide,
        "over_guide_pence": over,
        "over_guide_percent": None if over is None or guide is None else percent(over, guide),
    }


def _line(line: Line) -> Row:
    return {
        "component": line.component.id,
        "title": line.component.title,
        "given": line.given,
        "weekly_pence": line.pence,
    }
