"""The ledger file: opened for reading or writing, and every way that it can be unusable."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from dpsctl.errors import LedgerError
from dpsctl.ledger.schema import APPLICATION_ID, known_migrations

BUSY_SECONDS = 5

Row = dict[str, Any]


@dataclass(frozen=True)
class Ledger:
    """An open ledger. Rows come out as dicts; facts go in through ``recording``."""

    path: Path
    db: Database

    def rows(self, sql: str, parameters: Mapping[str, Any] | Sequence[Any] = ()) -> list[Row]:
        """Every row of a query."""
        return list(self.db.query(sql, parameters))  # type: ignore[arg-type]

    def row(self, sql: str, parameters: Mapping[str, Any] | Sequence[Any] = ()) -> Row | None:
        """The first row of a query, or none."""
        return next(iter(self.db.query(sql, parameters)), None)  # type: ignore[arg-type]

    def value(self, sql: str, parameters: Mapping[str, Any] | Sequence[Any] = ()) -> Any:
        """The first column of the first row, or none."""
        row = self.row(sql, parameters)
        return next(iter(row.values())) if row else None


@contextmanager
def reading(path: Path) -> Iterator[Ledger]:
    """Open a ledger for reading, as it stood at one moment.

    Raises:
        LedgerError: missing, empty, damaged, busy, foreign, newer or older.
    """
    with _explained(path):
        db = _opened(path)
        try:
            db.execute("PRAGMA query_only = ON")
            db.execute("BEGIN")
            _ours(path, db)
            yield Ledger(path, db)
        finally:
            db.close()


@contextmanager
def writing(path: Path, *, older: bool = False) -> Iterator[Ledger]:
    """Open a ledger and hold its one write transaction; the caller commits, or it is undone.

    ``older`` lets a ledger in that still waits for ``migrate``.

    Raises:
        LedgerError: as for :func:`reading`, or unwritable, or no space.
    """
    with _explained(path):
        db = _opened(path)
        try:
            db.execute("BEGIN IMMEDIATE")
            _ours(path, db, older=older)
            yield Ledger(path, db)
        finally:
            _undo(db)
            db.close()


@contextmanager
def creating(path: Path, *, keep: bool) -> Iterator[Ledger]:
    """Open a file that may not be a ledger yet, for ``init``; ``keep`` false leaves no file."""
    fresh = not path.exists()
    with _explained(path):
        db = _connected(":memory:" if fresh and not keep else _uri(path, "rwc"))
        try:
            db.execute("BEGIN IMMEDIATE")
            if not is_blank(db):
                _ours(path, db)
            yield Ledger(path, db)
        finally:
            _undo(db)
            db.close()
            _swept(path, fresh)


def is_blank(db: Database) -> bool:
    """Whether nothing has been written to the file yet."""
    rows = db.query("SELECT COUNT(*) AS n FROM sqlite_master")
    return bool(next(iter(rows))["n"] == 0 and _pragma(db, "application_id") == 0)


def pending_migrations(db: Database) -> list[str]:
    """The migrations that this version knows and the ledger has not had."""
    return [name for name in known_migrations() if name not in _applied(db)]


def _swept(path: Path, fresh: bool) -> None:
    # A first init that was refused must leave nothing behind, not even an empty file.
    if fresh and path.exists() and path.stat().st_size == 0:
        path.unlink(missing_ok=True)


def _undo(db: Database) -> None:
    if db.conn.in_transaction:
        db.execute("ROLLBACK")


def _uri(path: Path, mode: str) -> str:
    return f"{path.resolve().as_uri()}?mode={mode}"


def _connected(uri: str) -> Database:
    connection = sqlite3.connect(uri, uri=True, isolation_level=None, timeout=BUSY_SECONDS)
    db = Database(connection, execute_plugins=False)
    db.execute("PRAGMA foreign_keys = ON")
    db.execute("PRAGMA synchronous = EXTRA")
    return db


def _opened(path: Path) -> Database:
    if not path.exists():
        raise LedgerError(
            f"there is no ledger at {path}",
            "set one up with `dpsctl init SYSTEM.yaml`, or name another with --ledger PATH",
        )
    if path.is_dir():
        raise LedgerError(f"{path} is a folder, not a ledger", "name the ledger's file")
    if path.stat().st_size == 0:
        raise LedgerError(
            f"the ledger {path} is empty",
            "set it up with `dpsctl init SYSTEM.yaml`, or bring back a backup",
        )
    # rw and not ro: SQLite must be able to roll back a writer that died.
    try:
        db = _connected(_uri(path, "rw"))
        db.execute("SELECT 1 FROM sqlite_master LIMIT 1")
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode not in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY):
            raise
        db = _connected(_uri(path, "ro"))
    return db


def _ours(path: Path, db: Database, *, older: bool = False) -> None:
    if _pragma(db, "application_id") != APPLICATION_ID:
        raise LedgerError(
            f"{path} is not a dpsctl ledger, though it is an SQLite file",
            "name the right file with --ledger PATH",
        )
    if newer := [name for name in _applied(db) if name not in known_migrations()]:
        raise LedgerError(
            f"the ledger {path} was written by a newer dpsctl (it has {newer[-1]})",
            "install that version, or a later one; this one leaves the file alone",
        )
    if not older and (pending := pending_migrations(db)):
        raise LedgerError(
            f"the ledger {path} is older than this dpsctl (it lacks {pending[0]})",
            "run `dpsctl migrate`, which keeps a copy of the file first",
        )


def _pragma(db: Database, name: str) -> Any:
    return next(iter(db.execute(f"PRAGMA {name}")))[0]


def _applied(db: Database) -> list[str]:
    sql = "SELECT name FROM _sqlite_migrations WHERE migration_set = 'dpsctl' ORDER BY rowid"
    return [row["name"] for row in db.query(sql)]


_WHY = {
    sqlite3.SQLITE_BUSY: ("is busy: another command is writing to it", "try again in a moment"),
    sqlite3.SQLITE_LOCKED: ("is busy: another command is writing to it", "try again in a moment"),
    sqlite3.SQLITE_READONLY: ("cannot be written", "check the permissions of file and folder"),
    sqlite3.SQLITE_CANTOPEN: ("cannot be opened", "check the permissions of file and folder"),
    sqlite3.SQLITE_PERM: ("cannot be opened", "check the permissions of file and folder"),
    sqlite3.SQLITE_FULL: ("has no space left on its disk", "make room; nothing was recorded"),
    sqlite3.SQLITE_IOERR: ("cannot be read or written: the disk failed", "look to the disk"),
    sqlite3.SQLITE_NOTADB: ("is not an SQLite file", "name the right file with --ledger PATH"),
    sqlite3.SQLITE_CORRUPT: ("is damaged", "bring back a backup; keep this file for inquiry"),
}


@contextmanager
def _explained(path: Path) -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        code = getattr(error, "sqlite_errorcode", None)
        if code is None or code & 0xFF not in _WHY:
            raise
        what, todo = _WHY[code & 0xFF]
        raise LedgerError(f"the ledger {path} {what}", todo) from error
    except PermissionError as error:
        raise LedgerError(f"the ledger {path} cannot be opened", error.strerror or "") from error
