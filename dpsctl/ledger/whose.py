"""Whose file a ledger is, and how old: a blank, foreign, damaged, newer or older one is refused."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from dpsctl.errors import LedgerError
from dpsctl.ledger.schema import APPLICATION_ID, known_migrations, migrations

_DATABASE = b"SQLite format 3\0"


class ForeignError(LedgerError):
    """The file is somebody else's, or a newer dpsctl's: it is not ours to touch."""


class NewerError(ForeignError):
    """The ledger is one of a later version's."""


class OlderError(LedgerError):
    """The ledger waits for ``migrate``."""


def is_blank(db: Database) -> bool:
    """Whether nothing has been written to the file yet."""
    rows = db.query("SELECT COUNT(*) AS n FROM sqlite_master")
    return bool(next(iter(rows))["n"] == 0 and _pragma(db, "application_id") == 0)


def is_a_database(path: Path) -> bool:
    """Whether a file begins as SQLite's do; one that cannot be read is not said to."""
    try:
        with path.open("rb") as opened:
            return opened.read(len(_DATABASE)) == _DATABASE
    except OSError:
        return False


def pending_migrations(db: Database) -> list[str]:
    """The migrations that this version knows and the ledger has not had."""
    return _pending(_applied(db))


def see_that_it_is_ours(path: Path, db: Database, *, older: bool = False) -> None:
    """See that a file is a ledger of this version; or ``older``, one that waits for ``migrate``.

    Raises:
        LedgerError: blank, foreign, damaged, newer or older.
    """
    if is_blank(db):  # what the first init left that died half-way, once it is rolled back
        raise empty_ledger(path)
    if _pragma(db, "application_id") != APPLICATION_ID:
        raise ForeignError(
            f"{path} is not a dpsctl ledger, though it is an SQLite file",
            "name the right file with --ledger PATH",
        )
    applied = _applied(db)
    if not applied:
        raise LedgerError(
            f"the ledger {path} is damaged: it has lost the list of its migrations",
            "bring back a backup; keep this file for inquiry",
        )
    if newer := [name for name in applied if name not in known_migrations()]:
        raise NewerError(
            f"the ledger {path} was written by a newer dpsctl (it has {newer[-1]})",
            "install that version, or a later one; this one leaves the file alone",
        )
    if not older and (pending := _pending(applied)):
        raise OlderError(
            f"the ledger {path} is older than this dpsctl (it lacks {pending[0]})",
            "run `dpsctl migrate`, which keeps a copy of the file first",
        )


def empty_ledger(path: Path) -> LedgerError:
    """What to say of a ledger in which nothing is written yet."""
    return LedgerError(
        f"the ledger {path} is empty",
        "set it up with `dpsctl init SYSTEM.yaml`, or bring back a backup",
    )


def _pending(applied: Sequence[str]) -> list[str]:
    return [name for name in known_migrations() if name not in applied]


def _pragma(db: Database, name: str) -> Any:
    return next(iter(db.execute(f"PRAGMA {name}")))[0]


def _applied(db: Database) -> list[str]:
    return [migration.name for migration in migrations.applied(db)]
