"""Every recording command, with the ledger as it was before it and the head that it leads to."""

from __future__ import annotations

import hashlib
import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlite_utils import Database

from dpsctl.errors import DpsctlError
from dpsctl.ledger.schema import build, known_migrations, migrations

from ..ledger.full import query, verified, whole_story
from ..office import Office, furnish

MIGRATE_ON, REOPEN_ON = "2022-03-01T10:00", "2021-09-12T06:00"


@dataclass(frozen=True)
class Point:
    """A recording command of Kent's story: where, when and by whom it is typed.

    ``before`` and ``after`` are the ledger's file (it need not be there) on either side of it,
    ``documents`` the folder of what it reads.
    """

    number: int
    command: str
    on: str
    by: str
    documents: Path
    before: Path
    after: Path

    def __str__(self) -> str:
        return f"{self.number}: {self.command}"

    @property
    def word(self) -> str:
        """The command's name."""
        return self.command.split()[0]

    @contextmanager
    def office(self, below: Path | None = None) -> Iterator[Office]:
        """An office in a new folder, just before the command."""
        with TemporaryDirectory(prefix="dpsctl-fault-", dir=below) as name:
            folder = Path(name) / "office"
            self.set_out(folder)
            yield Office(folder, self.on, self.by)

    def set_out(self, folder: Path) -> None:
        """Put the documents and the ledger of before into a folder."""
        folder.mkdir(exist_ok=True)
        for document in self.documents.iterdir():
            (folder / document.name).symlink_to(document)
        if self.before.exists():
            shutil.copyfile(self.before, folder / "dps.db")


def points(folder: Path) -> list[Point]:
    """Play Kent's whole story in a folder, keeping the ledger between its commands.

    What stands beside the story comes first, its last command last.
    """
    documents, kept = furnish(folder / "office"), folder / "kept"
    kept.mkdir()
    office = Office(documents, "2020-11-16T10:00")
    found = []
    for number, (then, command) in enumerate(whole_story(office)):
        then.types(command)
        shutil.copyfile(office.ledger, kept / f"{number + 1}.db")
        sides = (kept / f"{each}.db" for each in (number, number + 1))
        found.append(Point(number, command, then.now, then.by, folder / "papers", *sides))
    _put_aside(documents, folder / "papers")
    return [*beside_the_story(found, kept), *found]


def _put_aside(office: Path, papers: Path) -> None:
    papers.mkdir()
    for path in office.iterdir():
        if path.suffix == ".yaml" or path.is_symlink():
            path.rename(papers / path.name)


def beside_the_story(story: list[Point], kept: Path) -> list[Point]:
    """Recording commands that Kent's story has no use for, each after some point of it."""
    before_september = next(point for point in story if "--opens 2021-09-01" in point.command)
    older(story[1].before, kept / "older.db")
    return [
        _aside(story[0], "migrate", MIGRATE_ON, kept / "older.db"),
        _aside(story[0], "reopen", REOPEN_ON, before_september.before),
    ]


def _aside(like: Point, command: str, on: str, before: Path) -> Point:
    after = before.with_name(f"{command}.db")
    shutil.copyfile(before, after)
    Office(after.parent, on, like.by).types(f"{command} --ledger {after.name}")
    # Numbered below the story, which thereby stays as it is whatever stands beside it.
    return replace(like, number=-len(command), command=command, on=on, before=before, after=after)


def older(ledger: Path, copy: Path) -> None:
    """Copy a ledger, as the dpsctl before this one would have made it."""
    with closing(sqlite3.connect(copy, isolation_level=None)) as connection:
        db = Database(connection, execute_plugins=False)
        db.execute("BEGIN")
        build(db)
        last = known_migrations()[-1]
        made = {row[0] for row in query(connection, "SELECT name FROM sqlite_master")}
        db.execute("ROLLBACK")
        migrations.apply(db, stop_before=last)
        db.execute("PRAGMA application_id = 0x64707363")
        connection.execute("ATTACH ? AS now", [str(ledger)])
        tables = query(connection, "SELECT name FROM sqlite_master WHERE type = 'table'")
        assert {name for (name,) in tables} < made
        for (table,) in tables:
            if table != "_sqlite_migrations":
                columns = ", ".join(
                    row[0]
                    for row in query(connection, f"SELECT name FROM pragma_table_info('{table}')")
                )
                connection.execute(
                    f"INSERT INTO {table} ({columns}) SELECT {columns} FROM now.{table}"
                )


def head_of(ledger: Path) -> str | None:
    """The newest entry's digest, read with nothing of dpsctl's; none where nothing is recorded."""
    if not ledger.exists() or ledger.stat().st_size == 0:
        return None
    try:
        with closing(sqlite3.connect(ledger)) as connection:
            if not query(connection, "SELECT 1 FROM sqlite_master WHERE name = 'entries'"):
                return None
            newest = query(connection, "SELECT digest FROM entries ORDER BY id DESC LIMIT 1")
    except sqlite3.DatabaseError as error:
        return f"none, for it is past reading: {error}"
    return newest[0][0] if newest else None


def intact(ledger: Path) -> bool:
    """Whether verifying finds nothing wrong."""
    try:
        return verified(ledger).intact
    except DpsctlError:
        return False


def files_of(office: Office) -> dict[str, str]:
    """What stands in an office beside its documents and its ledger: each file's SHA-256."""
    found = {}
    for folder, _, names in os.walk(office.folder):
        for path in (Path(folder) / name for name in names):
            if path.suffix == ".part":  # a copy that a killed command had not finished
                continue
            if not path.is_symlink() and not path.name.startswith("dps.db"):
                digest = hashlib.sha256(path.read_bytes()).hexdigest()
                found[str(path.relative_to(office.folder))] = digest
    return found
