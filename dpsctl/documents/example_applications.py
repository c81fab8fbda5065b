"""The applications of an examples file: its base with a few paths changed, every mark kept."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import replace
from typing import Any

from dpsctl.documents.declarations import NONE_DECLARED
from dpsctl.documents.document import Document, Mark, Places, Where, complain
from dpsctl.errors import Complaint

_EXCLUSIONS = "declaration.exclusions"


def base_application(document: Document) -> Document:
    """The base as a document of its own, which points into the examples file."""
    return _lifted(document, ("base",))


def changed_application(
    document: Document, place: int, codes: list[str]
) -> tuple[Document, list[Complaint]]:
    """The base with what the example at a place changes, and a complaint for each path that it
    takes away where there is nothing.

    ``codes`` are the exclusion grounds: where one alone is changed, the rest stay answered no.
    """
    changed = base_application(document)
    content, complaints = deepcopy(changed.content), []
    marks, key_marks = dict(changed.marks), dict(changed.key_marks)
    given: Where = ("examples", place, "given")
    for path in [each for each in document.key_marks if _is_below(each, given)]:
        steps = tuple(str(path[-1]).split("."))
        value = _at(document.content, path)
        if not _change(content, list(steps), deepcopy(value), codes):
            what = "there is nothing of this in the base to take away"
            complaints.append(complain(document, path, what, at_key=True))
        for of_file, of_application in ((document.marks, marks), (document.key_marks, key_marks)):
            of_application |= _moved(of_file, path, steps)
    places = Places(marks, key_marks, changed.start)
    return replace(changed, content=content, found=lambda: places), complaints


def _lifted(document: Document, path: Where) -> Document:
    places = Places(
        _moved(document.marks, path, ()),
        _moved(document.key_marks, path, ()),
        document.marks.get(path, document.start),
    )
    return replace(document, content=_at(document.content, path), found=lambda: places)


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
