"""Verifying: the whole ledger re-read, and everything told that is not as our commands leave it.

Four things are held: that the contents are what was recorded (the chain), that tables and triggers
are ours, that the file is sound, and that what was recorded keeps every promise.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from itertools import chain
from typing import Any

from sqlite_utils import Database

from dpsctl.errors import LedgerError
from dpsctl.ledger.breaks import Break, first_break, is_number
from dpsctl.ledger.chain import ENTRIES
from dpsctl.ledger.facts import KINDS
from dpsctl.ledger.kept_heads import KeptHead
from dpsctl.ledger.links import Told, links_hold, texts_as
from dpsctl.ledger.promises import broken_promises
from dpsctl.ledger.schema import fact_tables
from dpsctl.ledger.schema.compared import differences
from dpsctl.ledger.soundness import Soundness, on_the_side, soundness
from dpsctl.stopping import is_stop


@dataclass(frozen=True)
class Finding:
    """One thing that is not as our commands leave it.

    ``about`` is ``chain``, ``schema``, ``rules`` (of the tables themselves), ``promise`` or
    ``head``. ``entry`` is the entry that it begins with, where it is in one.
    """

    about: str
    entry: int | None
    why: str

    def __str__(self) -> str:
        where = f" at entry {self.entry}" if self.entry is not None else ""
        return f"BROKEN{where}: {self.why}"


@dataclass(frozen=True)
class Verification:
    """What re-reading the ledger found, the chain first.

    ``entries`` and ``head`` are what the ledger says of itself.
    """

    entries: int
    head: str | None
    findings: tuple[Finding, ...] = ()
    kept: KeptHead | None = None

    @property
    def intact(self) -> bool:
        """Whether nothing was found."""
        return not self.findings

    @property
    def chain_holds(self) -> bool:
        """Whether the contents are what was recorded, whatever else was found."""
        return all(finding.about != "chain" for finding in self.findings)

    @property
    def broken_at(self) -> int | None:
        """The entry of the first finding; none where it is in no entry, as a table that is gone."""
        return self.findings[0].entry if self.findings else None

    @property
    def why(self) -> str | None:
        """The first finding in words; none where all is as it was recorded."""
        return self.findings[0].why if self.findings else None

    @property
    def unsound(self) -> str:
        """What is to be said of a ledger with findings, as the end of a sentence."""
        where = f" from entry {self.broken_at}" if self.broken_at is not None else ""
        return f"is not what was recorded{where}: {self.why}"

    def against(self, kept: KeptHead | None) -> Verification:
        """The same, held against a head that was kept, if one was."""
        lost = (Finding("head", None, str(kept)),) if kept and kept.entry is None else ()
        return replace(self, findings=(*self.findings, *lost), kept=kept)

    def told(self) -> dict[str, Any]:
        """The verification as JSON has it."""
        first = {"intact": self.intact, "broken_at": self.broken_at, "why": self.why}
        findings = [asdict(each) for each in self.findings]
        kept = {"kept": asdict(self.kept)} if self.kept else {}
        return {"entries": self.entries, "head": self.head, **first, "findings": findings, **kept}


def verify(db: Database, told: Told | None = None) -> Verification:
    """Re-read everything, and hold it against what was recorded, our tables and our promises.

    ``told`` is called now and then with how many facts were read, and of how many.

    Raises:
        LedgerError: the chain holds, and the file is damaged beside it.
    """
    with _undisturbed(db), on_the_side(db.conn) as beside:
        contents = verify_contents(db, told)
        promises = [] if contents.findings else list(_promises(db))
        sound = beside()
        made = list(_made_otherwise(db))
    if sound.damage and contents.intact:
        raise _damaged(sound)
    findings = chain(contents.findings, made, _unsound(sound), promises)
    return Verification(contents.entries, contents.head, tuple(findings))


def verify_file(db: Database) -> Verification:
    """Hold a ledger against what was recorded and our tables, but against no promise.

    Raises:
        LedgerError: both hold, and the file is damaged beside them.
    """
    contents = verify_contents(db)
    findings = contents.findings or tuple(_made_otherwise(db))
    if not findings and (sound := soundness(db.conn)).damage:
        raise _damaged(sound)
    return replace(contents, findings=findings)


def verify_contents(db: Database, told: Told | None = None) -> Verification:
    """Re-read every entry, fact and document text, and say where the chain first breaks."""
    try:
        entries, head = _self_told(db)
        found = None if _holds(db, told) else first_break(db)
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode != sqlite3.SQLITE_ERROR or is_stop(error):
            raise
        entries, head = 0, None
        found = Break(None, f"the tables are not as they were made: {error}")
    if found is None:
        return Verification(entries, head)
    at = found.entry if is_number(found.entry) else None
    return Verification(entries, head, (Finding("chain", at, found.why),))


def _holds(db: Database, told: Told | None) -> bool:
    tables = fact_tables(db)
    try:
        return {kind.table for kind in KINDS} <= {*tables} and links_hold(db.conn, tables, told)
    except sqlite3.OperationalError as error:
        if is_stop(error):
            raise
        return False  # whoever reads with care says what it is


def _self_told(db: Database) -> tuple[int, str | None]:
    with texts_as(db.conn, lambda text: text.decode("utf-8", "replace")):
        (count,) = db.query("SELECT COUNT(*) AS entries FROM entries")
        newest = next(db.query(ENTRIES + " DESC LIMIT 1"), {})
    head = newest.get("digest")
    return count["entries"], head if isinstance(head, str) else None


def _made_otherwise(db: Database) -> Iterator[Finding]:
    return (Finding("schema", None, why) for why in differences(db))


def _promises(db: Database) -> Iterator[Finding]:
    try:
        for broken in broken_promises(db):
            promise = f"promise {broken.promise.name}: {broken.promise.sentence}"
            yield Finding("promise", broken.entry, f"{broken.what or 'a fact'} ({promise})")
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode != sqlite3.SQLITE_ERROR or is_stop(error):
            raise
        yield Finding("promise", None, f"the promises cannot be held against it: {error}")


def _unsound(sound: Soundness) -> Iterator[Finding]:
    for why in [*([sound.damage] if sound.damage else []), *sound.rules, *sound.strays]:
        yield Finding("rules", None, why)


def _damaged(sound: Soundness) -> LedgerError:
    return LedgerError(
        f"the ledger is damaged, though its chain holds: {sound.damage}",
        "bring back a backup; keep this file for inquiry",
    )


@contextmanager
def _undisturbed(db: Database) -> Iterator[None]:
    """Read all as it stands at one moment: nobody writes before the end."""
    if db.conn.in_transaction:
        yield
        return
    db.execute("BEGIN")
    try:
        yield
    finally:
        db.conn.rollback()
