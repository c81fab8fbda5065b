"""A ledger restored is what its backup is, and what stood in its place is never lost."""

from __future__ import annotations

import os
import random
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from time import sleep

import pytest

from ..cli.test_confirming import asked
from ..cli.test_faults import with_room_for
from ..faults.children import heard_to_the_end, started
from ..office import Office
from .full import by_force, query, verified
from .killing import killed

KentAt = Callable[[str], Office]

KEPT = "dps.db.replaced-2021-05-04T150000Z"


@pytest.fixture
def office(kent_at: KentAt) -> Office:
    """Kent with a backup of seven entries, and an eighth recorded since."""
    office = kent_at("imported").on("2021-05-04T16:00")
    office.types("backup backup.db")
    office.types("check")
    return office


def files(office: Office) -> set[str]:
    return {path.name for path in office.folder.iterdir()}


def test_where_no_ledger_stands_the_backup_becomes_one(office: Office) -> None:
    found = verified(office.folder / "backup.db")

    told = office.types("restore backup.db --ledger again.db")

    assert told.err == ""
    assert told.out == (f"again.db restored from backup.db: 7 entries, head {found.head}\n")
    assert verified(office.folder / "again.db") == found
    office.types("check --ledger again.db")


def test_a_ledger_that_stands_there_is_kept_and_what_the_backup_lacks_is_told(
    office: Office,
) -> None:
    ours, theirs = verified(office.ledger), verified(office.folder / "backup.db")
    before, were = office.ledger.read_bytes(), files(office)

    refused = office.types("restore backup.db", exits=2)
    tried = office.types("restore backup.db --dry-run")
    assert (office.ledger.read_bytes(), files(office)) == (before, were)
    done = office.types("restore backup.db --yes")

    assert refused.err.startswith(
        "dpsctl: what is restored takes the place of dps.db, and there is nobody to ask\n"
    )
    assert (
        done.lines
        == tried.lines
        == [
            f"dps.db restored from backup.db: 7 entries, head {theirs.head}",
            f"dps.db as it was is kept in {KEPT}",
        ]
    )
    assert done.err == f"dps.db had entry 8, which the backup lacks; its head was {ours.head}\n"
    assert tried.err == f"{done.err}dry run: nothing restored\n"
    assert verified(office.ledger) == theirs
    assert verified(office.folder / KEPT) == ours
    assert files(office) == {*were, KEPT}


def test_done_again_it_does_nothing(office: Office) -> None:
    office.types("restore backup.db --yes")
    once, were = office.ledger.read_bytes(), files(office)

    told = office.on("2021-05-05").types("restore backup.db --yes")

    assert told.out.startswith("nothing to do: dps.db holds what backup.db does: 7 entries, head ")
    assert (office.ledger.read_bytes(), files(office), told.err) == (once, were, "")


def test_at_a_terminal_it_asks(office: Office) -> None:
    told = asked(office, ("restore", "backup.db"), "n")

    assert (told.code, told.out) == (130, "")
    assert "dps.db had entry 8, which the backup lacks" in told.err
    assert "Restore it so? [y/N]: " in told.err
    assert verified(office.ledger).entries == 8


def test_what_was_kept_can_be_restored_again(office: Office) -> None:
    office.types("restore backup.db --yes")

    told = office.on("2021-05-05").types(f"restore {KEPT} --yes --format json").json

    assert (told["common"], told["lost"], told["gained"]) == (7, 0, 1)
    assert verified(office.ledger).entries == 8


def test_a_backup_of_another_past_is_told_loudly(office: Office, kent_at: KentAt) -> None:
    office.types("restore backup.db --ledger other.db")
    office.on("2021-05-06").types("check --ledger other.db")

    told = office.types("restore other.db --yes")

    assert told.err.startswith(
        "THE BACKUP IS NO EARLIER POINT OF dps.db: the two part after entry 7\n"
    )
    office.on("2021-01-01").types("init system.yaml --ledger fresh.db")
    again = office.on("2021-06-01").types("restore fresh.db --yes")
    assert again.err.startswith(
        "THE BACKUP IS OF ANOTHER LEDGER: it has no entry in common with dps.db\n"
    )


