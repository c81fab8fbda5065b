"""Which locations of a file of the register are, were or may become those of homes we know."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from dpsctl.documents.register_files import RegisterFile, Unread
from dpsctl.domain.register import (
    BY_NAME,
    Location,
    Traits,
    plain_name,
    traits_of,
    why_the_same,
)
from dpsctl.ledger.file import Ledger
from dpsctl.ledger.register import (
    known_of_homes,
    located,
    locations_of_homes,
    names_of_homes,
)
from dpsctl.progress import along

MOST_TOLD = 1_000
"""How many rows that cannot be read are told one by one."""


@dataclass(frozen=True)
class Homes:
    """The homes that a file is read for: their locations, names, and what snapshots said of them.

    ``related`` are further locations that a snapshot named as having come of theirs, or they of it.
    """

    locations: dict[int, list[str]]
    names: dict[int, list[str]]
    known: dict[int, list[Location]]

    @property
    def home_at(self) -> dict[str, int]:
        """The home of each location."""
        return {location: home for home, each in self.locations.items() for location in each}

    @property
    def related(self) -> set[str]:
        """The locations that snapshots named beside theirs."""
        every = (each for rows in self.known.values() for row in rows for each in row.related)
        return {each.location for each in every} - set(self.home_at)

    def traits(self, home: int, *more: Location) -> Traits:
        """By what a home is known again."""
        return traits_of(self.names.get(home, []), [*self.known.get(home, []), *more])


def homes_known(ledger: Ledger, only: set[int] | None = None) -> Homes:
    """Every home that the ledger knows, or some of them."""
    locations = locations_of_homes(ledger)
    if only is not None:
        locations = {home: each for home, each in locations.items() if home in only}
    return Homes(locations, names_of_homes(ledger), known_of_homes(locations, located(ledger)))


@dataclass
class Gathered:
    """What a file says: how many locations, which rows could not be read, and those that matter.

    ``kept`` are those of homes we know; ``beside`` others that are related to them or look like
    them, each with its home and why. ``latest`` is the last day that the file tells of.
    """

    locations: int = 0
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
