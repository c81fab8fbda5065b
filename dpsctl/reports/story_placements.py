"""The placements that came with an application, with their weekly fees in pence."""

from __future__ import annotations

import json

from dpsctl.domain.costs import direction
from dpsctl.reports.report import Row
from dpsctl.reports.view import View


def placements_of(view: View, application: int) -> list[Row]:
    """The people already placed, by reference, and which way each one's fee goes."""
    return [_without_price(row) for row in _rows(view, application)]


def priced_placements(view: View, standing: Row) -> list[Row]:
    """The same, each with its ``price``, line by line; none of a fee that no cost model made.

    ``standing`` is the application, where it stands and what it says.
    """
    rows = _rows(view, standing["id"])
    if not any(row["price"] for row in rows):
        return [{**_without_price(row), "price": None} for row in rows]
    # Few applications have priced fees, and what prices them takes time to import.
    from dpsctl.documents.pinned_cost_models import cost_model_of_window
    from dpsctl.reports.build_ups import build_up_told

    pinned = cost_model_of_window(view.ledger, standing["window_id"], standing["agreement"])
    assert pinned, "the cost model that its window pinned made the price"
    district = standing["facts"].get("home.district")

    def told(row: Row) -> Row | None:
        kept = json.loads(row["price"]) if row["price"] else None
        return build_up_told(pinned.model, kept, row["band"], district) if kept else None

    return [{**_without_price(row), "price": told(row)} for row in rows]


def _rows(view: View, application: int) -> list[Row]:
    return view.ledger.rows(
        "SELECT ref, need, band, current_weekly_pence, offered_weekly_pence, price "
        "FROM application_placements WHERE application = ? ORDER BY id",
        [application],
    )


def _without_price(row: Row) -> Row:
    goes = direction(row["current_weekly_pence"], row["offered_weekly_pence"])
    return {**{key: value for key, value in row.items() if key != "price"}, "goes": goes}
