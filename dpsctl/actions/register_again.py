"""A file of the register that was imported before: its day put right, and what is new in it."""

from __future__ import annotations

from datetime import date

from dpsctl.actions.desk import Outcome
from dpsctl.actions.register_homes import Looked
from dpsctl.actions.register_rows import absent, as_facts
from dpsctl.actions.register_words import told_later
from dpsctl.documents.register_files import RegisterFile
from dpsctl.domain.words import plural
from dpsctl.errors import RefusedError
from dpsctl.ledger.facts import SnapshotDay
from dpsctl.ledger.file import Row
from dpsctl.ledger.recording import Recording
from dpsctl.ledger.register import locations_in


def take_more(
    to: Recording,
    outcome: Outcome,
    file: RegisterFile,
    known: Row,
    looked: Looked,
    on: date | None,
) -> None:
    """The ``known`` snapshot's day put right, where ``on`` is another; and the rows of the homes
    that were looked for and that it has none of.
    """
    found, number = looked.found, known["id"]
    before = date.fromisoformat(known["taken_on"])
    day = on or before
    taken = f"snapshot {number} of the register, as of {day}"
    if day != before:
        to.add(SnapshotDay(number, day.isoformat()))
        outcome.say(f"this file is {taken}; corrected from {before}")
        outcome.remarks += told_later(file, found, day)
    gone = absent(to.ledger, looked.homes, found, day) if known["whole"] else []
    there = locations_in(to.ledger, number)
    facts = [each for each in as_facts(number, found, gone) if each.cqc_location not in there]
    to.add_all(facts)
    if facts:
        whose = "that became known since" if day == before else "as they are known by now"
        outcome.say(f"this file is {taken}: {plural(len(facts), 'row')} added, of homes {whose}")
    elif day == before:
        outcome.say(f"nothing to do: this file is {taken}")


def see_what_is_meant(
    file: RegisterFile, known: Row | None, on: date | None, correct: str | None
) -> None:
    """See that a file of the ledger has the day that is said, or that a correction is meant.

    Raises:
        RefusedError: it has another; or there is nothing to correct.
    """
    if known is None and correct:
        raise RefusedError(
            f"{file.named} is not on the ledger: there is nothing to correct",
            "import it without --correct",
        )
    if known and is_moved(known, on) and not correct:
        raise RefusedError(
            f"this very file is snapshot {known['id']} of the register, as of {known['taken_on']}",
            f"if {on} is right, say why with --correct REASON; else leave --on out",
        )


def is_moved(known: Row, on: date | None) -> bool:
    """Whether another day is said than a snapshot has."""
    return on is not None and on.isoformat() != known["taken_on"]
