"""The ledger file: opened for reading or writing, where it is there and is ours."""

from __future__ import annotations

import sqlite3
import stat
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from dpsctl.errors import LedgerError
from dpsctl.ledger.faults import TAKEN_AWAY, explained, uri_of
from dpsctl.ledger.known_at import hide_later
from dpsctl.ledger.whose import empty_ledger, is_blank, see_that_it_is_ours

BUSY_SECONDS = 5

Row = dict[str, Any]


@dataclass(frozen=True)
class Ledger:
    """An open ledger. Rows come out as dicts; facts go in through ``recording``."""

    path: Path
    db: Database

    def rows(self, sql: str, parameters: Mapping[str, Any] | Sequence[Any] = ()) -> list[Row]:
        """Every row of a query, whose columns each have a name of their own."""
        return list(self.each(sql, parameters))

    def each(self, sql: str, parameters: Mapping[str, Any] | Sequence[Any] = ()) -> Iterator[Row]:
        """The rows of a query one at a time, for what may be more than fits in memory."""
        found = self._found(sql, parameters)
        names = [name for name, *_ in found.description]
        assert len(set(names)) == len(names), f"a column's name stands twice among {names}"
        return (dict(zip(names, row, strict=True)) for row in found)

    def row(self, sql: str, parameters: Mapping[str, Any] | Sequence[Any] = ()) -> Row | None:
        """The first row of a query, or none."""
        return next(self.each(sql, parameters), None)

    def value(self, sql: str, parameters: Mapping[str, Any] | Sequence[Any] = ()) -> Any:
        """The first column of the first row, or none."""
        row = self._found(sql, parameters).fetchone()
        return row[0] if row else None

    def _found(self, sql: str, parameters: Mapping[str, Any] | Sequence[Any]) -> sqlite3.Cursor:
        # Past sqlite-utils, which opens and releases a savepoint around every query.
        return self.db.conn.execute(sql, parameters)


@contextmanager
def reading(path: Path, known_at: str | None = None) -> Iterator[Ledger]:
    """Open a ledger for reading, as it stands; or as it was ``known_at`` an instant in UTC text.

    Raises:
        LedgerError: missing, empty, damaged, busy, foreign, newer or older.
    """
    with explained(path), closing(opened(path)) as db:
        db.execute("BEGIN")
        see_that_it_is_ours(path, db)
        if known_at is not None:
            hide_later(db, known_at)
        db.execute("PRAGMA query_only = ON")
        yield Ledger(path, db)


@contextmanager
def writing(path: Path, *, older: bool = False) -> Iterator[Ledger]:
    """Open a ledger and hold its one write transaction; the caller commits, or it is undone.

    ``older`` lets a ledger in that still waits for ``migrate``.

    Raises:
        LedgerError: as for :func:`reading`, or unwritable, or no space.
    """
    with explained(path), closing(opened(path)) as db, _transaction(db):
        see_that_it_is_ours(path, db, older=older)
        yield Ledger(path, db)


@contextmanager
def creating(path: Path, *, keep: bool) -> Iterator[Ledger]:
    """Open a file for ``init``, to write in: a ledger, or one that is blank or not there yet.

    ``keep`` false leaves no file that was not there before.

    Raises:
        LedgerError: as for :func:`writing`, but missing and empty; or its folder is missing.
    """
    fresh = size_of(path) is None
    see_that_it_has_a_folder(path)
    uri = uri_of(path, "rwc") if keep or not fresh else ":memory:"
    with explained(path), closing(_connected(uri)) as db:
        try:
            with _transaction(db):
                _see_that_it_stands(path, uri)
                if not is_blank(db):
                    see_that_it_is_ours(path, db)
                yield Ledger(path, db)
        finally:
            if fresh:
                _sweep(path, db)


def _see_that_it_stands(path: Path, uri: str) -> None:
    # Whoever was here first may have swept away the blank file that we opened beside them.
    if uri != ":memory:" and size_of(path) is None:
        what, todo = TAKEN_AWAY
        raise LedgerError(f"the ledger {path} {what}", todo)


def _sweep(path: Path, db: Database) -> None:
    """Leave nothing behind of a first init that was refused, not even an empty file."""
    # Nobody else is writing in it while we look. Where even that cannot be told, for want of any
    # space, an empty file stays behind: init takes it for what it is.
    with suppress(sqlite3.Error), _transaction(db):
        if size_of(path) == 0:
            path.unlink()


@contextmanager
def _transaction(db: Database) -> Iterator[None]:
    db.execute("BEGIN IMMEDIATE")
    try:
        yield
    finally:
        if db.conn.in_transaction:
            db.execute("ROLLBACK")


def _connected(uri: str) -> Database:
    connection = sqlite3.connect(uri, uri=True, isolation_level=None, timeout=BUSY_SECONDS)
    db = Database(connection, execute_plugins=False)
    db.execute("PRAGMA foreign_keys = ON")
    db.execute("PRAGMA synchronous = EXTRA")
    return db


def opened(path: Path) -> Database:
    """A connection to a file that may be a ledger, in no transaction.

    Raises:
        LedgerError: missing, empty, or no ordinary file.
    """
    size = size_of(path)
    if size is None:
        raise LedgerError(
            f"there is no ledger at {path}",
            "set one up with `dpsctl init SYSTEM.yaml`, or name another with --ledger PATH",
        )
    if size == 0:
        raise empty_ledger(path)
    # rw and not ro: SQLite must be able to roll back a writer that died. Where the file may not
    # be written, it turns to reading by itself.
    return _connected(uri_of(path, "rw"))


def see_that_it_has_a_folder(path: Path) -> None:
    """See that there is a folder for a ledger that is to be made.

    Raises:
        LedgerError: there is none.
    """
    if not path.parent.is_dir():
        raise LedgerError(
            f"there is no folder {path.parent} for a ledger",
            "make it first, or name another place with --ledger PATH",
        )


def size_of(path: Path) -> int | None:
    """A file's size in bytes; none where there is none."""
    try:
        found = path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise LedgerError(
            f"the ledger {path} cannot be opened: {error.strerror}",
            "check the path, and the permissions of its folders",
        ) from error
    if not stat.S_ISREG(found.st_mode):
        what = "a folder" if stat.S_ISDIR(found.st_mode) else "no ordinary file"
        raise LedgerError(f"{path} is {what}, not a ledger", "name the ledger's file")
    return found.st_size
