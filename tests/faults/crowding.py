"""Twenty at once on one ledger: what comes of it is what one after another would have made."""

from __future__ import annotations

import os
import random
import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from ..ledger.full import query
from ..office import Office, Told
from .children import begun, ended, heard_to_the_end, started
from .crowds import Crowd
from .figures import Figures, told_plainly
from .points import Point, head_of, intact

BUSY = "is busy: another command is using it\n  nothing was recorded; try again in a moment\n"

Typists = Callable[[Office, Sequence[str], random.Random], list[Told]]


@dataclass(frozen=True)
class Typed:
    """A command of a crowd, and what it was told."""

    command: str
    told: Told

    def __str__(self) -> str:
        return f"{self.command}: {self.told}"


@dataclass(frozen=True)
class Outcome:
    """What a crowd left: the entries that it was told of, its reports, and the head made."""

    entries: list[tuple[int, str]]
    reports: list[Typed]
    head: str | None


def crowded(crowd: Crowd, points: Sequence[Point], typists: Typists, seed: int) -> Figures:
    """Type a crowd's commands at once, then one after another in the order they were recorded."""
    figures, chance = Figures(), random.Random(f"{seed}/{crowd.at}")
    point = next(point for point in points if point.command.startswith(crowd.at))
    commands = [_as_json(command) for command in crowd.commands]
    chance.shuffle(commands)
    with point.office() as office:
        told = typists(office, commands, chance)
        typed = [Typed(*each) for each in zip(commands, told, strict=True)]
        _look_at_each(figures, point, typed)
        outcome = _outcome(figures, point, office, typed)
    _one_after_another(figures, point, outcome)
    return figures


def _as_json(command: str) -> str:
    as_it_is = command.startswith(("report", "status", "verify", "check"))
    return command if as_it_is else f"{command} --format json"


def _look_at_each(figures: Figures, point: Point, typed: Sequence[Typed]) -> None:
    figures.count("processes", len(typed))
    for each in typed:
        code = each.told.code
        figures.expect(told_plainly(each.told) and code in (0, 1, 5), point, each)
        figures.expect(code != 5 or each.told.err.endswith(BUSY), point, each)
        figures.count({0: "done", 1: "refused", 5: "busy"}.get(code, "otherwise"))


def _outcome(figures: Figures, point: Point, office: Office, typed: Sequence[Typed]) -> Outcome:
    """What was told, once it is seen that the ledger holds that, and no entry more or less."""
    first = 1 + (_entries(point.before) if point.before.exists() else 0)
    entries = sorted(_told_of(typed, _checks(office.ledger, first)))
    here = list(range(first, 1 + _entries(office.ledger)))
    figures.expect([entry for entry, _ in entries] == here, point, f"{entries}, and here: {here}")
    figures.expect(intact(office.ledger), point, "the chain is broken")
    reports = [each for each in typed if each.command.startswith("report") and not each.told.code]
    return Outcome(entries, reports, head_of(office.ledger))


def _told_of(typed: Sequence[Typed], checks: Sequence[int]) -> Iterator[tuple[int, str]]:
    """The entries that were acknowledged, each with its command."""
    nameless = iter(checks)
    for each in typed:
        if each.told.code == 0 and "--format json" in each.command:
            yield from ((entry, each.command) for entry in [each.told.json["entry"]] if entry)
        elif each.command == "check" and _recorded(each.told):
            # It does not say which entry is its own, and is the same whoever types it.
            yield next(nameless, -1), each.command


def _recorded(told: Told) -> bool:
    return told.code == 0 and not told.out.startswith("nothing to do")


def _entries(ledger: Path) -> int:
    with closing(sqlite3.connect(ledger)) as connection:
        return int(query(connection, "SELECT COUNT(*) FROM entries")[0][0])


def _checks(ledger: Path, first: int) -> list[int]:
    sql = "SELECT id FROM entries WHERE command = 'check' AND id >= ? ORDER BY id"
    with closing(sqlite3.connect(ledger)) as connection:
        return [id for (id,) in query(connection, sql, first)]


def _one_after_another(figures: Figures, point: Point, outcome: Outcome) -> None:
    """See that typing the recorded commands in their order makes the same chain and reports."""
    waiting = list(outcome.reports)
    with point.office() as office:
        _same_reports(figures, point, office, waiting)
        for _, command in outcome.entries:
            office.types(command)
            _same_reports(figures, point, office, waiting)
        figures.expect(head_of(office.ledger) == outcome.head, point, "another head, in turn")
    figures.expect(not waiting, point, f"of no head that there was: {list(map(str, waiting))}")


def _same_reports(figures: Figures, point: Point, office: Office, waiting: list[Typed]) -> None:
    head = head_of(office.ledger)
    for each in [each for each in waiting if each.told.json["head"] == head]:
        same = office.types(each.command).out == each.told.out
        figures.expect(same, point, f"{each.command} shows half of an entry")
        figures.count("reports")
        waiting.remove(each)


def children(office: Office, commands: Sequence[str], chance: random.Random) -> list[Told]:
    """Children of this process, which all set off at one signal."""
    waits, signals = os.pipe()

    def wait(seconds: float) -> None:
        os.close(signals)
        os.read(waits, 1)
        time.sleep(seconds)

    delays = [chance.choice([0, 0, chance.uniform(0, 0.5)]) for _ in commands]
    begins = [
        begun(office, command, who=who, first=lambda delay=delays[who]: wait(delay))  # type: ignore[misc]
        for who, command in enumerate(commands)
    ]
    os.close(signals)
    os.close(waits)
    return [ended(child, who=who) for who, child in enumerate(begins)]


def processes(office: Office, commands: Sequence[str], chance: random.Random) -> list[Told]:
    """Processes of their own, one started after the other without waiting."""
    running = [started(office, command) for command in commands]
    with ThreadPoolExecutor(len(running)) as listeners:
        return list(listeners.map(heard_to_the_end, running))
