"""Whatever is changed in a ledger by force, ``verify`` names the entry, and never stumbles."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from dpsctl.ledger.facts import KINDS
from dpsctl.ledger.schema.views import VIEWS
from dpsctl.ledger.verifying import Verification

from ..office import Office
from .full import contents, falsified, query, verified

TABLES = ["entries", *sorted(kind.table for kind in KINDS)]


def entry_of(ledger: Path, table: str, id: int) -> int:
    with closing(sqlite3.connect(ledger)) as connection:
        ((entry,),) = query(connection, f"SELECT entry FROM {table} WHERE id = ?", id)
    return int(entry)


def test_an_intact_ledger_is_told_as_such(kept_ledger: Path) -> None:
    found = verified(kept_ledger)
    with closing(sqlite3.connect(kept_ledger)) as connection:
        ((newest, digest),) = query(
            connection, "SELECT id, digest FROM entries ORDER BY id DESC LIMIT 1"
        )

    assert found == Verification(newest, digest)
    assert found.intact


# Editing: every column of every table is tried in test_tampering


@pytest.mark.parametrize("text", ["NULL", "''", "text || ' '", "CAST(text || x'FF' AS TEXT)"])
def test_a_documents_text_is_held_against_its_digest(text: str, laid_open: Path) -> None:
    found = falsified(laid_open, f"UPDATE documents SET text = {text} WHERE id = 7")

    assert found.broken_at == entry_of(laid_open, "documents", 7)
    assert found.why == "the text of documents 7 is not the one that its sha256 names"


def test_a_text_with_its_digest_changed_too_breaks_the_chain(laid_open: Path) -> None:
    empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    found = falsified(laid_open, f"UPDATE documents SET text = '', sha256 = '{empty}' WHERE id = 7")

    assert found.broken_at == entry_of(laid_open, "documents", 7)


def test_a_text_that_is_no_utf8_is_no_stumbling_block(laid_open: Path) -> None:
    for forced in (r"CAST(x'FF' AS TEXT)", r"'\xff'", "CAST(x'EDB3BF' AS TEXT)"):
        found = falsified(laid_open, f"UPDATE home_names SET name = {forced} WHERE id = 3")

        assert found.broken_at == entry_of(laid_open, "home_names", 3)


@pytest.mark.parametrize("digest", ["lower(hex(zeroblob(32)))", "'garbage'", "''", "upper(digest)"])
def test_an_entry_with_another_digest_is_named(digest: str, laid_open: Path) -> None:
    found = falsified(laid_open, f"UPDATE entries SET digest = {digest} WHERE id = 5")

    assert (found.broken_at, found.why) == (5, "entry 5 or its facts are not what was recorded")


# Deleting


def test_a_fact_that_was_deleted_is_named(laid_open: Path) -> None:
    entry = entry_of(laid_open, "findings", 37)
    found = falsified(laid_open, "DELETE FROM findings WHERE id = 37")

    assert (found.broken_at, found.why) == (entry, "findings 37 is missing")


def test_so_is_the_last_fact_of_its_entry_where_another_follows(laid_open: Path) -> None:
    entry = entry_of(laid_open, "findings", 860)
    assert entry_of(laid_open, "findings", 861) > entry
    found = falsified(laid_open, "DELETE FROM findings WHERE id = 860")

    assert (found.broken_at, found.why) == (entry, "findings 860 is missing")


def test_an_entry_that_was_deleted_is_named(laid_open: Path) -> None:
    found = falsified(laid_open, "DELETE FROM entries WHERE id = 4")

    assert (found.broken_at, found.why) == (4, "entry 4 is missing")


def test_so_is_one_that_was_deleted_with_its_facts(laid_open: Path) -> None:
    facts = [f"DELETE FROM {table} WHERE entry = 4" for table in TABLES[1:]]
    found = falsified(laid_open, "DELETE FROM entries WHERE id = 4", *facts)

    assert (found.broken_at, found.why) == (4, "entry 4 is missing")


def test_one_that_was_deleted_with_those_after_moved_up_is_named(laid_open: Path) -> None:
    shut = [f"DELETE FROM {table} WHERE entry = 4" for table in TABLES[1:]]
    moved = [f"UPDATE {table} SET entry = entry - 1 WHERE entry > 4" for table in TABLES[1:]]
    entries = ["DELETE FROM entries WHERE id = 4", "UPDATE entries SET id = id - 1 WHERE id > 4"]

    assert falsified(laid_open, *shut, *moved, *entries).broken_at == 4


def test_a_newest_entry_that_was_deleted_leaves_its_facts_behind(laid_open: Path) -> None:
    before = contents(laid_open)
    found = falsified(laid_open, f"DELETE FROM entries WHERE id = {before.entries}")

    assert (found.entries, found.broken_at) == (before.entries - 1, before.entries)
    assert found.why == "snapshot_days 1 belongs to no entry"


def test_a_newest_entry_cut_off_with_its_facts_shows_only_against_a_kept_head(
    laid_open: Path,
) -> None:
    kept = contents(laid_open)
    newest = kept.entries
    facts = [f"DELETE FROM {table} WHERE entry = {newest}" for table in TABLES[1:]]
    found = falsified(laid_open, f"DELETE FROM entries WHERE id = {newest}", *facts)

    assert found.intact
    assert found.entries == newest - 1
    assert found.head != kept.head


def test_a_ledger_with_everything_cut_off_is_an_empty_chain(laid_open: Path) -> None:
    assert falsified(laid_open, *(f"DELETE FROM {table}" for table in TABLES)) == Verification(
        0, None
    )


# Reordering


def test_two_entries_that_changed_places_are_found_at_the_first(laid_open: Path) -> None:
    numbers = "UPDATE entries SET id = CASE id WHEN 3 THEN -4 WHEN 4 THEN -3 END WHERE id IN (3, 4)"
    found = falsified(laid_open, numbers, "UPDATE entries SET id = -id WHERE id < 0")

    assert found.broken_at == 3


def test_two_entries_that_changed_contents_are_found_at_the_first(laid_open: Path) -> None:
    columns = ["command", "reason", "digest"]
    swapped = ", ".join(
        f"{column} = (SELECT {column} FROM before WHERE before.id = 7 - entries.id)"
        for column in columns
    )
    found = falsified(
        laid_open,
        "CREATE TEMP TABLE before AS SELECT * FROM entries",
        "UPDATE entries SET digest = id WHERE id IN (3, 4)",
        f"UPDATE entries SET {swapped} WHERE id IN (3, 4)",
    )

    assert found.broken_at == 3


def test_facts_that_changed_numbers_break_the_chain(laid_open: Path) -> None:
    entry = entry_of(laid_open, "home_names", 2)
    numbers = (
        "UPDATE home_names SET id = CASE id WHEN 2 THEN -3 WHEN 3 THEN -2 END WHERE id IN (2, 3)"
    )
    found = falsified(laid_open, numbers, "UPDATE home_names SET id = -id WHERE id < 0")

    assert found.broken_at == entry


# Inserting


def test_a_fact_put_into_an_old_entry_is_named(laid_open: Path) -> None:
    found = falsified(laid_open, "INSERT INTO homes (entry) VALUES (3)")

    assert (found.broken_at, found.why) == (3, "homes 23 was not recorded by entry 3")


@pytest.mark.parametrize("entry", [99, 1_000_000_000_000])
def test_a_fact_of_an_entry_that_does_not_exist_is_named(entry: int, laid_open: Path) -> None:
    found = falsified(laid_open, f"INSERT INTO homes (entry) VALUES ({entry})")

    assert (found.broken_at, found.why) == (entry, "homes 23 belongs to no entry")


@pytest.mark.parametrize("entry", [0, -1])
def test_a_fact_from_before_the_first_entry_is_named(entry: int, laid_open: Path) -> None:
    found = falsified(laid_open, f"INSERT INTO homes (entry) VALUES ({entry})")

    assert (found.broken_at, found.why) == (1, "homes 23 belongs to no entry")


@pytest.mark.parametrize("id", [0, -1])
def test_an_entry_from_before_the_first_is_found(id: int, laid_open: Path) -> None:
    found = falsified(
        laid_open,
        f"INSERT INTO entries SELECT {id}, recorded_at, by, login, command, reason, pinned, 'x' "
        "FROM entries WHERE id = 1",
    )

    assert found.broken_at == 1


def test_a_fact_that_waits_for_the_next_entry_is_not_vouched_for_by_it(
    ledger: Path, tmp_path: Path
) -> None:
    with closing(sqlite3.connect(ledger)) as connection:  # and no trigger is in its way
        connection.execute("INSERT INTO homes (entry) SELECT MAX(id) + 1 FROM entries")
        connection.commit()
    assert contents(ledger).why == "homes 23 belongs to no entry"

    told = Office(tmp_path, "2021-10-01T10:00").types(
        "record-assessment eqia --version 3 --signed 2021-09-30 --review-by 2022-09-30", exits=5
    )

    assert told.err == (
        "dpsctl: the ledger dps.db holds facts that belong to no entry\n"
        "  nothing was recorded; see `dpsctl verify`, and bring back a backup\n"
    )


# Making something else of the tables

NO_VIEWS = [f"DROP VIEW {view}" for view in VIEWS]

MAKING_OVER = {
    "numbers as texts": "SELECT id, CAST(entry AS TEXT) AS entry, sha256, text FROM {}",
    "numbers as fractions": "SELECT id, entry + 0.5 AS entry, sha256, text FROM {}",
    "no numbers": "SELECT NULL AS id, NULL AS entry, sha256, text FROM {}",
    "bytes for texts": "SELECT id, entry, CAST(sha256 AS BLOB) AS sha256, x'FF' AS text FROM {}",
    "bytes for numbers": "SELECT CAST(id AS BLOB) AS id, entry, sha256, text FROM {}",
    "no entry": "SELECT id, sha256, text FROM {}",
    "no text": "SELECT id, entry, sha256 FROM {}",
    "no digest": "SELECT id, entry, text FROM {}",
    "nothing": "SELECT * FROM {} WHERE 0",
}


def made_over(ledger: Path, table: str, select: str) -> Verification:
    return falsified(
        ledger,
        *NO_VIEWS,
        f"CREATE TABLE made_over AS {select.format(table)}",
        f"DROP TABLE {table}",
        f"ALTER TABLE made_over RENAME TO {table}",
    )


@pytest.mark.parametrize("how", MAKING_OVER)
def test_a_table_made_over_is_found_out(how: str, laid_open: Path) -> None:
    found = made_over(laid_open, "documents", MAKING_OVER[how])

    assert not found.intact
    assert found.broken_at in (None, 1)
    assert "documents" in (found.why or "") or found.broken_at == 1


@pytest.mark.parametrize(
    "columns",
    [
        "CAST(id AS TEXT) AS id, digest, by",
        "id, CAST(digest AS BLOB) AS digest, by",
        "id, digest, CAST(by AS BLOB) AS by",
        "id, by",
        "digest, by",
        "NULL AS id, digest, by",
    ],
)
def test_entries_made_over_are_found_out(columns: str, laid_open: Path) -> None:
    found = made_over(laid_open, "entries", f"SELECT {columns} FROM {{}}")

    assert not found.intact
    assert found.broken_at in (None, 1)


@pytest.mark.parametrize("table", TABLES)
def test_a_table_that_was_dropped_is_named(table: str, laid_open: Path) -> None:
    found = falsified(laid_open, *NO_VIEWS, f"DROP TABLE {table}")

    assert not found.intact
    assert table in (found.why or "")


# At the command line

EDITED = "entry 7 or its facts are not what was recorded"


def test_the_command_names_the_entry_and_ends_with_3(ledger: Path, tmp_path: Path) -> None:
    office = Office(tmp_path, "2021-10-01T10:00")
    before = verified(ledger)
    with closing(sqlite3.connect(ledger, isolation_level=None)) as connection:
        ((guard,),) = query(
            connection,
            "SELECT sql FROM sqlite_master WHERE name = 'application_placements_no_update'",
        )
        connection.executescript(
            "DROP TRIGGER application_placements_no_update;"
            "UPDATE application_placements SET offered_weekly_pence = 1 WHERE id = 1;" + guard
        )

    assert office.types("verify", exits=3).out == f"BROKEN at entry 7: {EDITED}\n"
    assert office.types("verify --format json", exits=3).json == {
        "entries": before.entries,
        "head": before.head,
        "intact": False,
        "broken_at": 7,
        "why": EDITED,
        "findings": [{"about": "chain", "entry": 7, "why": EDITED}],
    }


def test_all_that_is_found_is_told_a_line_each(laid_open: Path, tmp_path: Path) -> None:
    office = Office(tmp_path, "2021-10-01T10:00")
    falsified(laid_open, "UPDATE application_placements SET offered_weekly_pence = 1 WHERE id = 1")

    first, *others = office.types("verify", exits=3).lines

    assert first == f"BROKEN at entry 7: {EDITED}"
    assert "BROKEN: trigger homes_no_update is gone" in others


def test_the_command_tells_an_intact_ledger_and_ends_with_0(ledger: Path, tmp_path: Path) -> None:
    office = Office(tmp_path, "2021-10-01T10:00")
    found = verified(ledger)

    assert office.types("verify").out == f"intact: {found.entries} entries, head {found.head}\n"
    assert office.types("verify --format json").json == {
        "entries": found.entries,
        "head": found.head,
        "intact": True,
        "broken_at": None,
        "why": None,
        "findings": [],
    }
