"""No room on the disk, a disk that fails, and files that may not be written."""

from __future__ import annotations

import ctypes
import errno
import os
import random
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from ..office import Office, Told
from . import calls
from .children import typed
from .figures import Figures, no_ledger
from .kills import Course, course
from .points import Point, files_of, head_of, intact

DISK = 16 * 2**20
ROOMS = (0, 4096, 12_288, 40_960, 98_304)
ERRORS = (errno.ENOSPC, errno.EIO, errno.EDQUOT)


@dataclass(frozen=True)
class Disk:
    """A small disk of its own, of 16 MiB."""

    path: Path

    @contextmanager
    def filled(self, room: int) -> Iterator[None]:
        """The disk with no more than some room left, in bytes."""
        filler = self.path / "filler"
        free = os.statvfs(self.path)
        with filler.open("wb") as file:
            os.posix_fallocate(file.fileno(), 0, max(1, free.f_bavail * free.f_frsize - room))
        try:
            yield
        finally:
            filler.unlink()

    @contextmanager
    def read_only(self) -> Iterator[None]:
        """The disk as one that cannot be written to."""
        _mount("-o", "remount,ro", str(self.path))
        try:
            yield
        finally:
            _mount("-o", "remount,rw", str(self.path))


@contextmanager
def small_disk() -> Iterator[Disk | None]:
    """A small disk; none where one cannot be mounted, for only root may."""
    with TemporaryDirectory(prefix="dpsctl-fault-") as name:
        if not _mount("-t", "tmpfs", "-o", f"size={DISK}", "none", name):
            yield None
            return
        try:
            yield Disk(Path(name))
        finally:
            subprocess.run(["umount", "--lazy", name], check=True)


def _mount(*words: str) -> bool:
    if shutil.which("mount") is None:
        return False
    return subprocess.run(["mount", *words], capture_output=True, check=False).returncode == 0


def without_room(point: Point, whole: Course, disk: Disk) -> Figures:
    """Type a command on a disk with ever more room left."""
    figures = Figures()
    for room in ROOMS:
        with point.office(disk.path) as office:
            where = f"{point} ({room} bytes left)"
            with disk.filled(room):
                told = typed(office, point.command)
                _refused_or_done(figures, office, point, told, where)
            _recover(figures, office, point, whole, where)
        figures.count("on a full disk")
    return figures


def on_a_failing_disk(point: Point, whole: Course, tries: int, seed: int) -> Figures:
    """Type a command on a disk that takes nothing more from some write on."""
    figures = Figures()
    for number in range(tries):
        chance = random.Random(f"{seed}/{point.number}/{number}")
        at, error = chance.randint(1, whole.calls), ERRORS[number % len(ERRORS)]
        where = f"{point} (write {at} fails: {errno.errorcode[error]})"
        with point.office() as office:
            failing = calls.failing_from(at, error)
            told = typed(
                office, point.command, first=lambda failing=failing: calls.instead(failing)
            )  # type: ignore[misc]
            _refused_or_done(figures, office, point, told, where)
            _recover(figures, office, point, whole, where)
        figures.count("on a failing disk")
    return figures


def read_only(point: Point, whole: Course, disk: Disk | None) -> Figures:
    """Type a command where the file, the folder or the whole disk cannot be written."""
    figures = Figures()
    with point.office(disk.path if disk else None) as office:
        for path, permissions in ((office.ledger, 0o444), (office.folder, 0o555)):
            if path.exists():
                with mode(path, permissions):
                    told = typed(office, point.command, first=like_everybody)
                    where = f"{point} ({path.name} may not be written)"
                    _refused(figures, office, point, told, where)
        if disk:
            with disk.read_only():
                told = typed(office, point.command)
            _refused(figures, office, point, told, f"{point} (on a read-only disk)")
        _recover(figures, office, point, whole, f"{point} (read-only before)")
    return figures


@contextmanager
def mode(path: Path, permissions: int) -> Iterator[None]:
    """A file or folder with other permissions for a while."""
    before = path.stat().st_mode
    path.chmod(permissions)
    try:
        yield
    finally:
        path.chmod(before)


def like_everybody() -> None:
    """Give up what lets root write where permissions forbid it, in this process from now on."""
    if os.geteuid() == 0:
        version_3, nothing = (ctypes.c_uint32 * 2)(0x20080522, 0), (ctypes.c_uint32 * 6)()
        assert ctypes.CDLL(None, use_errno=True).capset(version_3, nothing) == 0


def _refused(figures: Figures, office: Office, point: Point, told: Told, where: str) -> None:
    figures.count("read-only")
    figures.expect(_says_why(point, told), where, told)
    figures.expect(_as_before(office, point), where, "it was changed all the same")


def _refused_or_done(
    figures: Figures, office: Office, point: Point, told: Told, where: str
) -> None:
    if told.code == 0:
        figures.count("had room enough")
        figures.expect(head_of(office.ledger) == head_of(point.after), where, "done, and lost")
    else:
        # A redaction stands once it is recorded; where the file cannot be written anew, it says so.
        stands = point.word == "redact" and told.err.startswith(_REDACTED)
        left = head_of(point.after if stands else point.before)
        figures.expect(head_of(office.ledger) == left, where, "refused, and done")
        figures.count("refused for want of room")
        figures.expect(stands or _says_why(point, told), where, told)
        figures.expect(not files_of(office), where, f"left behind: {sorted(files_of(office))}")


_REDACTED = "dpsctl: the redaction is recorded, but the file could not be written anew: "


def _says_why(point: Point, told: Told) -> bool:
    # Letters go into a folder of their own, and it is the one that is named.
    folder = point.word == "letters" and told.code == 2 and told.err.startswith("dpsctl: --into: ")
    return folder or no_ledger(told)


def _as_before(office: Office, point: Point) -> bool:
    if not point.before.exists():
        return not office.ledger.exists()
    return office.ledger.read_bytes() == point.before.read_bytes()


def _recover(figures: Figures, office: Office, point: Point, whole: Course, where: str) -> None:
    """See that with room again the ledger is whole, and that the command can be typed again."""
    if point.word != "migrate" and head_of(office.ledger):
        figures.expect(intact(office.ledger), where, "the chain is broken")
    figures.expect(
        head_of(office.ledger) in (head_of(point.before), head_of(point.after)), where, "a half"
    )
    again = office.tries(point.command)
    figures.expect(again.code == 0, where, f"typed again: {again}")
    figures.expect(head_of(office.ledger) == head_of(point.after), where, "it leads elsewhere")
    figures.expect(files_of(office) == whole.files, where, f"files: {sorted(files_of(office))}")


def everywhere(point: Point, tries: int, seed: int) -> Figures:
    """Type a command wherever there is no room, or no leave, to write."""
    whole = course(point)
    with small_disk() as disk:
        return Figures().add(
            [
                *([without_room(point, whole, disk)] if disk else []),
                *([on_a_failing_disk(point, whole, tries, seed)] if whole.calls else []),
                read_only(point, whole, disk),
            ]
        )
