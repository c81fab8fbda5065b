"""``report roster``: who is on the DPS, and how each contract stands."""

from __future__ import annotations

from fractions import Fraction

from dpsctl.domain.costs import annual
from dpsctl.reports.basis import basis_notes
from dpsctl.reports.contracts import ContractsOn
from dpsctl.reports.evidence_rows import rows_with_evidence
from dpsctl.reports.moves import move_notes
from dpsctl.reports.report import Chart, Column, Report, Row
from dpsctl.reports.view import View, total

COLUMNS = (
    Column("contract", "No", "count"),
    Column("home", "Home", foreign=True),
    Column("provider", "Provider", brief=False, foreign=True),
    Column("company_number", "Company number", brief=False, foreign=True),
    Column("cqc_location", "CQC location", brief=False, foreign=True),
    Column("cqc_provider", "CQC provider", brief=False, foreign=True),
    Column("district", "District", foreign=True),
    Column("categories", "For", "list"),
    Column("band", "Band", brief=False),
    Column("agreement", "Agreement", brief=False),
    Column("beds", "Beds", "count"),
    Column("rating", "Rating", brief=False),
    Column("placements", "Placed", "count", people=True),
    Column("weekly_pence", "A week", "money", brief=False, fee=True),
    Column("annual_pence", "A year", "money", fee=True),
    Column("awarded_on", "Awarded", "day", brief=False),
    Column("starts_on", "Starts", "day", brief=False),
    Column("ends_on", "Ends", "day", brief=False),
    Column("standing", "Standing"),
    Column("in_force", "In force", "flag", brief=False),
    Column("open_to_placements", "Open to placements", "flag", brief=False),
    Column("evidence", "Evidence"),
    Column("decision", "Decision", brief=False),
    Column("rules", "Rules", brief=False),
)

CHARTS = (Chart("bars", "Beds, and people placed in them", "home", ("beds", "placements")),)


def roster(view: View) -> Report:
    """The contracts awarded and not ended on the day, by number, with totals."""
    basis = view.weeks
    contracts = ContractsOn(view)
    rows = [_row(contract, basis) for contract in rows_with_evidence(contracts)]
    totals = {"contracts": len(rows)}
    totals |= total(rows, "in_force", "open_to_placements", "beds", "placements")
    totals |= total(rows, "weekly_pence", "annual_pence")
    notes = [*basis_notes(view), *move_notes(contracts, basis)]
    return view.report(
        "roster",
        "Roster",
        COLUMNS,
        rows,
        totals=totals,
        notes=notes,
        annual=True,
        charts=CHARTS,
    )


def _row(contract: Row, basis: Fraction) -> Row:
    fees = contract["fees"]
    figures = {
        "weekly_pence": fees.offered,
        "annual_pence": annual(fees, basis).offered,
    }
    known = {**contract, **figures}
    return {column.key: known.get(column.key) for column in COLUMNS}
