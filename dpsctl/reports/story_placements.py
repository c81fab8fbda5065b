"""The placements that came with an application, with their weekly fees in pence."""

from __future__ import annotations

from dpsctl.domain.costs import direction
from dpsctl.reports.report import Row
from dpsctl.reports.view import View


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
