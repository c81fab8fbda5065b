"""``report budget``: the sums that decisions approved, what is used of them, and what is left."""

from __future__ import annotations

from collections.abc import Iterator

from dpsctl.domain.budget import MEASURES, Budget, Measure
from dpsctl.ledger.decisions import decisions_now
from dpsctl.reports.basis import basis_notes
from dpsctl.reports.budget_words import budget_notes
from dpsctl.reports.contracts import ContractsOn
from dpsctl.reports.decisions_used import DecisionsUsed
from dpsctl.reports.report import Chart, Column, Report, Row
from dpsctl.reports.view import View

COLUMNS = (
    Column("label", "Called", brief=False),
    Column("decision", "Decision"),
    Column("title", "Title", brief=False),
    Column("of", "Of"),
    Column("covers", "For", brief=False),
    Column("cite", "Source", brief=False),
    Column("approved_pence", "Approved", "money"),
    Column("used_pence", "Used", "money", fee=True),
    Column("left_pence", "Left", "money", fee=True),
    Column("used_percent", "Used", "percent", fee=True),
    Column("contracts", "Contracts", "count", brief=False),
    Column("placements", "Placed", "count", brief=False, people=True),
    Column("over", "Over", "flag", fee=True),
)

_CHART = Chart(
    "bars",
    "Sums approved by decisions, and what is used of them",
    "label",
    ("approved_pence", "used_pence"),
)

_POWERS = {"award", "extend", "uplift"}
_DONE: tuple[Measure, ...] = ("annual cost", "increase")
"""What is told of a decision that approved no sum: by its contracts, and by its uplifts."""


def budget(view: View) -> Report:
    """Each sum that a decision approved, as last corrected, and what is used of it on the day.

    A decision that approved none is listed where it has the power to award, extend or uplift and
    something was done under it, with what is used.
    """
    contracts = ContractsOn(view)
    uses = DecisionsUsed(contracts)
    decisions = decisions_now(view.ledger)
    rows = [row for decision in decisions for row in _rows(decision, uses)]
    return view.report(
        "budget",
        "Budget",
        COLUMNS,
        rows,
        totals=_totals(rows),
        notes=[*basis_notes(view), *budget_notes(view, decisions, rows, uses)],
        annual=True,
        charts=[_CHART] if any(row["approved_pence"] is not None for row in rows) else [],
    )


def _rows(decision: Row, uses: DecisionsUsed) -> Iterator[Row]:
    """A row for each sum of a decision; without one, for what was done under it."""
    acted = [measure for measure in _DONE if _acted(decision["decision"], measure, uses)]
    begun = decision["effective_on"] <= uses.contracts.view.as_of.isoformat()
    if decision["approves"] and (begun or acted):
        for approval in decision["approves"]:
            yield _row(decision, approval["of"], approval, uses)
    elif acted and _POWERS & set(decision["powers"]):
        for measure in acted:
            yield _row(decision, measure, {}, uses)


def _acted(reference: str, measure: Measure, uses: DecisionsUsed) -> bool:
    """Whether something was done under a decision that uses this, or that will one day."""
    if measure == "increase":
        return bool(uses.uplifts.get(reference))
    return bool(uses.spending.get(reference) or uses.prolonged.get(reference))


def _row(decision: Row, measure: Measure, approval: Row, uses: DecisionsUsed) -> Row:
    reference = decision["decision"]
    budget = Budget(approval.get("pence"), uses.used(reference, measure))
    contracts, placements = uses.counts(reference, measure)
    return {
        "label": f"{reference}, {measure}",
        "decision": reference,
        "title": decision["title"],
        "of": measure,
        "covers": approval.get("covers"),
        "cite": approval.get("cite"),
        "approved_pence": budget.approved,
        "used_pence": budget.used,
        "left_pence": budget.left,
        "used_percent": budget.used_percent,
        "contracts": contracts,
        "placements": placements,
        "over": budget.over,
    }


def _totals(rows: list[Row]) -> Row:
    """The sums of each measure by itself, for a cost and the increase in it are no two things."""
    totals = {}
    for measure in MEASURES:
        of_it = [row for row in rows if row["of"] == measure]
        for key in ("approved_pence", "used_pence", "left_pence") if of_it else ():
            told = [row[key] for row in of_it if row[key] is not None]
            totals[f"{measure.replace(' ', '_')}_{key}"] = sum(told) if told else None
    return totals
