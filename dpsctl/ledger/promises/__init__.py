"""The catalogue of promises: what the commands never let happen, held afterwards against the facts.

A chain shows that nothing was changed since it was recorded. It does not show that what was
recorded was lawful: whoever writes past the commands can chain anything. So every promise is a
query over the facts, for whatever breaks it; an auditor may read and run each in any shell.

A promise says no more than the commands do. What is judged by the London day of an instant is
judged by the wider of the days that it may be, so that no lawful ledger breaks one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sqlite_utils import Database

from dpsctl.ledger.promises.applications import APPLICATIONS
from dpsctl.ledger.promises.awards import AWARDS
from dpsctl.ledger.promises.lives import LIVES
from dpsctl.ledger.promises.placements import PLACEMENTS
from dpsctl.ledger.promises.promise import Promise, whole
from dpsctl.ledger.promises.publications import PUBLICATIONS
from dpsctl.ledger.promises.record import RECORD
from dpsctl.ledger.promises.windows import WINDOWS

PROMISES: tuple[Promise, ...] = (
    *WINDOWS,
    *APPLICATIONS,
    *AWARDS,
    *LIVES,
    *PLACEMENTS,
    *PUBLICATIONS,
    *RECORD,
)

AT_MOST = 5
"""How many times the breaking of one promise is told."""


@dataclass(frozen=True)
class Broken:
    """One fact, or what is missing, by which a promise was broken; and at which entry."""

    promise: Promise
    entry: int | None
    what: str


def broken_promises(db: Database) -> Iterator[Broken]:
    """Whatever on the ledger breaks a promise, by promise.

    Raises:
        sqlite3.OperationalError: a table is not as it was made.
    """
    for promise in PROMISES:
        for row in db.query(f"{whole(promise)}\nLIMIT {AT_MOST}"):
            yield Broken(promise, row["entry"], row["what"])
