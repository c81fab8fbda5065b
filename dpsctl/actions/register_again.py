"""A file of the register that was imported before: its day put right, and what is new in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dpsctl.actions.desk import Outcome
from dpsctl.actions.register_homes import Gathered
from dpsctl.actions.register_known import Homes
from dpsctl.actions.register_rows import absent, as_facts
from dpsctl.actions.register_words import told_later
from dpsctl.documents.register_files import RegisterFile
from dpsctl.domain.words import plural
from dpsctl.errors import RefusedError
from dpsctl.ledger.facts import SnapshotDay
from dpsctl.ledger.file import Ledger, Row
from dpsctl.ledger.recording import Recording


@dataclass(frozen=True)
class Again:
    """The ``known`` snapshot that a file is, and what the file says of homes."""

    known: Row
    homes: Homes
    found: Gathered


def take_more(
    to: Recording,
    outcome: Outcome,
    file: RegisterFile,
    again: Again,
    on: date | None,
) -> None:
    """The day put right, where another is said; the rows of homes that became known since."""
    known, found = again.known, again.found
    before = date.fromisoformat(known["taken_on"])
    day = on or before
    taken = f"snapshot {known['id']} of the register, as of {day}"
    if day != before:
        to.add(SnapshotDay(known["id"], day.isoformat()))
        outcome.say(f"this file is {taken}; corrected from {before}")
        outcome.remarks += told_later(file, found, day)
    gone = absent(to.ledger, again.homes, found, day) if known["whole"] else []
    facts = [
        each
        for each in as_facts(known["id"], found, gone)
        if not _has(to.ledger, known["id"], each.cqc_location)
    ]
    to.add_all(facts)
    if facts:
        whose = "that became known since" if day == before else "as they are known by now"
        outcome.say(f"this file is {taken}: {plural(len(facts), 'row')} added, of homes {whose}")
    elif day == before:
        outcome.say(f"nothing to do: this file is {taken}")


def nothing_to_correct(file: RegisterFile) -> RefusedError:
    """What there is to say where a file is to be corrected that was not imported."""
    return RefusedError(
        f"{file.named} is not on the ledger: there is nothing to correct",
        "import it without --correct",
    )


def as_recorded(known: Row, on: date | None, correct: str | None) -> None:
    """See that the day is that with which it was recorded, or that a correction is meant.

    Raises:
        RefusedError: it is another.
    """
    if on and on.isoformat() != known["taken_on"] and not correct:
        raise RefusedError(
            f"this very file is snapshot {known['id']} of the register, as of {known['taken_on']}",
            f"if {on} is right, say why with --correct REASON; else leave --on out",
        )


def _has(ledger: Ledger, snapshot: int, location: str) -> bool:
    known = "SELECT 1 FROM register_locations WHERE snapshot = ? AND cqc_location = ?"
    return ledger.value(known, [snapshot, location]) is not None
