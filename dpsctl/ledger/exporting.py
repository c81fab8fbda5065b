"""The whole ledger as JSON Lines, from which its chain can be recomputed without this program.

A line is ``[table, {column: value}]``: first an entry with its digest, then its facts in the order
and in the very words in which the chain hashes them. Of a document the chain hashes the SHA-256
alone, so that its text follows in a line of its own, ``["texts", {"sha256": …, "text": …}]``; of a
text that was redacted there is none.
"""

from __future__ import annotations

from collections.abc import Iterator

from dpsctl.ledger.chain import ENTRIES, Row, canonical, fact_text
from dpsctl.ledger.file import Ledger
from dpsctl.ledger.schema import fact_tables
from dpsctl.progress import along

TEXTS = "texts"


def exported(ledger: Ledger) -> Iterator[str]:
    """Every line of the export, without its end; memory stays flat however long the ledger is."""
    return along(_lines(ledger), "writing facts", lambda: _count(ledger))


def _lines(ledger: Ledger) -> Iterator[str]:
    tables = [_Facts(ledger, table) for table in fact_tables(ledger.db)]
    for entry in ledger.each(ENTRIES):
        yield canonical(["entries", {key: entry[key] for key in entry if entry[key] is not None}])
        for facts in tables:
            yield from facts.of(entry["id"])


def _count(ledger: Ledger) -> int:
    """How many lines there will be."""
    rows = sum(
        ledger.value(f"SELECT COUNT(*) FROM {table}")
        for table in ("entries", *fact_tables(ledger.db))
    )
    return int(rows + ledger.value("SELECT COUNT(text) FROM documents"))


class _Facts:
    """One table's facts, taken entry by entry."""

    def __init__(self, ledger: Ledger, table: str) -> None:
        self._table = table
        self._rows = ledger.each(f"SELECT * FROM {table} ORDER BY entry, id")
        self._next = next(self._rows, None)

    def of(self, entry: int) -> Iterator[str]:
        while self._next and self._next["entry"] == entry:
            row, self._next = self._next, next(self._rows, None)
            yield fact_text(self._table, row)
            yield from _text_of(self._table, row)


def _text_of(table: str, row: Row) -> Iterator[str]:
    if table == "documents" and row["text"] is not None:
        yield canonical([TEXTS, {"sha256": row["sha256"], "text": row["text"]}])
