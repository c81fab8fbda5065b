"""How a backup stands to the ledger in whose place it is to come: what would go and what come."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from pathlib import Path

from sqlite_utils import Database

from dpsctl.errors import LedgerError
from dpsctl.ledger.file import Ledger
from dpsctl.ledger.verifying import Verification
from dpsctl.ledger.whose import ForeignError, is_blank, see_that_it_is_ours


@dataclass(frozen=True)
class Comparison:
    """A backup held against what stands in its place.

    ``entries`` and ``head`` are those of the ledger there, ``common`` is the last entry at which
    both agree, 0 if there is none; ``redacted`` are the SHA-256 of the texts that are redacted
    there and stand in the backup. ``unusable`` says what is wrong where nothing can be told of it.
    """

    backup: Verification
    entries: int = 0
    head: str | None = None
    common: int = 0
    redacted: tuple[str, ...] = ()
    blank: bool = False
    unusable: str | None = None

    @property
    def lost(self) -> int:
        """How many entries of the ledger the backup lacks."""
        return self.entries - self.common

    @property
    def gained(self) -> int:
        """How many entries of the backup the ledger lacks."""
        return self.backup.entries - self.common


def compare(
    path: Path, present: Database | None, backup: Ledger, found: Verification
) -> Comparison:
    """Hold a backup against the file that stands in its place, none if it is no SQLite file.

    Raises:
        LedgerError: that file is somebody else's, or a newer dpsctl's.
    """
    if present is None:
        return Comparison(found, unusable=f"{path} is damaged, or no SQLite file at all")
    try:
        if is_blank(present):
            return Comparison(found, blank=True)
        see_that_it_is_ours(path, present, older=True)
        return _compared(present, backup, found)
    except ForeignError:
        raise
    except (LedgerError, sqlite3.Error, UnicodeDecodeError) as error:
        return Comparison(found, unusable=f"{path} cannot be read as a ledger: {error}")


def _compared(present: Database, backup: Ledger, found: Verification) -> Comparison:
    common = _common(present, backup)
    entries, head = _newest(present)
    return Comparison(
        found,
        entries=entries,
        head=head,
        common=common,
        redacted=_redacted(present, backup),
    )


def _newest(present: Database) -> tuple[int, str | None]:
    rows = present.query("SELECT id, digest FROM entries ORDER BY id DESC LIMIT 1")
    return next(((row["id"], row["digest"]) for row in rows), (0, None))


def _common(present: Database, backup: Ledger) -> int:
    """The last entry up to which all digests agree."""
    common = 0
    heads = "SELECT id, digest FROM entries ORDER BY id"
    for ours, theirs in zip(present.query(heads), backup.each(heads), strict=False):
        if ours != theirs:
            break
        common = ours["id"]
    return common


def _redacted(present: Database, backup: Ledger) -> tuple[str, ...]:
    if "redactions" not in present.table_names():  # of an older dpsctl
        return ()
    stands = "SELECT 1 FROM documents WHERE sha256 = ? AND text IS NOT NULL"
    rows = present.query("SELECT sha256 FROM redactions ORDER BY id")
    return tuple(row["sha256"] for row in rows if backup.value(stands, [row["sha256"]]))
