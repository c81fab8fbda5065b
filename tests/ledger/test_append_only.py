"""Facts are only ever added, whoever holds the file and whatever they type into the shell."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from dpsctl.ledger.file import writing
from dpsctl.ledger.schema import build

from .full import columns_of, query, tables_of, verified

REFUSED = "facts are only ever added"

Shell = Callable[..., list[str]]
"""Runs statements on a ledger, one after another; what it says to each that is refused."""


def python(ledger: Path, *statements: str) -> list[str]:
    said = []
    with closing(sqlite3.connect(ledger, isolation_level=None)) as connection:
        for statement in statements:
            try:
                connection.execute(statement)
            except sqlite3.Error as error:
                said.append(str(error))
    return said


def bare_shell(ledger: Path, *statements: str) -> list[str]:
    if shutil.which("sqlite3") is None:
        pytest.skip("there is no sqlite3 shell here")
    typed = "".join(f"{statement};\n" for statement in statements)
    shell = ["sqlite3", "-batch", str(ledger)]
    done = subprocess.run(shell, input=typed, capture_output=True, text=True, check=False)
    return done.stderr.splitlines()


SHELLS = pytest.mark.parametrize("shell", [python, bare_shell])


def all_tables(ledger: Path) -> list[str]:
    return ["entries", *tables_of(ledger)]


def newest_entry(ledger: Path) -> int:
    with closing(sqlite3.connect(ledger)) as connection:
        return int(query(connection, "SELECT MAX(id) FROM entries")[0][0])


def rewritings(connection: sqlite3.Connection, table: str) -> Iterator[str]:
    """Every way to change or take away a table's newest fact, over each key it has."""
    columns = list(columns_of(connection, table))
    named = ", ".join(columns)
    newest = f"(SELECT MAX(id) FROM {table})"
    same = f"SELECT {named} FROM {table} WHERE id = {newest}"
    for column in columns:
        yield f"UPDATE {table} SET {column} = {column} WHERE id = {newest}"
        yield f"UPDATE OR REPLACE {table} SET {column} = {column} WHERE id = {newest}"
    yield f"DELETE FROM {table} WHERE id = {newest}"
    yield f"DELETE FROM {table}"
    yield f"INSERT OR REPLACE INTO {table} ({named}) {same}"
    yield f"REPLACE INTO {table} ({named}) {same}"
    for key in keys(connection, table):
        upsert = f"ON CONFLICT ({key}) DO UPDATE SET id = id"
        yield f"INSERT INTO {table} ({named}) {same} {upsert}"
        others = [column for column in columns if column not in key.split(", ")]
        if others:
            # Another fact in all but its key, over a later number and in the next entry.
            fresh = {"id": f"1 + {newest}", "entry": "1 + (SELECT MAX(id) FROM entries)"}
            values = ", ".join(fresh.get(c, c) if c in others else c for c in columns)
            yield (
                f"INSERT OR REPLACE INTO {table} ({named}) "
                f"SELECT {values} FROM {table} WHERE id = {newest}"
            )


def keys(connection: sqlite3.Connection, table: str) -> list[str]:
    unique = query(connection, f"SELECT name FROM pragma_index_list('{table}') WHERE \"unique\"")
    indexes = [
        query(connection, f"SELECT name FROM pragma_index_info('{name}')") for (name,) in unique
    ]
    return ["id", *(", ".join(column for (column,) in index) for index in indexes)]


@SHELLS
def test_no_statement_changes_or_takes_away_a_fact(shell: Shell, ledger: Path) -> None:
    before = ledger.read_bytes()
    with closing(sqlite3.connect(ledger)) as connection:
        statements = [
            each for table in all_tables(ledger) for each in rewritings(connection, table)
        ]

    said = shell(ledger, *statements)

    assert len(statements) > 250
    assert len(said) == len(statements)
    assert [words for words in said if REFUSED not in words] == []
    assert ledger.read_bytes() == before


