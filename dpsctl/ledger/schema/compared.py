"""The tables, indexes, triggers and views of a ledger, held against those that we would make."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from functools import cache
from typing import Any

from sqlite_utils import Database

from dpsctl.ledger.schema import APPLICATION_ID, build, known_migrations

_MIGRATIONS = "_sqlite_migrations"
_Made = dict[tuple[str, str], str]
"""What a ledger consists of: kind and name, and the SQL that made it, whatever its spacing."""


def differences(db: Database) -> list[str]:
    """Everything in which a ledger is made otherwise than this version would make it, by name.

    Statistics that SQLite keeps for itself (``ANALYZE``) are nobody's, and are left out.
    """
    ours, theirs = _ours(), _made(db)
    told = [
        *(f"{kind} {name} is gone" for kind, name in ours if (kind, name) not in theirs),
        *(
            f"{kind} {name} is none of this ledger's"
            for kind, name in theirs
            if (kind, name) not in ours
        ),
    ]
    for kind, name in ours:
        if ours[kind, name] != theirs.get((kind, name), ours[kind, name]):
            told += _otherwise(db, kind, name)
    return [*told, *_marks(db), *_migrations(db)]


@cache
def _ours() -> _Made:
    with closing(_blank()) as db:
        return _made(db)


def _blank() -> Database:
    db = Database(sqlite3.connect(":memory:", isolation_level=None), execute_plugins=False)
    db.execute("BEGIN")
    build(db)
    return db


def _made(db: Database) -> _Made:
    rows = db.query(
        "SELECT type, name, sql FROM main.sqlite_master WHERE name NOT GLOB 'sqlite_*' "
        "ORDER BY type = 'table' DESC, type, name"
    )
    return {(row["type"], row["name"]): _text(row) for row in rows}


def _text(row: dict[str, Any]) -> str:
    # That table is made by sqlite-utils, each version in its own words.
    return "" if row["name"] == _MIGRATIONS else " ".join(str(row["sql"]).split())


def _otherwise(db: Database, kind: str, name: str) -> Iterator[str]:
    if kind == "table":
        with closing(_blank()) as blank:
            ours, theirs = _columns(blank, name), _columns(db, name)
        yield from (f"column {each} of table {name} is gone" for each in ours - theirs)
        yield from (f"column {each} of table {name} is none of ours" for each in theirs - ours)
        if ours != theirs:
            return
    yield f"{kind} {name} is not as it was made"


def _columns(db: Database, table: str) -> set[str]:
    return {row["name"] for row in db.query(f"PRAGMA table_xinfo({table})")}


def _marks(db: Database) -> Iterator[str]:
    if (owner := _mark(db, "application_id")) != APPLICATION_ID:
        yield f"the file's application_id is {owner}, not {APPLICATION_ID}"
    # How many redactions wait for the file to be written anew: see ``redacting``.
    waiting = _mark(db, "user_version")
    if not 0 <= waiting <= _redactions(db):
        yield f"the file's user_version is {waiting}, not 0"


def _mark(db: Database, name: str) -> int:
    return int(next(iter(db.query(f"PRAGMA {name}")))[name])


def _redactions(db: Database) -> int:
    try:
        return int(next(iter(db.query("SELECT COUNT(*) AS n FROM redactions")))["n"])
    except sqlite3.OperationalError:  # that the table is gone is told by its own name
        return 0


def _migrations(db: Database) -> Iterator[str]:
    try:
        had = [(r["migration_set"], r["name"]) for r in db.query(f"SELECT * FROM {_MIGRATIONS}")]
    except (sqlite3.OperationalError, KeyError):
        had = []
    known = [("dpsctl", name) for name in known_migrations()]
    yield from (f"migration {name} is not on its list" for _, name in sorted({*known} - {*had}))
    yield from (f"migration {name} on its list is none" for _, name in sorted({*had} - {*known}))
    if len(had) > len(set(had)):
        yield "a migration stands on its list twice"
