"""Who is placed outside the terms of a contract: where, how many, and at what cost."""

from __future__ import annotations

from dpsctl.domain.money import whole_pounds
from dpsctl.domain.words import plural
from dpsctl.reports.report import Column, Row, Section

_COLUMNS = (
    Column("contract", "No", "count"),
    Column("home", "Home", foreign=True),
    Column("placements", "Placed so", "count", people=True),
)


def outside_section(listed: list[Row]) -> Section:
    """The contracts, and the homes without one, with anybody placed outside terms."""
    rows = [
        {"contract": row["contract"], "home": row["home"], "placements": row["outside_terms"]}
        for row in listed
        if row["outside_terms"]
    ]
    totals = {"placements": sum(row["placements"] for row in rows)}
    return Section("outside_terms", "Placed outside terms", _COLUMNS, rows, totals)


def outside_notes(outside: Section, rows: list[Row]) -> list[str]:
    """How many that is; and of the ``rows`` of costs, what those without a contract cost a year."""
    if not outside.rows:
        return []
    people = outside.totals["placements"]
    told = f"{plural(people, 'person', 'people')} placed outside the terms of a contract"
    without = [row for row in rows if row["contract"] is None]
    if not without:
        return [told]
    number = sum(row["placements"] for row in without)
    cost = whole_pounds(sum(row["offered_annual_pence"] for row in without))
    return [f"{told}; {number} of them without any contract, at {cost} a year, in the totals"]