def test_the_keys_that_the_guard_watches_are_all_there_are(ledger: Path) -> None:
    with closing(sqlite3.connect(ledger)) as connection:
        unique = {table: keys(connection, table) for table in all_tables(ledger)}
    several = {table: found for table, found in unique.items() if len(found) > 1}

    assert several == {
        "application_placements": ["id", "application, ref"],
        "applications": ["id", "supersedes"],
        "contracts": ["id", "application"],
        "cost_models": ["id", "cost_model, version"],
        "documents": ["id", "sha256"],
        "entries": ["id", "digest"],
        "extensions": ["id", "application"],
        "findings": ["id", "check_id, rule"],
        "further_contracts": ["id", "reference", "number"],
        "gate_overrides": ["id", "window, gate"],
        "home_locations": ["id", "cqc_location"],
        "letters": ["id", "outcome, tells_of"],
        "provider_numbers": ["id", "scheme, number"],
        "publication_corrections": ["id", "instead", "subject"],
        "redactions": ["id", "sha256"],
        "register_locations": ["id", "snapshot, cqc_location"],
        "register_snapshots": ["id", "sha256"],
        "remodellings": ["id", "contract"],
        "rescissions": ["id", "determination"],
        "resumptions": ["id", "suspension"],
        "rule_sets": ["id", "rule_set, version"],
        "window_cost_models": ["id", "window, agreement"],
        "window_rules": ["id", "window, agreement"],
        "windows": ["id", "window"],
        "withdrawals": ["id", "application"],
    }


@SHELLS
def test_a_number_written_otherwise_is_the_same_number(shell: Shell, ledger: Path) -> None:
    rest = f"{newest_entry(ledger) + 1}, 1, '2021-09-20T09:00:00Z'"
    ones = ("1", "'1'", "1.0")
    said = shell(ledger, *(f"REPLACE INTO closures VALUES ({one}, {rest})" for one in ones))

    assert len(said) == 3
    assert all("REPLACE of closures refused" in words for words in said)


@SHELLS
def test_nothing_is_added_to_an_entry_that_is_sealed(shell: Shell, ledger: Path) -> None:
    newest = newest_entry(ledger)
    said = shell(
        ledger,
        *(f"INSERT INTO homes (entry) VALUES ({entry})" for entry in (0, 1, newest, newest + 2)),
    )

    assert len(said) == 4
    assert all("INSERT into another entry than the next" in words for words in said)


@SHELLS
def test_entries_follow_one_another(shell: Shell, ledger: Path) -> None:
    rest = f"'2021-09-20T09:00:00Z', 'x', 'x', 'x', NULL, 0, '{'0' * 64}'"
    said = shell(
        ledger,
        *(
            f"INSERT INTO entries VALUES ({id}, {rest})"
            for id in (-1, 0, newest_entry(ledger) + 2, "NULL")
        ),
    )

    assert len(said) == 4
    assert all(REFUSED in words for words in said)


def test_every_table_has_its_triggers(ledger: Path) -> None:
    with closing(sqlite3.connect(ledger)) as connection:
        tables = query(
            connection,
            "SELECT name FROM sqlite_master WHERE type = 'table' "
            "AND name NOT IN ('_sqlite_migrations', 'sqlite_sequence')",
        )
        triggers = query(
            connection, "SELECT tbl_name, name FROM sqlite_master WHERE type = 'trigger'"
        )

        about_contracts = [
            table for (table,) in tables if "contract" in columns_of(connection, table)
        ]

    every = [
        (table, f"{table}_no_{what}")
        for (table,) in tables
        for what in ("update", "delete", "replace", "late")
    ]
    assert sorted(triggers) == sorted(
        [*every, *((table, f"{table}_no_stray") for table in about_contracts)]
    )
    assert len(about_contracts) > 8


@SHELLS
def test_nothing_is_said_of_a_contract_that_there_is_not(shell: Shell, ledger: Path) -> None:
    entry = newest_entry(ledger) + 1
    said = shell(
        ledger,
        f"INSERT INTO seals VALUES (9, {entry}, 99, '2021-05-01', 'x')",
        f"INSERT INTO endings VALUES (9, {entry}, 99, '2021-05-01', 0)",
    )

    assert len(said) == 2
    assert all("there is no such contract" in words for words in said)


def test_triggers_and_views_that_somebody_took_away_are_made_again(ledger: Path) -> None:
    def made(connection: sqlite3.Connection) -> list[tuple[str, str]]:
        return query(
            connection,
            "SELECT name, sql FROM sqlite_master WHERE type IN ('trigger', 'view') ORDER BY name",
        )

    with closing(sqlite3.connect(ledger, isolation_level=None)) as connection:
        before = made(connection)
        for name, sql in before:
            connection.execute(f"DROP {sql.split()[1]} {name}")
        connection.execute('CREATE VIEW "somebody\'s own" AS SELECT 1')
    with writing(ledger) as opened:
        build(opened.db)
        opened.db.execute("COMMIT")
    with closing(sqlite3.connect(ledger)) as connection:
        assert made(connection) == before
    assert verified(ledger).intact
