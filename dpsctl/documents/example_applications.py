"""The applications of an examples file: its base with a few paths changed, every mark kept."""

from __future__ import annotations

from collections import defaultdict
from copy import deepcopy
from dataclasses import replace
from typing import Any

from dpsctl.documents.declarations import NONE_DECLARED
from dpsctl.documents.document import Document, Mark, Places, Where, complain
from dpsctl.errors import Complaint

_BASE: Where = ("base",)
_EXCLUSIONS = "declaration.exclusions"


class Applications:
    """The base of an examples file and its changed copies, each a document that points into it.

    ``codes`` are the exclusion grounds: where one alone is changed, the rest stay answered no.
    """

    def __init__(self, document: Document, codes: list[str]) -> None:
        self._document = document
        self._codes = codes
        self._marks, self._key_marks = _by_part(document.marks), _by_part(document.key_marks)
        places = Places(
            _moved(self._marks[_BASE], _BASE, ()),
            _moved(self._key_marks[_BASE], _BASE, ()),
            document.marks.get(_BASE, document.start),
        )
        self.base = replace(document, content=document.content["base"], found=lambda: places)

    def changed(self, place: int) -> tuple[Document, list[Complaint]]:
        """The base with what the example at a place changes, and a complaint for each path that it
        takes away where there is nothing.
        """
        content, complaints = deepcopy(self.base.content), []
        marks, key_marks = dict(self.base.marks), dict(self.base.key_marks)
        part, given = ("examples", place), ("examples", place, "given")
        for path in [each for each in self._key_marks[part] if _is_below(each, given)]:
            steps = tuple(str(path[-1]).split("."))
            value = _at(self._document.content, path)
            if not _change(content, list(steps), deepcopy(value), self._codes):
                what = "there is nothing of this in the base to take away"
                complaints.append(complain(self._document, path, what, at_key=True))
            marks |= _moved(self._marks[part], path, steps)
            key_marks |= _moved(self._key_marks[part], path, steps)
        places = Places(marks, key_marks, self.base.start)
        return replace(self.base, content=content, found=lambda: places), complaints


def _by_part(marks: dict[Where, Mark]) -> dict[Where, dict[Where, Mark]]:
    """The marks of the base and of each example apart: looking through all for each takes long."""
    parts: dict[Where, dict[Where, Mark]] = defaultdict(dict)
    for path, mark in marks.items():
        parts[_BASE if path[:1] == _BASE else path[:2]][path] = mark
    return parts


def _is_below(path: Where, above: Where) -> bool:
    return len(path) == len(above) + 1 and path[: len(above)] == above


def _moved(marks: dict[Where, Mark], path: Where, to: Where) -> dict[Where, Mark]:
    """The marks at and below a path, as if what stands there stood elsewhere."""
    length = len(path)
    return {(*to, *at[length:]): mark for at, mark in marks.items() if at[:length] == path}


def _at(content: Any, path: Where) -> Any:
    """What stands at a path; None for a key that was left empty."""
    for step in path:
        content = content[step] if isinstance(step, int) else content.get(step)
    return content


def _change(content: dict[str, Any], steps: list[str], value: Any, codes: list[str]) -> bool:
    """Put a value at a path, or take away what is there (None); whether that could be done."""
    if ".".join(steps[:2]) == _EXCLUSIONS and len(steps) > 2:
        _spell_out(content, codes)
    *groups, key = steps
    for group in groups:
        if not isinstance(content.get(group), dict):
            content[group] = {}
        content = content[group]
    if value is None:
        return content.pop(key, None) is not None
    content[key] = value
    return True


def _spell_out(content: dict[str, Any], codes: list[str]) -> None:
    """Answer no ground by ground, where the base says so in two words."""
    declaration = content.get("declaration")
    if isinstance(declaration, dict) and declaration.get("exclusions") == NONE_DECLARED:
        declaration["exclusions"] = dict.fromkeys(codes, "no")
