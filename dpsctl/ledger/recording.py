"""Recording: one command, one entry, one transaction; a dry run is the same, rolled back."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from dpsctl.domain.days import instant_text
from dpsctl.errors import LedgerError, RefusedError
from dpsctl.ledger.chain import digest, facts_of, head, sha256
from dpsctl.ledger.facts import DocumentText, Fact
from dpsctl.ledger.file import Ledger


@dataclass(frozen=True)
class Act:
    """Who does what, when and why: what an entry says of its command.

    ``by`` is the name given, ``login`` the machine's; ``at`` is the clock's instant.
    """

    command: str
    by: str
    login: str
    at: datetime
    pinned: bool = False
    reason: str | None = None
    dry_run: bool = False


class Recording:
    """The facts of one command on their way into the ledger."""

    def __init__(self, ledger: Ledger, act: Act) -> None:
        self.ledger = ledger
        self.act = act
        self.command = act.command
        self.entry: int = (ledger.value("SELECT MAX(id) FROM entries") or 0) + 1
        self.count = 0
        self.sealed = False
        self.facts: list[str] = []
        self._last: dict[str, int] = {}

    def add(self, fact: Fact) -> int:
        """Add one fact; its id."""
        return self.add_all([fact])[0]

    def add_all(self, facts: Iterable[Fact]) -> list[int]:
        """Add facts of one kind in bulk; their ids."""
        batch = list(facts)
        if not batch:
            return []
        kind = type(batch[0])
        columns = [field.name for field in fields(kind)]  # type: ignore[arg-type]
        ids = self._ids(kind.table, len(batch))
        self.ledger.db.conn.executemany(
            f"INSERT INTO {kind.table} ({', '.join(['id', 'entry', *columns])}) "
            f"VALUES ({', '.join('?' * (len(columns) + 2))})",
            (
                (id, self.entry, *(getattr(fact, column) for column in columns))
                for id, fact in zip(ids, batch, strict=True)
            ),
        )
        self.count += len(batch)
        return list(ids)

    def keep_text(self, text: str) -> str:
        """Keep a document's text, once; its SHA-256.

        Raises:
            RefusedError: it was redacted, and does not come in again.
        """
        key = sha256(text)
        row = self.ledger.row("SELECT text IS NULL AS gone FROM documents WHERE sha256 = ?", [key])
        if row is None:
            self.add(DocumentText(key, text))
        elif row["gone"]:
            raise self._redacted(key)
        return key

    def seal(self) -> None:
        """Write the entry itself, with the digest of all that it recorded; nothing comes after.

        Raises:
            LedgerError: somebody put facts beside ours, which this entry would have vouched for.
        """
        self.sealed = True
        entry = {
            "id": self.entry,
            "recorded_at": instant_text(self.act.at),
            "by": self.act.by,
            "login": self.act.login,
            "command": self.command,
            "reason": self.act.reason,
            "pinned": int(self.act.pinned),
        }
        db = self.ledger.db
        self.facts = list(facts_of(db, self.entry))
        if len(self.facts) != self.count:
            raise LedgerError(
                f"the ledger {self.ledger.path} holds facts that belong to no entry",
                "nothing was recorded; see `dpsctl verify`, and bring back a backup",
            )
        found = digest(head(db), entry, self.facts)
        db.execute(
            "INSERT INTO entries (id, recorded_at, by, login, command, reason, pinned, digest) "
            "VALUES (:id, :recorded_at, :by, :login, :command, :reason, :pinned, :digest)",
            {**entry, "digest": found},
        )

    def _redacted(self, key: str) -> RefusedError:
        entry = self.ledger.value("SELECT entry FROM redactions WHERE sha256 = ?", [key])
        return RefusedError(
            f"the text of this document was redacted by entry {entry}: sha256 {key}",
            "take out what it was redacted for: a document that was changed is another one",
        )

    def _ids(self, table: str, count: int) -> range:
        if table not in self._last:
            self._last[table] = self.ledger.value(f"SELECT MAX(id) FROM {table}") or 0
        first = self._last[table] + 1
        self._last[table] += count
        return range(first, first + count)


@contextmanager
def recording(ledger: Ledger, act: Act) -> Iterator[Recording]:
    """Record one command's facts in the ledger's open write transaction.

    A command that adds no fact leaves no entry. On a dry run all is written, digested and
    then undone, so that whatever would fail has failed.
    """
    to = Recording(ledger, act)
    yield to
    if to.count and not to.sealed:
        to.seal()
    if to.count:
        ledger.db.execute("ROLLBACK" if act.dry_run else "COMMIT")


def as_json(value: Any) -> str:
    """A value as a column of several things keeps it: JSON, keys sorted."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
