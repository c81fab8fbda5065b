"""``import-register``: a file of the public register of care homes, kept for the homes we know."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from dpsctl.actions.desk import Desk, Outcome, carrying_out
from dpsctl.actions.register_again import Again, as_recorded, nothing_to_correct, take_more
from dpsctl.actions.register_homes import Gathered, gather
from dpsctl.actions.register_known import Homes, homes_known
from dpsctl.actions.register_rows import absent, as_facts
from dpsctl.actions.register_words import remarks, told_of, unread_complaints
from dpsctl.documents.register_files import RegisterFile, register_file
from dpsctl.documents.register_names import day_in
from dpsctl.documents.shelf import register_rules
from dpsctl.errors import DocumentError, RefusedError
from dpsctl.ledger.facts import RegisterSnapshot
from dpsctl.ledger.file import Ledger, Row, reading
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
        looked = _look(ledger, file, moved=bool(correct))
    option = f"--on {on} " if on else ""
    command = f"import-register {option}sha256:{file.sha256}{' --correct' if correct else ''}"
    with carrying_out(desk, command, correct) as (ledger, to, outcome):
        if _newest_entry(ledger) != looked.entry:
            looked = _look(ledger, file, moved=bool(correct))
        if looked.known is None:
            if correct:
                raise nothing_to_correct(file)
            _take(to, outcome, file, looked, day)
        else:
            as_recorded(looked.known, on, correct)
            again = Again(looked.known, looked.homes, looked.found)
            take_more(to, outcome, file, again, day if on else None)
    return outcome


@dataclass(frozen=True)
class _Looked:
    """What a file says of the homes known at an entry; of one ``known``, of those new since."""

    entry: int
    known: Row | None
    homes: Homes
    found: Gathered


def _look(ledger: Ledger, file: RegisterFile, *, moved: bool) -> _Looked:
    """Read a file for the homes that it was not read for yet; ``moved`` to another day: for all."""
    known = snapshot_of(ledger, file.sha256)
    new = homes_since(ledger, known["last_entry"]) if known and not moved else None
    homes = homes_known(ledger, new)
    found = Gathered() if known and new == set() else gather(file, homes)
    if not known and not found.locations:
        raise DocumentError(unread_complaints(file, found), "none of its rows can be read")
    return _Looked(_newest_entry(ledger), known, homes, found)


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


def _take(to: Recording, outcome: Outcome, file: RegisterFile, looked: _Looked, day: date) -> None:
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