def test_a_text_that_comes_back_with_the_backup_is_told(office: Office) -> None:
    with closing(sqlite3.connect(office.ledger)) as connection:
        ((document,),) = query(connection, "SELECT document FROM applications WHERE id = 1")
    office.types(f"redact {document} --reason Named --yes")
    office.types("backup redacted.db")

    told = office.types("restore backup.db --yes")

    assert f"redacted texts come back: sha256 {document}; redact them again" in told.err
    assert "come back" not in office.on("2021-05-05").types("restore redacted.db --yes").err


def test_a_head_that_is_the_same_over_facts_that_are_not_is_no_reason_to_leave_it(
    office: Office,
) -> None:
    office.types("restore backup.db --yes")
    with by_force(office.ledger) as connection:
        connection.execute("UPDATE homes SET id = id + 100")

    told = office.on("2021-05-05").types("restore backup.db --yes")

    assert told.err == "dps.db had the same head, and did not verify\n"
    assert verified(office.ledger).intact


@pytest.mark.parametrize(
    "damage",
    [
        lambda path: os.truncate(path, 50_000),
        lambda path: os.truncate(path, 20),
        lambda path: path.write_bytes(b"x" * 4096 + path.read_bytes()[4096:]),
        lambda path: path.write_bytes(path.read_bytes()[:4096] + os.urandom(300_000)),
    ],
)
def test_a_damaged_ledger_is_replaced_and_kept_byte_for_byte(
    damage: Callable[[Path], object], office: Office
) -> None:
    damage(office.ledger)
    damaged = office.ledger.read_bytes()

    told = office.types("restore backup.db --yes")

    assert "which of its entries the backup lacks cannot be told" in told.err
    assert verified(office.ledger) == verified(office.folder / "backup.db")
    assert (office.folder / KEPT).read_bytes()[4096:50_000] == damaged[4096:50_000]


def test_an_empty_ledger_leaves_nothing_to_keep(office: Office) -> None:
    office.ledger.write_bytes(b"")

    assert office.types("restore backup.db --yes").err == "dps.db was empty\n"
    assert verified(office.ledger).entries == 7
    assert KEPT not in files(office)


def test_a_journal_without_its_ledger_is_not_rolled_back_into_the_one_restored(
    office: Office,
) -> None:
    journal = office.folder / "dps.db-journal"
    with closing(sqlite3.connect(office.ledger, isolation_level=None)) as connection:
        connection.execute("DROP TRIGGER homes_no_update")
        connection.execute("PRAGMA cache_size = 1")  # so that the journal is written in time
        connection.execute("BEGIN")
        connection.execute("UPDATE homes SET id = id + 1000")
        torn = journal.read_bytes()
        connection.execute("ROLLBACK")
    office.ledger.unlink()
    journal.write_bytes(torn)

    office.types("restore backup.db")

    assert files(office) >= {f"{KEPT}-journal"}
    assert verified(office.ledger) == verified(office.folder / "backup.db")


# What is no backup


@pytest.mark.parametrize(
    ("backup", "code"),
    [("nowhere.db", 2), ("system.yaml", 5), ("empty.db", 5), ("foreign.db", 5), ("broken.db", 3)],
)
def test_what_is_no_sound_backup_is_refused(backup: str, code: int, office: Office) -> None:
    office.writes("empty.db", "")
    with closing(sqlite3.connect(office.folder / "foreign.db")) as connection:
        connection.execute("CREATE TABLE letters (id INTEGER)")
    (office.folder / "broken.db").write_bytes((office.folder / "backup.db").read_bytes())
    with by_force(office.folder / "broken.db") as connection:
        connection.execute("UPDATE entries SET reason = 'Another' WHERE id = 3")
    before, were = office.ledger.read_bytes(), files(office)

    for place in ("", " --ledger again.db"):
        told = office.types(f"restore {backup} --yes{place}", exits=code)

        assert backup in told.err.splitlines()[0]
        assert told.err.splitlines()[1] in (
            "  nothing was restored; take another backup",
            "  name the backup",
        )
    assert (office.ledger.read_bytes(), files(office)) == (before, were)


