"""The rows that a file of the register has for the homes we know, as facts of its snapshot."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from dpsctl.actions.register_homes import Gathered
from dpsctl.actions.register_known import Homes
from dpsctl.domain.register import Location, plain_name
from dpsctl.ledger.dated import locations_on
from dpsctl.ledger.facts import RegisterLocation
from dpsctl.ledger.file import Ledger
from dpsctl.ledger.recording import as_json


def absent(ledger: Ledger, homes: Homes, found: Gathered, day: date) -> list[str]:
    """The current locations of homes that a whole file leaves out."""
    current = locations_on(ledger, day)
    gone = (current[home] for home in homes.locations if not _spoilt(homes, home, found))
    return sorted(location for location in gone if location not in found.seen)


def _spoilt(homes: Homes, home: int, found: Gathered) -> bool:
    """Whether a row that could not be read may have been of the home."""
    names = map(plain_name, homes.names.get(home, []))
    return not found.spoilt.isdisjoint([*homes.locations[home], *names])


def as_facts(snapshot: int, found: Gathered, gone: Iterable[str]) -> Iterator[RegisterLocation]:
    """The rows of a snapshot as facts; of those that are gone, that it does not list them."""
    rows = [*found.kept.values(), *found.beside.values()]
    for row in sorted(rows, key=lambda each: each.line or 0):
        yield _fact(snapshot, row)
    for location in gone:
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
