"""A CSV file read as a document: one entry a line under the names of its first, every text placed.

It is read as strictly as YAML: UTF-8 (a byte-order mark at the beginning is left out), no control
characters, no unknown nor doubled columns. An empty cell is missing, an empty line is none, and so
is an empty column behind the last. ``price.support`` as a name stands for the key ``support`` of
the group ``price``.
"""

from __future__ import annotations

import csv
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from dpsctl.documents.characters import composed, forbidden_characters, not_utf8
from dpsctl.documents.document import Document, Mark, Places, Where, did_you_mean, shown
from dpsctl.documents.mistakes import MOST_MISTAKES
from dpsctl.documents.reading import LARGEST
from dpsctl.errors import Complaint

_START = Mark(1, 1)


@dataclass(frozen=True)
class Columns:
    """The columns that a table may have, and those that it needs; ``listed_as`` is the key that its
    lines are listed under.
    """

    listed_as: str
    known: list[str]
    needed: list[str]


def table_readings(
    source: bytes, file: str, columns: Columns
) -> Iterator[tuple[Document | None, list[Complaint]]]:
    """The one document that a CSV file is, its lines listed under a key; with every complaint."""
    if len(source) > LARGEST:
        yield None, [Complaint(file, 1, 1, f"the file is larger than {LARGEST >> 20} MiB")]
        return
    if wrong := not_utf8(source):
        yield None, [Complaint(file, 1, 1, f"{wrong}, in Excel as `CSV UTF-8`")]
        return
    text = source.decode("utf-8", "surrogateescape").removeprefix("\ufeff")
    if text.lstrip().startswith(("---", f"{columns.listed_as}:")):
        what = "this is YAML, and no table; give the file a name that ends in .yaml"
        yield None, [Complaint(file, 1, 1, what)]
        return
    unreadable = [
        Complaint(file, line + 1, column + 1, what)
        for line, column, what in islice(forbidden_characters(text), MOST_MISTAKES)
    ]
    if unreadable:
        yield None, unreadable
        return
    table = _Table(file, columns, text)
    complaints = table.read()
    yield (None if complaints else table.document()), complaints


class _Table:
    def __init__(self, file: str, columns: Columns, text: str) -> None:
        self.file = file
        self.columns = columns
        self.listed_as = listed_as = columns.listed_as
        self.text = text
        self.width = 0
        self.entries: list[dict[str, Any]] = []
        self.marks: dict[Where, Mark] = {(): _START, (listed_as,): _START}
        self.key_marks: dict[Where, Mark] = {(listed_as,): _START}

    def read(self) -> list[Complaint]:
        lines = csv.reader(self.text.splitlines(keepends=True), strict=True)
        complaints: list[Complaint] = []
        try:
            first = next((cells for cells in lines if _trimmed(cells)), [])
            names, self.width = _trimmed(first), len(first)
            complaints += self._headings(names, Mark(max(lines.line_num, 1), 1))
            before = lines.line_num
            for cells in lines:
                if complaints:
                    break
                at = Mark(before + 1, 1)
                before = lines.line_num
                if any(cell.strip() for cell in cells):
                    complaints += self._line(names, cells, at)
        except csv.Error as error:
            complaints.append(Complaint(self.file, lines.line_num, 1, f"is no CSV: {error}"))
        return complaints

    def document(self) -> Document:
        source = self.text.encode("utf-8")
        return Document(
            file=self.file,
            text=self.text,
            sha256=hashlib.sha256(source).hexdigest(),
            content={self.listed_as: self.entries},
            found=lambda: Places(self.marks, self.key_marks, _START),
        )

    def _headings(self, names: list[str], at: Mark) -> list[Complaint]:
        if not names:
            what = "the file is empty; its first line names the columns, such as ref,on"
            return [Complaint(self.file, 1, 1, what)]
        wrong = [
            f"column {place} {told}"
            for place, name in enumerate(names, 1)
            if (told := _wrong_heading(name, names[: place - 1], self.columns.known))
        ]
        known = {name.partition(".")[0] for name in names}
        if len(wrong) == len(names) > 1 and not any("did you mean" in each for each in wrong):
            named = ", ".join(self.columns.known)
            wrong = [f"the first line names none of the columns {named}"]
        absent = [name for name in self.columns.needed if name not in known]
        if absent and not wrong:
            wrong = [f"the first line names no column {', '.join(absent)}"]
        return [Complaint(self.file, at.line, at.column, what) for what in wrong]

    def _line(self, names: list[str], cells: list[str], at: Mark) -> list[Complaint]:
        if len(cells) > self.width or len(_trimmed(cells)) > len(names):
            what = f"has {len(cells)} cells, and the first line names {len(names)} columns"
            return [Complaint(self.file, at.line, at.column, f"{what}; quote what holds a comma")]
        where: Where = (self.listed_as, len(self.entries))
        entry: dict[str, Any] = {}
        self.marks[where] = at
        column = 1
        for name, cell in zip(names, cells, strict=False):
            steps, text = tuple(name.split(".")), composed(cell.strip())
            self._mark((*where, *steps), Mark(at.line, column))
            column += len(cell) + 1
            if text:
                _put(entry, steps, text)
        self.entries.append(entry)
        return []

    def _mark(self, path: Where, mark: Mark) -> None:
        for length in range(3, len(path) + 1):
            self.marks.setdefault(path[:length], mark)
            self.key_marks.setdefault(path[:length], mark)


def _trimmed(cells: list[str]) -> list[str]:
    """The cells up to the last that is not blank."""
    texts = [cell.strip() for cell in cells]
    while texts and not texts[-1]:
        texts.pop()
    return texts


def _wrong_heading(name: str, before: list[str], known: list[str]) -> str | None:
    if not name:
        return "has no name in the first line"
    if ";" in name or "\t" in name:
        return f"is called {shown(name)}; save the file with commas between its columns"
    if name in before:
        return f"is {shown(name)} again; each column stands once"
    if name.partition(".")[0] not in known:
        near = did_you_mean(re.sub(r"\W+", "_", name.lower()), known)
        return f"is called {shown(name)}, which is none{near or '; leave it out'}"
    parent = next((other for other in before if _one_within_the_other(name, other)), None)
    return f"{name!r} stands beside {parent!r}; give one of them" if parent else None


def _one_within_the_other(name: str, other: str) -> bool:
    return name.startswith(f"{other}.") or other.startswith(f"{name}.")


def _put(entry: dict[str, Any], steps: tuple[str, ...], text: str) -> None:
    for step in steps[:-1]:
        entry = entry.setdefault(step, {})
    entry[steps[-1]] = text