def test_neither_is_the_ledger_itself(office: Office) -> None:
    (office.folder / "link.db").symlink_to("dps.db")

    for name in ("dps.db", "link.db"):
        assert "is the ledger itself" in office.types(f"restore {name} --yes", exits=1).err


def test_somebody_elses_database_is_not_replaced(office: Office) -> None:
    with closing(sqlite3.connect(office.folder / "foreign.db")) as connection:
        connection.execute("CREATE TABLE letters (id INTEGER)")
    before = (office.folder / "foreign.db").read_bytes()

    told = office.types("restore backup.db --yes --ledger foreign.db", exits=5)

    assert "foreign.db is not a dpsctl ledger, though it is an SQLite file" in told.err
    assert (office.folder / "foreign.db").read_bytes() == before


def test_what_is_kept_is_not_written_over(office: Office) -> None:
    (office.folder / KEPT).write_text("somebody's own")

    assert f"{KEPT} stands already" in office.types("restore backup.db --yes", exits=1).err
    assert (office.folder / KEPT).read_text() == "somebody's own"
    assert verified(office.ledger).entries == 8


# Others at the same file


def test_whoever_has_the_ledger_open_goes_on_in_what_was_restored(office: Office) -> None:
    with closing(sqlite3.connect(office.ledger, isolation_level=None)) as somebody:
        assert query(somebody, "SELECT COUNT(*) FROM entries") == [(8,)]

        office.types("restore backup.db --yes")

        assert query(somebody, "SELECT COUNT(*) FROM entries") == [(7,)]
        somebody.execute("CREATE TABLE mine (id INTEGER)")
    with closing(sqlite3.connect(office.ledger)) as another:
        assert query(another, "SELECT COUNT(*) FROM mine") == [(0,)]


def test_a_command_that_waits_records_in_what_was_restored(office: Office) -> None:
    with closing(sqlite3.connect(office.ledger, isolation_level=None)) as somebody:
        somebody.execute("BEGIN IMMEDIATE")
        restoring = started(office, "restore backup.db --yes")
        checking = started(office, "check")
        sleep(1.5)
        somebody.execute("ROLLBACK")
        told = [heard_to_the_end(restoring), heard_to_the_end(checking)]

    assert [each.code for each in told] == [0, 0], told
    found = verified(office.ledger)
    # Whichever came first: recorded before, the check is kept aside; after, it is in the ledger.
    first = told[1].out.startswith("nothing to do")
    assert (found.intact, found.entries) == (True, 7 if first else 8)


# Faults


def test_killed_half_way_the_ledger_is_as_it_was_or_as_the_backup_is(office: Office) -> None:
    office.types("backup later.db")
    chance = random.Random(20108)
    ends = set()
    for number in range(12):
        backup = ("backup.db", "later.db")[number % 2]
        at = office.on(f"2021-05-05T16:{number:02}")
        ends.add(killed(at, f"restore {backup} --yes", chance.uniform(0, 0.1)))

        found = verified(office.ledger)
        assert (found.intact, found.entries in (7, 8)) == (True, True)
    assert True in ends

    office.on("2021-05-06").types("restore backup.db --yes")
    assert verified(office.ledger) == verified(office.folder / "backup.db")


@pytest.mark.parametrize("more", [-400_000, -1, 20_000])
def test_without_room_the_ledger_stands_as_it_was(more: int, office: Office) -> None:
    before, were = office.ledger.read_bytes(), files(office)
    size = office.ledger.stat().st_size + more

    told = with_room_for(size, office, "restore backup.db --yes")

    if more < 0:
        assert told.code == 5
        assert (office.ledger.read_bytes(), files(office)) == (before, were)
    assert verified(office.ledger).intact
