"""What is wrong with a ledger's file is said in a line or two, and harms nothing."""

from __future__ import annotations

import json
import os
import resource
import signal
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import asdict

import pytest

from ..faults.children import typed
from ..faults.space import like_everybody, mode
from ..office import Office, Told

KentAt = Callable[[str], Office]

LOOKING = ("status", "verify", "head", "report roster", "explain 1")
RECORDING = ("check", "import applications", "award --decision 20/00108 --yes", "migrate")
EVERY = (*LOOKING, *RECORDING)


@pytest.fixture
def office(kent_at: KentAt) -> Office:
    return kent_at("imported").on("2021-04-06T09:10")


def told_of(office: Office, *commands: str) -> set[str]:
    """The one complaint that commands end with, all with exit code 5 and nothing else said."""
    before = office.ledger.read_bytes() if office.ledger.is_file() else None
    told = [office.types(command, exits=5) for command in commands]
    assert {each.out for each in told} == {""}
    assert (office.ledger.read_bytes() if office.ledger.is_file() else None) == before
    return {each.err for each in told}


# Files that are no ledgers


def test_where_there_is_no_ledger_one_is_asked_for(new_office: Office) -> None:
    assert told_of(new_office, *EVERY) == {
        "dpsctl: there is no ledger here (./dps.db)\n"
        "  name one with --ledger PATH or DPSCTL_LEDGER, or set one up: dpsctl init SYSTEM.yaml\n"
    }
    assert told_of(new_office, *(f"{command} --ledger other.db" for command in EVERY)) == {
        "dpsctl: there is no ledger at other.db\n"
        "  set one up with `dpsctl init SYSTEM.yaml`, or name another with --ledger PATH\n"
    }


def test_an_empty_file_waits_for_init(new_office: Office) -> None:
    new_office.ledger.touch()

    assert told_of(new_office, *EVERY) == {
        "dpsctl: the ledger dps.db is empty\n"
        "  set it up with `dpsctl init SYSTEM.yaml`, or bring back a backup\n"
    }
    new_office.types("init system.yaml")
    new_office.types("verify")


def test_so_does_a_blank_database(new_office: Office) -> None:
    with closing(sqlite3.connect(new_office.ledger)) as connection:
        connection.execute("VACUUM")

    assert "dps.db is empty" in "".join(told_of(new_office, *EVERY))
    new_office.types("init system.yaml")
    new_office.types("verify")


def test_a_folder_is_no_ledger(new_office: Office) -> None:
    new_office.ledger.mkdir()

    assert told_of(new_office, *EVERY, "init system.yaml") == {
        "dpsctl: dps.db is a folder, not a ledger\n  name the ledger's file\n"
    }


def test_a_device_is_no_ledger(new_office: Office) -> None:
    commands = (f"{command} --ledger /dev/null" for command in (*EVERY, "init system.yaml"))

    assert told_of(new_office, *commands) == {
        "dpsctl: /dev/null is no ordinary file, not a ledger\n  name the ledger's file\n"
    }


def test_a_text_file_is_no_ledger(new_office: Office) -> None:
    new_office.writes("dps.db", "home,weekly fee\n" * 100)

    assert told_of(new_office, *EVERY, "init system.yaml") == {
        "dpsctl: the ledger dps.db is not an SQLite file\n"
        "  name the right file with --ledger PATH\n"
    }


def test_somebody_elses_database_is_no_ledger(new_office: Office) -> None:
    with closing(sqlite3.connect(new_office.ledger)) as connection:
        connection.execute("CREATE TABLE entries (id INTEGER PRIMARY KEY, digest TEXT)")

    assert told_of(new_office, *EVERY, "init system.yaml") == {
        "dpsctl: dps.db is not a dpsctl ledger, though it is an SQLite file\n"
        "  name the right file with --ledger PATH\n"
    }


def test_a_ledger_is_not_set_up_in_a_folder_that_is_missing(new_office: Office) -> None:
    for dry_run in ("", " --dry-run"):
        assert told_of(new_office, f"init system.yaml --ledger missing/dps.db{dry_run}") == {
            "dpsctl: there is no folder missing for a ledger\n"
            "  make it first, or name another place with --ledger PATH\n"
        }


@pytest.mark.parametrize("path", ["system.yaml/dps.db", "x" * 300])
def test_a_path_that_cannot_be_is_told(path: str, new_office: Office) -> None:
    for told in told_of(new_office, f"status --ledger {path}", f"init system.yaml --ledger {path}"):
        assert told.startswith("dpsctl: the")
        assert len(told.splitlines()) == 2


# Damage


@pytest.mark.parametrize("length", [2, 15, 16, 99, 100, 1024, 4096, -4096])
def test_a_ledger_cut_short_is_told(length: int, office: Office) -> None:
    os.truncate(office.ledger, length if length > 0 else office.ledger.stat().st_size + length)

    for told in told_of(office, *EVERY, "init system.yaml"):
        assert len(told.splitlines()) == 2
        assert "is damaged" in told or "is not a" in told


def test_a_ledger_short_of_its_last_byte_is_found_out(office: Office) -> None:
    os.truncate(office.ledger, office.ledger.stat().st_size - 1)

    assert office.tries("verify").code in (3, 5)


def test_damage_that_sqlite_tells_only_to_who_may_write_is_told(office: Office) -> None:
    words = b"current_weekly_pence INTEGER"
    content = office.ledger.read_bytes()
    office.ledger.write_bytes(content.replace(words, b"curre\xeet_weekly_pence INTEGER", 1))

    for told in told_of(office, *EVERY, "init system.yaml"):
        assert told.startswith("dpsctl: the ledger dps.db is damaged\n")


@pytest.mark.parametrize(
    ("change", "commands"),
    [
        (
            "UPDATE systems SET terms = '{'",
            ("check -f json", "status", "award --decision 20/00108 --yes"),
        ),
        ("UPDATE systems SET valid_from = 'then'", ("check -f json", "status")),
        ("UPDATE windows SET opens_at = '2021'", ("check", "status", "report windows")),
        ("UPDATE applications SET facts = '[]'", ("check", "explain 1")),
        ("UPDATE home_names SET name = CAST(x'FF' AS TEXT)", ("report applications", "explain 1")),
        ("DELETE FROM homes", ("import other.yaml",)),
        ("DROP TABLE closures", ("status", "check", "report windows")),
    ],
)
def test_whoever_stumbles_over_what_was_forced_in_is_told_where(
    change: str, commands: tuple[str, ...], office: Office
) -> None:
    text = (office.folder / "applications" / "KBP-2021-0001.yaml").read_text(encoding="utf-8")
    office.writes("other.yaml", text.replace("beds: ", "beds: 1"))
    with closing(sqlite3.connect(office.ledger)) as connection:
        triggers = connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        for (name,) in triggers.fetchall():
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute("PRAGMA ignore_check_constraints = ON")
        connection.execute(change)
        connection.commit()

    for told in told_of(office, *commands):
        assert "the ledger dps.db is not what was recorded" in told
        assert "bring back a backup; keep this file for inquiry" in told


@pytest.mark.parametrize("text", ["'rules: none'", "NULL", "text || ' '"])
def test_rules_that_are_not_what_was_pinned_judge_nobody(text: str, office: Office) -> None:
    with closing(sqlite3.connect(office.ledger)) as connection:
        connection.execute("DROP TRIGGER documents_no_update")
        pinned = "(SELECT document FROM rule_sets)"
        connection.execute(f"UPDATE documents SET text = {text} WHERE sha256 = {pinned}")
        connection.commit()

    (told,) = told_of(office, "check")
    assert told.startswith("dpsctl: the text of kent-specialist/2021-02-01.yaml on the ledger is")


# No permission


def without_privilege(office: Office, command: str) -> Told:
    """A command typed by somebody whom permissions bind, as they do not bind root."""
    return typed(office, command, first=like_everybody)


PERMISSIONS = "  check the permissions of the file and of its folder\n"


