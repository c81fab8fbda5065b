"""The strict YAML loader: every scalar is the text that stands there; all mistakes at once.

Duplicate keys, anchors, aliases, merge keys, tags, control and bidirectional characters, invalid
UTF-8, deep nesting, empty and oversized documents are refused, each with its exact place.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from dpsctl.documents.characters import not_utf8
from dpsctl.documents.closely import BrokenOff, look_closely, places_of
from dpsctl.documents.document import Document, Mark, Places, complain
from dpsctl.documents.faultless import faultless
from dpsctl.documents.mistakes import MORE_MISTAKES, MOST_MISTAKES, as_many_as_are_read
from dpsctl.documents.pieces import pieces
from dpsctl.errors import Complaint, DocumentError, UsageError

__all__ = [
    "Document",
    "Mark",
    "complain",
    "fetch",
    "only",
    "read_documents",
    "read_one",
    "readings",
]

LARGEST = 8 * 2**20
"""The most bytes that one document may have."""
LARGEST_FILE = 8 * LARGEST
"""The most bytes that are read of one file."""
MOST_DOCUMENTS = 10_000
"""The most documents that are read of one file."""
MOST_IN_FILE = 4_000_000
"""The most lines and commas, one of which every value needs, that are read of one file."""


def fetch(path: Path | str, most: int = LARGEST_FILE + 1) -> bytes:
    """The bytes of a file, by default up to just over the largest that is read.

    Raises:
        UsageError: there is no such file, or it may not be read.
    """
    try:
        with open(path, "rb") as file:
            # To ask for the most at once would have all that memory made ready each time.
            size = os.fstat(file.fileno()).st_size
            return file.read(min(most, size + 1) if size else most)
    except OSError as error:
        reason = (error.strerror or "not readable").lower()
        raise UsageError(f"{path}: {reason}", "Check the path and its permissions.") from None


def read_documents(source: bytes, file: str) -> list[Document]:
    """Read every document of a file; ``file`` is its name in complaints.

    Raises:
        DocumentError: with every complaint, in file order.
    """
    read = list(readings(source, file))
    complaints = [complaint for _, found in read for complaint in found]
    if complaints:
        raise DocumentError(as_many_as_are_read(complaints))
    return [document for document, _ in read if document]


def read_one(path: Path) -> Document:
    """Read a file that holds exactly one document.

    Raises:
        UsageError: there is no such file.
        DocumentError: with every complaint, in file order.
    """
    return only(read_documents(fetch(path), str(path)))


def only(documents: Sequence[Document]) -> Document:
    """The one document of a file.

    Raises:
        DocumentError: there is a second.
    """
    if len(documents) > 1:
        what = "a second document begins here; this file may hold only one"
        raise DocumentError([complain(documents[1], (), what)])
    return documents[0]


def readings(source: bytes, file: str) -> Iterator[tuple[Document | None, list[Complaint]]]:
    """Each document of a file with its complaints; None for one that broke off.

    A document that comes with complaints can still be validated, so that every mistake is told at
    once, and is then to be refused.
    """
    if len(source) > LARGEST_FILE:
        yield None, [Complaint(file, 1, 1, f"the file is larger than {LARGEST_FILE >> 20} MiB")]
        return
    if wrong := not_utf8(source):
        yield None, [Complaint(file, 1, 1, wrong)]
        return
    text = source.decode("utf-8", "surrogateescape")
    values = told = 0
    for count, (start, piece) in enumerate(pieces(text)):
        if too_much := _too_much(count, values, told):
            yield None, [Complaint(file, start.line, start.column, too_much)]
            return
        document, mistakes = _read(piece, start, file)
        values += piece.count("\n") + piece.count(",")
        told += len(mistakes)
        yield document, [Complaint(file, at.line, at.column, what) for at, what in mistakes]


def _too_much(documents: int, values: int, mistakes: int) -> str | None:
    """Why a file is read no further, by what has been read of it."""
    if mistakes > MOST_MISTAKES:
        return MORE_MISTAKES
    if documents == MOST_DOCUMENTS:
        return f"the file holds more than {MOST_DOCUMENTS:,} documents; split it"
    return f"the file holds more than {MOST_IN_FILE:,} values; split it" * (values > MOST_IN_FILE)


def _read(piece: str, base: Mark, file: str) -> tuple[Document | None, list[tuple[Mark, str]]]:
    source = piece.encode("utf-8", "surrogateescape")
    if len(source) > LARGEST:
        return None, [(base, f"the document is larger than {LARGEST >> 20} MiB")]
    digest = hashlib.sha256(source).hexdigest()
    content = faultless(piece.removeprefix("\ufeff"))
    if content is not None:
        return Document(file, piece, digest, content, lambda: _found(piece, base)), []
    try:
        builder = look_closely(piece, base)
    except BrokenOff as broken:
        return None, broken.mistakes
    places = places_of(builder)
    document = Document(file, piece, digest, builder.content, lambda: places)
    return document, sorted(builder.mistakes.found)


def _found(piece: str, base: Mark) -> Places:
    return places_of(look_closely(piece, base))
