"""``import-register``: a file of the public register of care homes, kept for the homes we know."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from dpsctl.actions.desk import Desk, Outcome, carrying_out
from dpsctl.actions.register_homes import Gathered, gather
from dpsctl.actions.register_known import Homes, homes_known
from dpsctl.actions.register_words import told_of, unread_complaints
from dpsctl.documents.register_files import RegisterFile, register_file
from dpsctl.documents.register_names import day_in
from dpsctl.documents.shelf import register_rules
from dpsctl.domain.register import Location, plain_name
from dpsctl.errors import DocumentError, RefusedError
from dpsctl.ledger.dated import locations_on
from dpsctl.ledger.facts import RegisterLocation, RegisterSnapshot
from dpsctl.ledger.file import Ledger, Row, reading
from dpsctl.ledger.recording import Recording, as_json
from dpsctl.ledger.register import homes_since, snapshot_of


def import_register(desk: Desk, path: Path, on: date | None) -> Outcome:
    """Record a file of the register as a snapshot, with its rows for the homes we know.

    It is of the London day ``on``, else of the day in its name, else of today. A row that cannot
    be read is told, counted and left out; the rest stands, since every monthly file has a few. The
    same file again adds only the rows of homes that became known since.

    Raises:
        UsageError: there is no such file.
        DocumentError: it is no file of the register, or none of its rows can be read.
        RefusedError: its day lies ahead, or it was imported as of another.
    """
    file = register_file(path, register_rules(desk.rules))
    day = _day(desk, file, on)
    # Read before the ledger is held, and again only where others recorded something meanwhile.
    with reading(desk.ledger) as ledger:
        looked = _look(ledger, file)
    option = f"--on {on} " if on else ""
    command = f"import-register {option}sha256:{file.sha256}"
    with carrying_out(desk, command) as (ledger, to, outcome):
        if _newest_entry(ledger) != looked.entry:
            looked = _look(ledger, file)
        if looked.known is None:
            _take(to, outcome, file, looked, day)
        else:
            _take_more(to, outcome, file, looked, looked.known, on)
    return outcome


@dataclass(frozen=True)
class _Looked:
    """What a file says of the homes known at an entry; of one ``known``, of those new since."""

    entry: int
    known: Row | None
    homes: Homes
    found: Gathered


def _look(ledger: Ledger, file: RegisterFile) -> _Looked:
    known = snapshot_of(ledger, file.sha256)
    new = homes_since(ledger, known["last_entry"]) if known else None
    homes = homes_known(ledger, new)
    found = Gathered() if known and not new else gather(file, homes)
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
    absent = _absent(to.ledger, homes, found, day) if whole else []
    to.add_all(_facts(snapshot, found, absent))
    outcome.lines += told_of(file, snapshot, day, whole, homes, found, absent)
    outcome.remarks += _remarks(file, found, day)


def _take_more(
    to: Recording,
    outcome: Outcome,
    file: RegisterFile,
    looked: _Looked,
    known: Row,
    on: date | None,
) -> None:
    """The rows of homes that became known since the file was imported."""
    taken = f"snapshot {known['id']} of the register, as of {known['taken_on']}"
    if on and on.isoformat() != known["taken_on"]:
        raise RefusedError(
            f"this very file is {taken}",
            "a snapshot keeps the day it was recorded with; leave --on out",
        )
    day, found = date.fromisoformat(known["taken_on"]), looked.found
    absent = _absent(to.ledger, looked.homes, found, day) if known["whole"] else []
    facts = [
        each
        for each in _facts(known["id"], found, absent)
        if not _has(to.ledger, known["id"], each.cqc_location)
    ]
    to.add_all(facts)
    if facts:
        rows = "1 row" if len(facts) == 1 else f"{len(facts):,} rows"
        outcome.say(f"this file is {taken}: {rows} added, of homes that became known since")
    else:
        outcome.say(f"nothing to do: this file is {taken}")


def _has(ledger: Ledger, snapshot: int, location: str) -> bool:
    known = "SELECT 1 FROM register_locations WHERE snapshot = ? AND cqc_location = ?"
    return ledger.value(known, [snapshot, location]) is not None


def _absent(ledger: Ledger, homes: Homes, found: Gathered, day: date) -> list[str]:
    """The current locations of homes that a whole file leaves out."""
    current = locations_on(ledger, day)
    gone = (current[home] for home in homes.locations if not _spoilt(homes, home, found))
    return sorted(location for location in gone if location not in found.seen)


def _spoilt(homes: Homes, home: int, found: Gathered) -> bool:
    """Whether a row that could not be read may have been of the home."""
    names = map(plain_name, homes.names.get(home, []))
    return not found.spoilt.isdisjoint([*homes.locations[home], *names])


def _facts(snapshot: int, found: Gathered, absent: Iterable[str]) -> Iterator[RegisterLocation]:
    rows = [*found.kept.values(), *found.beside.values()]
    for row in sorted(rows, key=lambda each: each.line or 0):
        yield _fact(snapshot, row)
    for location in absent:
        yield RegisterLocation(snapshot, location, listed=0)


def _fact(snapshot: int, row: Location) -> RegisterLocation:
    said: dict[str, Any] = {
        **row._asdict(),
        "related": as_json([each._asdict() for each in row.related]) if row.related else None,
        "categories": None if row.categories is None else as_json(row.categories),
    }
    kept: dict[str, Any] = {
        key: int(value) if isinstance(value, bool) else value for key, value in said.items()
    }
    return RegisterLocation(snapshot=snapshot, listed=1, **kept)


def _remarks(file: RegisterFile, found: Gathered, day: date) -> Iterator[str]:
    for complaint in unread_complaints(file, found):
        yield f"{complaint.file}:{complaint.line}: {complaint.what}"
    if found.unread > len(found.told):
        yield f"and {found.unread - len(found.told):,} more rows like these"
    for word, line in found.unknown.items():
        yield (
            f"{file.named}:{line}: the rating {word!r} is not among the rules' words, and taken "
            "as Unrated; rules/register.yaml says what words mean"
        )
    latest, line = found.latest
    if latest > day.isoformat():
        yield (
            f"{file.named}:{line}: tells of {latest}, after {day}, of which the file is taken to "
            "be; its day, once recorded, stays: mind --on DATE"
        )
