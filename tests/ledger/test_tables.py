"""What the tables take and what they refuse, whoever writes into them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import pytest

from dpsctl.ledger.facts import KINDS, Fact

from .full import columns_of, query, tables_of, untriggered

KIND = pytest.mark.parametrize("kind", KINDS, ids=[kind.table for kind in KINDS])


@pytest.fixture
def shell(laid_open: Path) -> Iterator[sqlite3.Connection]:
    """The ledger in a bare shell, with nobody's rules but the tables' own."""
    with untriggered(laid_open) as connection:
        yield connection


def added_again(shell: sqlite3.Connection, table: str, column: str, value: str) -> None:
    """The newest fact of a table once more, with the next numbers and one other value."""
    own = {
        "id": f"(SELECT MAX(id) + 1 FROM {table})",
        "entry": "(SELECT MAX(id) + 1 FROM entries)",
        "digest": f"'{'e' * 64}'",
        "sha256": f"'{'e' * 64}'",
        column: value,
    }
    columns = list(columns_of(shell, table))
    values = ", ".join(own.get(each, each) for each in columns)
    shell.execute(
        f"INSERT INTO {table} ({', '.join(columns)}) SELECT {values} FROM {table} "
        f"WHERE id = (SELECT MAX(id) FROM {table})"
    )


def refusal(shell: sqlite3.Connection, table: str, column: str, value: str) -> str:
    with pytest.raises(sqlite3.IntegrityError) as caught:
        added_again(shell, table, column, value)
    return str(caught.value)


def columns_checked_with(shell: sqlite3.Connection, function: str) -> list[tuple[str, str]]:
    """Every column whose table's text has ``CHECK (column IS function(...``."""
    tables = query(shell, "SELECT name, sql FROM sqlite_master WHERE type = 'table'")
    return [
        (table, column)
        for table, sql in tables
        for column in columns_of(shell, table)
        if f"CHECK ({column} IS {function}" in sql
    ]


@KIND
def test_a_fact_has_the_columns_of_its_table_in_their_order(
    kind: type[Fact], shell: sqlite3.Connection
) -> None:
    named = [field.name for field in fields(kind)]  # type: ignore[arg-type]

    assert list(columns_of(shell, kind.table)) == ["id", "entry", *named]


@KIND
def test_a_facts_types_are_those_of_its_columns(
    kind: type[Fact], shell: sqlite3.Connection
) -> None:
    rows = query(shell, f"SELECT name, type, \"notnull\" FROM pragma_table_info('{kind.table}')")
    python = {"INTEGER": "int", "TEXT": "str"}
    columns = {name: python[type] + " | None" * (not notnull) for name, type, notnull in rows}
    typed = {field.name: field.type for field in fields(kind)}  # type: ignore[arg-type]
    if kind.table == "documents":
        columns["text"] = "str"  # null only once it is redacted

    assert typed == {name: columns[name] for name in typed}


def test_every_table_is_a_kind_of_fact(laid_open: Path) -> None:
    assert sorted(kind.table for kind in KINDS) == tables_of(laid_open)


def test_every_table_is_strict_numbered_and_chained_and_holds_no_blob(
    shell: sqlite3.Connection, laid_open: Path
) -> None:
    strict = query(shell, "SELECT name FROM pragma_table_list WHERE strict")
    assert sorted(name for (name,) in strict) == sorted(["entries", *tables_of(laid_open)])
    for table in tables_of(laid_open):
        columns = columns_of(shell, table)
        assert list(columns)[:2] == ["id", "entry"]
        assert columns["id"] == columns["entry"] == "INTEGER"
        assert set(columns.values()) <= {"INTEGER", "TEXT"}


def test_columns_that_are_called_a_day_or_an_instant_are_checked_to_be_one(
    shell: sqlite3.Connection, laid_open: Path
) -> None:
    days = columns_checked_with(shell, "date(")
    instants = columns_checked_with(shell, "strftime(")
    called = [
        (table, column)
        for table in ["entries", *tables_of(laid_open)]
        for column in columns_of(shell, table)
        if column.endswith(("_on", "_day", "_by", "_from", "_until", "_at"))
        and column != "taken_by"
    ]

    assert set(called) <= {*days, *instants}
    assert sorted(instants) == sorted(each for each in called if each[1].endswith("_at"))


@pytest.mark.parametrize(
    "day", ["2021-02-30", "2021-2-3", "10/02/2021", "2021-02-10T00:00:00Z", "20210210", "x", ""]
)
def test_no_column_of_days_takes_what_is_no_day(day: str, shell: sqlite3.Connection) -> None:
    columns = columns_checked_with(shell, "date(")

    assert len(columns) >= 20
    for table, column in columns:
        assert "CHECK constraint failed" in refusal(shell, table, column, f"'{day}'")


@pytest.mark.parametrize(
    "instant",
    [
        "2021-02-30T10:00:00Z",
        "2021-02-10 10:00:00",
        "2021-02-10T10:00:00",
        "2021-02-10T10:00Z",
        "2021-02-10T10:00:00+01:00",
        "2021-02-10T24:00:00Z",
        "2021-02-10T25:00:00Z",
        "2021-02-10",
    ],
)
def test_no_column_of_instants_takes_what_is_none(instant: str, shell: sqlite3.Connection) -> None:
    columns = columns_checked_with(shell, "strftime(")

    assert len(columns) >= 6
    for table, column in columns:
        assert "CHECK constraint failed" in refusal(shell, table, column, f"'{instant}'")


@pytest.mark.parametrize("column", ["current_weekly_pence", "offered_weekly_pence"])
def test_money_is_whole_pence_and_never_negative(column: str, shell: sqlite3.Connection) -> None:
    table = "application_placements"

    assert "CHECK constraint failed" in refusal(shell, table, column, "-1")
    assert "cannot store REAL" in refusal(shell, table, column, "1622.5")
    assert "cannot store TEXT" in refusal(shell, table, column, "'£1,622.50'")


def test_no_column_of_numbers_takes_a_text_and_none_takes_bytes(
    shell: sqlite3.Connection, laid_open: Path
) -> None:
    for table in ["entries", *tables_of(laid_open)]:
        for column, type in columns_of(shell, table).items():
            if column == "id":
                continue  # of another type than any column's: "datatype mismatch"
            assert "cannot store BLOB" in refusal(shell, table, column, "x'00'")
            if type == "INTEGER":
                assert "cannot store TEXT" in refusal(shell, table, column, "'one'")


@pytest.mark.parametrize(
    ("table", "column", "value"),
    [
        ("assessments", "kind", "'equality'"),
        ("checks", "verdict", "'passed'"),
        ("findings", "finding", "'yes'"),
        ("determinations", "outcome", "'award'"),
        ("systems", "rehearsal", "2"),
        ("entries", "pinned", "2"),
        ("entries", "digest", "'short'"),
        ("documents", "sha256", "'short'"),
        ("applications", "facts", "'not JSON'"),
    ],
)
def test_columns_with_a_vocabulary_take_no_other_word(
    table: str, column: str, value: str, shell: sqlite3.Connection
) -> None:
    assert "CHECK constraint failed" in refusal(shell, table, column, value)
