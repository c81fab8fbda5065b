"""Facts as the chain hashes them, made by SQLite itself: hundreds at once, in one text.

The same bytes as :func:`dpsctl.ledger.chain.fact_text` makes row by row, several times sooner.
SQLite's JSON escapes what Python's does and nothing else; what it has none for, as bytes, is an
error. A null is left out after it was written: no string holds ``,"name":null``, for in a string
every quote has a backslash before it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterator, Sequence
from functools import cache

AT_ONCE = 500
"""How many facts are read as one text."""

_COUNTED_FROM = 50  # for fewer, looking for nulls first takes longer than leaving all out


class FactTexts:
    """One table's facts as texts, by their numbers; the connection gives texts as bytes."""

    def __init__(self, db: sqlite3.Connection, table: str) -> None:
        self.table = table
        self._db = db
        self._columns, self._nullable = columns_of(db, table)
        if table == "documents":
            self._columns, self._nullable = ("entry", "sha256"), ()

    def between(self, first: int, last: int) -> Iterator[bytes]:
        """The facts of these numbers, both in, as the chain joins them; some hundred at a time."""
        for number in range(first, last + 1, AT_ONCE):
            until = min(number + AT_ONCE - 1, last)
            columns, sometimes = self._columns, self._nullable
            if self._nullable and until - number >= _COUNTED_FROM:
                columns, sometimes = self._filled(number, until)
            sql = _selecting(self.table, columns, sometimes)
            ((text,),) = self._db.execute(sql, (number, until))
            yield text

    def _filled(self, first: int, last: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The columns that some of these facts have, and of these the ones that others have not."""
        counted = ", ".join(f'COUNT("{column}")' for column in self._nullable)
        sql = f'SELECT COUNT(*), {counted} FROM "{self.table}" WHERE id BETWEEN ? AND ?'
        ((count, *each),) = self._db.execute(sql, (first, last))
        filled = dict(zip(self._nullable, each, strict=True))
        columns = tuple(name for name in self._columns if filled.get(name, count))
        return columns, tuple(name for name in self._nullable if 0 < filled[name] < count)


def entries_as_text(db: sqlite3.Connection) -> Iterator[tuple[int, bytes, bytes]]:
    """Every entry in order: its number, its digest, and its other columns as the chain has them."""
    columns, nullable = columns_of(db, "entries")
    others = [name for name in columns if name != "digest"]
    yield from db.execute(
        f"SELECT id, digest, {json_object(others, nullable)} FROM entries ORDER BY id"
    )


def columns_of(db: sqlite3.Connection, table: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """A table's columns by name, and those of them that may be null."""
    found = db.execute(f"SELECT name, \"notnull\" OR pk FROM pragma_table_info('{table}')")
    known = {name.decode(): bool(filled) for name, filled in found}
    return tuple(sorted(known)), tuple(sorted(name for name in known if not known[name]))


@cache
def _selecting(table: str, columns: Sequence[str], nullable: Collection[str]) -> str:
    row = json_object(columns, nullable)
    # What was replaced in is a mere text to json_array, which would put it into quotes.
    fact = f"'[\"{table}\",' || {row} || ']'" if nullable else f"json_array('{table}', {row})"
    return f"SELECT group_concat({fact}, ',') FROM \"{table}\" WHERE id BETWEEN ? AND ?"


def json_object(columns: Sequence[str], nullable: Collection[str]) -> str:
    """The SQL expression of a row as JSON, its keys in the order given and nulls left out.

    One of the columns at least is never null.
    """
    pairs = ", ".join(f"'{name}', \"{name}\"" for name in columns)
    made = f"json_object({pairs})"
    for name in columns[1:]:
        if name in nullable:
            made = f"replace({made}, ',\"{name}\":null', '')"
    if columns[0] in nullable:
        made = f"replace({made}, '{{\"{columns[0]}\":null,', '{{')"
    return made
