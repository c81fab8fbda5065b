"""Killed with ``kill -9`` at any moment: what was acknowledged is there, and nothing by halves."""

from __future__ import annotations

import random
import signal
import time
from dataclasses import dataclass, replace
from functools import cache, partial
from pathlib import Path

from ..office import Office, Told
from . import calls
from .children import begun, ended, heard_to_the_end, started, typed
from .figures import Figures
from .points import Point, files_of, head_of, intact

LOOKS = ("status", "report roster", "verify", "report history -f json", "report applications")
DEATHS = ("call", "torn", "statement", "moment", "process")


@dataclass(frozen=True)
class Course:
    """How a command goes when nobody kills it."""

    seconds: float
    calls: int
    statements: int
    files: dict[str, str]


def course(point: Point) -> Course:
    """Type a command, counting what it does, and see that it leads where it led before."""
    made, stated = calls.Counter(), calls.Counter()

    def counted() -> None:
        if calls.can_be_watched():
            calls.instead(calls.counting(made))
        calls.at_each_statement(stated.more)

    with point.office() as office:
        began = time.perf_counter()
        told = typed(office, point.command, first=counted)
        took = time.perf_counter() - began
        assert told.code == 0, f"{point}: {told}"
        assert head_of(office.ledger) == head_of(point.after), point
        return Course(took, made.value, stated.value, files_of(office))


@dataclass(frozen=True)
class Death:
    """How and where a command died, and what it had told by then."""

    where: str
    told: Told

    @property
    def acknowledged(self) -> bool:
        """Whether somebody may rely on its entry: it ended well, or printed its lines."""
        return self.told.code == 0 or self.told.out != ""


def killed(point: Point, kills: int, seed: int) -> Figures:
    """Kill a command some times over, each time from a fresh start."""
    figures, whole = Figures(), course(point)
    for number in range(kills):
        chance = random.Random(f"{seed}/{point.number}/{number}")
        # Each command begins with another death, so that a few kills of each try them all.
        kind = DEATHS[(number + point.number + seed) % len(DEATHS)]
        with point.office() as office:
            death = _die(office, point, whole, kind, chance)
            _reckon(figures, office, point, death.told)
            _recover(figures, office, point, death, LOOKS[number % len(LOOKS)], whole)
    return figures


def _die(office: Office, point: Point, whole: Course, kind: str, chance: random.Random) -> Death:
    if kind == "process":
        after = chance.uniform(0.4, 1.1) * (_start_seconds(point.documents) + whole.seconds)
        return Death(f"{after:.4f} s as a process", _process_killed(office, point.command, after))
    number = chance.randint(1, max(1, whole.statements if kind == "statement" else whole.calls))
    if kind == "statement":
        happens = partial(calls.at_each_statement, calls.dying_at_statement(number))
    elif kind in ("call", "torn") and whole.calls:
        happens = partial(calls.instead, calls.dying_at(number, torn=kind == "torn"))
    else:
        after = chance.uniform(0, 1.1) * whole.seconds
        return Death(f"{after:.4f} s", _child_killed(office, point.command, after))
    return Death(f"{kind} {number}", typed(office, point.command, first=happens))


def _child_killed(office: Office, command: str, after: float) -> Told:
    child = begun(office, command)
    time.sleep(after)
    calls.die(child)
    return ended(child)


def _reckon(figures: Figures, office: Office, point: Point, told: Told) -> None:
    figures.count("kills")
    if told.code != -signal.SIGKILL:
        figures.count("too late: it had ended")
    elif office.ledger.with_name("dps.db-journal").exists():
        figures.count("while it wrote")
    else:
        done = head_of(office.ledger) == head_of(point.after) and point.word != "migrate"
        figures.count("after it had recorded" if done else "before it wrote")


def _recover(
    figures: Figures, office: Office, point: Point, death: Death, look: str, whole: Course
) -> None:
    """See that what was acknowledged is there, nothing by halves, and that life goes on."""
    where = f"{point} (killed at {death.where})"
    before, after = head_of(point.before), head_of(point.after)
    # What comes first after a death has to undo it: by turns a report, a check, a command.
    looked = office.tries(look)
    figures.expect(looked.code == (0 if _usable(office, point) else 5), where, looked)
    head = head_of(office.ledger)
    figures.expect(head in (before, after), where, f"half a command: head {head}")
    if head not in (before, after):
        return
    figures.expect(not death.acknowledged or head == after, where, "an acknowledged entry is lost")
    if _usable(office, point):
        figures.expect(intact(office.ledger), where, "the chain is broken")
    # A copy that a migration keeps bears the second at which it began.
    later = replace(office, now=f"{office.now}:01") if point.word == "migrate" else office
    again = later.tries(point.command)
    figures.expect(again.code == 0, where, f"typed again: {again}")
    figures.expect(head_of(office.ledger) == after, where, "typed again, it leads elsewhere")
    figures.expect(intact(office.ledger), where, "typed again, the chain is broken")
    figures.expect(files_of(office) == whole.files, where, f"files: {sorted(files_of(office))}")


def _usable(office: Office, point: Point) -> bool:
    """Whether a report should work: not on what is not set up yet, nor on what is not migrated."""
    if point.word == "migrate":
        return "nothing to do" in office.tries("migrate --dry-run").out
    return head_of(office.ledger) is not None


@cache
def _start_seconds(folder: Path) -> float:
    """How long a process takes to start, and to end at once."""
    began = time.perf_counter()
    heard_to_the_end(started(Office(folder, "2021-01-01T10:00"), "--version"))
    return time.perf_counter() - began


def _process_killed(office: Office, command: str, after: float) -> Told:
    running = started(office, command)
    time.sleep(after)
    running.kill()
    return heard_to_the_end(running)
