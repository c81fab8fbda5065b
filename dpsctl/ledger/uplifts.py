"""Uplifts on the ledger, each with what completed it since; and fees changed from a day on."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from dpsctl.ledger.file import Ledger, Row
from dpsctl.ledger.residents import Whose, whose_of


@dataclass(frozen=True)
class UpliftOnLedger:
    """An uplift, from its first London day to its last, both in.

    ``ids`` are its rows: the first, and each that completed it. ``documents`` are their texts'
    SHA-256, ``entry`` is the first one's.
    """

    name: str
    ids: tuple[int, ...]
    entry: int
    documents: tuple[str, ...]
    decision: str
    rate: Fraction
    first: date
    last: date
    agreements: tuple[str, ...]
    bands: tuple[str, ...]


def uplifts_known(ledger: Ledger) -> dict[str, UpliftOnLedger]:
    """Every uplift by its name, in the order of recording."""
    rows: dict[str, list[Row]] = defaultdict(list)
    for row in ledger.rows(
        "SELECT u.*, d.decision AS reference FROM uplifts u JOIN decisions d ON d.id = u.decision "
        "ORDER BY u.id"
    ):
        rows[row["uplift"]].append(row)
    return {name: _uplift(of_name) for name, of_name in rows.items()}


def changes_from(ledger: Ledger, day: date) -> dict[Whose, list[Row]]:
    """The fees that hold from a London day or a later one, by whose they are and by their days.

    Of several for one day only the newest is told.
    """
    found: dict[Whose, dict[str, Row]] = defaultdict(dict)
    for row in ledger.each(
        "SELECT * FROM fee_changes WHERE from_day >= ? ORDER BY from_day, id", [day.isoformat()]
    ):
        found[whose_of(row)][row["from_day"]] = row
    return {whose: list(by_day.values()) for whose, by_day in found.items()}


def _uplift(rows: list[Row]) -> UpliftOnLedger:
    first = rows[0]
    return UpliftOnLedger(
        name=first["uplift"],
        ids=tuple(row["id"] for row in rows),
        entry=first["entry"],
        documents=tuple(row["document"] for row in rows),
        decision=first["reference"],
        rate=Fraction(first["rate"]),
        first=date.fromisoformat(first["from_day"]),
        last=date.fromisoformat(first["until_day"]),
        agreements=tuple(json.loads(first["agreements"])),
        bands=tuple(json.loads(first["bands"])),
    )
