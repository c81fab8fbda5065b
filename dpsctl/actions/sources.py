"""Sources: the files that a batch is read from, each when its turn comes."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from dpsctl.documents.reading import fetch
from dpsctl.errors import UsageError


@dataclass(frozen=True, slots=True)
class Source:
    """One file, by what the user calls it; ``given`` are its bytes where it can be read but once.

    A folder may hold more than fits in memory: so a file is read anew whenever it is asked for.
    """

    name: str
    given: bytes | None = None

    @property
    def content(self) -> bytes:
        """Its bytes.

        Raises:
            UsageError: it has gone, or may not be read.
        """
        return fetch(self.name) if self.given is None else self.given


def sources_of(paths: Sequence[Path]) -> list[Source]:
    """The files that paths mean: a folder means its ``*.yaml`` and ``*.yml``, sorted.

    Raises:
        UsageError: one that is named is not there, or may not be read.
    """
    return [source for path in paths for source in _sources(path)]


def _sources(path: Path) -> Iterator[Source]:
    if os.path.isdir(path):  # a name too long for any is none, and fetching it says so
        yield from (Source(str(path / name)) for name in _documents_in(path))
    elif os.path.isfile(path):
        fetch(path, most=0)  # so that a slip is told before anything else is done
        yield Source(str(path))
    else:  # a pipe gives what it has only once
        yield Source(str(path), fetch(path))


def _documents_in(folder: Path) -> list[str]:
    try:
        names = os.listdir(folder)
    except OSError as error:
        what = f"{folder}: {(error.strerror or 'not readable').lower()}"
        raise UsageError(what, "Check the path and its permissions.") from None
    return sorted(name for name in names if os.path.splitext(name)[1] in (".yaml", ".yml"))
