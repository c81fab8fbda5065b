"""The mistakes that are found while a document is read, and the places that they spoil."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from dpsctl.documents.document import Mark, Where, dotted
from dpsctl.errors import Complaint

MOST_MISTAKES = 1_000
MORE_MISTAKES = "there are more mistakes; put these right first"


def as_many_as_are_read(complaints: list[Complaint]) -> list[Complaint]:
    """The first :data:`MOST_MISTAKES` of complaints in order; the last line says where more are."""
    if len(complaints) <= MOST_MISTAKES:
        return complaints
    return [*complaints[:MOST_MISTAKES], replace(complaints[MOST_MISTAKES], what=MORE_MISTAKES)]


class StopReading(Exception):
    """The rest of the document cannot or may not be read."""

    def __init__(self, mark: Mark, what: str) -> None:
        super().__init__(what)
        self.mark = mark
        self.what = what


@dataclass
class Mistakes:
    """Mistakes of one document, which begins at ``base`` in its file."""

    base: Mark
    found: list[tuple[Mark, str]] = field(default_factory=list)
    spoilt: set[Where] = field(default_factory=set)

    def mark(self, line: int, column: int) -> Mark:
        """Where in the file a place in the document is; both count from 0 within the document."""
        across = self.base.column - 1 if line == 0 else 0
        return Mark(self.base.line + line, across + column + 1)

    def yaml_mark(self, mark: Any) -> Mark:
        """Where in the file one of YAML's own marks is."""
        return self.mark(mark.line, mark.column)

    def add(self, mark: Mark, what: str, at: Where | None = None) -> None:
        """Keep a mistake, up to the most that anyone will read; ``at`` is the path it names."""
        if len(self.found) < MOST_MISTAKES:
            self.found.append((mark, f"{dotted(at)}: {what}" if at else what))
        elif len(self.found) == MOST_MISTAKES:
            self.found.append((mark, MORE_MISTAKES))

    def spoil(self, mark: Mark, what: str, at: Where | None) -> None:
        """Keep a mistake after which there is no use in judging what stands at this path."""
        self.add(mark, what, at)
        if at is not None:
            self.spoilt.add(at)
