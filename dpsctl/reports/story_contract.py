"""What an application came to: its contract, and the placements with their weekly fees in pence."""

from __future__ import annotations

from dpsctl.domain.costs import direction
from dpsctl.ledger.contracts import contract_numbered
from dpsctl.reports.contracts import fees_of
from dpsctl.reports.report import Row
from dpsctl.reports.story_acts import recorded
from dpsctl.reports.view import View


def contract_of(view: View, number: int | None) -> Row | None:
    """The contract that an application was awarded, with its weekly fees; none if it was not."""
    contract = contract_numbered(view.ledger, number, view.moment) if number else None
    if contract is None:
        return None
    fees, life = fees_of(view, contract), contract.life
    decision = view.ledger.value("SELECT decision FROM decisions WHERE id = ?", [contract.decision])
    return {
        "contract": contract.number,
        "decision": decision,
        "categories": contract.categories,
        "awarded_on": life.awarded_on.isoformat(),
        "starts_on": life.starts_on.isoformat(),
        "ends_on": life.last_day.isoformat(),
        "standing": life.standing(view.as_of),
        "basis": contract.basis,
        "awarded": recorded(view, contract.entry),
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
