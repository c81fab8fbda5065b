"""A table fitted to a terminal, drawn by rich."""

from __future__ import annotations

from collections.abc import Sequence
from io import StringIO
from typing import TYPE_CHECKING

from dpsctl.show.grid import Strip
from dpsctl.show.plain import GAP
from dpsctl.show.terminal import Terminal

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table


def fitted_table(strips: Sequence[Strip], terminal: Terminal) -> list[str] | None:
    """The table's lines, texts folded until it fits; none where the numbers alone do not fit."""
    widths = fit(strips, terminal.width - len(GAP) * (len(strips) - 1))
    if widths is None:
        return None
    console = _console(terminal)
    with console.capture() as captured:
        console.print(_table(strips, widths))
    return [line.rstrip(" ") for line in captured.get().splitlines()]


def fit(strips: Sequence[Strip], room: int) -> list[int] | None:
    """Widths that together fill at most ``room`` cells; the widest give way first.

    None where even the least widths are more than that.
    """
    least = [strip.least for strip in strips]
    if sum(least) > room:
        return None
    widths = [max(low, min(strip.natural, room)) for strip, low in zip(strips, least, strict=True)]
    while sum(widths) > room:
        yielding = [at for at, low in enumerate(least) if widths[at] > low]
        widths[max(yielding, key=lambda at: widths[at])] -= 1
    return widths


def _table(strips: Sequence[Strip], widths: Sequence[int]) -> Table:
    """The cells as rich ``Text``: in a ``str``, rich would read markup and emoji names."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    # One cell of padding and rich's own divider make the gap of the plain table.
    table = Table(box=box.SIMPLE, show_edge=False, pad_edge=False, padding=(0, 1, 0, 0))
    table.show_footer = any(strip.total for strip in strips)
    for strip, cells in zip(strips, widths, strict=True):
        table.add_column(
            Text(strip.heading),
            Text(strip.total),
            width=cells,
            justify="right" if strip.right else "left",
            overflow="fold",
        )
    for row in zip(*(strip.cells for strip in strips), strict=True):
        table.add_row(*map(Text, row))
    return table


def _console(terminal: Terminal) -> Console:
    """A console that draws for this terminal alone, whatever the environment says."""
    from rich.console import Console

    return Console(
        file=StringIO(),
        width=terminal.width,
        height=25,
        color_system="standard" if terminal.colour else None,
        force_terminal=terminal.colour,
        no_color=not terminal.colour,
        force_jupyter=False,
        force_interactive=False,
        legacy_windows=False,
    )
