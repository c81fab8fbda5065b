"""The register as CQC's API gives it: one location's JSON, a list of them, or one a line."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, BinaryIO

from dpsctl.documents.register_bodies import location_in
from dpsctl.documents.register_cells import Unread, Words
from dpsctl.documents.register_records import text_lines
from dpsctl.documents.register_tables import Row
from dpsctl.errors import Complaint, DocumentError

SHAPE, TITLE = "api", "JSON of the API"
DAYS = ("%Y-%m-%d",)
LARGEST = 64 * 2**20
"""The most bytes of JSON that is not one location a line: it is read whole."""


def bodies(file: BinaryIO, name: str, words: Words) -> Iterator[Row]:
    """Each location of a JSON file, or why it cannot be read.

    Raises:
        DocumentError: it is no JSON of locations.
    """
    if _is_by_line(file):
        for line, text in enumerate(text_lines(file, name), 1):
            if text.strip():
                yield _row(text, line, words)
        return
    source = file.read(LARGEST + 1)
    if len(source) > LARGEST:
        what = f"is larger than {LARGEST >> 20} MiB of JSON; write one location a line"
        raise DocumentError([Complaint(name, 1, 1, what)])
    for line, body in _elements(source.decode("utf-8", "surrogateescape").lstrip("\ufeff"), name):
        yield location_in(body, line, words)


def _is_by_line(file: BinaryIO) -> bool:
    """Whether a file has a location a line; it is left at its beginning."""
    first = file.readline(LARGEST).removeprefix(b"\xef\xbb\xbf")
    while first.isspace():
        first = file.readline(LARGEST)
    first, more = first.strip(), file.readline(LARGEST).strip()
    file.seek(0)
    if not first.startswith(b"{"):
        return False
    return _is_whole(first) or more.startswith((b'{"', b"{ "))


def _is_whole(line: bytes) -> bool:
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False


def _row(text: str, line: int, words: Words) -> Row:
    try:
        body = json.loads(text, parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        return Unread(line, _no_json(error))
    return location_in(body, line, words)


def _elements(text: str, name: str) -> Iterator[tuple[int, Any]]:
    """The one value of a JSON text, or those of the list it is, each with its line.

    Raises:
        DocumentError: it is no JSON: then all that comes after may be anything.
    """
    decoder = json.JSONDecoder(parse_constant=_no_number)
    at, line, seen = _past_blanks(text, 0), 1, 0
    in_list = text.startswith("[", at)
    at = _past_blanks(text, at + in_list)
    while at < len(text) and not (in_list and text.startswith("]", at)):
        line, seen = line + text.count("\n", seen, at), at
        try:
            body, at = decoder.raw_decode(text, at)
        except (ValueError, RecursionError) as error:
            raise DocumentError([Complaint(name, line, 1, _no_json(error))]) from None
        yield line, body
        at = _past_blanks(text, at)
        if at < len(text) and not (in_list and text[at] in ",]"):
            line += text.count("\n", seen, at)
            raise DocumentError([Complaint(name, line, 1, "is no JSON: more stands here")])
        at = _past_blanks(text, at + text.startswith(",", at))
    if in_list and not text.startswith("]", at):
        raise DocumentError([Complaint(name, line, 1, "is no JSON: the list is cut short")])


def _past_blanks(text: str, at: int) -> int:
    match = _BLANKS.match(text, at)
    return match.end() if match else at


_BLANKS = re.compile(r"[ \t\r\n]*")


def _no_number(word: str) -> Any:
    raise ValueError(f"{word} is no number of JSON's")


def _no_json(error: Exception) -> str:
    if isinstance(error, RecursionError):
        return "is no JSON that can be meant: it is nested without end"
    if isinstance(error, json.JSONDecodeError):
        return f"is no JSON: {error.msg} at character {error.colno}"
    return f"is no JSON: {str(error)[:200]}"
