"""The records of a CSV file, one by one, so that one that is spoilt takes no other with it."""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Iterator
from typing import BinaryIO

from dpsctl.errors import Complaint, DocumentError

LONGEST = 2**20
"""The most bytes of one line."""

Cells = list[str]


def text_lines(file: BinaryIO, name: str) -> Iterator[str]:
    """The lines of a text file: of UTF-8, or, line by line where that is none, of Windows-1252.

    Raises:
        DocumentError: a line is longer than any that can be meant.
    """
    begun = False
    for number, line in enumerate(iter(lambda: file.readline(LONGEST + 1), b""), 1):
        if len(line) > LONGEST:
            what = f"the line is longer than {LONGEST >> 20} MiB; this is no file of the register"
            raise DocumentError([Complaint(name, number, 1, what)])
        try:
            text = line.decode("utf-8")
        except UnicodeDecodeError:  # what Excel saves as CSV without more
            text = line.decode("cp1252", "surrogateescape")
        yield text if begun else text.removeprefix("\ufeff")
        begun = True


def records(lines: Iterator[str]) -> Iterator[tuple[int, Cells | str]]:
    """Each record with the line it begins on: its cells, or what is wrong with it.

    Where a quotation mark is left open, the lines that it would swallow are read again without it.
    """
    taking = _Taking(lines)
    reader = csv.reader(taking)
    width = 0
    while True:
        taking.begin()
        try:
            cells: Cells | str = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            cells = f"is no CSV: {error}"
        spans = len(taking.taken)
        if spans > 1 and _swallows(cells, taking.taken, width):
            taking.give_back(spans - 1)
            yield taking.first, "a quotation mark is opened, and not closed in its line"
            continue
        width = max(width, len(cells)) if isinstance(cells, list) else width
        yield taking.first, cells


def _swallows(cells: Cells | str, lines: list[str], width: int) -> bool:
    """Whether a record over several lines is none, or one of its lines is a record by itself.

    Cells of several lines are rare but right: what goes on in a line closes a quotation mark there,
    or has too few cells.
    """
    if isinstance(cells, str) or not width:
        return isinstance(cells, str)
    return len(cells) != width or any(_is_whole(line, width) for line in lines[1:])


def _is_whole(line: str, width: int) -> bool:
    if line.count('"') % 2:
        return False
    try:
        return len(next(csv.reader([line]), [])) == width
    except csv.Error:
        return False


class _Taking:
    """The lines as csv takes them, those that a record took kept, so that they can go back."""

    def __init__(self, lines: Iterator[str]) -> None:
        self.taken: list[str] = []
        self.first = 0
        self._lines = lines
        self._back: deque[str] = deque()
        self._next = 1

    def begin(self) -> None:
        """A record begins."""
        self.taken.clear()
        self.first = self._next

    def give_back(self, count: int) -> None:
        """Let the last lines that were taken be taken again."""
        self._back.extendleft(reversed(self.taken[-count:]))
        self._next -= count

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._back.popleft() if self._back else next(self._lines)
        self._next += 1
        self.taken.append(line)
        return line
