"""From YAML events to plain content: what PyYAML's composer does, but strict and bounded.

libyaml's composer can be made to crash the process and to unfold a few bytes into gigabytes, so
only its events are used. Nothing here recurses.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import yaml

from dpsctl.documents.characters import FORBIDDEN, STAND_IN, composed, wrong_with
from dpsctl.documents.commas import is_rest_of_value, whole_value
from dpsctl.documents.document import Mark, Where
from dpsctl.documents.mistakes import Mistakes, StopReading
from dpsctl.documents.nesting import DEEPEST, Open

MOST_VALUES = 250_000
LONGEST_KEY = 200


@dataclass
class Builder:
    """Takes the events of one document in turn; keeps its content and every mistake."""

    text: str
    mistakes: Mistakes
    content: Any = None
    marks: dict[Where, Mark] = field(default_factory=dict)
    key_marks: dict[Where, Mark] = field(default_factory=dict)
    _open: list[Open] = field(default_factory=list)
    _values: int = 0

    def take(self, event: yaml.Event) -> None:
        """Take one event.

        Raises:
            StopReading: nested too deep, or too many values.
        """
        if isinstance(event, yaml.NodeEvent):
            self._take_node(event)
        elif isinstance(event, yaml.CollectionEndEvent):
            self._end()

    def _take_node(self, event: yaml.NodeEvent) -> None:
        mark = self.mistakes.yaml_mark(event.start_mark)
        wants_key = bool(self._open) and self._open[-1].wants_key
        slot = None if wants_key else self._next_slot()
        self._check_node(event, mark, slot)
        if isinstance(event, yaml.CollectionStartEvent):
            self._begin(event, mark, slot, wants_key)
        elif isinstance(event, yaml.AliasEvent):
            self._alias(event, mark, slot, wants_key)
        elif isinstance(event, yaml.ScalarEvent):
            self._key(event, mark) if wants_key else self._scalar(event, mark, slot)

    def _next_slot(self) -> Where | None:
        return self._open[-1].next_slot() if self._open else ()

    def _check_node(self, event: yaml.NodeEvent, mark: Mark, slot: Where | None) -> None:
        self._values += 1
        if self._values > MOST_VALUES:
            most = f"the document holds more than {MOST_VALUES:,} values; split it"
            raise StopReading(mark, most)
        if event.anchor is not None and not isinstance(event, yaml.AliasEvent):
            what = f"anchors (&{event.anchor[:60]}) are not read; remove it, or quote the value"
            self.mistakes.add(mark, what, slot)
        if getattr(event, "tag", None) is not None:
            self.mistakes.spoil(
                mark, "tags (!...) are not read; remove it, or quote the value", slot
            )

    def _key(self, event: yaml.ScalarEvent, mark: Mark) -> None:
        top, name = self._open[-1], composed(event.value.strip())
        top.refuse_key()
        if top.path is None:
            return
        path = (*top.path, name)
        if name == "<<" and not event.style:
            self.mistakes.spoil(mark, "merge keys (<<) are not read; write the keys out", top.path)
        elif not name:
            self.mistakes.add(mark, "a key is missing before the colon", top.path)
        elif len(name) > LONGEST_KEY or "\n" in name or "\t" in name:
            what = f"a key stands on one line, of at most {LONGEST_KEY} characters"
            self.mistakes.add(mark, what, top.path)
        elif path in self.key_marks:
            first = self.key_marks[path].line
            self.mistakes.add(mark, f"this key stands twice, first on line {first}; keep one", path)
        else:
            self._check_text(event, mark, path)
            self.key_marks[path], top.slot = mark, path
            top.key_end = _index(event.end_mark)

    def _scalar(self, event: yaml.ScalarEvent, mark: Mark, slot: Where | None) -> None:
        text: str | None = composed(event.value.strip())
        if not text or (not event.style and text in ("~", "null")):
            text = None
        if slot is not None and self._open and text is None:
            self._check_missing(self._open[-1], event, mark, slot)
        elif slot is not None:
            self.marks[slot] = mark
            self._check_text(event, mark, slot)
            if self._open:
                self._open[-1].last = slot, _index(event.start_mark)
        self._place(text)

    def _check_text(self, event: yaml.ScalarEvent, mark: Mark, path: Where) -> None:
        escaped = FORBIDDEN.search(event.value)
        if escaped:
            self.mistakes.spoil(mark, wrong_with(escaped[0]), path)
        elif self.mistakes.found and STAND_IN in event.value:  # told already, where it stands
            self.mistakes.spoilt.add(path)

    def _check_missing(self, top: Open, event: yaml.ScalarEvent, mark: Mark, slot: Where) -> None:
        if isinstance(top.into, list):
            self.mistakes.spoil(mark, "is empty; fill it in, or remove it from the list", slot)
        elif top.last and is_rest_of_value(self.text, top, _index(event.start_mark)):
            self._complain_of_comma(*top.last)
            self.mistakes.spoilt.add(slot)
            del self.key_marks[slot]
            top.refuse_key()

    def _complain_of_comma(self, path: Where, start: int) -> None:
        if path not in self.mistakes.spoilt:
            whole = whole_value(self.text, start)
            what = f'a comma inside {{...}} must be quoted; write "{whole}" if it is one value'
            self.mistakes.spoil(self.marks[path], what, path)

    def _alias(
        self, event: yaml.AliasEvent, mark: Mark, slot: Where | None, wants_key: bool
    ) -> None:
        what = f"aliases (*{str(event.anchor)[:60]}) are not read; write the value out, or quote it"
        self.mistakes.spoil(mark, what, slot)
        if wants_key:
            self._open[-1].refuse_key()
        else:
            self._place(None)

    def _begin(
        self, event: yaml.CollectionStartEvent, mark: Mark, slot: Where | None, wants_key: bool
    ) -> None:
        if len(self._open) == DEEPEST:
            raise StopReading(mark, f"the document is nested deeper than {DEEPEST} levels")
        if wants_key:
            self.mistakes.add(mark, "a key must be plain text; put quotes around it")
        if slot is not None:
            self.marks[slot] = mark
        mapping = isinstance(event, yaml.MappingStartEvent)
        self._open.append(
            Open(slot, {} if mapping else [], wants_key, bool(event.flow_style), mapping)
        )

    def _end(self) -> None:
        ended = self._open.pop()
        if ended.is_key:
            self._open[-1].refuse_key()
            return
        if self._open:
            self._open[-1].last = None
        self._place(ended.into)

    def _place(self, value: Any) -> None:
        if self._open:
            self._open[-1].put(value)
        else:
            self.content = value


def _index(mark: Any) -> int:
    """The characters before one of YAML's marks, which its types allow to be missing."""
    return int(mark.index)
