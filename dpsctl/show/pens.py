"""What the drawings draw with: marks that differ in hatching, and room for words beside them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from matplotlib.axes import Axes

INK = "#1b3a57"
SOLID: dict[str, Any] = {"facecolor": INK, "edgecolor": INK, "linewidth": 0.8}
HATCHED: dict[str, Any] = {
    "facecolor": "white",
    "edgecolor": INK,
    "linewidth": 0.8,
    "hatch": "/////",
}
CROSSED: dict[str, Any] = {**HATCHED, "hatch": "xxxxx"}  # dots would make a pattern of 400 kB


def room_for_words(axes: Axes, values: Sequence[float], *, left: bool = False) -> None:
    """Let the axis run from the lowest to the highest value, with room for an amount beside it."""
    low, high = min(values), max(values)
    room = ((high - low) or 1) * 0.32
    axes.set_xlim(low - (room if left else 0), high + room)


def legend(axes: Axes, *marks: Artist) -> None:
    """Say what the marks mean, above the drawing; nothing where there are none to tell apart."""
    if marks:
        # Over the whole width: beside long names the drawing itself may be too narrow for it.
        paper = axes.get_figure(root=True)
        assert paper is not None, "what is drawn on stands on paper"
        paper.legend(handles=marks, loc="outside upper right", ncols=len(marks), borderaxespad=0.2)


def patch(label: str, style: dict[str, Any]) -> Artist:
    """What the legend shows of a bar drawn in a style."""
    from matplotlib.patches import Patch

    return Patch(label=label, **style)


def beside(axes: Axes, words: str, x: float, y: float, *, left: bool = False) -> None:
    """Write words beside a place on the drawing, to its right unless ``left``."""
    axes.annotate(
        words,
        (x, y),
        (-4 if left else 4, 0),
        textcoords="offset points",
        ha="right" if left else "left",
        va="center",
        fontsize=9,
    )
