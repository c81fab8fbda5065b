"""Text measured in display cells: how wide it is, padded to a width, wrapped to a width."""

from __future__ import annotations

from functools import cache
from unicodedata import category, east_asian_width

from dpsctl.show.terminal import Terminal


def width(text: str) -> int:
    """The display cells a text takes: East Asian wide characters two, combining marks none.

    Measured here, not by rich, so that piped output does not wait for rich to be imported.
    """
    return len(text) if text.isascii() else sum(map(_cells, text))


@cache
def _cells(char: str) -> int:
    if category(char) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if east_asian_width(char) in ("W", "F") else 1


def pad(text: str, cells: int, *, right: bool = False) -> str:
    """The text filled with spaces to a width in display cells; to the right if asked."""
    space = " " * (cells - width(text))
    return space + text if right else text + space


def wrap(text: str, terminal: Terminal | None, *, used: int = 0) -> list[str]:
    """The text in lines that fit the terminal beside ``used`` cells; one line off a terminal.

    Breaks only at spaces: a digest or a path that is too long stays whole, to be copied. What
    wraps keeps the indent of the text's first line.
    """
    if terminal is None:
        return [text]
    first, *words = text.lstrip(" ").split(" ")
    indent = " " * (len(text) - len(text.lstrip(" ")))
    lines = [indent + first]
    for word in words:
        if used + width(lines[-1]) + 1 + width(word) <= terminal.width:
            lines[-1] += f" {word}"
        else:
            lines.append(indent + word)
    return lines
