"""A close look at one document: what it holds, where every part stands, and every mistake."""

from __future__ import annotations

from itertools import islice
from typing import Any

import yaml

from dpsctl.documents.building import Builder
from dpsctl.documents.characters import forbidden_characters, replace_forbidden
from dpsctl.documents.document import Mark, Places
from dpsctl.documents.mistakes import MOST_MISTAKES, Mistakes, StopReading
from dpsctl.documents.syntax import meaning

# libyaml where PyYAML was built with it; pure Python reads the same, only slower.
LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class BrokenOff(Exception):
    """A document that could not be read to its end: its mistakes in order."""

    def __init__(self, mistakes: list[tuple[Mark, str]]) -> None:
        super().__init__()
        self.mistakes = mistakes


def look_closely(piece: str, base: Mark) -> Builder:
    """Look closely at a document: what it holds, where, and every mistake.

    Raises:
        BrokenOff: it could not be read to its end.
    """
    text = piece.removeprefix("\ufeff")
    mistakes = Mistakes(base)
    for line, column, what in islice(forbidden_characters(text), MOST_MISTAKES):
        mistakes.add(mistakes.mark(line, column), what)
    builder = Builder(replace_forbidden(text), mistakes)
    try:
        _build(builder)
    except StopReading as stop:
        raise BrokenOff(sorted([*mistakes.found, (stop.mark, stop.what)])) from None
    return builder


def places_of(builder: Builder) -> Places:
    """Where everything stands that was built."""
    spoilt = frozenset(builder.mistakes.spoilt)
    return Places(builder.marks, builder.key_marks, builder.marks[()], spoilt)


def _build(builder: Builder) -> None:
    """Feed the builder its events.

    Raises:
        StopReading: a syntax error, or no mapping at the top.
    """
    documents = 0
    try:
        for event in yaml.parse(builder.text, Loader=LOADER):
            documents += isinstance(event, yaml.DocumentStartEvent)
            if documents > 1:
                what = "another document begins here; put a line --- before it"
                raise StopReading(builder.mistakes.yaml_mark(event.start_mark), what)
            builder.take(event)
    except yaml.MarkedYAMLError as error:
        mark, words = meaning(error, builder.text)
        raise StopReading(builder.mistakes.yaml_mark(mark), words) from None
    _require_mapping(builder)


def _require_mapping(builder: Builder) -> None:
    if isinstance(builder.content, dict):
        return
    start = builder.marks.get((), builder.mistakes.base)
    if builder.content is None:
        raise StopReading(builder.mistakes.base, "the document is empty")
    kind = "a list" if isinstance(builder.content, list) else "plain text"
    raise StopReading(start, f"the document is {kind}; write it as keys and values: `key: value`")
