"""``report costs``: what each contract costs in a whole year, and how that changes."""

from __future__ import annotations

from dpsctl.domain.costs import AnnualCost, Fees, annual
from dpsctl.domain.money import percent
from dpsctl.ledger.lookups import System
from dpsctl.reports.bridges import CHART, bridge_section
from dpsctl.reports.contracts import ContractsOn, basis_notes
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
    fees = [contract["fees"] for contract in listed]
    years = [annual(each, view.weeks) for each in fees]
    rows = [_row(contract, year) for contract, year in zip(listed, years, strict=True)]
    totals: Row = {"contracts": sum(row["contract"] is not None for row in rows)}
    totals |= total(rows, *_SUMMED)
    totals["change_percent"] = percent(totals["change_pence"], totals["current_annual_pence"])
    totals |= _directions(fees, years) | _estimate(view.system, totals["change_pence"])
    outside, without = outside_section(listed), [row for row in rows if row["contract"] is None]
    notes = [*basis_notes(view), *move_notes(contracts, view.weeks)]
    notes += outside_notes(outside, without)
    notes += _notes(view.system, totals, sum(row["placements"] for row in without))
    crossed = bridge_section(contracts, listed)
    return view.report(
        "costs",
        "Costs",
        COLUMNS,
        rows,
        totals=totals,
        notes=notes,
        annual=True,
        sections=[crossed, *([outside] if outside.rows else [])],
        charts=CHARTS,
    )


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


def _notes(system: System, totals: Row, without: int) -> list[str]:
    estimate = system.terms.get("estimate") or {}
    notes = [PublicNote(f"estimate: {estimate['cite']}")] if estimate.get("cite") else []
    gap = totals["change_pence"] - (totals["up_pence"] - totals["down_pence"])
    if gap:
        told = f"up less down differs from the change by {abs(gap)}p: each is rounded per contract"
        notes.append(PublicNote(told, "up_pence", "down_pence", "change_pence"))
    sentence = cost_sentence(totals, estimate.get("covers"), without)
    # How many have no contract would tell, where rows are withheld, how many live under one.
    return [*notes, sentence if without else PublicNote(sentence, *_IN_WORDS)]
