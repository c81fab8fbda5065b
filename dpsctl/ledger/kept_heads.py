"""A head that was kept outside the ledger, looked for in its chain."""

from __future__ import annotations

from dataclasses import dataclass

from sqlite_utils import Database

from dpsctl.errors import UsageError
from dpsctl.ledger.chain import SHORTEST, names_a_digest


@dataclass(frozen=True)
class KeptHead:
    """Where a kept head stands: the entry whose digest it is, and how many came after it.

    Both are none where it is no entry's, or where so few characters fit several.
    """

    head: str
    entry: int | None = None
    after: int | None = None

    def __str__(self) -> str:
        if self.entry is None:
            return (
                f"no entry has the head {self.head} that was kept: what it vouched for was cut off "
                "or rewritten, or it is another ledger's"
            )
        since = f"{self.after} entries came" if self.after != 1 else "1 entry came"
        return f"the head that was kept is that of entry {self.entry}; {since} after it"


def kept_head(db: Database, given: str) -> KeptHead:
    """Where a kept head stands in the chain, by all its characters or the first of them.

    Raises:
        UsageError: it cannot be a digest, or is too short for one.
    """
    head = given.strip().lower()
    if not names_a_digest(head):
        raise UsageError(
            f"--head: {given!r} is no digest, nor the beginning of one",
            f"give what `dpsctl head` printed, or at least the first {SHORTEST} characters of it",
        )
    rows = list(
        db.query(
            "SELECT id, (SELECT COUNT(*) FROM entries l WHERE l.id > e.id) AS after "
            "FROM entries e WHERE substr(digest, 1, :length) = :head",
            {"length": len(head), "head": head},
        )
    )
    if len(rows) != 1:
        return KeptHead(head)
    return KeptHead(head, rows[0]["id"], rows[0]["after"])
