"""Ways to falsify a ledger, and what both verifiers say of it then."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from dpsctl.independent import verify_ledger
from dpsctl.ledger.links import texts_as
from dpsctl.ledger.schema import fact_tables
from dpsctl.ledger.verifying import verify_contents

from .full import query

Said = tuple[bool, int | None]
"""Whether the contents are intact, and the entry at which they are not."""


def ours(connection: sqlite3.Connection) -> Said:
    """What our verifier says of the contents."""
    found = verify_contents(Database(connection, execute_plugins=False))
    return found.intact, found.broken_at


def independently(connection: sqlite3.Connection) -> Said:
    """What the independent verifier says of the same."""
    with texts_as(connection, lambda text: text.decode("utf-8", "surrogateescape")):
        try:
            list(verify_ledger.chain(connection))
        except (
            ValueError,
            LookupError,
            TypeError,
            AttributeError,
            sqlite3.OperationalError,
        ) as why:
            words = str(why).split()
            return False, int(words[2].rstrip(":")) if words[:2] == ["at", "entry"] else None
    return True, None


@contextmanager
def undone(connection: sqlite3.Connection) -> Iterator[None]:
    """Whatever is done to the ledger meanwhile, taken back."""
    connection.execute("BEGIN")
    try:
        yield
    finally:
        connection.execute("ROLLBACK")


def rechained(connection: sqlite3.Connection) -> None:
    """Every digest made anew, as somebody would who means to hide what they changed."""

    def compact(value: Any) -> str:
        return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)

    tables = fact_tables(Database(connection, execute_plugins=False))
    connection.execute("UPDATE entries SET digest = 'digest ' || id")
    digest = ""
    for (id,) in query(connection, "SELECT id FROM entries ORDER BY id"):
        (entry,) = _rows(connection, "entries", "id", id)
        del entry["digest"]
        facts = []
        for table in tables:
            for fact in _rows(connection, table, "entry", id):
                if table == "documents":
                    fact = {key: fact[key] for key in ("entry", "sha256")}
                facts.append([table, fact])
        digest = hashlib.sha256(compact([digest, entry, facts]).encode("utf-8")).hexdigest()
        connection.execute("UPDATE entries SET digest = ? WHERE id = ?", [digest, id])


def trimmed(connection: sqlite3.Connection) -> None:
    """A ledger with no more rows than it takes for each column to be a value, and none, somewhere.

    What is left is numbered anew and chained: a hundredth of the work to verify.
    """
    for table in fact_tables(Database(connection, execute_plugins=False)):
        columns = [
            name for (name,) in query(connection, f"SELECT name FROM pragma_table_info('{table}')")
        ]
        wanted = ["1", *(f"{name} IS {null}" for name in columns for null in ("NULL", "NOT NULL"))]
        kept = {_first(connection, table, each) for each in wanted} | {_last(connection, table)}
        _keep(connection, table, sorted(each for each in kept if each))
    used = {
        entry
        for table in fact_tables(Database(connection, execute_plugins=False))
        for (entry,) in query(connection, f"SELECT DISTINCT entry FROM {table}")
    }
    for new, old in enumerate(sorted(used), 1):
        for table in fact_tables(Database(connection, execute_plugins=False)):
            connection.execute(f"UPDATE {table} SET entry = {new} WHERE entry = {old}")
    _keep(connection, "entries", sorted(used))
    rechained(connection)


def _first(connection: sqlite3.Connection, table: str, where: str) -> int | None:
    ((id,),) = query(connection, f"SELECT MIN(id) FROM {table} WHERE {where}")
    return None if id is None else int(id)


def _last(connection: sqlite3.Connection, table: str) -> int:
    return int(query(connection, f"SELECT MAX(id) FROM {table}")[0][0])


def _keep(connection: sqlite3.Connection, table: str, ids: list[int]) -> None:
    connection.execute(f"DELETE FROM {table} WHERE id NOT IN ({', '.join(map(str, ids))})")
    for new, old in enumerate(ids, 1):
        connection.execute(f"UPDATE {table} SET id = {new} WHERE id = {old}")


def _rows(
    connection: sqlite3.Connection, table: str, column: str, value: int
) -> list[dict[str, Any]]:
    found = connection.execute(f"SELECT * FROM {table} WHERE {column} = ? ORDER BY id", [value])
    names = [each[0] for each in found.description]
    return [
        {name: value for name, value in zip(names, row, strict=True) if value is not None}
        for row in found
    ]


def by_path(ledger: Path, *kept: str) -> tuple[int, str]:
    """What the independent verifier ends with and says of a file."""
    return verify_ledger.verify(str(ledger), *kept)
