"""Backups: one file that holds the whole ledger, verified before it gets its name."""

from __future__ import annotations

import glob
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlite_utils import Database

from dpsctl.domain.days import LONDON
from dpsctl.errors import DpsctlError, UnsoundError
from dpsctl.ledger import chain
from dpsctl.ledger.copying import copy_into
from dpsctl.ledger.faults import explained, uri_of
from dpsctl.ledger.file import reading
from dpsctl.ledger.verifying import Verification, verify_file
from dpsctl.ledger.whole_file import (
    keep_as,
    part_file,
    see_that_nothing_stands,
    to_be_written,
    with_mode_of,
)


@dataclass(frozen=True)
class Backup:
    """A backup and what it holds; ``made`` is false where it stood already. ``size`` is bytes."""

    file: Path
    entries: int
    head: str | None
    size: int
    made: bool = True


def back_up(ledger: Path, to: Path, at: datetime) -> Backup:
    """Back a ledger up into a file, or into a folder, under a name of its head and the time.

    In a folder that holds a sound backup of this very head nothing is made.

    Raises:
        LedgerError: the ledger cannot be used, or there is no room.
        RefusedError: something stands under that name.
        UnsoundError: the ledger is not what was recorded.
        UsageError: it cannot be written there.
    """
    with to_be_written(to):
        if to.is_dir():
            return _standing(ledger, to) or _into(to, ledger, None, at)
        see_that_nothing_stands(to)
        return _into(to.parent, ledger, to, at)


def _into(folder: Path, ledger: Path, named: Path | None, at: datetime) -> Backup:
    with part_file(folder) as part:
        found = _copied(ledger, part)
        size = part.stat().st_size
        file = named or folder / _name(ledger, found.head, at)
        with to_be_written(file):
            keep_as(part, file)
    return Backup(file, found.entries, found.head, size)


def _copied(ledger: Path, part: Path) -> Verification:
    """Copy a ledger while nobody can write to it, and verify the copy once everybody can."""
    with reading(ledger) as opened:
        copy_into(part, opened.db.conn)
    with_mode_of(part, ledger)
    with explained(ledger):
        found = verified_file(part)
    if not found.intact:
        raise unsound_ledger(ledger, found, _BY_HAND.format(ledger=ledger))
    return found


_BY_HAND = (
    "no backup was made, for a backup must be sound; see `dpsctl verify`\n"
    "to keep the file as it is, copy it while no command runs: cp {ledger} ELSEWHERE"
)


def verified_file(path: Path) -> Verification:
    """What verifying a file of ours finds; it is opened for this alone."""
    with closing(sqlite3.connect(uri_of(path, "rw"), uri=True)) as connection:
        return verify_file(Database(connection, execute_plugins=False))


def unsound_ledger(path: Path, found: Verification, todo: str) -> UnsoundError:
    """What to say of a ledger whose chain is broken."""
    return UnsoundError(f"the ledger {path} {found.unsound}", todo)


def _name(ledger: Path, head: str | None, at: datetime) -> str:
    """``dps-2021-05-04T1600-64a4db7cec76.db``: London time, and how the head begins."""
    return f"{ledger.stem}-{at.astimezone(LONDON):%Y-%m-%dT%H%M}-{_short(head)}.db"


def _short(head: str | None) -> str:
    return (head or "empty")[:12]


def _standing(ledger: Path, folder: Path) -> Backup | None:
    """A backup of the ledger as it stands, from an earlier run into this folder, if it is sound."""
    with reading(ledger) as opened:
        head = chain.head(opened.db)
    for name in sorted(folder.glob(f"{glob.escape(ledger.stem)}-*-{_short(head)}.db")):
        if found := is_sound(name, head):
            return Backup(name, found.entries, found.head, name.stat().st_size, made=False)
    return None


def is_sound(path: Path, head: str | None) -> Verification | None:
    """What verifying a ledger found that has this head and is sound; none of any other file."""
    try:
        with reading(path) as opened:
            if chain.head(opened.db) != head:
                return None
            found = verify_file(opened.db)
    except DpsctlError:
        return None
    return found if found.intact else None
