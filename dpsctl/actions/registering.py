"""``import-register``: a file of the public register of care homes, kept for the homes we know."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from dpsctl.actions.desk import Desk, Outcome, carrying_out
from dpsctl.actions.register_again import is_moved, see_what_is_meant, take_more
from dpsctl.actions.register_homes import Gathered, Looked, gather
from dpsctl.actions.register_known import homes_known
from dpsctl.actions.register_rows import absent, as_facts
from dpsctl.actions.register_words import remarks, told_of, unread_complaints
from dpsctl.documents.register_files import RegisterFile, register_file
from dpsctl.documents.register_names import day_in
from dpsctl.documents.shelf import register_rules
from dpsctl.errors import DocumentError, RefusedError
from dpsctl.ledger.facts import RegisterSnapshot
from dpsctl.ledger.file import Ledger, reading
from dpsctl.ledger.recording import Recording
from dpsctl.ledger.register import homes_since, snapshot_of


def import_register(desk: Desk, path: Path, on: date | None, correct: str | None = None) -> Outcome:
    """Record a file of the register as a snapshot, with its rows for the homes we know.

    It is of the London day ``on``, else of the day in its name, else of today. A row that cannot
    be read is told, counted and left out; the rest stands, since every monthly file has a few. The
    same file again adds only the rows of homes that became known since; ``correct`` says why it is
    of the day ``on``, and not of that with which it was recorded.

    Raises:
        UsageError: there is no such file.
        DocumentError: it is no file of the register, or none of its rows can be read.
        RefusedError: its day lies ahead, it was imported as of another, or was not at all and
            is to be corrected.
    """
    file = register_file(path, register_rules(desk.rules))
    day = _day(desk, file, on)
    # Read before the ledger is held, and again only where others recorded something meanwhile.
    with reading(desk.ledger) as ledger:
        looked = _look(ledger, file, on, correct)
    option = f"--on {on} " if on else ""
    command = f"import-register {option}sha256:{file.sha256}{' --correct' if correct else ''}"
    with carrying_out(desk, command, correct) as (ledger, to, outcome):
        if _newest_entry(ledger) != looked.entry:
            looked = _look(ledger, file, on, correct)
        if known := snapshot_of(ledger, file.sha256):
            take_more(to, outcome, file, known, looked, on)
        else:
            _take(to, outcome, file, looked, day)
    return outcome


def _look(ledger: Ledger, file: RegisterFile, on: date | None, correct: str | None) -> Looked:
    """Read a file for every home; one that is a snapshot, whose day stays, for those new since."""
    known = snapshot_of(ledger, file.sha256)
    see_what_is_meant(file, known, on, correct)
    as_before = known if known and not is_moved(known, on) else None
    new = homes_since(ledger, as_before["last_entry"]) if as_before else None
    homes = homes_known(ledger, new)
    found = Gathered() if new == set() else gather(file, homes)
    if not known and not found.locations:
        raise DocumentError(unread_complaints(file, found), "none of its rows can be read")
    return Looked(_newest_entry(ledger), homes, found)


def _newest_entry(ledger: Ledger) -> int:
    return ledger.value("SELECT MAX(id) FROM entries") or 0


def _day(desk: Desk, file: RegisterFile, on: date | None) -> date:
    day = on or day_in(file.name) or desk.today
    if day > desk.today:
        whence = "" if on else f", by its name {file.name},"
        raise RefusedError(
            f"the file{whence} is of {day}, which lies ahead of today, {desk.today}",
            "say the day on which it was taken from the register: --on DATE",
        )
    return day


def _take(to: Recording, outcome: Outcome, file: RegisterFile, looked: Looked, day: date) -> None:
    homes, found = looked.homes, looked.found
    whole = found.locations >= file.rules.whole
    snapshot = to.add(
        RegisterSnapshot(
            name=file.name,
            taken_on=day.isoformat(),
            sha256=file.sha256,
            shape=file.shape,
            whole=int(whole),
            locations=found.locations,
            unread=found.unread,
        )
    )
    gone = absent(to.ledger, homes, found, day) if whole else []
    to.add_all(as_facts(snapshot, found, gone))
    outcome.lines += told_of(file, snapshot, day, whole, homes, found, gone)
    outcome.remarks += remarks(file, found, day)
