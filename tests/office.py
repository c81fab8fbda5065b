"""An office: a folder with a ledger in it, a clock on the wall, and somebody who types commands."""

from __future__ import annotations

import io
import json
import os
import shlex
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from dpsctl.cli.main import run
from dpsctl.shipped import FIXTURES

CHECKOUT = Path(__file__).parent.parent
KENT = FIXTURES / "kent"
OFFICER = "commissioning officer"
HEAD_OF_QUALITY = "head of quality"


@dataclass(frozen=True)
class Told:
    """What one command ended with and printed: results in ``out``, remarks in ``err``."""

    code: int
    out: str
    err: str

    @property
    def lines(self) -> list[str]:
        """The lines of the result."""
        return self.out.splitlines()

    @property
    def json(self) -> Any:
        """The result, read as JSON."""
        return json.loads(self.out)


@dataclass(frozen=True)
class Office:
    """Types commands in a folder, under a name, at an instant (London time)."""

    folder: Path
    now: str
    by: str = OFFICER

    @property
    def ledger(self) -> Path:
        """The ledger's file, which may not be there yet."""
        return self.folder / "dps.db"

    def on(self, now: str) -> Office:
        """The same office, on another day."""
        return replace(self, now=now if "T" in now else f"{now}T10:00")

    def under(self, name: str) -> Office:
        """The same office, with somebody else at the keyboard."""
        return replace(self, by=name)

    def types(self, command: str, *, exits: int = 0, stdin: bytes = b"") -> Told:
        """Type a command (without the word dpsctl) and see that it ends with an exit code."""
        told = self.tries(command, stdin=stdin)
        assert told.code == exits, f"exit {told.code}, not {exits}: {command}\n{told.out}{told.err}"
        return told

    def tries(self, command: str, *, stdin: bytes = b"") -> Told:
        """Type a command, whatever it ends with."""
        given = {"DPSCTL_NOW": self.now, "DPSCTL_BY": self.by}
        return type_in(self.folder, shlex.split(command), given, stdin)

    def writes(self, name: str, text: str) -> str:
        """Write a document into the folder; its name, quoted for a command line."""
        path = self.folder / name
        assert not path.resolve().is_relative_to(KENT.resolve()), f"{name} is Kent's own"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return shlex.quote(name)

    def imports(self, *documents: str, options: str = "", exits: int = 0) -> Told:
        """Import application documents, all of them in one file."""
        name = self.writes("batch.yaml", "---\n".join(documents))
        return self.types(f"import {name} {options}", exits=exits)

    def records(self, decision: str, *, options: str = "", exits: int = 0) -> Told:
        """Record a decision document."""
        name = self.writes("decision.yaml", decision)
        return self.types(f"record-decision {name} {options}", exits=exits)

    def report(self, name: str, options: str = "") -> Any:
        """A report, as JSON has it."""
        return self.types(f"report {name} {options} --format json").json

    def standing(self, application: int | str) -> str:
        """Where an application stands now."""
        standing: str = self.types(f"explain {application} --format json").json["standing"]
        return standing

    def entries(self) -> int:
        """How many commands have recorded anything."""
        return self.counts("entries")

    def counts(self, table: str) -> int:
        """How many facts of one kind the ledger holds."""
        connection = sqlite3.connect(self.ledger)
        try:
            count: int = connection.execute(f"SELECT COUNT(*) FROM {table}").fetchone()[0]
        finally:
            connection.close()
        return count


def type_in(folder: Path, words: list[str], given: dict[str, str], stdin: bytes = b"") -> Told:
    """Run one command line in this process, in a folder and an environment of its own."""
    out, err = io.StringIO(), io.StringIO()
    with desk_of_its_own(folder, given, stdin), redirect_stdout(out), redirect_stderr(err):
        code = run(words)
    return Told(code, out.getvalue(), err.getvalue())


