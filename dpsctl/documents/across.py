"""Looking across the values of one document, as written, whatever shape they turn out to have.

A model's ``across`` uses these, so that a mistake between two values is told together with the
mistakes in others.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from dpsctl.documents.document import Where, shown

Mistake = tuple[Where, str]
"""A path, and what is wrong there."""


def found(content: Any, *steps: str) -> Iterator[tuple[Where, Any]]:
    """Every value at a path, where ``*`` is any key or any place in a list."""
    reached: list[tuple[Where, Any]] = [((), content)]
    for step in steps:
        reached = [
            ((*path, key), value) for path, above in reached for key, value in _below(above, step)
        ]
    return iter(reached)


def _below(content: Any, step: str) -> Iterable[tuple[str | int, Any]]:
    if isinstance(content, dict):
        if step == "*":
            return content.items()
        return ((step, content[step]),) if step in content else ()
    return enumerate(content) if isinstance(content, list) and step == "*" else ()


def text_at(content: Any, *steps: str) -> str | None:
    """The text at a path, or None where there is none."""
    return next((value for _, value in found(content, *steps) if isinstance(value, str)), None)


def repeated(content: Any, *steps: str) -> Iterator[Mistake]:
    """A mistake for each text that stands a second time at this path, in any case."""
    seen: set[str] = set()
    for path, value in found(content, *steps):
        if isinstance(value, str) and value.casefold() in seen:
            yield path, f"{shown(value)} stands twice; each may stand once"
        elif isinstance(value, str):
            seen.add(value.casefold())


def repeated_in_each(content: Any, *steps: str) -> Iterator[Mistake]:
    """The repeats within each single list at this path; two lists may well share a text."""
    for path, listed in found(content, *steps):
        yield from (((*path, *below), what) for below, what in repeated(listed, "*"))


def crowded(content: Any, most: int, *steps: str) -> Iterator[Mistake]:
    """A mistake for each list or mapping at this path that holds more than so many."""
    for path, value in found(content, *steps):
        if isinstance(value, list | dict) and len(value) > most:
            yield path, f"holds {len(value):,}, and more than {most:,} cannot be meant"


def emptied(content: Any, *steps: str) -> Iterator[Mistake]:
    """A mistake for each list or mapping at this path that holds nothing."""
    for path, value in found(content, *steps):
        if value in ([], {}):
            yield path, "is empty; give at least one"
