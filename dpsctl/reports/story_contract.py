"""What an application came to: its contract, and the placements with their weekly fees in pence."""

from __future__ import annotations

import json

from dpsctl.domain.costs import direction
from dpsctl.reports.contracts import fees_of
from dpsctl.reports.report import Row
from dpsctl.reports.story_acts import recorded
from dpsctl.reports.view import View


def contract_of(view: View, application: int, number: int | None) -> Row | None:
    """The contract that an application was awarded, with its weekly fees; none if it was not."""
    contract = view.ledger.row(
        "SELECT k.id AS contract, d.decision, k.categories, k.awarded_on, k.starts_on, k.ends_on, "
        "k.basis, k.entry FROM contracts k JOIN decisions d ON d.id = k.decision WHERE k.id = ?",
        [number],
    )
    if contract is None:
        return None
    fees = fees_of(view, application)
    entry = contract.pop("entry")
    return {
        **contract,
        "categories": json.loads(contract["categories"]),
        "awarded": recorded(view, entry),
        "placements": fees.placements,
        "placements_up": fees.up,
        "placements_down": fees.down,
        "current_weekly_pence": fees.current,
        "offered_weekly_pence": fees.offered,
    }


def placements_of(view: View, application: int) -> list[Row]:
    """The people already placed, by reference, and which way each one's fee goes."""
    rows = view.ledger.rows(
        "SELECT ref, need, band, current_weekly_pence, offered_weekly_pence "
        "FROM application_placements WHERE application = ? ORDER BY id",
        [application],
    )
    return [
        {**row, "goes": direction(row["current_weekly_pence"], row["offered_weekly_pence"])}
        for row in rows
    ]
