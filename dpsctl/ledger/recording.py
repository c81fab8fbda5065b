"""Recording: one command, one entry, one transaction; a dry run is the same, rolled back."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, fields
from datetime import datetime
from operator import attrgetter
from typing import Any

from dpsctl.domain.days import instant_text
from dpsctl.errors import LedgerError, RefusedError
from dpsctl.ledger.chain import digest, facts_of, head, sha256
from dpsctl.ledger.fact_texts import FactTexts
from dpsctl.ledger.facts import DocumentText, Fact
from dpsctl.ledger.file import Ledger
from dpsctl.ledger.links import texts_as
from dpsctl.ledger.schema import fact_tables
from dpsctl.ledger.settling import settle

Values = Callable[[Fact], tuple[Any, ...]]


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
        self._tables = fact_tables(ledger.db)
        self._first: dict[str, int] = {}
        self._last: dict[str, int] = {}

    def add(self, fact: Fact) -> int:
        """Add one fact; its id."""
        kind = type(fact)
        (id,) = self._ids(kind.table, 1)
        sql, values = _how(kind)
        self.ledger.db.conn.execute(sql, (id, self.entry, *values(fact)))
        self.count += 1
        return id

    def add_all(self, facts: Iterable[Fact]) -> list[int]:
        """Add facts of one kind in bulk; their ids."""
        batch = list(facts)
        if not batch:
            return []
        kind = type(batch[0])
        sql, values = _how(kind)
        ids = self._ids(kind.table, len(batch))
        self.ledger.db.conn.executemany(
            sql,
            ((id, self.entry, *values(fact)) for id, fact in zip(ids, batch, strict=True)),
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
        if self._held() != self.count:
            raise LedgerError(
                f"the ledger {self.ledger.path} holds facts that belong to no entry",
                "nothing was recorded; see `dpsctl verify`, and bring back a backup",
            )
        previous = head(db)
        with texts_as(db.conn, bytes):
            found = digest(previous, entry, self._texts())
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

    def facts(self) -> Iterator[str]:
        """Every fact as the chain hashes it, by table name and id; one at a time, read back."""
        return facts_of(self.ledger.db, self.entry)

    def _held(self) -> int:
        """How many facts the ledger holds of this entry, whoever put them there."""
        each = (f"(SELECT COUNT(*) FROM {table} WHERE entry = :entry)" for table in self._tables)
        count: int = self.ledger.value(f"SELECT {' + '.join(each)}", {"entry": self.entry})
        return count

    def _texts(self) -> Iterator[str]:
        """What was recorded, read back as the chain hashes it, some hundred facts at a time."""
        for table in sorted(self._first):
            facts = FactTexts(self.ledger.db.conn, table)
            for text in facts.between(self._first[table], self._last[table]):
                yield text.decode("utf-8")

    def _ids(self, table: str, count: int) -> range:
        if table not in self._last:
            self._last[table] = self.ledger.value(f"SELECT MAX(id) FROM {table}") or 0
            self._first[table] = self._last[table] + 1
        first = self._last[table] + 1
        self._last[table] += count
        return range(first, first + count)


_HOW: dict[type[Fact], tuple[str, Values]] = {}


def _how(kind: type[Fact]) -> tuple[str, Values]:
    if kind not in _HOW:
        _HOW[kind] = _insertion(kind)
    return _HOW[kind]


def _insertion(kind: type[Fact]) -> tuple[str, Values]:
    """How a kind of fact goes in: the statement, and a fact's values for its columns."""
    columns = [field.name for field in fields(kind)]  # type: ignore[arg-type]
    sql = (
        f"INSERT INTO {kind.table} ({', '.join(['id', 'entry', *columns])}) "
        f"VALUES ({', '.join('?' * (len(columns) + 2))})"
    )
    if len(columns) > 1:
        return sql, attrgetter(*columns)
    return sql, lambda fact: tuple(getattr(fact, column) for column in columns)


@contextmanager
def recording(
    ledger: Ledger, act: Act, told: Callable[[Recording], None] | None = None
) -> Iterator[Recording]:
    """Record one command's facts in the ledger's open write transaction.

    A command that adds no fact leaves no entry. On a dry run all is written, digested and
    then undone, so that whatever would fail has failed; ``told`` is shown it before.
    """
    to = Recording(ledger, act)
    yield to
    if to.count and not to.sealed:
        to.seal()
    if to.count and told:
        told(to)
    if to.count:
        settle(ledger, dry_run=act.dry_run)


def as_json(value: Any) -> str:
    """A value as a column of several things keeps it: JSON, keys sorted."""
    return _encoded(value)


_encoded = json.JSONEncoder(sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode
