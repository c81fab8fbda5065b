"""Steps: a waterfall from a first sum to a last, each step on what came before it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dpsctl.show.figures import Figures
from dpsctl.show.pens import CROSSED, HATCHED, INK, SOLID, beside, legend, patch, room_for_words

if TYPE_CHECKING:
    from matplotlib.axes import Axes

# Steps that together are shorter than this share of the sums cannot be seen beside them.
_SEEN = 0.25
_THICK = 0.6


def draw_steps(axes: Axes, figures: Figures) -> list[str]:
    """Draw the steps; rises are hatched, falls crossed, and a cut axis is told of.

    A step beside a withheld one may be known, but not where it stands: it is written, not drawn.
    """
    amounts = [row[0] for row in figures.values]
    levels = levels_of(amounts)
    start = _start([level for level in levels if level is not None])
    room_for_words(axes, [start, *(level for level in levels if level is not None)])
    last = len(amounts) - 1
    for at, amount in enumerate(amounts):
        whole = at in (0, last)
        ends = (start, amount) if whole else (levels[at - 1], levels[at])
        _step(axes, figures, at, ends, amount, whole=whole)
    for at, level in enumerate(levels):
        if level is not None:
            axes.plot([level] * 2, [at - _THICK / 2, at + 1 + _THICK / 2], color="#777", lw=0.6)
    _legend(axes, [amount for amount in amounts[1:-1] if isinstance(amount, int)])
    return [_cut(axes, figures, start, last)] if start else []


def levels_of(amounts: list[Any]) -> list[int | None]:
    """The level after each row but the last: on from the first, back from the last."""
    steps = amounts[1:-1]
    ahead = _sums(amounts[0], steps)
    back = _sums(amounts[-1], [_turned(step) for step in reversed(steps)])[::-1]
    return [there if there is not None else here for there, here in zip(ahead, back, strict=True)]


def _sums(first: Any, steps: list[Any]) -> list[int | None]:
    """Running sums from the first on; none from where something is not a number."""
    sums: list[int | None] = [first if isinstance(first, int) else None]
    for step in steps:
        level = sums[-1]
        sums.append(level + step if level is not None and isinstance(step, int) else None)
    return sums


def _turned(step: Any) -> Any:
    return -step if isinstance(step, int) else step


def _start(levels: list[int]) -> int:
    """Where the axis begins: at nought, unless the steps would be too short to be seen."""
    low, high = min([*levels, 0]), max([*levels, 0])
    lowest = min(levels, default=0)
    if low < 0 or high - lowest >= _SEEN * high:
        return 0
    begins = max(0, lowest - max(high - lowest, high // 100))
    round_to: int = 10 ** (len(str(high - begins)) - 1)
    return begins // round_to * round_to


def _step(
    axes: Axes, figures: Figures, at: int, ends: tuple[Any, Any], amount: Any, *, whole: bool
) -> None:
    numbers = [end for end in ends if isinstance(end, int)]
    written = figures.written(amount, signed=not whole) if isinstance(amount, int) else str(amount)
    if len(numbers) == 2 and isinstance(amount, int):
        low, high = sorted(numbers)
        style = SOLID if whole else HATCHED if amount > 0 else CROSSED
        axes.barh(at, high - low, _THICK, left=low, **style)
    beside(axes, written, max(numbers, default=axes.get_xlim()[0]), at)


def _legend(axes: Axes, steps: list[int]) -> None:
    rises = [patch("rise", HATCHED)] if any(step > 0 for step in steps) else []
    falls = [patch("fall", CROSSED)] if any(step < 0 for step in steps) else []
    legend(axes, *rises, *falls)


def _cut(axes: Axes, figures: Figures, start: int, last: int) -> str:
    """Two strokes across each bar that stands on a cut axis, and the sentence that tells of it."""
    left, right = axes.get_xlim()
    for at in (0, last):
        for place in (0.03, 0.045):
            x = left + (right - left) * place
            lean = (right - left) * 0.008
            ends = [at + _THICK * 0.62, at - _THICK * 0.62]
            axes.plot([x - lean, x + lean], ends, color="white", lw=1.6)
    axes.spines["bottom"].set_linestyle((0, (6, 3)))
    axes.spines["bottom"].set_edgecolor(INK)
    begins = figures.written(start)
    return f"The axis is cut: it begins at {begins}, so that the steps can be seen."
