"""Bars: one or two values for each label, down the side, with the amount at the end of each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dpsctl.domain.withheld import WITHHELD
from dpsctl.show.figures import Figures
from dpsctl.show.pens import HATCHED, SOLID, beside, legend, patch, room_for_words

if TYPE_CHECKING:
    from matplotlib.axes import Axes


def draw_bars(axes: Axes, figures: Figures) -> list[str]:
    """Draw the bars; what falls below nought is hatched where each label has one value."""
    count = len(figures.headings)
    signed = count == 1 and any(value < 0 for value in numbers(figures))
    thick = 0.8 / count if count > 1 else 0.6
    pens = [*[HATCHED] * (count - 1), SOLID]
    for at, row in enumerate(figures.values):
        for nth, value in enumerate(row):
            pen = HATCHED if signed and _below(value) else pens[nth]
            place = at + (nth - (count - 1) / 2) * thick
            _bar(axes, figures, place, value, thick, pen, signed)
    room_for_words(axes, [0, *numbers(figures)])
    axes.axvline(0, color="#111", linewidth=0.8)
    if count > 1:
        legend(axes, *map(patch, figures.headings, pens))
    else:
        axes.set_xlabel(figures.headings[0])
    return ["Falls are hatched."] if signed else []


def numbers(figures: Figures) -> list[int]:
    """The values that can be drawn."""
    return [value for row in figures.values for value in row if isinstance(value, int)]


def _bar(
    axes: Axes,
    figures: Figures,
    place: float,
    value: Any,
    thick: float,
    style: dict[str, Any],
    signed: bool,
) -> None:
    if value is None:
        return
    words, end = str(value), 0
    if value is not WITHHELD:
        words, end = figures.written(value, signed=signed), max(value, 0)
        axes.barh(place, value, thick * 0.92, **style)
    beside(axes, words, end, place)


def _below(value: Any) -> bool:
    return isinstance(value, int) and value < 0
