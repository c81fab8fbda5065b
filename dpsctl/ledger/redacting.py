"""Redacting: a document's text taken out of the ledger, the one exception to adding only.

The text goes in the transaction that records it. Of what SQLite had kept elsewhere in the file,
as pages move about, only writing the whole file anew rids it, which no transaction can hold. How
many redactions wait for that stands in the file's ``user_version``: 0 for none.
"""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from sqlite_utils import Database

from dpsctl.errors import LedgerError
from dpsctl.ledger.facts import Redaction
from dpsctl.ledger.faults import explained
from dpsctl.ledger.file import Ledger, Row, opened
from dpsctl.ledger.recording import Recording


def documents_beginning(ledger: Ledger, digits: str) -> list[Row]:
    """The documents whose SHA-256 begins so, each with the entry that redacted it, if one did."""
    return ledger.rows(
        "SELECT d.id, d.entry, d.sha256, r.entry AS redacted FROM documents d "
        "LEFT JOIN redactions r ON r.sha256 = d.sha256 WHERE substr(d.sha256, 1, ?) = ? "
        "ORDER BY d.id",
        [len(digits), digits],
    )


def facts_read_from(ledger: Ledger, sha256: str) -> list[tuple[str, Row]]:
    """Every fact that refers to a document, with its table: whatever tables there are."""
    found = []
    for reference in ledger.rows(
        'SELECT t.name AS name, k."from" AS key FROM pragma_table_list t, '
        "pragma_foreign_key_list(t.name) k WHERE k.\"table\" = 'documents' "
        "AND t.schema = 'main' AND t.name <> 'redactions' ORDER BY t.name, key"
    ):
        table, key = reference["name"], reference["key"]
        rows = ledger.rows(f"SELECT * FROM {table} WHERE {key} = ? ORDER BY id", [sha256])
        found += [(table, row) for row in rows]
    return found


def take_out(to: Recording, sha256: str) -> None:
    """Record a redaction, and take the text out in the same transaction."""
    to.add(Redaction(sha256))
    # What SQLite frees from here on it overwrites.
    to.ledger.db.execute("PRAGMA secure_delete = ON")
    to.ledger.db.execute("UPDATE documents SET text = NULL WHERE sha256 = ?", [sha256])
    _wait(to.ledger.db, 1)


def write_anew(path: Path) -> bool:
    """Write the whole file anew where a redaction waits for that; whether one did.

    Raises:
        LedgerError: there is no room, or others are at it. What was recorded stands.
    """
    with explained(path), closing(opened(path)) as db:
        waiting = _waiting(db)
        if not waiting:
            return False
        db.execute("PRAGMA secure_delete = ON")
        _vacuum(path, db)
        db.execute("BEGIN IMMEDIATE")
        _wait(db, -waiting)  # others may have come to wait meanwhile
        db.execute("COMMIT")
    return True


def waits_to_be_written_anew(ledger: Ledger) -> bool:
    """Whether pieces of a text that was redacted may stand in the file's free space still."""
    return _waiting(ledger.db) > 0


def _vacuum(path: Path, db: Database) -> None:
    try:
        with explained(path):
            db.execute("VACUUM")
    except LedgerError as error:
        raise LedgerError(
            f"the redaction is recorded, but the file could not be written anew: {error.what}",
            "pieces of the text may stand in its free space until it is\n"
            "make room for the ledger twice over, wait for others, and type the same again",
        ) from error


def _waiting(db: Database) -> int:
    found: int = db.execute("PRAGMA user_version").fetchone()[0]
    return found


def _wait(db: Database, more: int) -> None:
    db.execute(f"PRAGMA user_version = {max(0, _waiting(db) + more)}")
