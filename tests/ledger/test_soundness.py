"""Beside the chain: what a ledger is made of, the tables' own rules, and damage, each told."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from sqlite_utils import Database

from dpsctl.ledger.promises import PROMISES
from dpsctl.ledger.verifying import verify

from ..office import Office
from .forging import rechained
from .full import verified


@pytest.fixture
def office(ledger: Path, tmp_path: Path) -> Office:
    return Office(tmp_path, "2022-03-01T10:00")


def changed(ledger: Path, *statements: str) -> list[str]:
    """What verifying tells once the ledger's make was changed, whatever stands in its tables."""
    with closing(sqlite3.connect(ledger, isolation_level=None)) as connection:
        connection.execute("PRAGMA writable_schema = ON")
        for statement in statements:
            connection.execute(statement)
    return [str(finding) for finding in verified(ledger).findings]


CHECKED = "UPDATE sqlite_master SET sql = replace(sql, '{}', '{}') WHERE name = '{}'"


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        ("DROP TRIGGER homes_no_update", "trigger homes_no_update is gone"),
        ("DROP INDEX homes_entry", "index homes_entry is gone"),
        ("DROP VIEW roster", "view roster is gone"),
        ("CREATE TABLE notes (note TEXT)", "table notes is none of this ledger's"),
        ("CREATE VIEW cheap AS SELECT 1", "view cheap is none of this ledger's"),
        ("CREATE INDEX quick ON homes (id, entry)", "index quick is none of this ledger's"),
        (
            "CREATE TRIGGER sly AFTER INSERT ON homes BEGIN SELECT 1; END",
            "trigger sly is none of this ledger's",
        ),
        ("ALTER TABLE homes ADD COLUMN note TEXT", "column note of table homes is none of ours"),
        (
            CHECKED.format("weekly_pence >= 0", "weekly_pence >= -9", "placings"),
            "table placings is not as it was made",
        ),
        (CHECKED.format("refused", "welcome", "homes_no_delete"), "trigger homes_no_delete is not"),
        (CHECKED.format("LEFT JOIN", "JOIN", "spans"), "view spans is not as it was made"),
        ("PRAGMA user_version = 7", "the file's user_version is 7, not 0"),
    ],
)
def test_whatever_is_made_otherwise_is_told_by_its_name(
    statement: str, told: str, ledger: Path, office: Office
) -> None:
    (finding,) = changed(ledger, statement)

    assert finding.startswith(f"BROKEN: {told}")
    assert office.types("verify", exits=3).out == f"{finding}\n"


def test_what_sqlite_keeps_for_itself_is_nobodys(ledger: Path) -> None:
    assert changed(ledger, "ANALYZE") == []


# Whoever rewrites the whole chain still has the tables' rules and the promises against them


@contextmanager
def rewritten(ledger: Path) -> Iterator[sqlite3.Connection]:
    """The ledger as somebody rewrites it whole: every guard taken down, chained, and put back."""
    with closing(sqlite3.connect(ledger, isolation_level=None)) as connection:
        triggers = connection.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
        ).fetchall()
        connection.execute("PRAGMA ignore_check_constraints = ON")
        connection.execute("BEGIN")
        for name, _ in triggers:
            connection.execute(f"DROP TRIGGER {name}")
        yield connection
        rechained(connection)
        for _, guard in triggers:
            connection.execute(guard)
        connection.execute("COMMIT")


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        (
            "UPDATE placings SET basis = 'favour' WHERE id = 1",
            "CHECK constraint failed in placings",
        ),
        (
            "UPDATE home_names SET home = 999 WHERE id = 3",
            "home_names 3 refers to a row of homes that is not there",
        ),
        (
            "UPDATE determinations SET outcome = 'refuse' WHERE application = 12",
            "contract 12 was awarded to application 12, which did not stand admitted so "
            "(promise awarded-only-once-admitted: ",
        ),
    ],
)
def test_a_ledger_chained_anew_is_found_out_by_what_it_holds(
    statement: str, told: str, ledger: Path, office: Office
) -> None:
    with rewritten(ledger) as connection:
        connection.execute(statement)

    assert verified(ledger).chain_holds
    assert any(told in line for line in office.types("verify", exits=3).lines)


def test_damage_beside_the_chain_is_damage(ledger: Path, office: Office) -> None:
    with closing(sqlite3.connect(ledger)) as connection:
        ((page, size),) = connection.execute(
            "SELECT rootpage, page_size FROM sqlite_master, pragma_page_size "
            "WHERE name = 'home_names_home'"
        )
    whole = bytearray(ledger.read_bytes())
    end = page * size
    whole[end - 3], whole[end - 2] = whole[end - 2], whole[end - 3] ^ 1
    ledger.write_bytes(whole)

    told = office.types("verify", exits=5)

    assert told.out == ""
    assert "the ledger is damaged, though its chain holds: " in told.err


# In memory, and while somebody looks on


def test_progress_is_told_and_a_ledger_in_memory_is_verified_too(ledger: Path) -> None:
    read: list[tuple[int, int]] = []
    with closing(sqlite3.connect(ledger)) as file, closing(sqlite3.connect(":memory:")) as memory:
        file.backup(memory)
        found = verify(Database(memory, execute_plugins=False), lambda *done: read.append(done))

    assert found.intact
    assert read == sorted(read)
    assert read[-1][0] == read[-1][1] > 1000


def test_the_catalogue_of_promises_runs_in_any_shell(ledger: Path, office: Office) -> None:
    told = office.types("verify --promises --format json").json
    printed = office.types("verify --promises").out

    assert [each["name"] for each in told] == [promise.name for promise in PROMISES]
    assert all(promise.sentence in printed for promise in PROMISES)
    with closing(sqlite3.connect(ledger)) as connection:
        assert [connection.execute(each["sql"]).fetchall() for each in told] == [[]] * len(told)
