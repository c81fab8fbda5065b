"""The tables, as migrations, and the triggers that keep them append-only.

A migration only adds tables or nullable columns; it never backfills, renames or retypes. Triggers
and views are no facts: they are made again after every migration.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path

from sqlite_utils import Database, Migrations

from dpsctl.errors import LedgerError
from dpsctl.ledger.schema.views import VIEWS

APPLICATION_ID = 0x64707363  # "dpsc": whose file it is

SCRIPTS = sorted(Path(__file__).parent.glob("*.sql"))

migrations = Migrations("dpsctl")


def _register(script: Path) -> None:
    @migrations(name=script.stem)
    def _apply(db: Database) -> None:
        # Statement by statement: executescript would commit the open transaction first.
        for statement in script.read_text(encoding="utf-8").split(";\n"):
            if statement.strip():
                db.execute(statement)


# The one update that is allowed: the text of a document to nothing, and nothing else of it, while
# the entry being recorded, which is not sealed yet, says that it is redacted.
_BUT = {
    "documents": (
        "WHEN NOT (NEW.id IS OLD.id AND NEW.entry IS OLD.entry AND NEW.sha256 IS OLD.sha256 "
        "AND NEW.text IS NULL AND EXISTS (SELECT 1 FROM redactions WHERE sha256 = OLD.sha256 "
        "AND entry = (SELECT COALESCE(MAX(id), 0) + 1 FROM entries))) "
    )
}


for script in SCRIPTS:
    _register(script)


def known_migrations() -> list[str]:
    """The names of the migrations this version knows, oldest first."""
    return [script.stem for script in SCRIPTS]


def fact_tables(db: Database) -> list[str]:
    """The tables that hold facts, by name: those whose rows each belong to an entry."""
    # Not pragma_table_list, which has SQLite work out the columns of every view.
    rows = db.query(
        "SELECT name FROM main.sqlite_schema t WHERE type = 'table' AND name <> 'entries' "
        "AND sql NOT LIKE 'CREATE VIRTUAL%' AND 2 = (SELECT COUNT(*) "
        "FROM pragma_table_info(t.name) c WHERE c.name IN ('id', 'entry')) ORDER BY name"
    )
    return [row["name"] for row in rows]


def build(db: Database) -> None:
    """Bring the tables up to this version, then make triggers and views anew.

    The caller has opened the transaction.

    Raises:
        LedgerError: the tables are not what the migrations already had would have made them.
    """
    try:
        migrations.apply(db)
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode != sqlite3.SQLITE_ERROR:
            raise
        raise LedgerError(
            f"the ledger cannot be migrated: {error}",
            "its tables and its list of migrations differ; bring back a backup",
        ) from error
    db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    for kind, name in [
        (row["type"], row["name"])
        for row in db.query("SELECT type, name FROM sqlite_master WHERE type IN ('trigger','view')")
    ]:
        db.execute(f'DROP {kind} "{name}"')
    for name, select in VIEWS.items():
        db.execute(f"CREATE VIEW {name} AS\n{select}")
    for table in ["entries", *fact_tables(db)]:
        for trigger in _triggers(db, table):
            db.execute(trigger)


def _triggers(db: Database, table: str) -> list[str]:
    refused = f"SELECT RAISE(ABORT, 'facts are only ever added: {{}} of {table} refused')"
    # INSERT OR REPLACE deletes without firing the DELETE trigger, unless the shell has
    # recursive_triggers on: so a row that would replace another is refused before it goes in.
    same = " OR ".join(
        f"EXISTS (SELECT 1 FROM {table} WHERE "
        + " AND ".join(f"{column} = NEW.{column}" for column in key)
        + ")"
        for key in _keys(db, table)
    )
    # An entry's facts go in before it does, and it is sealed by going in after the last of them.
    entry = "id" if table == "entries" else "entry"
    sealed = f"NEW.{entry} IS NOT (SELECT COALESCE(MAX(id), 0) + 1 FROM entries)"
    triggers = [_no_stray(table)] if _is_about_a_contract(db, table) else []
    return [
        *triggers,
        f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} {_BUT.get(table, '')}"
        f"BEGIN {refused.format('UPDATE')}; END",
        f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} "
        f"BEGIN {refused.format('DELETE')}; END",
        f"CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table} WHEN {same} "
        f"BEGIN {refused.format('REPLACE')}; END",
        f"CREATE TRIGGER {table}_no_late BEFORE INSERT ON {table} WHEN {sealed} "
        f"BEGIN {refused.format('INSERT into another entry than the next')}; END",
    ]


def _is_about_a_contract(db: Database, table: str) -> bool:
    columns = {row["name"] for row in db.query(f"PRAGMA table_info({table})")}
    return "contract" in columns


def _no_stray(table: str) -> str:
    # Contracts stand in two tables, so that no foreign key can hold a contract's number.
    return (
        f"CREATE TRIGGER {table}_no_stray BEFORE INSERT ON {table} "
        "WHEN NEW.contract IS NOT NULL "
        "AND NOT EXISTS (SELECT 1 FROM awards WHERE number = NEW.contract) "
        f"BEGIN SELECT RAISE(ABORT, 'there is no such contract: INSERT into {table} refused'); END"
    )


def _keys(db: Database, table: str) -> list[list[str]]:
    """The primary key and every unique key, each as its columns."""
    unique = [
        [row["name"] for row in db.query(f"PRAGMA index_info({index['name']})")]
        for index in db.query(f"PRAGMA index_list({table})")
        if index["unique"]
    ]
    return [["id"], *sorted(unique)]