def test_a_file_that_may_not_be_written_can_be_read(office: Office) -> None:
    with mode(office.ledger, 0o444):
        assert without_privilege(office, "verify").code == 0
        assert without_privilege(office, "check") == Told(
            5, "", f"dpsctl: the ledger dps.db cannot be written\n{PERMISSIONS}"
        )
    office.types("check")


def test_a_folder_that_may_not_be_written_has_no_room_for_a_journal(office: Office) -> None:
    with mode(office.folder, 0o555):
        assert without_privilege(office, "verify").code == 0
        assert without_privilege(office, "check") == Told(
            5, "", f"dpsctl: the ledger dps.db cannot be written\n{PERMISSIONS}"
        )
    office.types("check")


def test_a_folder_that_may_not_be_written_takes_no_new_ledger(new_office: Office) -> None:
    with mode(new_office.folder, 0o555):
        assert without_privilege(new_office, "init system.yaml").code == 5
        assert without_privilege(new_office, "init system.yaml --dry-run").code == 0
    new_office.types("init system.yaml")


def test_a_file_that_may_not_be_read_is_told(office: Office) -> None:
    with mode(office.ledger, 0):
        for command in ("verify", "check"):
            told = without_privilege(office, command)
            assert (told.code, told.err.endswith(PERMISSIONS)) == (5, True)


def test_a_folder_that_may_not_be_entered_is_told(office: Office) -> None:
    (office.folder / "shut").mkdir()
    office.ledger.rename(office.folder / "shut" / "dps.db")
    with mode(office.folder / "shut", 0):
        for command in ("verify", "check", "init system.yaml"):
            told = without_privilege(office, f"{command} --ledger shut/dps.db")
            assert (told.code, told.out) == (5, "")
            assert told.err.startswith(
                "dpsctl: the ledger shut/dps.db cannot be opened: Permission denied\n"
            )


# No space


def with_room_for(size: int, office: Office, command: str) -> Told:
    """A command typed where no file can grow beyond a size in bytes, in a child process."""
    kept = office.folder.parent / "told.json"
    child = os.fork()
    if child == 0:
        code = 1
        try:
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            hard = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
            resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
            told = office.tries(command)
            resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
            kept.write_text(json.dumps(asdict(told)))
            code = 0
        finally:
            os._exit(code)
    assert os.waitpid(child, 0)[1] == 0
    return Told(**json.loads(kept.read_text()))


FULL = (
    "dpsctl: the ledger dps.db cannot be read or written: the disk is full, over its quota or "
    "failing\n  look to the disk, then see `dpsctl report history`\n"
)


@pytest.mark.parametrize("size", [0, 511, 5000, 200_000])
def test_a_ledger_that_cannot_grow_is_not_set_up(size: int, new_office: Office) -> None:
    assert with_room_for(size, new_office, "init system.yaml") == Told(5, "", FULL)
    assert size < 512 or not new_office.ledger.exists()
    assert not new_office.ledger.exists() or new_office.ledger.read_bytes() == b""
    new_office.types("init system.yaml")


@pytest.mark.parametrize("more", [-1, 4096, 100_000])
def test_an_import_that_finds_no_room_records_nothing(more: int, kent_at: KentAt) -> None:
    office = kent_at("open").on("2021-04-06T09:00")
    before = office.ledger.read_bytes()
    size = office.ledger.stat().st_size + more

    assert with_room_for(size, office, "import applications") == Told(5, "", FULL)
    assert office.tries("verify").code == 0
    assert office.ledger.read_bytes() == before
    office.types("import applications")


# Too much


def test_a_number_beyond_all_measure_is_a_mistake_in_the_document(kent_at: KentAt) -> None:
    office = kent_at("open").on("2021-04-06T09:00")
    text = (office.folder / "applications" / "KBP-2021-0001.yaml").read_text(encoding="utf-8")
    for much in ("9" * 30, ",".join(["999"] * 10)):
        fee = text.replace("offered_weekly_fee: ", f'offered_weekly_fee: "{much}" # ', 1)
        beds = text.replace("beds: ", f"beds: {much} # ", 1)
        for document in (fee, beds):
            office.writes("much.yaml", document)
            told = office.types("import much.yaml", exits=4)
            assert told.err.startswith("much.yaml:")
