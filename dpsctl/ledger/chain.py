"""The chain: every entry's digest covers its own columns, its facts and the digest before it.

An entry's digest is the hex SHA-256 of the JSON array ``[previous digest or "", {the entry's
columns but digest}, [its facts by table name and id]]``; a fact is ``[table, {column: value}]``
with keys sorted and nulls left out, in UTF-8 without spaces. A row of ``documents`` counts by its
entry and SHA-256 alone.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from sqlite_utils import Database

from dpsctl.ledger.schema import fact_tables

Row = dict[str, Any]

SHORTEST = 12
"""How many characters of a digest name it: whoever copies one by hand need not copy all 64."""
ENTRIES = "SELECT * FROM entries ORDER BY id"


def canonical(value: Any) -> str:
    """JSON as the chain hashes it: keys sorted, no spaces, non-ASCII unescaped."""
    return _encoded(value)


def _blob(value: bytes) -> Row:
    # No column holds one: bytes were forced in, and must not pass for a text.
    return {"blob": value.hex()}


_encoded = json.JSONEncoder(
    sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=_blob
).encode


def sha256(text: str) -> str:
    """The hex SHA-256 of a text in UTF-8."""
    return hashlib.sha256(_bytes(text)).hexdigest()


def _bytes(text: str) -> bytes:
    # What is no UTF-8 on the ledger is hashed as it stands there: see verifying.
    return text.encode("utf-8", "surrogateescape")


def names_a_digest(digits: str) -> bool:
    """Whether these are a digest's digits, or so many of its first as name it."""
    return bool(re.fullmatch(rf"[0-9a-f]{{{SHORTEST},64}}", digits))


def head(db: Database) -> str | None:
    """The newest entry's digest; none before the first entry."""
    return next((r["digest"] for r in db.query(ENTRIES + " DESC LIMIT 1")), None)


def digest(previous: str | None, entry: Row, facts: Iterable[str]) -> str:
    """An entry's digest, from its columns and its facts as :func:`facts_of` gives them."""
    columns = {key: value for key, value in entry.items() if key != "digest" and value is not None}
    whole = hashlib.sha256(_bytes(f"[{canonical(previous or '')},{canonical(columns)},["))
    for number, fact in enumerate(facts):
        whole.update(_bytes(("," if number else "") + fact))
    whole.update(b"]]")
    return whole.hexdigest()


def facts_of(db: Database, entry: int) -> Iterator[str]:
    """One entry's facts as the chain hashes them, by table name and id."""
    for table in fact_tables(db):
        for row in db.query(f"SELECT * FROM {table} WHERE entry = ? ORDER BY id", [entry]):
            yield fact_text(table, row)


def fact_text(table: str, row: Row) -> str:
    """One fact as the chain hashes it."""
    if table == "documents":
        row = {key: row.get(key) for key in ("entry", "sha256")}
    return canonical([table, {key: value for key, value in row.items() if value is not None}])
