"""Cutting a file into its documents, before any of them is read.

In YAML a line that begins ``---`` parts documents wherever it stands, so text alone is enough;
and a mistake in one document leaves the others to be read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from dpsctl.documents.document import Mark

# A byte-order mark before the very first marker is no part of its line.
_MARKER = re.compile(r"(?:\A\ufeff|^)(?=---(?:[ \t\r\n]|\Z))", re.MULTILINE)
_MARKER_LINE = re.compile(r"---(?:[ \t]*(?:\r?\n|\Z))?")


def pieces(text: str) -> Iterator[tuple[Mark, str]]:
    """Each document's text and where it begins: the whole text where there is only one."""
    if "---" not in text:
        yield Mark(1, 1), text
        return
    cuts = [match.end() for match in _MARKER.finditer(text)]
    starts = cuts if cuts and _is_hollow(text[: cuts[0]]) else [0, *cuts]
    if len(starts) == 1:
        yield Mark(1, 1), text
        return
    line = 1 + text.count("\n", 0, starts[0])
    for begin, end in pairwise([*starts, len(text)]):
        marker = _MARKER_LINE.match(text, begin, end)
        after = marker.end() if marker else begin
        passed = text.count("\n", begin, after)
        yield Mark(line + passed, 1 if passed else after - begin + 1), text[after:end]
        line += text.count("\n", begin, end)


def _is_hollow(text: str) -> bool:
    """Whether there is nothing here but blank lines and comments."""
    lines = (line.strip("\ufeff \t\r") for line in text.split("\n"))
    return all(not line or line.startswith("#") for line in lines)
