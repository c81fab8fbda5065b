"""Where the chain first breaks, and why: every entry, fact and text read one by one, with care.

A ledger that was tampered with may hold anything. What was forced in is told, never stumbled over.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlite_utils import Database

from dpsctl.ledger.chain import ENTRIES, Row, digest, fact_text, sha256
from dpsctl.ledger.facts import KINDS
from dpsctl.ledger.links import texts_as
from dpsctl.ledger.schema import fact_tables


@dataclass(frozen=True)
class Break:
    """The first entry that is not what was recorded, and why; ``entry`` may be anything."""

    entry: Any
    why: str


def first_break(db: Database) -> Break | None:
    """Where the chain first breaks; none where every digest holds."""
    # Texts that are no UTF-8 are read too, each as no other text is.
    with texts_as(db.conn, lambda text: text.decode("utf-8", "surrogateescape")):
        tables = fact_tables(db)
        gone = sorted({kind.table for kind in KINDS}.difference(tables))
        found = _first_broken_link(db, [_Facts(db, table) for table in tables])
    if gone:
        why = f"table {', '.join(gone)} is gone, or is none of facts"
        return Break(found.entry if found else None, why)
    return found


def _first_broken_link(db: Database, tables: list[_Facts]) -> Break | None:
    previous: str | None = None
    for expected, entry in enumerate(db.query(ENTRIES), 1):
        if entry["id"] != expected:
            return Break(expected, f"entry {expected} is missing")
        found = digest(previous, entry, (fact for table in tables for fact in table.take(expected)))
        wrong = next((table.wrong for table in tables if table.wrong), None)
        if wrong or found != entry.get("digest"):
            return Break(expected, wrong or _guess(tables, expected))
        previous = found
    leftover = next((table.leftover() for table in tables if table.next), None)
    return leftover or _text_and_redaction_at_odds(db)


def _text_and_redaction_at_odds(db: Database) -> Break | None:
    # Looked for last, once the chain vouches for the redactions themselves.
    rows = db.query(
        "SELECT d.id, d.entry, r.entry AS redacted FROM documents d "
        "LEFT JOIN redactions r ON r.sha256 = d.sha256 AND r.entry > d.entry "
        "WHERE (d.text IS NULL) <> (r.id IS NOT NULL) ORDER BY d.id LIMIT 1"
    )
    for row in rows:
        text = f"the text of documents {row['id']}"
        if row["redacted"]:
            why = f"{text} stands there, though entry {row['redacted']} redacted it"
            return Break(row["redacted"], why)
        return Break(row["entry"], f"{text} is not the one that its sha256 names")
    return None


def _guess(tables: list[_Facts], entry: int) -> str:
    # The digest alone cannot tell which fact was edited; a number left out tells what is gone.
    gone = next((gap for table in tables if (gap := table.gap())), None)
    return gone or f"entry {entry} or its facts are not what was recorded"


class _Facts:
    """One table's facts in order, taken entry by entry: memory stays flat however long it is.

    Facts are numbered from 1 without a gap, in the order of their entries.
    """

    def __init__(self, db: Database, table: str) -> None:
        self.wrong: str | None = None
        self._db = db
        self._table = table
        self._rows = db.query(f'SELECT * FROM "{table}" ORDER BY entry, id')
        self._expected = 1
        self.next = next(self._rows, None)

    def take(self, entry: int) -> Iterator[str]:
        """The facts of an entry, as the chain hashes them."""
        while self.next and _not_after(self.next["entry"], entry):
            row, self.next = self.next, next(self._rows, None)
            self.wrong = self.wrong or self._complaint(row, entry)
            self._expected += 1
            yield fact_text(self._table, row)

    def leftover(self) -> Break:
        """The next fact, which belongs to no entry."""
        row = self.next or {}
        return Break(row.get("entry"), f"{self._called(row)} belongs to no entry")

    def gap(self) -> str | None:
        """The number that is left out before the next fact, if one is."""
        if self.next is None or self.next["id"] == self._expected or self._stands(self._expected):
            return None
        return f"{self._table} {self._expected} is missing"

    def _complaint(self, row: Row, entry: int) -> str | None:
        if row["entry"] != entry:
            return f"{self._called(row)} belongs to no entry"
        if row["id"] != self._expected:
            if self._stands(self._expected):
                return f"{self._called(row)} was not recorded by entry {entry}"
            return f"{self._table} {self._expected} is missing"
        if self._table == "documents" and not self._has_its_text(row):
            return f"the text of {self._called(row)} is not the one that its sha256 names"
        return None

    def _has_its_text(self, row: Row) -> bool:
        text = row.get("text", "")
        return text is None or (isinstance(text, str) and sha256(text) == row.get("sha256"))

    def _stands(self, id: int) -> bool:
        return any(self._db.query(f'SELECT 1 FROM "{self._table}" WHERE id = ?', [id]))

    def _called(self, row: Row) -> str:
        return f"{self._table} {row['id']}" if is_number(row["id"]) else f"a row of {self._table}"


def _not_after(value: Any, entry: int) -> bool:
    # Nulls sort before every number, texts and bytes after them all.
    return value is None or (isinstance(value, int | float) and value <= entry)


def is_number(value: Any) -> bool:
    """Whether a number that a fact goes by is one."""
    return isinstance(value, int)
