"""Two people at two keyboards: one result, an intact chain, and a word to whoever must wait."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from time import sleep

import pytest

from dpsctl.errors import LedgerError
from dpsctl.ledger.file import creating

from ..faults.children import heard_to_the_end, started
from ..office import Office, Told
from .full import verified


def at_once(office: Office, *commands: str) -> list[Told]:
    """Commands typed at the same instant."""
    processes = [started(office, command) for command in commands]
    return [heard_to_the_end(each) for each in processes]


TWICE = [
    ("empty", "2021-02-06", "record-decision decisions/20-00108.yaml"),
    ("decided", "2021-02-16", "open-window --opens 2021-03-01T09:00 --closes 2021-03-31"),
    ("open", "2021-04-06", "import applications"),
]


@pytest.mark.parametrize(("stage", "on", "command"), TWICE)
def test_the_same_command_twice_at_once_has_one_result(
    stage: str, on: str, command: str, kent_at: Callable[[str], Office]
) -> None:
    office = kent_at(stage).on(on)
    before = office.entries()

    told = at_once(office, command, command)

    assert [each.code for each in told] == [0, 0], told
    assert sorted(each.out.startswith("nothing to do") for each in told) == [False, True]
    assert office.entries() == before + 1
    assert verified(office.ledger).intact


@pytest.mark.parametrize("time", ["the first time", "and again"])
def test_a_ledger_set_up_twice_at_once_is_set_up_once(time: str, new_office: Office) -> None:
    told = at_once(new_office, "init system.yaml", "init system.yaml")

    assert [each.code for each in told] == [0, 0], told
    assert sorted(each.out.startswith("nothing to do") for each in told) == [False, True]
    assert (new_office.entries(), new_office.counts("systems")) == (1, 1)
    assert verified(new_office.ledger).intact


def test_different_commands_at_once_are_all_recorded(kent_at: Callable[[str], Office]) -> None:
    office = kent_at("empty").on("2021-02-06")
    before = office.entries()

    told = at_once(
        office,
        "record-decision decisions/20-00108.yaml",
        "record-assessment eqia --version 2 --signed 2021-01-20 --review-by 2022-01-20",
        "record-assessment dpia --version 1.1 --signed 2021-01-22 --review-by 2022-01-22",
        "verify",
    )

    assert [each.code for each in told] == [0, 0, 0, 0], told
    assert office.entries() == before + 3
    assert verified(office.ledger).intact


def test_whoever_waits_too_long_is_told_to_come_back(kent_at: Callable[[str], Office]) -> None:
    office = kent_at("open").on("2021-04-06")
    before = office.ledger.read_bytes()
    with closing(sqlite3.connect(office.ledger, isolation_level=None)) as somebody:
        somebody.execute("BEGIN IMMEDIATE")
        told = office.types("import applications", exits=5)
        looked = office.types("status")
        somebody.execute("ROLLBACK")

    assert told == Told(
        5,
        "",
        "dpsctl: the ledger dps.db is busy: another command is using it\n"
        "  nothing was recorded; try again in a moment\n",
    )
    assert looked.out != ""
    assert office.ledger.read_bytes() == before
    office.types("import applications")


def test_a_ledger_swept_away_by_a_first_init_that_failed_is_not_written_to(
    new_office: Office,
) -> None:
    def second() -> None:
        taken_away = pytest.raises(LedgerError, match="was taken away by another command")
        with taken_away, creating(new_office.ledger, keep=True):
            pytest.fail("nothing may be written into a file that is gone")

    with ThreadPoolExecutor() as pool, closing(sqlite3.connect(new_office.ledger)) as first:
        first.execute("BEGIN IMMEDIATE")
        waiting = pool.submit(second)
        sleep(0.5)
        new_office.ledger.unlink()
        first.rollback()
        waiting.result()

    assert not new_office.ledger.exists()
    new_office.types("init system.yaml")
