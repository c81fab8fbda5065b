"""What is known about the terminal that a text is printed on; ``None`` stands for no terminal."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TextIO


@dataclass(frozen=True)
class Terminal:
    """A terminal: its width in display cells, and whether it may be sent colour."""

    width: int
    colour: bool = False


def terminal_of(stream: TextIO, environ: Mapping[str, str]) -> Terminal | None:
    """The terminal behind a stream; none where it is a pipe or a file.

    ``NO_COLOR`` (https://no-color.org: present and not empty) and ``TERM=dumb`` turn colour off.
    """
    if not stream.isatty():
        return None
    colour = not environ.get("NO_COLOR") and environ.get("TERM") != "dumb"
    return Terminal(shutil.get_terminal_size().columns, colour)


def strong(text: str, terminal: Terminal | None) -> str:
    """The text in bold, where the terminal takes colour; elsewhere the text."""
    # Written out: importing rich for the sake of a heading would slow `dpsctl status`.
    return f"\x1b[1m{text}\x1b[0m" if terminal and terminal.colour else text
