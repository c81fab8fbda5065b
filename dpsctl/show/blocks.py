"""Blocks as text: headings, sentences, and labels aligned with their values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dpsctl.reports.blocks import Block
from dpsctl.show.layout import pad, width, wrap
from dpsctl.show.terminal import Terminal, strong
from dpsctl.show.words import safe


def render_blocks(blocks: Iterable[Block], *, terminal: Terminal | None) -> str:
    """The blocks with a blank line between; wrapped on a terminal, unwrapped elsewhere."""
    return "\n".join(
        "".join(f"{line.rstrip(' ')}\n" for line in _block(block, terminal)) for block in blocks
    )


def _block(block: Block, terminal: Terminal | None) -> Iterator[str]:
    indent = ""
    if block.heading is not None:
        yield from (strong(line, terminal) for line in wrap(safe(block.heading), terminal))
        indent = "  "
    for text in block.lines:
        yield from wrap(indent + safe(text), terminal)
    room = max((width(safe(label)) for label, _ in block.rows), default=0)
    for label, text in block.rows:
        yield from _labelled(indent + pad(safe(label), room), safe(text), terminal)


def _labelled(label: str, text: str, terminal: Terminal | None) -> Iterator[str]:
    """The value beside its label, and what wraps of it in the value's own column."""
    beside = label + "  "
    first, *rest = wrap(text, terminal, used=width(beside))
    yield beside + first
    yield from (" " * width(beside) + line for line in rest)
