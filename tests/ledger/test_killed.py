"""Killed in the middle of a command, a ledger is as it was before or as it is after."""

from __future__ import annotations

import os
import random
import shutil
import signal
from collections.abc import Callable
from pathlib import Path
from time import sleep

from ..office import Office
from .full import verified

HOMES = 20


def killed(office: Office, command: str, after: float) -> bool:
    """Kill a command some seconds after it has begun to write its journal; whether it lived."""
    journal = office.ledger.with_name("dps.db-journal")
    before = written(journal)
    child = os.fork()
    if child == 0:
        try:
            office.types(command)
        finally:
            os._exit(0)
    while written(journal) == before and not exited(child):
        sleep(0.0005)
    sleep(after)
    os.kill(child, signal.SIGKILL)
    return os.waitpid(child, 0)[1] == signal.SIGKILL


def exited(child: int) -> bool:
    """Whether a child has ended by itself; it can still be waited for."""
    return os.waitid(os.P_PID, child, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None


def written(journal: Path) -> int:
    """When a journal was last written, in nanoseconds; 0 where there is none."""
    return journal.stat().st_mtime_ns if journal.exists() else 0


def test_killed_while_it_imports_it_has_imported_all_or_nothing(
    kent_at: Callable[[str], Office], tmp_path: Path
) -> None:
    office = kent_at("open").on("2021-04-06T09:00")
    before = shutil.copyfile(office.ledger, tmp_path / "before.db")
    entries = office.entries()
    chance = random.Random(20108)
    ends = []
    for _ in range(20):
        ends.append(killed(office, "import applications", chance.uniform(0, 0.06)))

        found = verified(office.ledger)
        assert found.intact
        assert found.entries in (entries, entries + 1)
        assert office.counts("applications") == HOMES * (found.entries - entries)
        if found.entries > entries:
            shutil.copyfile(before, office.ledger)
    assert any(ends)

    office.types("import applications")
    assert verified(office.ledger).intact


def test_killed_while_it_is_set_up_it_can_be_set_up_again(new_office: Office) -> None:
    chance = random.Random(20108)
    for _ in range(4):
        killed(new_office, "init system.yaml", chance.uniform(0, 0.02))

    new_office.types("init system.yaml")
    assert new_office.entries() == 1
    assert verified(new_office.ledger).intact
