"""A ledger cut short, with bytes flipped, or no ledger at all: told, and never harmed further."""

from __future__ import annotations

import os
import random
import shutil
import socket
import sqlite3
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from ..ledger.full import query
from ..office import Office, Told, spawn
from .children import STUMBLED
from .figures import Figures, no_ledger, told_plainly
from .points import Point

LOOKS = ("status", "report findings", "report costs", "report history", "explain 1", "head")
HEADER = 100  # bytes, in which SQLite keeps what kind of file it is


@dataclass(frozen=True)
class Sound:
    """A sound ledger, and everything that can be read in it."""

    point: Point
    content: bytes
    everything: list[object]


def sound(point: Point) -> Sound:
    """The ledger after a command of the story."""
    return Sound(point, point.after.read_bytes(), everything_in(point.after))


def everything_in(ledger: Path) -> list[object]:
    """Every row of every table as SQLite gives it, and the words that made tables and triggers.

    Spacing in those words is nothing, and of the list of migrations their names alone count.
    """
    with closing(sqlite3.connect(f"file:{ledger}?mode=ro", uri=True)) as connection:
        connection.text_factory = bytes
        made = query(
            connection, "SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY 1, 2"
        )
        words = [(*each, (sql or b"").split()) for *each, sql in made]
        names = [name.decode() for type, name, _, _ in made if type == b"table"]
        rows = [query(connection, _ROWS.get(name, _ANY_ROWS).format(name)) for name in names]
    return [words, *zip(names, rows, strict=True)]


_ROWS = {"_sqlite_migrations": "SELECT migration_set, name FROM {} ORDER BY rowid"}
_ANY_ROWS = 'SELECT * FROM "{}" ORDER BY rowid'


@contextmanager
def _damaged(ledger: Sound, content: bytes) -> Iterator[Office]:
    with ledger.point.office() as office:
        office.ledger.write_bytes(content)
        yield office


def tries(office: Office, command: str) -> Told:
    """Type a command in this process; an error that nobody foresaw is told as a child tells it."""
    try:
        return office.tries(command)
    except Exception:
        return Told(STUMBLED, "", traceback.format_exc())


def as_a_process(office: Office, command: str) -> Told:
    """Type a command in a process of its own."""
    return spawn(office.folder, *command.split(), given={"DPSCTL_NOW": office.now})


Types = Callable[[Office, str], Told]


def flips(point: Point, numbers: Sequence[int], seed: int, types: Types = tries) -> Figures:
    """Flip a byte of the ledger after a command, some times over."""
    ledger = sound(point)
    return Figures().add([_flipped(ledger, number, seed, types) for number in numbers])


def truncations(point: Point, numbers: Sequence[int], seed: int, types: Types = tries) -> Figures:
    """Cut the ledger after a command off at some length, some times over."""
    ledger = sound(point)
    return Figures().add([_cut_short(ledger, number, seed, types) for number in numbers])


def _flipped(ledger: Sound, number: int, seed: int, types: Types) -> Figures:
    """Flip a byte: each of the header in turn, then any; now and then twenty more."""
    chance = random.Random(f"{seed}/{number}")
    size, several = len(ledger.content), number % 10 == 9
    places = [number if number < HEADER else chance.randrange(size)]
    places += [chance.randrange(size) for _ in range(20)] if several else []
    content = bytearray(ledger.content)
    for at in places:
        content[at] ^= chance.choice([1 << chance.randrange(8), chance.randrange(1, 256)])
    where = f"bytes flipped: {[(at, content[at]) for at in places]}"
    figures = _tried(ledger, bytes(content), where, number, types)
    figures.count("bytes flipped", len(places))
    figures.count("files with flipped bytes")
    return figures


def _cut_short(ledger: Sound, number: int, seed: int, types: Types) -> Figures:
    """Cut the file off at any length."""
    chance = random.Random(f"{seed}/{number}")
    length = chance.choice([chance.randrange(1, 8192), chance.randrange(1, len(ledger.content))])
    figures = _tried(ledger, ledger.content[:length], f"cut to {length} bytes", number, types)
    figures.count("truncations")
    return figures


def _tried(ledger: Sound, content: bytes, where: str, number: int, types: Types) -> Figures:
    figures = Figures()
    with _damaged(ledger, content) as office:
        found = types(office, "verify")
        figures.expect(told_plainly(found) and found.code in (0, 3, 5), where, found)
        figures.expect(found.code != 5 or no_ledger(found), where, found)
        if found.code == 0:
            same = everything_in(office.ledger) == ledger.everything
            figures.expect(same, where, "verify finds it intact, and it is not what it was")
        figures.count("changed nothing that is kept" if found.code == 0 else "found out by verify")
        for command in (LOOKS[number % len(LOOKS)], f"{ledger.point.command} --dry-run"):
            told = types(office, command)
            figures.expect(told_plainly(told), f"{where}: {command}", told)
        figures.expect(office.ledger.read_bytes() == content, where, "looking changed the file")
    return figures


# Files that are no ledgers


def _foreign(path: Path, ledger: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE entries (id INTEGER PRIMARY KEY, digest TEXT)")


def _newer(path: Path, ledger: Path) -> None:
    shutil.copyfile(ledger, path)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(
            "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) "
            "VALUES ('dpsctl', '9999-postcards', '2031-01-01')"
        )
        connection.commit()


def _socket(path: Path, ledger: Path) -> None:
    # By its name alone: a path to a socket may not be long.
    before = Path.cwd()
    os.chdir(path.parent)
    try:
        with closing(socket.socket(socket.AF_UNIX)) as made:
            made.bind(path.name)
    finally:
        os.chdir(before)


STRANGERS: dict[str, Callable[[Path, Path], object]] = {
    "a foreign SQLite file": _foreign,
    "a newer ledger": _newer,
    "a 0-byte file": lambda path, _: path.touch(),
    "a folder": lambda path, _: path.mkdir(),
    "a FIFO": lambda path, _: os.mkfifo(path),
    "a socket": _socket,
    "a device": lambda path, _: path.symlink_to("/dev/zero"),
    "a link to itself": lambda path, _: path.symlink_to(path.name),
    "a link to nothing": lambda path, _: path.symlink_to("nothing.db"),
    "a text file": lambda path, _: path.write_text("home,weekly fee\n" * 100),
    "a ledger packed away": lambda path, ledger: path.write_bytes(
        b"\x1f\x8b" + ledger.read_bytes()
    ),
    "nothing": lambda path, _: None,
}
EMPTY = ("a 0-byte file", "nothing", "a link to nothing")


def stranger(name: str, points: Sequence[Point]) -> Figures:
    """Type every command at what is no ledger."""
    figures = Figures()
    words = {point.word: point for point in points}
    with TemporaryDirectory(prefix="dpsctl-fault-") as made:
        folder = Path(made) / "office"
        points[-1].set_out(folder)
        (folder / "dps.db").unlink()
        STRANGERS[name](folder / "dps.db", points[-1].after)
        for command in (*LOOKS, "verify", *(point.command for point in words.values())):
            if command.startswith("init ") and name in EMPTY:
                continue  # which it is there for
            told = tries(Office(folder, points[-1].on), command)
            figures.expect(no_ledger(told), f"{name}: {command}", told)
            figures.count("commands at what is no ledger")
        left = sorted(path.name for path in folder.iterdir() if path.name.startswith("dps.db"))
        figures.expect(left in ([], ["dps.db"]), name, f"left behind: {left}")
    figures.count("files that are no ledgers")
    return figures
