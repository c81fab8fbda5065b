"""What ``import-register`` tells: how many rows were read, and what became of the homes we know."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from dpsctl.actions.register_homes import Gathered
from dpsctl.actions.register_known import Homes
from dpsctl.documents.register_files import RegisterFile
from dpsctl.domain.words import plural
from dpsctl.errors import Complaint


def told_of(
    file: RegisterFile,
    snapshot: int,
    day: date,
    whole: bool,
    homes: Homes,
    found: Gathered,
    absent: list[str],
) -> Iterator[str]:
    """The lines for a file that was recorded."""
    yield f"snapshot {snapshot} of the register, as of {day}: {file.name}, {file.title}"
    extent = "every active location" if whole else "an extract: what it leaves out says nothing"
    read = plural(found.locations, "location")
    yield f"{read} read, {_ended(found)}{found.unread:,} not read; {extent}"
    there = sum(any(each in found.kept for each in own) for own in homes.locations.values())
    gone = f", {len(absent):,} not listed any more" if whole else ""
    yield (
        f"of {plural(len(homes.locations), 'home')} known: {there:,} in it{gone}; "
        f"{plural(len(found.beside), 'location')} beside theirs"
    )


def _ended(found: Gathered) -> str:
    return f"{found.ended:,} of them deregistered, " if found.ended else ""


def unread_complaints(file: RegisterFile, found: Gathered) -> list[Complaint]:
    """A complaint for each row that could not be read, up to the most that are told."""
    told = [Complaint(file.named, row.line, 1, row.what) for row in found.told]
    nothing = Complaint(file.named, 1, 1, "there is no row below the headings")
    return told or ([] if found.locations else [nothing])


def remarks(file: RegisterFile, found: Gathered, day: date) -> Iterator[str]:
    """What there is to see to in a file of a London day."""
    for complaint in unread_complaints(file, found):
        yield f"{complaint.file}:{complaint.line}: {complaint.what}"
    if found.unread > len(found.told):
        yield f"and {found.unread - len(found.told):,} more rows like these"
    for word, line in found.unknown.items():
        yield (
            f"{file.named}:{line}: the rating {word!r} is not among the rules' words, and taken "
            "as Unrated; rules/register.yaml says what words mean"
        )
    yield from told_later(file, found, day)


def told_later(file: RegisterFile, found: Gathered, day: date) -> Iterator[str]:
    """What shows that a file cannot be of its day."""
    latest, line = found.latest
    if latest > day.isoformat():
        yield (
            f"{file.named}:{line}: tells of {latest}, after {day}, of which the file is taken to "
            "be; the right one is given with --on DATE, and --correct REASON once it is recorded"
        )
