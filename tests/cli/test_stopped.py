"""Stopped with Ctrl-C, at any moment: what is said of the ledger is so."""

from __future__ import annotations

import os
import signal
import sqlite3
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest

from ..faults import calls
from ..faults.children import typed
from ..office import Office, Told

KentAt = Callable[[str], Office]

Moment = tuple[str, str]

NOTHING = "dpsctl: stopped; nothing recorded\n"
PERHAPS = (
    "dpsctl: stopped as it finished: what it was to do may stand\n"
    "  see `dpsctl report history`; the same command again does what is left\n"
)
STRIDE = 29  # of the moments; to try each would take minutes


class Pressed(sqlite3.Connection):
    """A connection at which Ctrl-C is pressed before or after one of its statements."""

    presses: Callable[[Moment], None]

    def execute(self, *arguments: Any) -> sqlite3.Cursor:
        Pressed.presses(("before", arguments[0]))
        cursor = super().execute(*arguments)
        Pressed.presses(("after", arguments[0]))
        return cursor

    def backup(self, *arguments: Any) -> None:  # type: ignore[override]
        Pressed.presses(("before", "backup"))
        super().backup(*arguments)
        Pressed.presses(("after", "backup"))


def stopped_at(office: Office, command: str, moment: Moment | int) -> Told:
    """A command with Ctrl-C pressed beside an SQL statement, or at the moment of a number."""
    counter = calls.Counter()

    def press(now: Moment) -> None:
        if moment in (now, counter.more()):
            os.kill(os.getpid(), signal.SIGINT)

    def first() -> None:
        signal.signal(signal.SIGINT, signal.default_int_handler)
        Pressed.presses = staticmethod(press)
        sqlite3.connect = partial(sqlite3.connect, factory=Pressed)

    return typed(office, command, first=first)


@pytest.mark.parametrize("command", ["extend 1 --reason x", "withdraw 1 --reason x --dry-run"])
def test_at_every_statement_what_is_said_is_so(command: str, kent_at: KentAt) -> None:
    office = kent_at("imported").on("2021-04-06T09:10")
    at_first, said = office.entries(), set()
    for number in range(1, 400, STRIDE):
        before = office.entries()
        told = stopped_at(office, command, number)
        if told.code == 0:
            break
        assert told.code == 130, told
        assert told.err in (NOTHING, PERHAPS), told
        assert office.entries() == before or told.err == PERHAPS
        said.add(told.err)
    assert NOTHING in said
    assert office.entries() == at_first + ("--dry-run" not in command)
    office.types("verify")


@pytest.mark.parametrize(("when", "recorded"), [("before", 0), ("after", 1)])
def test_around_the_commit_nothing_is_claimed(when: str, recorded: int, kent_at: KentAt) -> None:
    office = kent_at("imported").on("2021-04-06T09:10")
    at_first = office.entries()

    assert stopped_at(office, "extend 1 --reason x", (when, "COMMIT")) == Told(130, "", PERHAPS)

    assert office.entries() == at_first + recorded
    office.types("extend 1 --reason x")
    assert office.entries() == at_first + 1


def test_a_restore_says_that_it_may_stand(kent_at: KentAt) -> None:
    office = kent_at("imported").on("2021-04-06T09:10")
    office.types("backup then.db")
    office.types("withdraw 1 --reason x")
    said = set()
    for number in range(1, 400, STRIDE):
        before = office.entries()
        told = stopped_at(office, "restore then.db --yes", number)
        said.add(told.err)
        if told.code == 0:
            break
        assert (told.code, told.out) == (130, "")
        assert office.entries() == before or told.err == PERHAPS
    assert NOTHING in said
    assert not list(office.folder.glob("*.part*"))
    office.types("verify")
