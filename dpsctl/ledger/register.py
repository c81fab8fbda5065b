"""What the ledger knows of the public register of care homes: snapshots and their locations."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import Any

from dpsctl.domain.register import Location, Related
from dpsctl.ledger.file import Ledger, Row
from dpsctl.ledger.schema.views import TAKEN_ON

_TAKEN_ON = TAKEN_ON.format(" AND (:entry IS NULL OR d.entry < :entry)")
_LOCATIONS = f"""
WITH taken AS MATERIALIZED (
  SELECT s.id, s.name, s.sha256, s.whole, {_TAKEN_ON} AS taken_on FROM register_snapshots s
)
SELECT r.*, s.name AS snapshot_name, s.taken_on, s.sha256, s.whole
FROM register_locations r JOIN taken s ON s.id = r.snapshot
WHERE s.taken_on <= :day AND (:entry IS NULL OR r.entry < :entry){{}}
ORDER BY s.taken_on, s.id, r.id
"""
_AMONG = " AND r.cqc_location IN (SELECT value FROM json_each(:among))"
EVER = "9999-12-31"


def snapshots(ledger: Ledger, day: str = EVER) -> list[Row]:
    """The snapshots of the register taken by a day (ISO text), oldest first."""
    return ledger.rows("SELECT * FROM snapshots WHERE taken_on <= ? ORDER BY taken_on, id", [day])


def snapshot_of(ledger: Ledger, sha256: str) -> Row | None:
    """The snapshot that a file of this digest is, with the last entry that added to it."""
    return ledger.row(
        "SELECT s.*, COALESCE((SELECT MAX(entry) FROM register_locations WHERE snapshot = s.id), "
        "s.entry) AS last_entry FROM snapshots s WHERE s.sha256 = ?",
        [sha256],
    )


def locations_in(ledger: Ledger, snapshot: int) -> set[str]:
    """The locations that a snapshot speaks of, by its number."""
    sql = "SELECT cqc_location FROM register_locations WHERE snapshot = ?"
    return {row["cqc_location"] for row in ledger.rows(sql, [snapshot])}


def located(
    ledger: Ledger,
    day: str = EVER,
    *,
    entry: int | None = None,
    among: Collection[str] | None = None,
) -> list[Row]:
    """Every location of every snapshot taken by a day, each with its snapshot, oldest first.

    With ``entry``, as it was when that entry was recorded; ``among`` some locations alone.
    """
    given = {"day": day, "entry": entry}
    if among is None:
        return ledger.rows(_LOCATIONS.format(""), given)
    return ledger.rows(_LOCATIONS.format(_AMONG), {**given, "among": json.dumps(list(among))})


def newest_rows(
    ledger: Ledger,
    day: str = EVER,
    *,
    entry: int | None = None,
    among: Collection[str] | None = None,
) -> dict[str, Row]:
    """What the newest snapshot that speaks of each location says of it, by location.

    The rest is as for :func:`located`.
    """
    return {row["cqc_location"]: row for row in located(ledger, day, entry=entry, among=among)}


def ratings(ledger: Ledger, day: str = EVER) -> dict[str, str | None]:
    """How the newest snapshot that speaks of each location has it rated, by location."""
    return {location: row["rating"] for location, row in newest_rows(ledger, day).items()}


def location_of(row: Row) -> Location:
    """A row of a snapshot as a location; of one that is not listed nothing else is known."""
    categories = json.loads(row["categories"]) if row["categories"] else None
    said: dict[str, Any] = {key: row[key] for key in _TEXTS}
    said |= {key: _flag(row[key]) for key in _FLAGS}
    return Location(
        **said,
        categories=None if categories is None else tuple(categories),
        related=tuple(Related(**each) for each in json.loads(row["related"] or "[]")),
    )


_TEXTS = (
    *("cqc_location", "line", "name", "cqc_provider", "provider_name", "company_number"),
    *("registration", "registered_on", "deregistered_on", "beds", "rating", "rated_on"),
    *("local_authority", "postcode", "uprn"),
)
_FLAGS = ("dormant", "care_home", "inherited_rating", "registered_manager")


def _flag(value: Any) -> bool | None:
    return None if value is None else bool(value)


def locations_of_homes(ledger: Ledger, day: str = EVER) -> dict[int, list[str]]:
    """Every location that each home was registered under by a day, by home, oldest first.

    On an earlier day than any, the first stands in.
    """
    return _by_home(ledger, "cqc_location", "home_locations", day)


def names_of_homes(ledger: Ledger, day: str = EVER) -> dict[int, list[str]]:
    """Everything that each home was called by a day, by home; at least the first."""
    return _by_home(ledger, "name", "home_names", day)


def homes_since(ledger: Ledger, entry: int) -> set[int]:
    """The homes that came to be known, or got another location, after an entry."""
    rows = ledger.rows("SELECT DISTINCT home FROM home_locations WHERE entry > ?", [entry])
    return {row["home"] for row in rows}


def _by_home(ledger: Ledger, fact: str, table: str, day: str) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    sql = f"SELECT home, {fact} AS fact, from_day FROM {table} ORDER BY from_day, id"
    for row in ledger.rows(sql):
        if row["from_day"] <= day or not found[row["home"]]:
            found[row["home"]].append(row["fact"])
    return dict(found)


def known_of_homes(
    locations: dict[int, list[str]], rows: Iterable[Row]
) -> dict[int, list[Location]]:
    """What snapshots said of the locations of each home, by home, oldest first."""
    home_at = {location: home for home, each in locations.items() for location in each}
    found: dict[int, list[Location]] = defaultdict(list)
    for row in rows:
        home = home_at.get(row["cqc_location"])
        if home is not None and row["listed"]:
            found[home].append(location_of(row))
    return dict(found)
