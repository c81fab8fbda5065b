"""The homes that a file of the register is read for, and what is known of them already."""

from __future__ import annotations

from dataclasses import dataclass

from dpsctl.domain.register import Location, Traits, traits_of
from dpsctl.ledger.file import Ledger
from dpsctl.ledger.register import (
    known_of_homes,
    located,
    locations_of_homes,
    names_of_homes,
)


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
