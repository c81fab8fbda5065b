"""Ledgers of an older and of a newer dpsctl, and how one becomes the other.

The newer one is real: a copy of this package with one more migration in its folder.
"""

from __future__ import annotations

import shlex
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

import dpsctl
from dpsctl.shipped import FIXTURES, RULES

from ..office import Office, Told, bare_environment
from .full import query, verified

LATER = """\
CREATE TABLE postcards (
  id INTEGER PRIMARY KEY,
  entry INTEGER NOT NULL REFERENCES entries (id) DEFERRABLE INITIALLY DEFERRED,
  text TEXT NOT NULL
) STRICT;
ALTER TABLE homes ADD COLUMN nickname TEXT;
"""

Later = Callable[..., Told]
"""Types a command of the newer dpsctl in an office."""


@pytest.fixture(scope="module")
def later(tmp_path_factory: pytest.TempPathFactory) -> Later:
    home = tmp_path_factory.mktemp("later")
    package = Path(dpsctl.__file__).parent
    shutil.copytree(package, home / "dpsctl")
    (home / "dpsctl" / "ledger" / "schema" / "9999-postcards.sql").write_text(
        LATER, encoding="utf-8"
    )
    (home / "rules").symlink_to(RULES)
    (home / "fixtures").symlink_to(FIXTURES)

    def typed(office: Office, command: str, *, exits: int = 0) -> Told:
        given = {"DPSCTL_NOW": office.now, "DPSCTL_BY": office.by, "PYTHONPATH": str(home)}
        # The copy is compiled where it stands: nobody has a use for it after this.
        ours = {**bare_environment(), **given}
        del ours["PYTHONPYCACHEPREFIX"]
        done = subprocess.run(
            [sys.executable, "-m", "dpsctl", *shlex.split(command)],
            cwd=office.folder,
            env=ours,
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )
        assert done.returncode == exits, done.stdout + done.stderr
        return Told(done.returncode, done.stdout, done.stderr)

    return typed


@pytest.fixture
def office(kent_at: Callable[[str], Office]) -> Office:
    return kent_at("imported").on("2022-01-01T10:00")


COPY = "dps.db.before-2022-01-01T100000Z"


def test_an_older_ledger_is_left_alone_until_it_is_migrated(later: Later, office: Office) -> None:
    before = office.ledger.read_bytes()

    for command in ("status", "check"):
        assert later(office, command, exits=5).err == (
            "dpsctl: the ledger dps.db is older than this dpsctl (it lacks 9999-postcards)\n"
            "  run `dpsctl migrate`, which keeps a copy of the file first\n"
        )
    assert office.ledger.read_bytes() == before


def test_migrating_adds_what_is_new_and_keeps_chain_and_copy(later: Later, office: Office) -> None:
    before, head = office.ledger.read_bytes(), verified(office.ledger).head

    tried = later(office, "migrate --dry-run")
    assert office.ledger.read_bytes() == before
    assert not (office.folder / COPY).exists()
    done = later(office, "migrate")

    assert (
        tried.out
        == done.out
        == (f"dps.db has now had 9999-postcards\nthe file as it was is kept in {COPY}\n")
    )
    assert tried.err == "dry run: nothing recorded\n"
    assert later(office, "verify").out == f"intact: 7 entries, head {head}\n"
    assert verified(office.folder / COPY).head == head
    later(office, "check")
    assert later(office, "migrate").out == "nothing to do: dps.db is up to date\n"
    with closing(sqlite3.connect(office.ledger)) as connection:
        triggers = query(
            connection,
            "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'postcards'",
        )
    assert len(triggers) == 4


def test_a_newer_ledger_is_left_alone_by_this_dpsctl(later: Later, office: Office) -> None:
    later(office, "migrate")
    migrated = office.ledger.read_bytes()

    for command in ("status", "check", "migrate", "init system.yaml", "verify"):
        assert office.types(command, exits=5).err == (
            "dpsctl: the ledger dps.db was written by a newer dpsctl (it has 9999-postcards)\n"
            "  install that version, or a later one; this one leaves the file alone\n"
        )
    assert office.ledger.read_bytes() == migrated


def test_from_a_newer_backup_the_newer_dpsctl_restores(later: Later, office: Office) -> None:
    later(office, "migrate")
    told = office.types("restore dps.db --ledger other.db", exits=5)
    assert "nothing was restored; install that version, or a later one" in told.err


def test_a_copy_that_stands_already_is_not_written_over(later: Later, office: Office) -> None:
    before = office.ledger.read_bytes()
    (office.folder / COPY).write_text("somebody's own")

    for command in ("migrate", "migrate --dry-run"):
        assert f"{COPY} stands already" in later(office, command, exits=5).err
    assert (office.folder / COPY).read_text() == "somebody's own"
    assert office.ledger.read_bytes() == before


def test_tables_that_are_ahead_of_their_list_are_not_migrated(later: Later, office: Office) -> None:
    later(office, "migrate")
    (office.folder / COPY).unlink()
    with closing(sqlite3.connect(office.ledger)) as connection:
        connection.execute("DELETE FROM _sqlite_migrations WHERE name = '9999-postcards'")
        connection.commit()
    before = office.ledger.read_bytes()

    assert later(office, "migrate", exits=5).err == (
        "dpsctl: the ledger cannot be migrated: table postcards already exists\n"
        "  its tables and its list of migrations differ; bring back a backup\n"
    )
    assert office.ledger.read_bytes() == before
    assert not (office.folder / COPY).exists()


@pytest.mark.parametrize(
    "lost", ["DELETE FROM _sqlite_migrations", "DROP TABLE _sqlite_migrations"]
)
def test_a_ledger_that_lost_its_list_is_damaged_rather_than_old(lost: str, office: Office) -> None:
    with closing(sqlite3.connect(office.ledger)) as connection:
        connection.execute(lost)
        connection.commit()

    for command in ("status", "migrate"):
        assert office.types(command, exits=5).err == (
            "dpsctl: the ledger dps.db is damaged: it has lost the list of its migrations\n"
            "  bring back a backup; keep this file for inquiry\n"
        )


def test_a_ledger_of_this_version_has_nothing_to_migrate(office: Office) -> None:
    before = office.ledger.read_bytes()

    assert office.types("migrate").out == "nothing to do: dps.db is up to date\n"
    assert office.ledger.read_bytes() == before
