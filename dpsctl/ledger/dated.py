"""Dated facts about homes and providers as of a day: names, numbers, locations, who runs whom."""

from __future__ import annotations

from datetime import date
from typing import Any

from dpsctl.ledger.file import Ledger


def dated(
    ledger: Ledger, owner: str, fact: str, table: str, day: date, scheme: str = ""
) -> dict[int, Any]:
    """A fact of every ``owner`` (home or provider) on a London day, by the owner's number.

    A fact holds from its day on. On an earlier day the first one stands in: homes are sold and
    renamed, but never nameless. ``scheme`` says which of the numbers is meant, where there are
    several.
    """
    # The last row of each owner wins: facts still to come from the latest back to the first,
    # then those that hold, from the first to the latest.
    of_scheme = "WHERE scheme = :scheme" if scheme else ""
    rows = ledger.rows(
        f"SELECT {owner} AS owner, {fact} AS fact, from_day FROM {table} {of_scheme} "
        "ORDER BY from_day, id",
        {"scheme": scheme} if scheme else {},
    )
    holding = [row for row in rows if row["from_day"] <= day.isoformat()]
    coming = rows[len(holding) :]
    return {row["owner"]: row["fact"] for row in [*reversed(coming), *holding]}


def locations_on(ledger: Ledger, day: date) -> dict[int, str]:
    """The CQC location that each home is registered under on a London day."""
    return dated(ledger, "home", "cqc_location", "home_locations", day)
