"""The files of letters: written whole or not at all, and never over anything else."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from types import TracebackType

from dpsctl.errors import RefusedError, UsageError
from dpsctl.progress import along


def digest_of(content: bytes) -> str:
    """The hex SHA-256 of a file's bytes."""
    return hashlib.sha256(content).hexdigest()


def stands(path: Path, sha256: str, *, sent: bool) -> bool:
    """Whether a file is there already, with the content it should have.

    ``sent``: it was sent before, and is not about to be.

    Raises:
        RefusedError: it is there with another content.
        UsageError: it cannot be read.
    """
    try:
        found = path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError as error:
        raise UsageError(
            f"{path} cannot be read: {error.strerror}",
            "nothing was written; move it away, or name another folder with --into DIR",
        ) from None
    if digest_of(found) != sha256:
        raise RefusedError(
            f"{path} differs from what {'was' if sent else 'is to be'} sent",
            "it is left alone, and nothing was written; move it away, or name another folder "
            "with --into DIR",
        )
    return True


class Outgoing:
    """New files on their way into a folder; whatever fails before the end takes them back."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._made: list[Path] = []
        self._written: list[Path] = []

    def __enter__(self) -> Outgoing:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if error is not None:
            self._take_back()

    def write(self, files: Mapping[str, bytes]) -> None:
        """Write files, each whole under a name of its own before it takes its place.

        Raises:
            UsageError: the folder cannot be written.
        """
        if not files:
            return
        try:
            self._make(self._folder)
            parts = {name: self._folder / f".{name}.part" for name in files}
            for name, content in along(files.items(), "writing files"):
                self._written.append(parts[name])
                parts[name].write_bytes(content)
            for name, part in parts.items():
                self._written.append(part.replace(self._folder / name))
        except OSError as error:
            no_folder = isinstance(error, (FileExistsError, NotADirectoryError))
            why = "a file stands in its way" if no_folder else error.strerror
            raise UsageError(
                f"--into: {self._folder} cannot be written: {why}",
                "nothing was recorded; name a folder that can be",
            ) from None

    def _make(self, folder: Path) -> None:
        """Make a folder and those it stands in, keeping in mind which were not there before."""
        if folder.is_dir():
            return
        if folder.parent != folder:
            self._make(folder.parent)
        folder.mkdir()
        self._made.append(folder)

    def _take_back(self) -> None:
        for path in self._written:
            with suppress(OSError):
                path.unlink(missing_ok=True)
        for folder in reversed(self._made):
            with suppress(OSError):
                folder.rmdir()
