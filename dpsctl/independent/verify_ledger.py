"""Verify a ledger of dpsctl without dpsctl: python -I verify_ledger.py LEDGER [KEPT_HEAD]

The standard library alone; it writes nothing. Each command left one row in `entries`, and a fact's
column `entry`, in any other table, names that. An entry's digest is the hex SHA-256 of the array

    [digest of the entry before or "", {the entry's columns but digest}, [its facts]]

as JSON in UTF-8: keys sorted, nulls left out, no spaces, nothing escaped that JSON can do without.
Facts stand by table and id (from 1, without a gap), each as [table, {column: value}]. A document
counts by entry and SHA-256 alone; its text must have that, or be gone and named by a redaction.
All is as it was up to a KEPT_HEAD (or 12 characters of it) that stands. Exit codes: 0, 3 broken, 5.
"""

import hashlib
import heapq
import json
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing
from itertools import groupby
from pathlib import Path
from typing import Any

MIGRATIONS = "0001-the-main-job 0002-the-clocks 0003-living-contracts 0004-money 0005-redactions "
MIGRATIONS += "0006-evidence 0007-register 0008-publications"
TABLES = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT GLOB 'sqlite_*'"
AT_ODDS = "(text IS NULL) <> (sha256 IN (SELECT sha256 FROM redactions))"


def sha256(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogateescape")).hexdigest()


def as_json(told: Any) -> str:  # bytes can only have been forced in: they are no text
    return json.dumps(told, sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=list)


def rows(db: sqlite3.Connection, query: str) -> Iterator[dict[str, Any]]:
    cursor = db.execute(query)
    names = [column[0] for column in cursor.description]
    for row in cursor:
        yield {name: value for name, value in zip(names, row, strict=True) if value is not None}


def facts(db: sqlite3.Connection, table: str) -> Iterator[tuple[int, str, str]]:
    for number, row in enumerate(rows(db, f'SELECT * FROM "{table}" ORDER BY id'), 1):
        wrong = row["id"] != number
        if table == "documents":
            wrong |= "text" in row and sha256(row["text"]) != row["sha256"]
            row = {"entry": row["entry"], "sha256": row["sha256"]}
        if wrong:
            raise ValueError(f"at entry {row['entry']}: {table} {number} is not what was recorded")
        yield row["entry"], table, as_json([table, row])


def chain(db: sqlite3.Connection) -> Iterator[str]:
    """Every entry's digest, made again from what stands there and held against what is written."""
    tables = {row["name"] for row in rows(db, TABLES)} - {"entries", "_sqlite_migrations"}
    in_turn = heapq.merge(*(facts(db, table) for table in tables), key=lambda fact: fact[:2])
    by_entry, digest = groupby(in_turn, key=lambda fact: fact[0]), ""
    for number, entry in enumerate(rows(db, "SELECT * FROM entries ORDER BY id"), 1):
        whose, its_facts = next(by_entry, (None, ()))
        written, told = entry.pop("digest"), ",".join(fact for _, _, fact in its_facts)
        digest = sha256(f"[{as_json(digest)},{as_json(entry)},[{told}]]")
        if (entry["id"], whose, written) != (number, number, digest):
            raise ValueError(f"at entry {number}: it or one of its facts is not what was recorded")
        yield digest
    for whose, _ in by_entry:
        raise ValueError(f"at entry {whose}: facts stand there, and the entry does not")
    for whose, id in db.execute(f"SELECT entry, id FROM documents WHERE {AT_ODDS}"):
        raise ValueError(f"at entry {whose}: the text of documents {id} and redactions disagree")


def verify(path: str, kept: str = "") -> tuple[int, str]:  # the exit code, and what to say
    try:
        with closing(sqlite3.connect(f"{Path(path).resolve().as_uri()}?mode=ro", uri=True)) as db:
            db.text_factory = lambda text: text.decode("utf-8", "surrogateescape")
            db.execute("BEGIN")
            had = sorted(row["name"] for row in rows(db, "SELECT name FROM _sqlite_migrations"))
            (owner,) = db.execute("PRAGMA application_id").fetchone()
            if owner != 0x64707363 or " ".join(had) != MIGRATIONS:
                return 5, f"{path} is no ledger of the dpsctl that has had {MIGRATIONS}"
            digests = list(chain(db))
    except (ValueError, LookupError, TypeError, AttributeError) as why:
        return 3, f"BROKEN {why}"
    except sqlite3.Error as why:
        return 3 if why.sqlite_errorcode == sqlite3.SQLITE_ERROR else 5, f"{path}: {why}"
    stands = [number for number, digest in enumerate(digests, 1) if digest.startswith(kept.lower())]
    if kept and len(stands) != 1:
        return 3, f"BROKEN: the head {kept} that was kept is that of no entry, or of several"
    at = f"; the head that was kept is that of entry {stands[0]}" if kept else ""
    return 0, f"intact: {len(digests)} entries, head {digests[-1] if digests else None}{at}"


if __name__ == "__main__":
    exit_code, found = verify(*sys.argv[1:]) if len(sys.argv) in (2, 3) else (2, __doc__)
    sys.exit(print(found) or exit_code)
