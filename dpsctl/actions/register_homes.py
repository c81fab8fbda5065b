"""Which locations of a file of the register are, were or may become those of homes we know."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from dpsctl.actions.register_known import Homes
from dpsctl.documents.register_files import RegisterFile, Unread
from dpsctl.domain.register import (
    BY_NAME,
    Location,
    plain_name,
    why_the_same,
)
from dpsctl.progress import along

MOST_TOLD = 1_000
"""How many rows that cannot be read are told one by one."""


@dataclass
class Gathered:
    """What a file says: how many locations, which rows could not be read, and those that matter.

    ``ended`` of them are registered no more. ``kept`` are those of homes we know; ``beside`` others
    that are related to them or look like them. ``latest`` is the last day that the file tells of.
    """

    locations: int = 0
    ended: int = 0
    unread: int = 0
    told: list[Unread] = field(default_factory=list)
    seen: dict[str, int] = field(default_factory=dict)
    spoilt: set[str] = field(default_factory=set)
    kept: dict[str, Location] = field(default_factory=dict)
    beside: dict[str, Location] = field(default_factory=dict)
    unknown: dict[str, int] = field(default_factory=dict)
    latest: tuple[str, int] = ("", 0)

    def skip(self, row: Unread) -> None:
        """Count a row that cannot be read; what it may have been of is not said to be absent."""
        self.unread += 1
        self.spoilt |= {row.location or "", plain_name(row.name or "")} - {""}
        if len(self.told) < MOST_TOLD:
            self.told.append(row)


@dataclass(frozen=True)
class Looked:
    """What a file says of homes, and the newest entry of the ledger that they were known by."""

    entry: int
    homes: Homes
    found: Gathered


def gather(file: RegisterFile, homes: Homes) -> Gathered:
    """Read a file for homes.

    Raises:
        DocumentError: from some line on it is no file of the register.
    """
    found = Gathered()
    relations: dict[str, set[str]] = defaultdict(set)
    alike: dict[str, Location] = {}
    wanted, looks_alike = set(homes.home_at), _looking(homes)
    further = wanted | homes.related
    for row in _each(file, found):
        for each in row.related:
            relations[row.cqc_location].add(each.location)
            relations[each.location].add(row.cqc_location)
        if row.cqc_location in wanted:
            found.kept[row.cqc_location] = row
        elif row.cqc_location in further or any(each.location in further for each in row.related):
            found.beside[row.cqc_location] = row
        elif looks_alike(row):
            alike[row.cqc_location] = row
    _read_again(file, homes, found, alike, _reached(relations, further))
    found.beside |= _alike(homes, found, alike)
    return found


def _each(file: RegisterFile, found: Gathered) -> Iterator[Location]:
    seen = found.seen
    for row in along(file.rows(found.unknown), "reading the register"):
        if isinstance(row, Unread):
            found.skip(row)
        elif row.cqc_location in seen:
            what = f"{row.cqc_location} again; it stands on line {seen[row.cqc_location]}"
            found.skip(Unread(row.line or 0, what))
        else:
            seen[row.cqc_location] = row.line or 0
            found.locations += 1
            found.ended += not row.active
            for day in (row.rated_on, row.registered_on):
                if day and day > found.latest[0]:
                    found.latest = day, row.line or 0
            yield row


def _looking(homes: Homes) -> Callable[[Location], bool]:
    """Whether a location may be one of the homes registered anew, at a glance."""
    names = {plain_name(name) for home in homes.locations for name in homes.names.get(home, [])}
    names |= {plain_name(row.name) for rows in homes.known.values() for row in rows if row.name}
    uprns = {row.uprn for rows in homes.known.values() for row in rows if row.uprn}

    def looks_alike(row: Location) -> bool:
        if row.care_home is False or not row.active:
            return False
        return row.uprn in uprns or bool(row.name and plain_name(row.name) in names)

    return looks_alike


def _reached(relations: dict[str, set[str]], start: set[str]) -> set[str]:
    """The locations that are related to some, or to one that is, and so on."""
    reached, ahead = set(start), list(start)
    while ahead:
        new = relations.get(ahead.pop(), set()) - reached
        reached |= new
        ahead += new
    return reached


def _read_again(
    file: RegisterFile,
    homes: Homes,
    found: Gathered,
    alike: dict[str, Location],
    reached: set[str],
) -> None:
    """Fetch what only the rest of the file showed to matter, where there is any such row."""
    missed = (reached & set(found.seen)) - set(found.kept) - set(found.beside)
    gone = [row for row in found.kept.values() if not row.active and row.uprn]
    known = {row.uprn for rows in homes.known.values() for row in rows}
    uprns = {row.uprn for row in gone} - known
    if not missed and not uprns:
        return
    for row in file.rows():
        if isinstance(row, Unread) or row.cqc_location in found.kept:
            continue
        if row.line != found.seen.get(row.cqc_location):
            continue
        if row.cqc_location in missed:
            found.beside[row.cqc_location] = row
        elif row.uprn in uprns:
            alike[row.cqc_location] = row


def _alike(homes: Homes, found: Gathered, alike: dict[str, Location]) -> dict[str, Location]:
    """The locations that look like a home whose own is gone from the file, or deregistered."""
    alike = {location: row for location, row in alike.items() if location not in homes.home_at}
    kept: dict[str, Location] = {}
    for home, locations in homes.locations.items():
        ours = [found.kept[each] for each in locations if each in found.kept]
        if any(row.active for row in ours):
            continue
        traits = homes.traits(home, *ours)
        why = {each: why_the_same(traits, row) for each, row in alike.items()}
        by_name = [each for each, reason in why.items() if reason == BY_NAME]
        kept |= {
            each: alike[each]
            for each, reason in why.items()
            if reason and (reason != BY_NAME or len(by_name) == 1)
        }
    return kept
