"""The chain: every entry's digest covers its own columns, its facts and the digest before it.

An entry's digest is the hex SHA-256 of the JSON array ``[previous digest or "", {the entry's
columns but digest}, [its facts by table name and id]]``; a fact is ``[table, {column: value}]``
with keys sorted and nulls left out, in UTF-8 without spaces. A row of ``documents`` counts by its
entry and SHA-256 alone.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from sqlite_utils import Database

from dpsctl.ledger.schema import fact_tables

Row = dict[str, Any]

_ENTRIES = "SELECT * FROM entries ORDER BY id"


@dataclass(frozen=True)
class Verification:
    """What re-reading the ledger found; ``why`` is none where it is intact."""

    entries: int
    head: str | None
    broken_at: int | None = None
    why: str | None = None

    @property
    def intact(self) -> bool:
        """Whether every digest holds."""
        return self.why is None


def canonical(value: Any) -> str:
    """JSON as the chain hashes it: keys sorted, no spaces, non-ASCII unescaped."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def sha256(text: str) -> str:
    """The hex SHA-256 of a text in UTF-8."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def head(db: Database) -> str | None:
    """The newest entry's digest; none before the first entry."""
    return next((r["digest"] for r in db.query(_ENTRIES + " DESC LIMIT 1")), None)


def digest(previous: str | None, entry: Row, facts: Iterable[str]) -> str:
    """An entry's digest, from its columns and its facts as :func:`facts_of` gives them."""
    columns = {key: value for key, value in entry.items() if key != "digest" and value is not None}
    whole = hashlib.sha256(f"[{canonical(previous or '')},{canonical(columns)},[".encode())
    for number, fact in enumerate(facts):
        whole.update((("," if number else "") + fact).encode("utf-8"))
    whole.update(b"]]")
    return whole.hexdigest()


def facts_of(db: Database, entry: int) -> Iterator[str]:
    """One entry's facts as the chain hashes them, by table name and id."""
    for table in fact_tables(db):
        for row in db.query(f"SELECT * FROM {table} WHERE entry = ? ORDER BY id", [entry]):
            yield _fact(table, row)


def verify(db: Database) -> Verification:
    """Re-read every entry, fact and document text, and say where the chain first breaks."""
    tables = [_Facts(db, table) for table in fact_tables(db)]
    previous: str | None = None
    expected = 0
    for entry in db.query(_ENTRIES):
        expected += 1
        if entry["id"] != expected:
            return Verification(expected - 1, previous, expected, f"entry {expected} is missing")
        found = digest(previous, entry, (fact for table in tables for fact in table.take(expected)))
        torn = next((table.torn for table in tables if table.torn), None)
        if torn or found != entry["digest"]:
            why = torn or f"entry {expected} or its facts are not what was recorded"
            return Verification(expected, previous, expected, why)
        previous = found
    return _leftover(tables, expected, previous)


def _leftover(tables: list[_Facts], entries: int, previous: str | None) -> Verification:
    for table in tables:
        if table.next:
            why = f"{table.name} {table.next['id']} belongs to no entry"
            return Verification(entries, previous, table.next["entry"], why)
    return Verification(entries, previous)


class _Facts:
    """One table's facts in order, taken entry by entry: memory stays flat however long it is."""

    def __init__(self, db: Database, table: str) -> None:
        self.name = table
        self.torn: str | None = None
        self._rows = db.query(f"SELECT * FROM {table} ORDER BY entry, id")
        self.next = next(self._rows, None)

    def take(self, entry: int) -> Iterator[str]:
        while self.next and self.next["entry"] <= entry:
            row, self.next = self.next, next(self._rows, None)
            if self.name == "documents" and sha256(row["text"] or "") != row["sha256"]:
                self.torn = f"the text of document {row['sha256']} is not what was recorded"
            yield _fact(self.name, row)


def _fact(table: str, row: Row) -> str:
    if table == "documents":
        row = {"entry": row["entry"], "sha256": row["sha256"]}
    return canonical([table, {key: value for key, value in row.items() if value is not None}])
