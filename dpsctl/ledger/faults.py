"""What goes wrong with a ledger's file, said so that a person knows what to do."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlite_utils import Database

from dpsctl.errors import LedgerError

_KEEP = "bring back a backup; keep this file for inquiry"
_PERMISSIONS = "check the permissions of the file and of its folder"
_BUSY = ("is busy: another command is using it", "nothing was recorded; try again in a moment")
TAKEN_AWAY = ("was taken away by another command", "nothing was recorded; try again")

_WHY = {
    sqlite3.SQLITE_BUSY: _BUSY,
    sqlite3.SQLITE_LOCKED: _BUSY,
    sqlite3.SQLITE_READONLY: ("cannot be written", _PERMISSIONS),
    sqlite3.SQLITE_READONLY_ROLLBACK: (
        "cannot be read: a command died while it wrote, and that must be undone first",
        "let somebody who may write the file and its folder run `dpsctl status`",
    ),
    sqlite3.SQLITE_IOERR_DELETE: ("cannot be written: its journal stays in the way", _PERMISSIONS),
    sqlite3.SQLITE_PERM: ("cannot be opened", _PERMISSIONS),
    sqlite3.SQLITE_CANTOPEN: ("cannot be opened", _PERMISSIONS),
    sqlite3.SQLITE_FULL: ("has no space left on its disk", "make room; nothing was recorded"),
    # Looked for when the journal is made beside it, and not there.
    sqlite3.SQLITE_IOERR_FSTAT: TAKEN_AWAY,
    sqlite3.SQLITE_IOERR: (
        "cannot be read or written: the disk is full, over its quota or failing",
        "look to the disk, then see `dpsctl report history`",
    ),
    sqlite3.SQLITE_NOTADB: ("is not an SQLite file", "name the right file with --ledger PATH"),
    sqlite3.SQLITE_CORRUPT: ("is damaged", _KEEP),
}

# What code stumbles with over a ledger that holds what no command ever recorded.
_STUMBLES = (
    sqlite3.Error,
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    MemoryError,
    RecursionError,
    TypeError,
    ValueError,
)


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn what SQLite says of a ledger into an error with exit code 5.

    A stumble over a ledger that is not what was recorded is the ledger's fault, and is told as
    that; over a sound one it is ours, and is left as it is.

    Raises:
        LedgerError: the file cannot be used.
    """
    try:
        yield
    except _STUMBLES as error:
        code = getattr(error, "sqlite_errorcode", 0)
        known = _WHY.get(code) or _WHY.get(code & 0xFF)
        what, todo = known or (_garbled(error) or unsound(path), _KEEP)
        if what is None:
            raise
        raise LedgerError(f"the ledger {path} {what}", todo) from error


def _garbled(error: Exception) -> str | None:
    # SQLite repeats the file's bytes in its complaint, and they need be no text. It complains of
    # some things only to whoever opens the file for writing, so that a second look may find none.
    said = error.object if isinstance(error, UnicodeDecodeError) else b""
    return "is damaged" if said.startswith(b"malformed database schema") else None


def unsound(path: Path) -> str | None:
    """Why a ledger's file is not what was recorded, as the end of a sentence; none if it is.

    Raises:
        LedgerError: it is, and the file is damaged beside it.
    """
    from dpsctl.ledger.verifying import verify_file  # heavy, and hardly ever wanted here

    if not path.is_file():
        return None
    try:
        connection = sqlite3.connect(uri_of(path, "ro"), uri=True)
        with closing(Database(connection, execute_plugins=False)) as db:
            found = verify_file(db)
    except sqlite3.Error as error:
        return f"is damaged: {error}"
    except UnicodeDecodeError:  # in SQLite's own words, which repeat the file's
        return "is damaged"
    return None if found.intact else found.unsound


def uri_of(path: Path, mode: str) -> str:
    """A file as SQLite opens it: ``ro``, ``rw``, or ``rwc`` to make it."""
    return f"{path.resolve().as_uri()}?mode={mode}"
