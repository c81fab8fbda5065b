"""The chain's links, read fast: whether every digest is that of what stands on the ledger.

It says yes or no. Where it says no, :mod:`dpsctl.ledger.breaks` reads it all again with care, and
says where and why; that one has the last word.
"""

from __future__ import annotations

import hashlib
import heapq
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import groupby
from operator import itemgetter
from typing import Any

from dpsctl.ledger.fact_texts import AT_ONCE, FactTexts, entries_as_text

Told = Callable[[int, int], None]
"""Is told now and then how many facts were read, and of how many."""

_Span = tuple[int, str, int, int, int]
"""One entry's facts in one table: entry, table, first number, last number, how many."""


def links_hold(db: sqlite3.Connection, tables: list[str], told: Told | None = None) -> bool:
    """Whether the chain holds and every document's text is its own, as far as fast reading tells.

    Raises:
        sqlite3.Error: a table is not as it was made, or the file is damaged.
    """
    with texts_as(db, bytes):
        try:
            return _texts_hold(db, "redactions" in tables) and _Links(db, tables, told).hold()
        except TypeError:  # numbers that are none cannot be put in order
            return False


@contextmanager
def texts_as(db: sqlite3.Connection, made: Callable[[bytes], Any]) -> Iterator[None]:
    """Read every text of the ledger by a function of its bytes."""
    before = db.text_factory
    db.text_factory = made
    try:
        yield
    finally:
        db.text_factory = before


def _texts_hold(db: sqlite3.Connection, any_redacted: bool) -> bool:
    gone = set(db.execute("SELECT sha256 FROM redactions")) if any_redacted else set()
    return all(
        hashlib.sha256(text).hexdigest().encode("ascii") == named and (named,) not in gone
        if isinstance(text, bytes)
        else (named,) in gone
        for named, text in db.execute("SELECT sha256, text FROM documents")
    )


class _Links:
    def __init__(self, db: sqlite3.Connection, tables: list[str], told: Told | None) -> None:
        self._db = db
        self._texts = {table: FactTexts(db, table) for table in tables}
        self._next = dict.fromkeys(tables, 1)
        self._told = told
        self._read = 0
        self._all = sum(_count(db, table) for table in tables) if told else 0

    def hold(self) -> bool:
        """Whether every entry has the digest of what it recorded, and every fact its entry."""
        in_turn = heapq.merge(*map(self._spans, self._texts), key=itemgetter(0, 1))
        by_entry = groupby(in_turn, key=itemgetter(0))
        digest = b""
        for number, (id, written, entry) in enumerate(entries_as_text(self._db), 1):
            whose, spans = next(by_entry, (None, ()))
            if (id, whose) != (number, number):
                return False
            digest = self._digest(digest, entry, spans)
            if digest != written:
                return False
        return next(by_entry, None) is None

    def _spans(self, table: str) -> Iterator[_Span]:
        for entry, *numbers in self._db.execute(
            f'SELECT entry, MIN(id), MAX(id), COUNT(*) FROM "{table}" GROUP BY entry ORDER BY entry'
        ):
            yield entry, table, *numbers

    def _digest(self, previous: bytes, entry: bytes, spans: Iterable[_Span]) -> bytes:
        """An entry's digest; nothing where its facts are not numbered as they were recorded."""
        link = hashlib.sha256(b'["' + previous + b'",' + entry + b",[")
        between = b""
        for _, table, first, last, count in spans:
            if first != self._next[table] or last - first + 1 != count:
                return b""
            self._next[table] = last + 1
            for text in self._texts[table].between(first, last):
                link.update(between)
                link.update(text)
                between = b","
                self._tell(min(AT_ONCE, count))
                count -= AT_ONCE
        link.update(b"]]")
        return link.hexdigest().encode("ascii")

    def _tell(self, count: int) -> None:
        self._read += count
        if self._told:
            self._told(self._read, self._all)


def _count(db: sqlite3.Connection, table: str) -> int:
    ((count,),) = db.execute(f'SELECT COUNT(*) FROM "{table}"')
    return int(count)
