"""Copies of a ledger, made through SQLite: whole, as it was last committed."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from dpsctl.errors import LedgerError
from dpsctl.ledger.faults import uri_of
from dpsctl.ledger.file import Ledger
from dpsctl.ledger.whole_file import keep_as, part_file, with_mode_of

# What writing the copy can fail of; anything else is the matter of what is copied.
_NOT_WRITTEN = (
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_IOERR_WRITE,
    sqlite3.SQLITE_IOERR_FSYNC,
    sqlite3.SQLITE_IOERR_TRUNCATE,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_READONLY,
)


def copy_into(part: Path, source: sqlite3.Connection) -> None:
    """Copy a database into an empty file of our own, in one step and as one file.

    The source is in a read transaction, or locked: otherwise SQLite waits for writers for ever.

    Raises:
        LedgerError: there is no room.
        sqlite3.Error: the source cannot be read.
    """
    uri = uri_of(part, "rw")
    try:
        with closing(sqlite3.connect(uri, uri=True, isolation_level=None)) as target:
            # Nobody else knows of the file, and it is thrown away if this fails.
            target.execute("PRAGMA journal_mode = OFF")
            target.execute("PRAGMA synchronous = OFF")
            source.backup(target)
            # Of a ledger that somebody had put into WAL mode, a copy would need files beside it.
            target.execute("PRAGMA journal_mode = DELETE")
    except sqlite3.Error as error:
        if error.sqlite_errorcode in _NOT_WRITTEN:
            raise LedgerError(
                f"there is no room in {part.parent} for a copy of the ledger",
                "make room there, or name another place; nothing was changed",
            ) from error
        raise


@contextmanager
def kept_as_it_was(ledger: Ledger, copy: Path, *, dry_run: bool) -> Iterator[None]:
    """Keep a copy of a ledger as it was last committed; none if what follows fails.

    The ledger is held by its write transaction, and nothing has been written in it yet. On a dry
    run it is only seen that no copy stands already.

    Raises:
        LedgerError: the copy stands already, or there is no room for it.
    """
    if copy.exists():
        raise _stands(copy)
    if dry_run:
        yield
        return
    _keep_copy(ledger, copy)
    try:
        yield
    except BaseException:
        with suppress(OSError):  # on a disk that takes nothing, there is no copy to take away
            copy.unlink(missing_ok=True)
        raise


def _keep_copy(ledger: Ledger, copy: Path) -> None:
    # Through SQLite, not as a file: to close a file is to drop every lock that this process has
    # on it, the write transaction's too. And through a second connection: SQLite copies none that
    # is in a write transaction, and would wait for itself.
    try:
        with (
            part_file(copy.parent) as part,
            closing(sqlite3.connect(uri_of(ledger.path, "ro"), uri=True)) as source,
        ):
            copy_into(part, source)
            with_mode_of(part, ledger.path)
            keep_as(part, copy)
    except FileExistsError:
        raise _stands(copy) from None
    except (sqlite3.Error, OSError) as error:
        raise LedgerError(
            f"the ledger cannot be copied to {copy}: {error}",
            "nothing was changed; make room beside the ledger",
        ) from error


def _stands(copy: Path) -> LedgerError:
    return LedgerError(f"{copy} stands already, and is left alone", "nothing was changed")
