"""Files that are there whole or not at all, under a name that nobody had before."""

from __future__ import annotations

import errno
import os
import stat
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TextIO

from dpsctl.errors import DpsctlError, LedgerError, RefusedError, UsageError

_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_BESIDE = ("-journal", "-wal", "-shm")


@contextmanager
def part_file(folder: Path) -> Iterator[Path]:
    """A new file in a folder, to write into and then :func:`keep_as`; gone again if not kept."""
    handle, name = tempfile.mkstemp(prefix="dpsctl-", suffix=".part", dir=folder)
    os.close(handle)
    part = Path(name)
    try:
        yield part
    finally:
        part.unlink(missing_ok=True)
        for beside in beside_it(part):
            beside.unlink(missing_ok=True)


@contextmanager
def written_to(path: Path | None, like: Path) -> Iterator[TextIO]:
    """A new file to write UTF-8 into, there once it is whole; without a path, standard output.

    The same people may read it as may read the file that it is ``like``.

    Raises:
        LedgerError, RefusedError, UsageError: as :func:`to_be_written` has it.
    """
    if path is None:
        yield sys.stdout
        return
    see_that_nothing_stands(path)
    with to_be_written(path), part_file(path.parent) as part:
        with part.open("w", encoding="utf-8", newline="") as to:
            yield to
        with_mode_of(part, like)
        keep_as(part, path)


def with_mode_of(part: Path, other: Path) -> None:
    """Let the same people read and write a file as another."""
    with suppress(OSError):  # where the file system knows no such thing
        os.chmod(part, stat.S_IMODE(other.stat().st_mode))


def like_a_new_ledger(part: Path) -> None:
    """Give a file the permissions that SQLite gives a new one."""
    mask = os.umask(0)
    os.umask(mask)
    with suppress(OSError):
        os.chmod(part, 0o644 & ~mask)


def keep_as(part: Path, final: Path) -> None:
    """Bring what was written onto the disk, and give it its name.

    Raises:
        FileExistsError: something stands under that name, which is left alone.
    """
    onto_disk(part)
    try:
        os.link(part, final)
    except FileExistsError:
        raise
    except OSError:  # FAT, and some shares, have no second names for a file
        name_where_nothing_has_two(part, final)
    with suppress(OSError):  # not every system syncs a folder
        onto_disk(final.parent)


def name_where_nothing_has_two(part: Path, final: Path) -> None:
    """Give a file its name by reserving that first; killed in between, an empty file has it.

    Raises:
        FileExistsError: something stands under that name.
    """
    os.close(os.open(final, os.O_CREAT | os.O_EXCL | os.O_WRONLY))
    try:
        os.replace(part, final)
    except BaseException:
        final.unlink()
        raise


def onto_disk(path: Path) -> None:
    """Wait until a file or folder is on the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def beside_it(database: Path) -> list[Path]:
    """The files that SQLite left beside a database, to roll back or to finish from."""
    named = (database.with_name(database.name + suffix) for suffix in _BESIDE)
    return [path for path in named if os.path.lexists(path)]


def see_that_nothing_stands(path: Path, todo: str = "name another file") -> None:
    """See that a name is free, before any work is done for it; else say what to do.

    Raises:
        RefusedError: it is not.
    """
    if os.path.lexists(path):
        raise stands_already(path, todo)


def stands_already(path: Path, todo: str = "name another file") -> RefusedError:
    """What to say of a file that would have to be written over."""
    return RefusedError(f"{path} stands already, and is left alone", todo)


@contextmanager
def to_be_written(path: Path) -> Iterator[None]:
    """Turn what the system says of writing a file into an error that a person can act on.

    Raises:
        RefusedError: something stands there already.
        LedgerError: there is no room.
        UsageError: it cannot be written there at all.
    """
    try:
        yield
    except FileExistsError:
        raise stands_already(path) from None
    except OSError as error:
        raise _not_written(path, error) from error


def _not_written(path: Path, error: OSError) -> DpsctlError:
    if error.errno in _NO_ROOM:
        return LedgerError(f"{path} cannot be written: there is no room", "make room there")
    if not path.parent.is_dir():
        return UsageError(f"there is no folder {path.parent}", "make it first, or name another")
    return UsageError(f"{path} cannot be written: {error.strerror}", "name another place")
