"""Drawing by matplotlib into SVG: the paper, the pens and the axis that all kinds of chart share.

Nothing is told by colour alone: what differs is hatched otherwise, and each mark has its amount
beside it.
"""

from __future__ import annotations

import logging
import warnings
from io import StringIO
from typing import TYPE_CHECKING, Any

from dpsctl.show.drawing_bars import draw_bars
from dpsctl.show.drawing_spread import draw_spread
from dpsctl.show.drawing_steps import draw_steps
from dpsctl.show.figures import Figures

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

# Inches. On a telephone the page shrinks it by a fifth, and the smallest text can still be read.
_WIDTH = 4.5
_ABOVE_AND_BELOW = 0.75
_LONG = 20  # characters

_STYLE: Any = {
    "svg.fonttype": "none",  # text stays text: small, to be found and copied
    "svg.hashsalt": "dpsctl",  # else every drawing has other ids, and no two pages the same bytes
    "font.family": ["DejaVu Sans"],  # the one that matplotlib brings along
    "font.size": 10,
    "text.parse_math": False,  # a home may be called $Oak$
    "hatch.linewidth": 0.8,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.spines.left": False,
    "axes.edgecolor": "#555",
    "legend.frameon": False,
    "legend.fontsize": 10,
    "xtick.labelsize": 9,
}
_DRAW = {"bars": draw_bars, "steps": draw_steps, "spread": draw_spread}


def draw(kind: str, figures: Figures) -> tuple[str, list[str]]:
    """A chart of a kind, as matplotlib writes it, and sentences without which it misleads."""
    # What it says of fonts and caches is nothing that somebody who prints a report can act on.
    logging.getLogger("matplotlib").setLevel(logging.ERROR)
    from matplotlib import rc_context

    with rc_context(_STYLE), warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a glyph that its font lacks is not its font's to draw
        paper, axes = _paper(figures, per_label=0.46 if _side_by_side(kind, figures) else 0.3)
        remarks = _DRAW[kind](axes, figures)
        return _written(paper), remarks


def _side_by_side(kind: str, figures: Figures) -> bool:
    return kind == "bars" and len(figures.headings) > 1


def _paper(figures: Figures, per_label: float) -> tuple[Figure, Axes]:
    from matplotlib.figure import Figure

    count = len(figures.labels)
    paper = Figure(figsize=(_WIDTH, _ABOVE_AND_BELOW + per_label * count), layout="constrained")
    axes = paper.add_subplot()
    axes.set_ylim(count - 0.4, -0.6)
    axes.set_yticks(range(count), figures.labels)
    axes.tick_params(axis="y", length=0)
    axes.grid(axis="x", color="#ddd", linewidth=0.6)
    axes.set_axisbelow(True)
    axes.xaxis.set_major_locator(_ticks(max(map(len, figures.labels), default=0)))
    axes.xaxis.set_major_formatter(lambda value, _: figures.written(round(value)))
    return paper, axes


def _ticks(longest: int) -> Any:
    """Fewer amounts below the drawing where the longest label leaves it little room."""
    from matplotlib.ticker import MaxNLocator

    return MaxNLocator(nbins=4 if longest <= _LONG else 2, integer=True)


def _written(paper: Figure) -> str:
    out = StringIO()
    nothing = dict.fromkeys(("Date", "Creator", "Format", "Type"))
    paper.savefig(out, format="svg", metadata=nothing)
    return out.getvalue()
