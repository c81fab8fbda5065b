"""A copy of a ledger, kept before its tables are changed."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from dpsctl.errors import LedgerError
from dpsctl.ledger.faults import uri_of
from dpsctl.ledger.file import Ledger


@contextmanager
def kept_as_it_was(ledger: Ledger, copy: Path, *, dry_run: bool) -> Iterator[None]:
    """Keep a copy of a ledger as it was last committed; none if what follows fails.

    The ledger is held by its write transaction, and nothing has been written in it yet. On a dry
    run it is only seen that no copy stands already.

    Raises:
        LedgerError: the copy stands already, or there is no room for it.
    """
    if copy.exists():
        raise LedgerError(f"{copy} stands already, and is left alone", "nothing was changed")
    if dry_run:
        yield
        return
    try:
        _copy(ledger, copy)
        yield
    except BaseException:
        with suppress(OSError):  # on a disk that takes nothing, there is no copy to take away
            copy.unlink(missing_ok=True)
        raise


def _copy(ledger: Ledger, copy: Path) -> None:
    # Through SQLite, not as a file: to close a file is to drop every lock that this process has
    # on it, the write transaction's too. And through a second connection: SQLite copies none that
    # is in a write transaction, and would wait for itself.
    try:
        with (
            closing(sqlite3.connect(uri_of(ledger.path, "ro"), uri=True)) as source,
            closing(sqlite3.connect(copy)) as to,
        ):
            source.backup(to)
    except (sqlite3.Error, OSError) as error:
        raise LedgerError(
            f"the ledger cannot be copied to {copy}: {error}",
            "nothing was changed; make room beside the ledger",
        ) from error
