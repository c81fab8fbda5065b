"""The tables, as migrations, and the triggers that keep them append-only.

A migration only adds tables or nullable columns; it never backfills, renames or retypes. Triggers
and views are no facts: they are made again after every migration.
"""

from __future__ import annotations

from pathlib import Path

from sqlite_utils import Database, Migrations

from dpsctl.ledger.schema.views import VIEWS

APPLICATION_ID = 0x64707363  # "dpsc": whose file it is

migrations = Migrations("dpsctl")


def _run(db: Database, script: str) -> None:
    # Statement by statement: executescript would commit the open transaction first.
    text = (Path(__file__).parent / script).read_text(encoding="utf-8")
    for statement in text.split(";\n"):
        if statement.strip():
            db.execute(statement)


@migrations(name="0001-the-main-job")
def _the_main_job(db: Database) -> None:
    _run(db, "0001-the-main-job.sql")


def known_migrations() -> list[str]:
    """The names of the migrations this version knows, oldest first."""
    return [path.stem for path in sorted(Path(__file__).parent.glob("*.sql"))]


def fact_tables(db: Database) -> list[str]:
    """The tables that hold facts, by name: all of ours but the entries themselves."""
    rows = db.query(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' "
        "ESCAPE '\\' AND name NOT IN ('entries', '_sqlite_migrations') ORDER BY name"
    )
    return [row["name"] for row in rows]


def build(db: Database) -> None:
    """Bring the tables up to this version, then make triggers and views anew.

    The caller has opened the transaction.
    """
    migrations.apply(db)
    db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    for kind, name in [
        (row["type"], row["name"])
        for row in db.query("SELECT type, name FROM sqlite_master WHERE type IN ('trigger','view')")
    ]:
        db.execute(f"DROP {kind} {name}")
    for table in ["entries", *fact_tables(db)]:
        for trigger in _triggers(db, table):
            db.execute(trigger)
    for name, select in VIEWS.items():
        db.execute(f"CREATE VIEW {name} AS\n{select}")


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
    return [
        f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} "
        f"BEGIN {refused.format('UPDATE')}; END",
        f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} "
        f"BEGIN {refused.format('DELETE')}; END",
        f"CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table} WHEN {same} "
        f"BEGIN {refused.format('REPLACE')}; END",
    ]


def _keys(db: Database, table: str) -> list[list[str]]:
    """The primary key and every unique key, each as its columns."""
    unique = [
        [row["name"] for row in db.query(f"PRAGMA index_info({index['name']})")]
        for index in db.query(f"PRAGMA index_list({table})")
        if index["unique"]
    ]
    return [["id"], *sorted(unique)]
