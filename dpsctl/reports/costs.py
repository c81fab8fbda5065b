"""``report costs``: what each contract costs in a whole year, and how that changes."""

from __future__ import annotations

from dpsctl.domain.costs import AnnualCost, Fees, annual
from dpsctl.domain.money import percent
from dpsctl.domain.words import plural
from dpsctl.ledger.lookups import System
from dpsctl.reports.basis import basis_notes
from dpsctl.reports.bridges import CHART, bridge_section
from dpsctl.reports.contracts import ContractsOn
from dpsctl.reports.cost_sentence import cost_sentence
from dpsctl.reports.costs_part_year import costs_part_year
from dpsctl.reports.moves import move_notes
from dpsctl.reports.outside import outside_notes, outside_section
from dpsctl.reports.report import Chart, Column, PublicNote, Report, Row
from dpsctl.reports.view import View, total

COLUMNS = (
    Column("contract", "No", "count"),
    Column("home", "Home", foreign=True),
    Column("provider", "Provider", brief=False, foreign=True),
    Column("cqc_location", "CQC location", brief=False, foreign=True),
    Column("district", "District", foreign=True, brief=False),
    Column("categories", "For", "list", brief=False),
    Column("band", "Band", brief=False),
    Column("beds", "Beds", "count", brief=False),
    Column("placements", "Placed", "count", people=True),
    Column("current_weekly_pence", "Now, a week", "money", brief=False, fee=True),
    Column("offered_weekly_pence", "Offered, a week", "money", brief=False, fee=True),
    Column("current_annual_pence", "Now, a year", "money", fee=True),
    Column("offered_annual_pence", "Offered, a year", "money", fee=True),
    Column("change_pence", "Change", "money", fee=True),
    Column("change_percent", "Change", "percent", fee=True),
)

CHARTS = (
    Chart(
        "bars",
        "What each home costs, now and as offered",
        "home",
        ("current_annual_pence", "offered_annual_pence"),
    ),
    Chart("bars", "How that changes, home by home", "home", ("change_pence",)),
    CHART,
)

_SUMMED = (
    "beds",
    "placements",
    "current_weekly_pence",
    "offered_weekly_pence",
    "current_annual_pence",
    "offered_annual_pence",
    "change_pence",
)
_IN_WORDS = ("current_annual_pence", "offered_annual_pence", "change_pence")
"""The totals that the sentence tells of."""


def costs(view: View) -> Report:
    """What the contracts cost a year, on historic and on new terms, the change, and the bridge.

    Where a financial year is asked for, what its days cost instead.
    """
    if view.counting.part_year is not None:
        return costs_part_year(view)
    contracts = ContractsOn(view)
    listed = [*contracts.rows(), *contracts.homes_without_contract()]
    years = [annual(each["fees"], view.weeks) for each in listed]
    rows = [_row(each, year) for each, year in zip(listed, years, strict=True)]
    totals = _totals(view.system, listed, years, rows)
    outside = outside_section(listed)
    return view.report(
        "costs",
        "Costs",
        COLUMNS,
        rows,
        totals=totals,
        notes=[
            *basis_notes(view),
            *_joined(listed),
            *move_notes(contracts, view.weeks),
            *outside_notes(outside, rows),
            *_notes(view.system, totals, rows),
        ],
        annual=True,
        sections=[bridge_section(contracts, listed), *([outside] if outside.rows else [])],
        charts=CHARTS,
    )


def _joined(listed: list[Row]) -> list[str]:
    """Whoever was placed since has no historic terms, and changes nothing."""
    joined = sum(row["moved"].joiners for row in listed)
    counts, joins = ("counts", "joins") if joined == 1 else ("count", "join")
    told = (
        f"{plural(joined, 'placement')} made since {counts} on both sides at the fee first agreed, "
        f"and {joins} the bridge at the fee of the day"
    )
    return [told] if joined else []


def _row(contract: Row, year: AnnualCost) -> Row:
    figures = {
        "current_weekly_pence": contract["fees"].current,
        "offered_weekly_pence": contract["fees"].offered,
        "current_annual_pence": year.current,
        "offered_annual_pence": year.offered,
        "change_pence": year.change,
        "change_percent": year.change_percent,
    }
    known = {**contract, **figures}
    return {column.key: known[column.key] for column in COLUMNS}


def _totals(system: System, listed: list[Row], years: list[AnnualCost], rows: list[Row]) -> Row:
    totals: Row = {"contracts": sum(row["contract"] is not None for row in rows)}
    totals |= total(rows, *_SUMMED)
    totals["change_percent"] = percent(totals["change_pence"], totals["current_annual_pence"])
    totals |= _directions([each["fees"] for each in listed], years)
    return totals | _estimate(system, totals["change_pence"])


def _directions(fees: list[Fees], years: list[AnnualCost]) -> Row:
    return {
        "placements_up": sum(each.up for each in fees),
        "placements_down": sum(each.down for each in fees),
        "placements_unchanged": sum(each.unchanged for each in fees),
        "up_pence": sum(year.raised for year in years),
        "down_pence": sum(year.lowered for year in years),
    }


def _estimate(system: System, change: int) -> Row:
    """The change against the estimated increase: an increase is what was estimated."""
    estimate = (system.terms.get("estimate") or {}).get("potential_increase")
    return {
        "estimate_pence": estimate,
        "estimate_share_percent": None if estimate is None else percent(change, estimate),
        "estimate_rest_pence": None if estimate is None else estimate - change,
    }


def _notes(system: System, totals: Row, rows: list[Row]) -> list[str]:
    estimate = system.terms.get("estimate") or {}
    notes = [PublicNote(f"estimate: {estimate['cite']}")] if estimate.get("cite") else []
    gap = totals["change_pence"] - (totals["up_pence"] - totals["down_pence"])
    if gap:
        told = f"up less down differs from the change by {abs(gap)}p: each is rounded per contract"
        notes.append(PublicNote(told, "up_pence", "down_pence", "change_pence"))
    without = sum(row["placements"] for row in rows if row["contract"] is None)
    sentence = cost_sentence(totals, estimate.get("covers"), without)
    # How many have no contract would tell, where rows are withheld, how many live under one.
    return [*notes, sentence if without else PublicNote(sentence, *_IN_WORDS)]
