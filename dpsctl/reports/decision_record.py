"""``report decision-record``: what an award under delegated powers leaves on record.

An officer's decision to award a contract is recorded in writing: the day, what was decided and why,
which alternatives were considered and rejected, and which conflicts of interest were declared (SI
2014/2095 reg 7). The record and its background papers are kept for years (reg 8).
"""

from __future__ import annotations

from dpsctl.reports.award_decisions import AwardDecisions
from dpsctl.reports.basis import basis_notes
from dpsctl.reports.report import Column, Report
from dpsctl.reports.view import View, total

COLUMNS = (
    Column("decided_on", "Decided on", "day"),
    Column("authority", "Authority", brief=False),
    Column("decision", "Decided"),
    Column("decision_maker", "By", brief=False),
    Column("under", "Under"),
    Column("power", "Power", brief=False),
    Column("reason", "Why", foreign=True),
    Column("alternatives", "Rejected", brief=False, foreign=True),
    Column("conflicts", "Conflicts", brief=False, foreign=True),
    Column("contracts", "Contracts", "list", brief=False),
    Column("homes", "Homes", "list", brief=False, foreign=True),
    Column("placements", "Placed", "count", brief=False, people=True),
    Column("annual_pence", "A year", "money", fee=True),
    Column("value_pence", "Whole term", "money", brief=False, fee=True),
    Column("background", "Background papers", "list", brief=False),
    Column("keep_until", "Keep until", "day"),
    Column("keep_background_until", "Keep papers until", "day", brief=False),
)


def decision_record(view: View) -> Report:
    """Each award made by the day, by its entry: one command to award is one decision."""
    made = AwardDecisions(view)
    rows = [made.row(contracts) for contracts in made.by_entry]
    notes = basis_notes(view)
    for contracts in made.by_entry:
        notes += [*made.annulled(contracts), *made.lacks(contracts)]
    totals = {"decisions": len(rows), **total(rows, "placements", "annual_pence", "value_pence")}
    title = "Record of decisions under delegated powers"
    return view.report(
        "decision-record", title, COLUMNS, rows, totals=totals, notes=notes, annual=True
    )
