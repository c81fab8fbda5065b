"""Markdown: plain text made harmless in it, and whole papers made of it into HTML."""

from __future__ import annotations

import re
from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.token import Token

_READER = MarkdownIt("commonmark", {"html": False}).enable("table")

# What means something wherever it stands. A value may begin a line, where more does.
_EVERYWHERE = re.compile(r"[\\`*_\[\]<>&|~#!$^]")
_AT_THE_START = re.compile(r"^(?:[-+=:]|\d+[.)](?=\s|$))")
# Some readers make a link of whatever looks like an address.
_ADDRESSES = re.compile(r"(?<=:)/(?=/)|(?<=\bwww)\.|@", re.IGNORECASE)


class Markdown(str):
    """A text that is Markdown already, with whatever came from outside escaped in it."""


def escaped(text: str) -> str:
    """A text, as one line of Markdown that shows it and does nothing else.

    Line breaks become spaces: what begins a line could begin a heading, a list or a block of code.
    """
    line = _EVERYWHERE.sub(r"\\\g<0>", " ".join(text.split()))
    line = _ADDRESSES.sub(r"\\\g<0>", line)
    return _AT_THE_START.sub(_started, line)


def _started(match: re.Match[str]) -> str:
    start = match[0]
    return f"{start[:-1]}\\{start[-1]}"


def as_html(markdown: str) -> str:
    """Markdown as HTML; HTML that stands in it is shown, not obeyed."""
    return titled_html(markdown)[1]


def titled_html(markdown: str) -> tuple[str, str]:
    """The words of the first heading (else of the first line), and the whole as HTML."""
    tokens = _READER.parse(markdown)
    html = str(_READER.renderer.render(tokens, _READER.options, {}))
    headings = [token for before, token in pairwise(tokens) if before.type == "heading_open"]
    lines = [*headings, *(token for token in tokens if token.type == "inline")]
    return (_words(lines[0]) if lines else ""), html


def _words(line: Token) -> str:
    return "".join(part.content for part in line.children or [])
