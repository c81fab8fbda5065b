"""A file of the public register, as CQC publishes it: which shape it is, and what its rows say.

Three shapes are read: the monthly "care directory with filters" (CSV, or as a spreadsheet), the
list of locations (CSV), and JSON of the API. A row that cannot be read is told with its line and
takes no other with it; a file is refused only where it is none of these. Rows are read as they
come: of a directory of every location in England nothing stays in memory but what is asked for.
"""

from __future__ import annotations

import hashlib
import io
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from dpsctl.documents.characters import not_utf8, replace_forbidden
from dpsctl.documents.reading import LARGEST_FILE, fetch
from dpsctl.documents.register_cells import Unread, Words
from dpsctl.documents.register_json import DAYS, SHAPE, TITLE, bodies
from dpsctl.documents.register_records import records, text_lines
from dpsctl.documents.register_rules import RegisterRules
from dpsctl.documents.register_sheets import BEGINS, sheet_records
from dpsctl.documents.register_tables import Headed, Row, headed, rows
from dpsctl.domain.register import Location
from dpsctl.errors import Complaint, DocumentError, UsageError

LARGEST = 2**30
"""The most bytes of a file of the register."""

__all__ = ["Location", "RegisterFile", "Row", "Unread", "register_file"]


@dataclass(frozen=True)
class RegisterFile:
    """A file of the register, which can be read as often as one likes.

    ``named`` is what the user calls it, ``name`` its own name without a folder. ``given`` are its
    bytes where it can be read but once.
    """

    named: str
    name: str
    sha256: str
    shape: str
    title: str
    rules: RegisterRules
    given: bytes | None

    def rows(self, unknown: dict[str, int] | None = None) -> Iterator[Row]:
        """Each of its rows, read anew: a location, or why it cannot be read.

        ``unknown`` is given the words for ratings that the rules do not know, with their lines.

        Raises:
            DocumentError: from some line on it is no file of the register.
        """
        missed = {} if unknown is None else unknown
        with _opened(self.named, self.given) as file:
            if self.shape == SHAPE:
                yield from bodies(file, self.named, Words(self.rules, DAYS, missed))
            else:
                found, head = _table(file, self.named, self.rules)
                yield from rows(found, head, Words(self.rules, head.table.days, missed))


def register_file(path: Path, rules: RegisterRules) -> RegisterFile:
    """A file of the register, looked at: its digest, and which shape it is.

    Raises:
        UsageError: there is no such file, or it may not be read.
        DocumentError: it is no file of the register.
    """
    named = str(path)
    given = None if os.path.isfile(path) else fetch(path)
    with _opened(named, given) as file:
        digest = _digest(file, named)
        file.seek(0)
        start = file.read(2**16).lstrip(b"\xef\xbb\xbf \t\r\n")
        file.seek(0)
        if start.startswith((b"{", b"[")):
            shape, title = SHAPE, TITLE
        else:
            _, head = _table(file, named, rules)
            shape, title = head.table.shape, head.table.title
    return RegisterFile(named, _own_name(path), digest, shape, title, rules, given)


def _table(
    file: BinaryIO, named: str, rules: RegisterRules
) -> tuple[Iterator[tuple[int, list[str] | str]], Headed]:
    start = file.read(len(BEGINS))
    file.seek(0)
    found = sheet_records(file, named) if start == BEGINS else records(text_lines(file, named))
    return found, headed(found, rules, named)


def _opened(named: str, given: bytes | None) -> io.BufferedReader | io.BytesIO:
    if given is not None:
        return io.BytesIO(given)
    try:
        return open(named, "rb")
    except OSError as error:
        reason = (error.strerror or "not readable").lower()
        raise UsageError(f"{named}: {reason}", "Check the path and its permissions.") from None


def _digest(file: io.BufferedReader | io.BytesIO, named: str) -> str:
    size = file.seek(0, os.SEEK_END)
    file.seek(0)
    most = LARGEST_FILE if isinstance(file, io.BytesIO) else LARGEST
    if size > most:
        what = f"the file is larger than {most >> 20} MiB; no file of the register is"
        raise DocumentError([Complaint(named, 1, 1, what)])
    start = file.read(16)
    if not start.startswith(BEGINS) and (wrong := not_utf8(start)):
        raise DocumentError([Complaint(named, 1, 1, f"{wrong}, as CSV")])
    if not size:
        raise DocumentError([Complaint(named, 1, 1, "the file is empty")])
    file.seek(0)
    return hashlib.file_digest(file, "sha256").hexdigest()


def _own_name(path: Path) -> str:
    return replace_forbidden(path.name)[:200] or "register"
