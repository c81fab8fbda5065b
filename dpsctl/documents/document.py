"""A document as it was read: its content, and where in the file every part of it stands."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cached_property
from typing import Any

from dpsctl.errors import Complaint

LONGEST_LINE = 2_000
"""The most characters of a text on one line."""
_MANY_WORDS, _SOME_WORDS = 250, 50

Where = tuple[str | int, ...]
"""The path of a value: keys as texts, places in a list as integers from 0."""


@dataclass(frozen=True, order=True, slots=True)
class Mark:
    """A place in a file; line and column count from 1, columns in characters."""

    line: int
    column: int


@dataclass(frozen=True)
class Places:
    """Where every part of a document stands, and where it begins.

    ``spoilt`` are the paths that the reader has already complained of, so that nobody complains of
    them twice.
    """

    marks: dict[Where, Mark]
    key_marks: dict[Where, Mark]
    start: Mark
    spoilt: frozenset[Where] = field(default_factory=frozenset)


@dataclass(frozen=True)
class Document:
    """One YAML document, read but not yet typed.

    ``content`` holds only mappings, lists and texts. A missing value (empty, ``~``, ``null``) is
    left out of its mapping; its key still stands in ``key_marks``. Where things stand is ``found``
    when it is first asked for: of a document without a mistake nobody asks.
    """

    file: str
    text: str
    sha256: str
    content: dict[str, Any]
    found: Callable[[], Places]

    @cached_property
    def places(self) -> Places:
        """Where every part of it stands."""
        return self.found()

    @property
    def marks(self) -> dict[Where, Mark]:
        """Where each value stands."""
        return self.places.marks

    @property
    def key_marks(self) -> dict[Where, Mark]:
        """Where each key stands."""
        return self.places.key_marks

    @property
    def start(self) -> Mark:
        """Where it begins."""
        return self.places.start

    def is_spoilt(self, path: Where) -> bool:
        """Whether the reader has complained of this value or of something that holds it."""
        return any(path[:length] in self.places.spoilt for length in range(len(path) + 1))


def dotted(path: Where) -> str:
    """A path as people read it, counting list entries from 1: ``placements[2].band``."""
    steps = (f"[{step + 1}]" if isinstance(step, int) else f".{step[:60]}" for step in path)
    return "".join(steps).removeprefix(".")


def complain(
    document: Document, path: Where, what: str, *, refused: bool = False, at_key: bool = False
) -> Complaint:
    """A complaint about the value at ``path``, which it names before ``what``.

    It points at the value (``at_key``: at its key), or at the nearest thing above that is written.
    """
    mark = (document.key_marks.get(path) if at_key else None) or _nearest(document, path)
    named = f"{dotted(path)}: {what}" if path else what
    return Complaint(document.file, mark.line, mark.column, named, refused)


def _nearest(document: Document, path: Where) -> Mark:
    for length in range(len(path), 0, -1):
        mark = document.marks.get(path[:length]) or document.key_marks.get(path[:length])
        if mark:
            return mark
    return document.start


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """``; did you mean beds?`` where a known word is close to this one, else nothing.

    Of very many words only some are looked at: a document may hold thousands, and be wrong in all.
    """
    words = list(known)
    if len(words) > _MANY_WORDS:
        words = [each for each in words if each[:1] == word[:1]][:_SOME_WORDS]
    close = get_close_matches(word[:80], [each for each in words if len(each) <= 200], n=1)
    return f"; did you mean {close[0]}?" if close else ""


def shown(text: str) -> str:
    """A text as a message quotes it, cut where it is long."""
    return repr(text if len(text) <= 60 else f"{text[:57]}...")
