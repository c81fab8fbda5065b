"""``report supply``: beds and vacancies by district, category and band, against the needs."""

from __future__ import annotations

from collections import defaultdict

from dpsctl.domain.supply import Offer, Supply, supply_of
from dpsctl.ledger.lookups import System
from dpsctl.reports.bands import BandOrder
from dpsctl.reports.contracts import ContractsOn
from dpsctl.reports.offers import Offered, offers_on
from dpsctl.reports.report import Chart, Column, Report, Row
from dpsctl.reports.supply_needs import needs_section
from dpsctl.reports.supply_words import supply_notes
from dpsctl.reports.view import View

COLUMNS = (
    Column("district", "District", foreign=True),
    Column("category", "For"),
    Column("band", "Band"),
    Column("homes", "Homes", "count"),
    Column("homes_3_to_6", "3 to 6 beds", "count"),
    Column("homes_6_to_10", "6 to 10 beds", "count"),
    Column("homes_beds_unknown", "Beds unknown", "count", brief=False),
    Column("beds", "Beds", "count"),
    Column("beds_not_in_force", "Not in force yet", "count", brief=False),
    Column("placed", "Placed", "count", people=True),
    Column("vacancies", "Vacant", "count", follows=True),
    Column("open_to_placements", "Open homes", "count"),
)

_CHART = Chart(
    "bars",
    "Beds needed and beds under contract, by district and category",
    "need",
    ("needed_beds", "beds"),
    of="needs",
)


def supply(view: View) -> Report:
    """What the contracts listed on the day offer, and the needs that the system document names.

    A home stands under each of its categories; the totals count every home once.
    """
    contracts = ContractsOn(view)
    offered = offers_on(contracts)
    totals = _figures(supply_of(each.offer for each in offered))
    needs = needs_section(view.system, offered)
    return view.report(
        "supply",
        "Supply",
        COLUMNS,
        _rows(view.system, offered),
        totals=totals,
        notes=supply_notes(contracts, offered, totals, needs),
        sections=[needs],
        charts=[_CHART] if needs.rows else [],
    )


def _rows(system: System, offered: list[Offered]) -> list[Row]:
    """A row for each district, category and band, bands in the order of the agreements."""
    order = BandOrder.of(system)
    groups: dict[tuple[str | None, str, str], list[Offer]] = defaultdict(list)
    for each in offered:
        for category in each.categories:
            groups[each.district, category, each.band].append(each.offer)

    def place(key: tuple[str | None, str, str]) -> tuple[object, ...]:
        district, category, band = key
        return district is None, district or "", category, order.of_band(band)

    keys = ("district", "category", "band")
    return [
        dict(zip(keys, key, strict=True)) | _figures(supply_of(groups[key]))
        for key in sorted(groups, key=place)
    ]


def _figures(supply: Supply) -> Row:
    return {
        "homes": supply.homes,
        "homes_3_to_6": supply.specialist_size,
        "homes_6_to_10": supply.lower_level_size,
        "homes_beds_unknown": supply.unknown,
        "beds": supply.beds,
        "beds_not_in_force": supply.not_in_force,
        "placed": supply.placed,
        "vacancies": supply.vacancies,
        "open_to_placements": supply.open,
    }
