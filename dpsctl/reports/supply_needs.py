"""The beds that the system document says are needed, and those that contracts offer."""

from __future__ import annotations

from collections import defaultdict

from dpsctl.domain.supply import short, supply_of
from dpsctl.ledger.lookups import System
from dpsctl.reports.offers import Offered
from dpsctl.reports.report import Column, Row, Section
from dpsctl.reports.view import total

COLUMNS = (
    Column("need", "Need", brief=False),
    Column("district", "District"),
    Column("category", "For"),
    Column("needed_beds", "Needed", "count"),
    Column("beds", "Beds", "count"),
    Column("beds_not_in_force", "Not in force yet", "count", brief=False),
    # Beds less vacancies are people, who may be so few that the other table withholds them.
    Column("vacancies", "Vacant", "count", private=True),
    Column("short_beds", "Short", "count"),
    Column("surplus", "Beyond", "count"),
)


def needs_section(system: System, offered: list[Offered]) -> Section:
    """Each need by district and category, in the order of the document, held against the beds of
    the homes there that serve the category, whatever their band.

    The total of beds is left out: one home may answer to several needs.
    """
    needed: dict[tuple[str, str], int] = defaultdict(int)
    for need in system.terms.get("needs") or []:
        needed[need["district"], need["category"]] += need["beds"]
    rows = [_row(*need, beds, offered) for need, beds in needed.items()]
    totals = total(rows, "needed_beds", "short_beds", "surplus") if rows else {}
    return Section("needs", "Against what is needed", COLUMNS, rows, totals)


def _row(district: str, category: str, needed: int, offered: list[Offered]) -> Row:
    there = supply_of(
        each.offer for each in offered if each.district == district and category in each.categories
    )
    short_beds, surplus = short(needed, there.beds or 0)
    return {
        "need": f"{district}, {category}",
        "district": district,
        "category": category,
        "needed_beds": needed,
        "beds": there.beds,
        "beds_not_in_force": there.not_in_force,
        "vacancies": there.vacancies,
        "short_beds": short_beds,
        "surplus": surplus,
    }
