"""The register as its snapshots had it by a day, and where homes were registered anew."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from dpsctl.domain.register import (
    BY_NAME,
    Location,
    comes_of,
    successors,
    traits_of,
    why_the_same,
)
from dpsctl.ledger.file import Row
from dpsctl.ledger.register import (
    known_of_homes,
    located,
    location_of,
    locations_of_homes,
    names_of_homes,
)
from dpsctl.reports.view import View


@dataclass(frozen=True)
class Anew:
    """A location under which a home seems to be registered now, in words; and who says so."""

    words: str
    row: Row


@dataclass(frozen=True)
class Registered:
    """What the snapshots say, ``rows`` oldest first; and each home's locations and names."""

    rows: list[Row]
    locations: dict[int, list[str]]
    names: dict[int, list[str]]

    def row_of(self, location: str) -> Row | None:
        """What the newest snapshot that speaks of a location says of it, if any does."""
        return self._newest.get(location)

    def deregistration(self, location: str) -> Location | None:
        """The location as deregistered, where the last that described it said so."""
        told = self._described.get(location)
        return location_of(told) if told and not location_of(told).active else None

    def registered_anew(self, home: int) -> Anew | None:
        """The location under which a home is registered now, where the register shows any."""
        return next(self._named_by_the_register(home), None) or self._alike(home)

    def _named_by_the_register(self, home: int) -> Iterator[Anew]:
        """Through what came of its locations, one after the other, to those registered still."""
        ahead = [self._described[each] for each in self.locations[home] if each in self._described]
        seen = set(self.locations[home])
        for row in ahead:
            for related in successors(location_of(row)):
                if related.location in seen:
                    continue
                seen.add(related.location)
                told = self._described.get(related.location)
                if told is None:
                    named = " ".join(filter(None, (related.location, related.name)))
                    yield Anew(f"{named} ({related.reason or 'its successor'})", row)
                elif self._is_active(related.location):
                    yield _anew(told, related.reason or "its successor")
                else:
                    ahead.append(told)
        for row in self._others:
            if came := comes_of(location_of(row), seen):
                yield _anew(row, came.reason or "came of it")

    def _is_active(self, location: str) -> bool:
        row = self._newest[location]
        return bool(row["listed"]) and location_of(row).active

    def _alike(self, home: int) -> Anew | None:
        known = self._known.get(home, [])
        traits = traits_of(self.names.get(home, []), known)
        why = [(row, why_the_same(traits, location_of(row))) for row in self._others]
        sure = [_anew(row, reason) for row, reason in why if reason and reason != BY_NAME]
        named = [_anew(row, reason) for row, reason in why if reason == BY_NAME]
        return sure[0] if sure else named[0] if len(named) == 1 else None

    @cached_property
    def _newest(self) -> dict[str, Row]:
        return {row["cqc_location"]: row for row in self.rows}

    @cached_property
    def _described(self) -> dict[str, Row]:
        return {row["cqc_location"]: row for row in self.rows if row["listed"]}

    @cached_property
    def _known(self) -> dict[int, list[Location]]:
        return known_of_homes(self.locations, self.rows)

    @cached_property
    def _others(self) -> list[Row]:
        """The locations registered still that are no home's we know, newest registered first."""
        ours = {location for each in self.locations.values() for location in each}
        rows = [
            row
            for location, row in self._newest.items()
            if location not in ours and self._is_active(location)
        ]
        return sorted(rows, key=lambda row: row["registered_on"] or "", reverse=True)


def registered(view: View) -> Registered:
    """The register as it was known on the view's day."""
    ledger, day = view.ledger, view.as_of.isoformat()
    return Registered(
        located(ledger, day), locations_of_homes(ledger, day), names_of_homes(ledger, day)
    )


def _anew(row: Row, why: str) -> Anew:
    run_by = row["provider_name"] or row["cqc_provider"]
    named = ", ".join(filter(None, (f"{row['cqc_location']} {row['name'] or ''}".strip(), run_by)))
    return Anew(f"{named} ({why})", row)
