"""The strict YAML loader: every scalar is the text that stands there; all mistakes at once.

Duplicate keys, anchors, aliases, merge keys, tags, control and bidirectional characters, invalid
UTF-8, deep nesting, empty and oversized documents are refused, each with its exact place.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

import yaml

from dpsctl.documents.building import Builder
from dpsctl.documents.characters import (
    NOT_UTF8,
    forbidden_characters,
    is_wide,
    replace_forbidden,
)
from dpsctl.documents.document import Document, Mark, complain
from dpsctl.documents.mistakes import (
    MORE_MISTAKES,
    MOST_MISTAKES,
    Mistakes,
    StopReading,
    as_many_as_are_read,
)
from dpsctl.documents.pieces import pieces
from dpsctl.documents.syntax import meaning
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

# libyaml where PyYAML was built with it; pure Python reads the same, only slower.
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def fetch(path: Path) -> bytes:
    """The bytes of a file, up to just over the largest that is read.

    Raises:
        UsageError: there is no such file, or it may not be read.
    """
    try:
        with path.open("rb") as file:
            return file.read(LARGEST_FILE + 1)
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
    if is_wide(source):
        yield None, [Complaint(file, 1, 1, NOT_UTF8)]
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
    if len(piece.encode("utf-8", "surrogateescape")) > LARGEST:
        return None, [(base, f"the document is larger than {LARGEST >> 20} MiB")]
    text = piece.removeprefix("\ufeff")
    mistakes = Mistakes(base)
    for line, column, what in islice(forbidden_characters(text), MOST_MISTAKES):
        mistakes.add(mistakes.mark(line, column), what)
    builder = Builder(replace_forbidden(text), mistakes)
    try:
        _build(builder)
    except StopReading as stop:
        return None, sorted([*mistakes.found, (stop.mark, stop.what)])
    return _document(piece, file, builder), sorted(mistakes.found)


def _document(piece: str, file: str, builder: Builder) -> Document:
    return Document(
        file=file,
        text=piece,
        sha256=hashlib.sha256(piece.encode("utf-8", "surrogateescape")).hexdigest(),
        content=builder.content,
        marks=builder.marks,
        key_marks=builder.key_marks,
        start=builder.marks[()],
        spoilt=frozenset(builder.mistakes.spoilt),
    )


def _build(builder: Builder) -> None:
    """Feed the builder its events.

    Raises:
        StopReading: a syntax error, or no mapping at the top.
    """
    documents = 0
    try:
        for event in yaml.parse(builder.text, Loader=_Loader):
            documents += isinstance(event, yaml.DocumentStartEvent)
            if documents > 1:
                what = "another document begins here; put a line --- before it"
                raise StopReading(builder.mistakes.yaml_mark(event.start_mark), what)
            builder.take(event)
    except yaml.MarkedYAMLError as error:
        mark, words = meaning(error, builder.text)
        raise StopReading(builder.mistakes.yaml_mark(mark), words) from None
    _require_mapping(builder)


def _require_mapping(builder: Builder) -> None:
    if isinstance(builder.content, dict):
        return
    start = builder.marks.get((), builder.mistakes.base)
    if builder.content is None:
        raise StopReading(builder.mistakes.base, "the document is empty")
    kind = "a list" if isinstance(builder.content, list) else "plain text"
    raise StopReading(start, f"the document is {kind}; write it as keys and values: `key: value`")