def spawn(folder: Path, *words: str, given: Mapping[str, str] | None = None) -> Told:
    """Run one command line in a process of its own: slower, for what only a process shows."""
    done = subprocess.run(
        [sys.executable, "-m", "dpsctl", *words],
        cwd=folder,
        env={**bare_environment(), **(given or {})},
        capture_output=True,
        stdin=subprocess.DEVNULL,
        timeout=60,
        check=False,
    )
    return Told(done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8"))


def bare_environment() -> dict[str, str]:
    """This process's environment without dpsctl's own variables, for this checkout's dpsctl."""
    dropped = ("DPSCTL_", "PYTHON")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(dropped)}
    # Compiled once for all the processes that tests start, and not beside the sources.
    compiled = str(CHECKOUT / ".pytest_cache" / "compiled")
    own = {"PYTHONPATH": str(CHECKOUT), "PYTHONPYCACHEPREFIX": compiled, "COLUMNS": "80"}
    return {**kept, **own}


@contextmanager
def desk_of_its_own(folder: Path, given: Mapping[str, str], stdin: bytes = b"") -> Iterator[None]:
    """This process in a folder, with what is typed into it and dpsctl's variables as given."""
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        for name in ("DPSCTL_LEDGER", "DPSCTL_RULES", "DPSCTL_NOW", "DPSCTL_BY"):
            patch.delenv(name, raising=False)
        for name, value in given.items():
            patch.setenv(name, value)
        patch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        yield


@dataclass(frozen=True)
class Stage:
    """A point in Kent's story: the day and the commands that lead to it from the one before."""

    name: str
    on: str
    typed: tuple[str, ...] = ()
    by: str = OFFICER


STORY = (
    Stage("empty", "2020-11-16T10:00", ("init system.yaml",)),
    Stage(
        "decided",
        "2021-02-16T09:30",
        (
            "record-decision decisions/18-00030.yaml",
            "record-decision decisions/20-00108.yaml",
            "record-assessment eqia --version 2 --signed 2021-01-20 --review-by 2022-01-20",
            "record-assessment dpia --version 1.1 --signed 2021-01-22 --review-by 2022-01-22",
        ),
    ),
    Stage(
        "scheduled",
        "2021-02-16T09:40",
        ("open-window --opens 2021-03-01T09:00 --closes 2021-03-31",),
    ),
    Stage("open", "2021-03-15T10:00"),
    Stage("imported", "2021-04-06T09:00", ("import applications",)),
    Stage("checked", "2021-04-06T09:10", ("check",)),
    Stage(
        "admitted",
        "2021-04-08T11:00",
        ("determine --all-qualified admit --reason 'Meets every criterion'",),
    ),
    Stage(
        "determined",
        "2021-04-09T14:00",
        ("determine KBP-2021-0018 refuse --reason 'No improvement plan is agreed'",),
        by=HEAD_OF_QUALITY,
    ),
    Stage("awarded", "2021-04-20T10:00", ("award --decision 20/00108 --starts 2021-05-04 --yes",)),
)
STAGES = tuple(stage.name for stage in STORY)


_DOCUMENTS = (
    "system.yaml",
    "decisions",
    "applications",
    "contracts",
    "transfers",
    "uplifts",
    "register",
)


_SET_UP: dict[tuple[str, ...], bytes] = {}


def set_up(office: Office, *commands: str, with_documents: str = "") -> Office:
    """Type what begins an office's ledger; or bring the ledger that the same commands made before.

    ``with_documents`` are the texts that the commands read, but for Kent's own.
    """
    key = (office.now, office.by, *commands, with_documents)
    if key in _SET_UP:
        office.ledger.write_bytes(_SET_UP[key])
        return office
    for command in commands:
        office.types(command)
    _SET_UP[key] = office.ledger.read_bytes()
    return office


def furnish(folder: Path) -> Path:
    """Put Kent's documents into a folder, as links."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in _DOCUMENTS:
        (folder / name).symlink_to(KENT / name)
    return folder


def played_out(folder: Path) -> Path:
    """Play Kent's story, keeping the ledger as it was at every stage under the stage's name."""
    furnish(folder)
    for stage in STORY:
        office = Office(folder, stage.on, stage.by)
        for command in stage.typed:
            office.types(command)
        shutil.copyfile(office.ledger, folder / f"{stage.name}.db")
    return folder


def at_stage(kept: Path, name: str, folder: Path) -> Office:
    """An office in a folder of its own, as Kent's was at a stage of the story."""
    stage = next(stage for stage in STORY if stage.name == name)
    office = Office(furnish(folder), stage.on)
    shutil.copyfile(kept / f"{name}.db", office.ledger)
    return office
