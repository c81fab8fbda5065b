"""The quick way through a document without a fault, which nearly every document goes.

It makes the content that :class:`~dpsctl.documents.building.Builder` makes, only without the place
of every value; where anything is not plain it gives up, so that the Builder alone judges and tells.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import yaml

from dpsctl.documents.building import LONGEST_KEY, MOST_VALUES
from dpsctl.documents.characters import composed, is_clean
from dpsctl.documents.closely import LOADER
from dpsctl.documents.nesting import DEEPEST

# No character stands for more than two values.
_LONGEST = MOST_VALUES // 2
_MISSING = ("~", "null")


def faultless(text: str) -> dict[str, Any] | None:
    """The content of a document, or None where it needs a closer look."""
    if len(text) > _LONGEST or not _is_plain(text):
        return None
    try:
        return _Plain("\\" in text).read(LOADER(text).get_event)
    except (yaml.YAMLError, _NotPlain):
        return None


def _is_plain(text: str) -> bool:
    """Whether no character is forbidden, nor spelt in another way than Unicode composes it."""
    return is_clean(text) and composed(text) == text


class _NotPlain(Exception):
    """Something stands here that may not, or that wants a closer look."""


class _Plain:
    """The mappings and lists that are open, and the key that waits for its value."""

    def __init__(self, escapes: bool) -> None:
        # Without a backslash no value holds a character that the text does not.
        self._escapes = escapes
        self._content: dict[str, Any] | None = None
        self._open: list[tuple[Any, bool]] = []
        self._into: Any = None
        self._braces = False
        self._key: str | None = None
        self._gaps: list[tuple[dict[str, Any], str]] = []

    def read(self, next_event: Callable[[], Any]) -> dict[str, Any] | None:
        """The content that a document's events make; None where there is none.

        Raises:
            _NotPlain: it cannot be told here.
        """
        take = {
            yaml.StreamStartEvent: _pass,
            yaml.StreamEndEvent: _pass,
            yaml.DocumentStartEvent: self._document,
            yaml.DocumentEndEvent: _pass,
            yaml.ScalarEvent: self._scalar,
            yaml.MappingStartEvent: self._mapping,
            yaml.SequenceStartEvent: self._sequence,
            yaml.MappingEndEvent: self._end,
            yaml.SequenceEndEvent: self._end,
            yaml.AliasEvent: _give_up,
        }
        while (event := next_event()) is not None:
            take[type(event)](event)
        for mapping, key in self._gaps:
            del mapping[key]
        return self._content

    def _document(self, _event: Any) -> None:
        if self._content is not None:
            raise _NotPlain

    def _scalar(self, event: Any) -> None:
        text, into = event.value.strip(), self._into
        if event.anchor is not None or event.tag is not None:
            raise _NotPlain
        if self._escapes and not _is_plain(event.value):
            raise _NotPlain
        if self._key is None and type(into) is dict:
            self._new_key(into, text, event.style)
        elif not text or (text in _MISSING and not event.style):
            self._missing(into)
        else:
            self._place(text)

    def _new_key(self, mapping: dict[str, Any], name: str, style: str | None) -> None:
        if not name or name in mapping or (name == "<<" and not style):
            raise _NotPlain
        if len(name) > LONGEST_KEY or "\n" in name or "\t" in name:
            raise _NotPlain
        mapping[name] = None  # so that the key is known if it comes again, even without a value
        self._key = name

    def _missing(self, into: Any) -> None:
        # In braces it may be the rest of a value with a comma; in a list it may not be.
        if self._key is None or self._braces:
            raise _NotPlain
        self._gaps.append((into, self._key))
        self._key = None

    def _place(self, value: Any) -> None:
        if self._key is not None:
            self._into[self._key], self._key = value, None
        elif type(self._into) is list:
            self._into.append(value)
        elif self._into is None and type(value) is dict:
            self._content = value
        else:
            raise _NotPlain

    def _mapping(self, event: Any) -> None:
        self._begin(event, {})

    def _sequence(self, event: Any) -> None:
        self._begin(event, [])

    def _begin(self, event: Any, value: Any) -> None:
        if event.anchor is not None or event.tag is not None or len(self._open) == DEEPEST:
            raise _NotPlain
        self._place(value)
        self._open.append((self._into, self._braces))
        self._into, self._braces = value, bool(event.flow_style)

    def _end(self, _event: Any) -> None:
        self._into, self._braces = self._open.pop()


def _pass(_event: Any) -> None:
    """Nothing of this event is content."""


def _give_up(_event: Any) -> None:
    raise _NotPlain
