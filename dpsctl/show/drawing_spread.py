"""A spread: for each label a line from its lowest value to its highest, those between marked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dpsctl.show.drawing_bars import numbers
from dpsctl.show.figures import Figures
from dpsctl.show.pens import INK, beside, legend, room_for_words

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from matplotlib.axes import Axes

# Told apart by shape: an upright, a hollow diamond.
_MARKS: tuple[dict[str, Any], ...] = (
    {"marker": "|", "markersize": 15, "markeredgewidth": 2.2, "color": INK},
    {"marker": "D", "markersize": 6, "markerfacecolor": "white", "color": INK},
)


def draw_spread(axes: Axes, figures: Figures) -> list[str]:
    """Draw a line for each label, its ends written beside it; the axis need not begin at nought."""
    known = numbers(figures) or [0]
    room_for_words(axes, known, left=True)
    for at, values in enumerate(figures.values):
        if not all(isinstance(value, int) for value in values):
            withheld = next((str(value) for value in values if value is not None), "")
            beside(axes, withheld, min(known), at)
            continue
        _line(axes, figures, at, values)
    legend(axes, *map(_mark, figures.headings[1:-1], _MARKS))
    first, last = figures.headings[0], figures.headings[-1]
    return [f"Each line runs from {first.lower()} to {last.lower()}."]


def _mark(heading: str, style: dict[str, Any]) -> Artist:
    from matplotlib.lines import Line2D

    return Line2D([], [], linestyle="none", label=heading, **{**style, "markersize": 7})


def _line(axes: Axes, figures: Figures, at: int, values: list[int]) -> None:
    low, *between, high = values
    axes.plot([low, high], [at, at], color=INK, lw=1.4, marker="o", markersize=3.5)
    for value, mark in zip(between, _MARKS, strict=False):
        axes.plot(value, at, linestyle="none", **mark)
    beside(axes, figures.written(low), low, at, left=True)
    beside(axes, figures.written(high), high, at)
