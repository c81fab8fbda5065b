"""A backup is one sound file or no file at all, whatever happens while it is made."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import stat
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from time import sleep

import pytest

from dpsctl.ledger.whole_file import name_where_nothing_has_two

from ..cli.test_faults import mode, with_room_for, without_privilege
from ..office import Office
from .full import by_force, query, verified
from .test_two_at_once import at_once

KentAt = Callable[[str], Office]


@pytest.fixture
def office(kent_at: KentAt) -> Office:
    return kent_at("imported").on("2021-05-04T16:00")


def head_of(ledger: Path) -> str:
    head = verified(ledger).head
    assert head
    return head


def only(folder: Path) -> Path:
    """The one file in a folder."""
    (file,) = folder.iterdir()
    return file


def test_a_backup_is_the_whole_ledger_in_one_file_and_records_nothing(office: Office) -> None:
    (office.folder / "safe").mkdir()
    before = office.ledger.read_bytes()

    told = office.types("backup safe/kent.db")

    found = verified(office.ledger)
    assert verified(only(office.folder / "safe")) == found
    assert told.out == (
        f"safe/kent.db verified: {found.entries} entries, {len(before):,} bytes, "
        f"head {found.head}\n"
    )
    assert office.ledger.read_bytes() == before
    office.types("report costs --ledger safe/kent.db")


def test_in_a_folder_it_is_named_by_london_time_and_head_and_made_once(office: Office) -> None:
    folder = office.folder / "safe"
    folder.mkdir()
    head = head_of(office.ledger)

    made = office.types("backup safe --format json").json
    again = office.on("2021-05-05").types("backup safe/").out

    assert made == {
        "file": f"safe/dps-2021-05-04T1600-{head[:12]}.db",
        "entries": 7,
        "head": head,
        "bytes": only(folder).stat().st_size,
        "made": True,
    }
    assert again.startswith(f"nothing to do: {made['file']} is a sound backup of this head")

    os.truncate(only(folder), 8192)
    later = office.on("2021-05-06").types("backup safe").out
    assert later.startswith(f"safe/dps-2021-05-06T1000-{head[:12]}.db verified: ")
    office.types("check")
    assert office.types("backup safe").out.startswith("safe/dps-2021-05-04T1600-")
    assert len(list(folder.iterdir())) == 3


@pytest.mark.parametrize("standing", ["kent.db", "dps.db", "link.db"])
def test_no_file_is_written_over(standing: str, office: Office) -> None:
    (office.folder / "kent.db").write_text("somebody's own")
    (office.folder / "link.db").symlink_to("nowhere.db")
    before = office.ledger.read_bytes()
    files = set(office.folder.iterdir())

    told = office.types(f"backup {standing}", exits=1)

    assert told.err.startswith(f"dpsctl: {standing} stands already, and is left alone\n")
    assert set(office.folder.iterdir()) == files
    assert (office.folder / "kent.db").read_text() == "somebody's own"
    assert office.ledger.read_bytes() == before


def test_two_at_once_make_one_backup(office: Office) -> None:
    told = at_once(office, "backup kent.db", "backup kent.db")

    assert sorted(each.code for each in told) == [0, 1], told
    assert verified(office.folder / "kent.db") == verified(office.ledger)
    assert not list(office.folder.glob("*.part"))


@pytest.mark.parametrize("place", ["nowhere/kent.db", "nowhere/", "system.yaml/kent.db"])
def test_a_place_that_is_none_is_wrong_usage(place: str, office: Office) -> None:
    told = office.types(f"backup {place}", exits=2)

    assert told.err.startswith("dpsctl: there is no folder ")


def test_of_a_ledger_that_is_not_what_was_recorded_none_is_made(office: Office) -> None:
    with by_force(office.ledger) as connection:
        connection.execute("UPDATE entries SET reason = 'Another' WHERE id = 3")

    told = office.types("backup kent.db", exits=3)

    assert told.err.startswith("dpsctl: the ledger dps.db is not what was recorded from entry 3: ")
    assert "cp dps.db ELSEWHERE" in told.err
    assert not list(office.folder.glob("kent.db*")) + list(office.folder.glob("*.part"))


def test_of_a_damaged_one_neither(office: Office) -> None:
    content = bytearray(office.ledger.read_bytes())
    content[40_960:49_152] = bytes(8192)
    office.ledger.write_bytes(content)

    told = office.tries("backup kent.db")

    assert told.code in (3, 5)
    assert "the ledger" in told.err and ".part" not in told.err
    assert not list(office.folder.glob("kent.db*")) + list(office.folder.glob("*.part"))


def test_one_in_wal_mode_is_backed_up_into_one_file(office: Office) -> None:
    with closing(sqlite3.connect(office.ledger)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        (office.folder / "safe").mkdir()
        office.types("backup safe")
        office.types("verify --ledger " + str(only(office.folder / "safe")))
    with closing(sqlite3.connect(only(office.folder / "safe"))) as connection:
        assert query(connection, "PRAGMA journal_mode") == [("delete",)]


@contextmanager
def recording_all_the_while(office: Office) -> Iterator[None]:
    """Somebody who records one command after another, without a pause."""
    child = os.fork()
    if child == 0:
        try:
            for number in range(10_000):
                words = f"--version {number} --signed 2021-01-20 --review-by 2022-01-20"
                office.types(f"record-assessment eqia {words}")
        finally:
            os._exit(1)
    try:
        yield
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)


def test_it_is_sound_while_others_record(office: Office) -> None:
    heads = []
    with recording_all_the_while(office):
        for number in range(12):
            heads.append(office.types(f"backup {number}.db --format json").json["head"])
    with closing(sqlite3.connect(office.ledger)) as connection:
        recorded = [digest for (digest,) in query(connection, "SELECT digest FROM entries")]

    assert set(heads) <= set(recorded)
    assert len(set(heads)) > 6
    assert [verified(office.folder / f"{n}.db").head for n in range(12)] == heads


def test_killed_half_way_there_is_a_whole_one_or_none(office: Office) -> None:
    chance = random.Random(20108)
    there = set()
    for number in range(20):
        child = os.fork()
        if child == 0:
            office.types(f"backup {number}.db")
            os._exit(0)
        sleep(chance.uniform(0, 0.1))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        made = office.folder / f"{number}.db"
        there.add(made.exists())
        assert not made.exists() or verified(made) == verified(office.ledger)
    assert False in there
    office.types("backup last.db")
    assert verified(office.folder / "last.db") == verified(office.ledger)


def test_where_no_file_can_have_two_names_none_is_written_over_either(tmp_path: Path) -> None:
    for name in ("part", "other.db"):
        (tmp_path / name).write_text(name)

    with pytest.raises(FileExistsError):
        name_where_nothing_has_two(tmp_path / "part", tmp_path / "other.db")
    with pytest.raises(FileNotFoundError):
        name_where_nothing_has_two(tmp_path / "gone", tmp_path / "backup.db")
    assert (tmp_path / "other.db").read_text() == "other.db"
    assert not (tmp_path / "backup.db").exists()
    name_where_nothing_has_two(tmp_path / "part", tmp_path / "backup.db")

    assert (tmp_path / "backup.db").read_text() == "part"
    assert not (tmp_path / "part").exists()


@pytest.mark.parametrize("short", [1, 4096, 100_000])
def test_without_room_nothing_is_left_behind(short: int, office: Office) -> None:
    before = set(office.folder.iterdir())

    told = with_room_for(office.ledger.stat().st_size - short, office, "backup kent.db")

    assert told.code == 5
    assert told.err.startswith("dpsctl: there is no room in ")
    assert set(office.folder.iterdir()) == before


def test_it_can_be_read_by_those_who_may_read_the_ledger(office: Office) -> None:
    office.ledger.chmod(0o640)

    office.types("backup kent.db")

    assert stat.S_IMODE((office.folder / "kent.db").stat().st_mode) == 0o640


def test_a_ledger_that_cannot_be_written_can_be_backed_up(office: Office, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir(mode=0o777)
    with mode(office.ledger, 0o444), mode(office.folder, 0o555):
        told = without_privilege(office, f"backup {elsewhere}")
        assert told.code == 0, told
        refused = without_privilege(office, "backup kent.db")
    assert (refused.code, refused.out) == (2, "")
    assert refused.err.startswith("dpsctl: kent.db cannot be written: Permission denied\n")
    assert verified(only(elsewhere)) == verified(office.ledger)


@pytest.mark.parametrize("ledger", ["nowhere.db", "empty.db", "system.yaml", "foreign.db"])
def test_what_is_no_ledger_is_not_backed_up(ledger: str, office: Office) -> None:
    office.writes("empty.db", "")
    with closing(sqlite3.connect(office.folder / "foreign.db")) as connection:
        connection.execute("CREATE TABLE letters (id INTEGER)")

    office.types(f"backup kent.db --ledger {ledger}", exits=5)

    assert not (office.folder / "kent.db").exists()
