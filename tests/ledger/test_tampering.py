"""Every tampering is caught, by our verifier and by the independent one alike.

One changed value in any column of any table, deleted, inserted and swapped facts and entries, a
list of migrations that is another, a tail cut off, and a whole ledger rewritten.
"""

from __future__ import annotations

import re
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlite_utils import Database

from dpsctl.ledger.facts import KINDS
from dpsctl.ledger.schema import known_migrations
from dpsctl.ledger.schema.compared import differences
from dpsctl.shipped import INDEPENDENT

from ..office import Office
from .forging import by_path, independently, ours, rechained, trimmed, undone
from .full import by_force, contents, copied, query

TABLES = ["entries", *sorted(kind.table for kind in KINDS)]
EACH_TABLE = pytest.mark.parametrize("table", TABLES)

# One character of a text; the next number of a number.
CHANGED = {
    "TEXT": "COALESCE(substr({0}, 1, length({0}) - 1) || char(unicode(substr({0}, -1)) + 1), 'x')",
    "INTEGER": "{0} + 1",
}
ANY = {"TEXT": "'x'", "INTEGER": "1"}


@pytest.fixture(scope="module")
def forced(
    kept_open: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[sqlite3.Connection]:
    """A small ledger without triggers, open; whoever changes it takes that back."""
    small = copied(kept_open, tmp_path_factory.mktemp("small") / "dps.db")
    with by_force(small) as connection:
        trimmed(connection)
        assert ours(connection) == independently(connection) == (True, None)
        yield connection


def entry_column(table: str) -> str:
    return "id" if table == "entries" else "entry"


def changes(connection: sqlite3.Connection, table: str) -> Iterator[tuple[str, int, int]]:
    """Each column changed in the middle one of the rows where it is a value, and of those where it
    is none: what is SET, the row's number and its entry.
    """
    columns = f"SELECT name, type, \"notnull\" OR pk FROM pragma_table_info('{table}')"
    for column, type, filled in query(connection, columns):
        rows = f"SELECT id, {entry_column(table)} FROM {table} WHERE {column} IS {{}} ORDER BY id"
        last = " DESC" if column == "id" else ""  # the next number must be nobody's
        if having := query(connection, rows.format("NOT NULL") + last):
            place = having[0 if last else len(having) // 2]
            yield f"{column} = {CHANGED[type].format(column)}", *place
            if not filled:
                yield f"{column} = NULL", *place
        if lacking := query(connection, rows.format("NULL")):
            yield f"{column} = {ANY[type]}", *lacking[len(lacking) // 2]


@EACH_TABLE
def test_a_changed_value_in_any_column_is_caught_at_its_entry(
    table: str, forced: sqlite3.Connection
) -> None:
    tried = list(changes(forced, table))
    columns = [name for (name,) in query(forced, f"SELECT name FROM pragma_table_info('{table}')")]

    assert {change.split(" = ")[0] for change, _, _ in tried} == set(columns)
    for change, id, entry in tried:
        with undone(forced):
            forced.execute(f"UPDATE OR IGNORE {table} SET {change} WHERE id = {id}")
            if not query(forced, "SELECT changes()")[0][0]:  # another row has that value
                forced.execute(f"UPDATE {table} SET {change} + 1000 WHERE id = {id}")
            assert ours(forced) == independently(forced) == (False, entry), change


@EACH_TABLE
def test_a_deleted_or_an_inserted_row_is_caught(table: str, forced: sqlite3.Connection) -> None:
    columns = [name for (name,) in query(forced, f"SELECT name FROM pragma_table_info('{table}')")]
    own = {"id": "id + 1", **dict.fromkeys(("digest", "sha256"), f"'{'e' * 64}'")}
    again = ", ".join(own.get(name, name) for name in columns)
    newest = f"(SELECT MAX(id) FROM {table})"
    for forged in (
        f"DELETE FROM {table} WHERE id = (SELECT MAX(id) / 2 + 1 FROM {table})",
        f"DELETE FROM {table} WHERE id = {newest}",
        f"INSERT INTO made SELECT {again} FROM {table} WHERE id = {newest}",
    ):
        with undone(forced):
            # A copy has no unique keys that a whole row forged once more would break.
            forced.execute(f"CREATE TABLE made AS SELECT * FROM {table}")
            forced.execute(forged.replace(f"DELETE FROM {table}", "DELETE FROM made"))
            _put_in_place(forced, table)

            assert ours(forced)[0] is independently(forced)[0] is False, forged


def _put_in_place(connection: sqlite3.Connection, table: str) -> None:
    for (view,) in query(connection, "SELECT name FROM sqlite_master WHERE type = 'view'"):
        connection.execute(f"DROP VIEW {view}")
    connection.execute(f"DROP TABLE {table}")
    connection.execute(f"ALTER TABLE made RENAME TO {table}")


def test_entries_that_changed_places_are_caught(forced: sqlite3.Connection) -> None:
    ((newest,),) = query(forced, "SELECT MAX(id) FROM entries")
    for first in range(1, newest, 5):
        with undone(forced):
            for old, new in ((first, -1), (first + 1, first), (-1, first + 1)):
                for table in TABLES[1:]:
                    forced.execute(f"UPDATE {table} SET entry = {new} WHERE entry = {old}")
                forced.execute(f"UPDATE entries SET id = {new} WHERE id = {old}")

            assert ours(forced) == independently(forced) == (False, first)


def test_so_is_a_fact_that_was_moved_to_another_entry(forced: sqlite3.Connection) -> None:
    with undone(forced):
        forced.execute("UPDATE homes SET entry = entry + 1 WHERE id = (SELECT MAX(id) FROM homes)")

        assert ours(forced)[0] is independently(forced)[0] is False


# What shows only against a kept head


def kept(ledger: Path) -> str:
    found = contents(ledger)
    assert found.intact and found.head
    return found.head


def test_a_tail_that_was_cut_off_shows_against_a_kept_head(laid_open: Path) -> None:
    head = kept(laid_open)
    with by_force(laid_open) as connection:
        ((newest,),) = query(connection, "SELECT MAX(id) FROM entries")
        for table in TABLES:
            connection.execute(f"DELETE FROM {table} WHERE {entry_column(table)} = {newest}")

    assert contents(laid_open).intact
    assert by_path(laid_open)[0] == 0
    assert lost(laid_open, head) == by_path(laid_open, head)[0] == 3


def test_a_ledger_rewritten_whole_shows_against_a_kept_head(laid_open: Path) -> None:
    head = kept(laid_open)
    with by_force(laid_open) as connection:
        connection.execute("UPDATE contracts SET ends_on = '2027-06-14' WHERE id = 3")
        rechained(connection)

    assert contents(laid_open).intact
    assert by_path(laid_open)[0] == 0
    assert lost(laid_open, head) == by_path(laid_open, head)[0] == 3


def lost(ledger: Path, head: str) -> int:
    """What ``verify --head`` ends with, where it says that the head is lost."""
    told = Office(ledger.parent, "2022-03-01T10:00").tries(f"verify --head {head}")
    assert f"BROKEN: no entry has the head {head} that was kept" in told.out
    return told.code


def test_a_head_that_was_kept_is_found_by_its_first_characters(
    ledger: Path, tmp_path: Path
) -> None:
    office = Office(tmp_path, "2022-03-01T10:00")
    with closing(sqlite3.connect(ledger)) as connection:
        ((head,),) = query(connection, "SELECT digest FROM entries WHERE id = 20")
        ((newest,),) = query(connection, "SELECT MAX(id) FROM entries")
    told = f"the head that was kept is that of entry 20; {newest - 20} entries came after it"

    for given in (head, head[:12], f"{head[:20].upper()} "):
        assert office.types(f"verify --head '{given}'").lines[-1] == told
    assert office.types(f"verify --head {head} -f json").json["kept"] == {
        "head": head,
        "entry": 20,
        "after": newest - 20,
    }
    assert by_path(ledger, head[:12])[1].endswith("the head that was kept is that of entry 20")


@pytest.mark.parametrize("given", ["", "12345678901", "x" * 64, "a" * 65, "'or 1 or'", "%" * 12])
def test_what_is_no_digest_is_wrong_usage(given: str, ledger: Path, tmp_path: Path) -> None:
    told = Office(tmp_path, "2022-03-01T10:00").types(f'verify --head "{given}"', exits=2)

    assert "is no digest, nor the beginning of one" in told.err


def test_what_head_says_of_checking_it_later_holds(ledger: Path, tmp_path: Path) -> None:
    office = Office(tmp_path, "2022-03-01T10:00")
    told = office.types("head")
    ours = re.search(r"dpsctl (verify --head \w+)", told.err)
    theirs = re.search(r"python3 (-I .*)", told.err)

    assert told.out == f"{kept(ledger)}\n"
    assert ours and theirs
    assert office.types(ours[1]).lines[-1].endswith("0 entries came after it")
    done = subprocess.run(
        [sys.executable, *theirs[1].split()], cwd=tmp_path, capture_output=True, text=True
    )
    assert (done.returncode, done.stdout.split(";")[0]) == (0, office.types("verify").out.strip())


# The independent verifier by itself


def independent(*words: str | Path) -> tuple[int, str]:
    done = subprocess.run(
        [sys.executable, "-I", INDEPENDENT, *words], capture_output=True, text=True, env={}
    )
    assert done.stderr == ""
    return done.returncode, done.stdout


def test_it_is_run_as_a_file_of_its_own(laid_open: Path, tmp_path: Path) -> None:
    head = kept(laid_open)
    assert independent(laid_open) == (0, f"intact: 60 entries, head {head}\n")
    assert independent(laid_open, "f" * 12)[0] == 3
    with by_force(laid_open) as connection:
        connection.execute("UPDATE homes SET entry = entry + 1 WHERE id = 3")
    assert independent(laid_open)[0] == 3
    assert independent(tmp_path / "none.db")[0] == 5
    (tmp_path / "text.db").write_text("home,weekly fee\n" * 100)
    assert independent(tmp_path / "text.db")[0] == 5
    assert "python -I verify_ledger.py LEDGER" in independent()[1]


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE _sqlite_migrations SET name = replace(name, 'clocks', 'clockt')",
        "DELETE FROM _sqlite_migrations WHERE name = '0002-the-clocks'",
        "INSERT INTO _sqlite_migrations (migration_set, name) VALUES ('dpsctl', '9999-postcards')",
        "PRAGMA application_id = 7",
    ],
)
def test_a_list_of_migrations_that_is_another_is_caught(
    change: str, ledger: Path, tmp_path: Path
) -> None:
    with closing(sqlite3.connect(ledger, isolation_level=None)) as connection:
        connection.execute(change)
        assert len(differences(Database(connection, execute_plugins=False))) >= 1

    assert Office(tmp_path, "2022-03-01T10:00").types("verify", exits=5).out == ""
    assert by_path(ledger)[0] == 5


def test_it_knows_the_migrations_that_we_do() -> None:
    from dpsctl.independent import verify_ledger

    assert verify_ledger.MIGRATIONS.split() == known_migrations()


def test_it_is_one_short_file_of_the_standard_library_that_nobody_imports() -> None:
    text = INDEPENDENT.read_text(encoding="utf-8")
    imported = set(re.findall(r"^(?:from|import) (\w+)", text, re.MULTILINE))

    assert len(text.splitlines()) < 100
    assert imported <= sys.stdlib_module_names
    package = INDEPENDENT.parent.parent
    assert not [
        path for path in package.rglob("*.py") if "dpsctl.independent" in path.read_text("utf-8")
    ]


# A text that is gone


def test_a_missing_text_is_accepted_only_with_its_redaction(laid_open: Path) -> None:
    with by_force(laid_open) as connection:
        connection.execute("UPDATE documents SET text = NULL WHERE id = 7")
        assert ours(connection)[0] is independently(connection)[0] is False

        columns = "entry, sha256"
        connection.execute(
            f"INSERT INTO redactions ({columns}) SELECT 52, sha256 FROM documents WHERE id = 7"
        )
        assert ours(connection) == independently(connection) == (False, 52)  # it is in no digest
        rechained(connection)
        assert ours(connection) == independently(connection) == (True, None)

        connection.execute("UPDATE documents SET text = NULL WHERE id = 8")
        assert ours(connection)[0] is independently(connection)[0] is False
