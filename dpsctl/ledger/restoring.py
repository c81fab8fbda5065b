"""Restoring: a ledger made what a backup is, and what stood in its place kept aside.

Where SQLite can lock the file that stands there, the backup is written *into* it, in one
transaction: whoever has the file open and waits goes on with what was restored, and nobody
writes into a file that no longer has a name.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlite_utils import Database

from dpsctl.domain.days import instant_text
from dpsctl.errors import LedgerError, RefusedError, UsageError
from dpsctl.ledger.backing_up import is_sound, unsound_ledger
from dpsctl.ledger.comparing import Comparison, compare
from dpsctl.ledger.copying import copy_into
from dpsctl.ledger.faults import explained, uri_of
from dpsctl.ledger.file import BUSY_SECONDS, Ledger, reading, see_that_it_has_a_folder, size_of
from dpsctl.ledger.verifying import Verification, verify_file
from dpsctl.ledger.whole_file import (
    beside_it,
    keep_as,
    like_a_new_ledger,
    onto_disk,
    part_file,
    see_that_nothing_stands,
    to_be_written,
    with_mode_of,
)
from dpsctl.ledger.whose import NewerError, OlderError
from dpsctl.stopping import from_here_it_may_stand

_KEPT = "nothing was restored; move it elsewhere, or try again in a moment"
_ANOTHER = "nothing was restored; take another backup"


@dataclass(frozen=True)
class Restored:
    """What was restored, or on a dry run would be.

    ``against`` is how the backup stands to the ledger in its place, if one was there; ``kept`` is
    the file that keeps that one as it was. There is ``nothing_to_do`` where that one is sound and
    has the backup's head.
    """

    found: Verification
    against: Comparison | None = None
    kept: Path | None = None
    nothing_to_do: bool = False


def restore(file: Path, ledger: Path, at: datetime, *, dry_run: bool) -> Restored:
    """Make a ledger what a backup is; what stands in its place is kept beside it.

    Raises:
        LedgerError: the backup or the place cannot be used, or there is no room.
        RefusedError: the backup is the ledger itself, or a file of the name to keep it by stands.
        UnsoundError: the backup is not what was recorded.
        UsageError: there is no such backup.
    """
    standing = _see_that_it_can_be(file, ledger)
    kept = ledger.with_name(f"{ledger.name}.replaced-{instant_text(at).replace(':', '')}")
    with _verified(file) as (source, found):
        if not standing:
            if not dry_run:
                _put_where_nothing_is(source, ledger, kept)
            return Restored(found)
        if is_sound(ledger, found.head):
            return Restored(found, nothing_to_do=True)
        with explained(ledger), _locked(ledger) as present:
            against = compare(ledger, present, source, found)
            see_that_nothing_stands(kept, _KEPT)
            if not dry_run:
                _put_in_its_place(source, ledger, present, kept, keep=not against.blank)
    return Restored(found, against, None if against.blank else kept)


def _see_that_it_can_be(file: Path, ledger: Path) -> bool:
    """Whether a file stands where the ledger is to be."""
    if size_of(file) is None:
        raise UsageError(f"there is no file {file}", "name the backup")
    see_that_it_has_a_folder(ledger)
    if size_of(ledger) is None:
        return False
    if os.path.samefile(file, ledger):
        raise RefusedError(
            f"{file} is the ledger itself", "name the backup, and with --ledger what it replaces"
        )
    return True


@contextmanager
def _verified(file: Path) -> Iterator[tuple[Ledger, Verification]]:
    """A backup, opened so that nobody can write to it, once it has been verified."""
    with ExitStack() as stack:
        try:
            source = stack.enter_context(reading(file))
            with explained(file):
                found = verify_file(source.db)
        except OlderError as error:
            todo = f"bring it up to date first: dpsctl migrate --ledger {file}, which keeps a copy"
            raise OlderError(error.what, todo) from None
        except NewerError as error:
            raise NewerError(error.what, f"nothing was restored; {error.todo}") from None
        except LedgerError as error:
            raise LedgerError(error.what, _ANOTHER) from error
        if not found.intact:
            raise unsound_ledger(file, found, _ANOTHER)
        yield source, found


@contextmanager
def _locked(ledger: Path) -> Iterator[Database | None]:
    """The ledger with every lock on it and no transaction open; none if it is no SQLite file."""
    uri = uri_of(ledger, "rw")
    with closing(
        sqlite3.connect(uri, uri=True, isolation_level=None, timeout=BUSY_SECONDS)
    ) as connection:
        if _lock(connection):
            yield Database(connection, execute_plugins=False)
            return
    yield None


def _lock(connection: sqlite3.Connection) -> bool:
    try:
        connection.execute("PRAGMA synchronous = EXTRA")
        # SQLite writes no backup into a connection with a transaction, but lets this one keep
        # the lock of a transaction that is over.
        connection.execute("PRAGMA locking_mode = EXCLUSIVE")
        connection.execute("BEGIN EXCLUSIVE")
        connection.execute("COMMIT")
    except sqlite3.DatabaseError as error:
        if error.sqlite_errorcode & 0xFF not in (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT):
            raise
        return False
    return True


def _put_where_nothing_is(source: Ledger, ledger: Path, kept: Path) -> None:
    _move_aside(ledger, kept)
    with to_be_written(ledger), part_file(ledger.parent) as part:
        copy_into(part, source.db.conn)
        like_a_new_ledger(part)
        from_here_it_may_stand()
        keep_as(part, ledger)


def _put_in_its_place(
    source: Ledger, ledger: Path, present: Database | None, kept: Path, *, keep: bool
) -> None:
    if present is None:
        _exchange(source, ledger.resolve(), kept)
        return
    if keep:
        with to_be_written(kept), part_file(kept.parent) as part:
            copy_into(part, present.conn)
            with_mode_of(part, ledger)
            keep_as(part, kept)
    from_here_it_may_stand()
    try:
        source.db.conn.backup(present.conn)
    except sqlite3.Error:
        kept.unlink(missing_ok=True)
        raise


def _exchange(source: Ledger, ledger: Path, kept: Path) -> None:
    """Put a backup under the name of a file that SQLite can make nothing of."""
    with to_be_written(kept), part_file(kept.parent) as old, part_file(ledger.parent) as part:
        copy_into(part, source.db.conn)
        with_mode_of(part, ledger)
        onto_disk(part)
        shutil.copyfile(ledger, old)
        with_mode_of(old, ledger)
        from_here_it_may_stand()
        keep_as(old, kept)
        _move_aside(ledger, kept)
        os.replace(part, ledger)


def _move_aside(ledger: Path, kept: Path) -> None:
    """Move a journal aside that belongs to what stood there: it would be rolled back into this."""
    for each in beside_it(ledger):
        os.replace(each, kept.with_name(kept.name + each.name.removeprefix(ledger.name)))
