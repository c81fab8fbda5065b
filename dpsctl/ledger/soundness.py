"""Whether the file is sound beside what it holds: SQLite's own checks of it.

They take longer than all the rest, and read nothing that the rest does: a ledger that stands in a
file is looked at on the side, by a connection of their own.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from dpsctl.ledger.faults import uri_of

# What SQLite says of rows that break the tables' own rules; all else is damage.
_RULES = re.compile(r"CHECK constraint|NULL value|\S+ value in|non-\S+ value|non-unique entry")
_AT_MOST = 10


@dataclass(frozen=True)
class Soundness:
    """What SQLite finds: the first ``damage``, and rows that break the tables' own rules."""

    damage: str | None
    rules: tuple[str, ...] = ()
    strays: tuple[str, ...] = ()


def soundness(db: sqlite3.Connection) -> Soundness:
    """What ``PRAGMA integrity_check`` and ``PRAGMA foreign_key_check`` find in the ledger."""
    told = [row[0] for row in db.execute(f"PRAGMA integrity_check({_AT_MOST})") if row[0] != "ok"]
    damage = [each.splitlines()[-1] for each in told if not _RULES.match(each)]
    rules = tuple(each for each in told if _RULES.match(each))
    return Soundness(next(iter(damage), None), rules, tuple(_strays(db)))


def _strays(db: sqlite3.Connection) -> Iterator[str]:
    for number, (table, id, parent, _) in enumerate(db.execute("PRAGMA foreign_key_check")):
        if number == _AT_MOST:
            yield "and more of the kind"
            return
        yield f"{table} {id} refers to a row of {parent} that is not there"


@contextmanager
def on_the_side(db: sqlite3.Connection) -> Iterator[Callable[[], Soundness]]:
    """Look at the ledger's file meanwhile; what is given waits for what was found.

    The caller reads in a transaction, so that nobody writes before both are done.
    """
    path = next((row[2] for row in db.execute("PRAGMA database_list") if row[1] == "main"), "")
    if not path:
        yield lambda: soundness(db)
        return
    # rw and not ro, though nothing is written: SQLite forgets the CHECKs of what it only reads.
    uri = uri_of(Path(path), "rw")
    with (
        closing(sqlite3.connect(uri, uri=True, check_same_thread=False)) as apart,
        ThreadPoolExecutor(1) as side,
    ):
        apart.execute("PRAGMA query_only = ON")
        try:
            yield side.submit(soundness, apart).result
        finally:
            apart.interrupt()  # whoever stumbles or gives up does not wait for it
