"""``redact``: the text of a document that should never have been imported goes; its facts stay."""

from __future__ import annotations

from dpsctl.actions.desk import Desk, Outcome, carrying_out
from dpsctl.actions.redacting_words import PINNED, read_from, remarks_on
from dpsctl.errors import RefusedError, UsageError
from dpsctl.ledger.chain import SHORTEST, names_a_digest
from dpsctl.ledger.file import Ledger, Row
from dpsctl.ledger.recording import Recording
from dpsctl.ledger.redacting import documents_beginning, facts_read_from, take_out, write_anew


def redact(desk: Desk, name: str, reason: str) -> Outcome:
    """Take a document's text out of the ledger, and then out of the free space of its file.

    Raises:
        LedgerError: recorded, but the file could not be written anew; the same again does that.
        RefusedError: no such document, several, or one whose text is needed still.
        UsageError: not the beginning of a SHA-256.
    """
    digits = _digits(name)
    with carrying_out(desk, "redact", reason) as (ledger, to, outcome):
        document = _the_one(ledger, digits)
        if document["redacted"]:
            outcome.say(
                f"nothing to do: entry {document['redacted']} redacted documents "
                f"{document['id']}, sha256 {document['sha256']}"
            )
        else:
            _redact(to, document, outcome)
    if not desk.dry_run and write_anew(desk.ledger) and document["redacted"]:
        outcome.remark("the file was still to be written anew, and was now")
    return outcome


def _redact(to: Recording, document: Row, outcome: Outcome) -> None:
    sha256 = document["sha256"]
    facts = facts_read_from(to.ledger, sha256)
    _see_that_it_can_go(facts)
    to.command = f"redact sha256:{sha256}"
    take_out(to, sha256)
    outcome.say(f"the text of documents {document['id']} is redacted: sha256 {sha256}")
    outcome.remarks += remarks_on(facts)


def _digits(name: str) -> str:
    digits = name.strip().lower().removeprefix("sha256:")
    if not names_a_digest(digits):
        raise UsageError(
            f"{name!r} is not a SHA-256, or the first {SHORTEST} digits of one or more",
            "`dpsctl explain APPLICATION` tells an application's document by its SHA-256",
        )
    return digits


def _the_one(ledger: Ledger, digits: str) -> Row:
    found = documents_beginning(ledger, digits)
    if not found:
        raise RefusedError(
            f"no document on the ledger has a SHA-256 that begins {digits}",
            "`dpsctl explain APPLICATION` tells an application's, `dpsctl export --all` them all",
        )
    if len(found) > 1:
        raise RefusedError(
            f"{len(found)} documents have a SHA-256 that begins {digits}", "give more digits"
        )
    return found[0]


def _see_that_it_can_go(facts: list[tuple[str, Row]]) -> None:
    """Refuse what windows judge and price by: their text is read again for every check to come.

    No name of a person belongs in it, and to take it out would leave nobody able to say why a
    home was refused.
    """
    for table, row in facts:
        if table in PINNED:
            raise RefusedError(
                f"{read_from(table, row)} was pinned from this document, and is read again from "
                "its text whenever somebody is judged or priced, and by `dpsctl verify --replay`",
                "write what should not be in it out of the next version; this text stays",
            )
