"""The people who live under a contract on a day, with what the fees of those placed are made of."""

from __future__ import annotations

import json

from dpsctl.ledger.contract_facts import ContractOnLedger
from dpsctl.ledger.residents import residents_of
from dpsctl.reports.report import Row
from dpsctl.reports.view import View

# Not the ledger's own numbers, which mean nothing outside it, nor what the contract says itself.
_TOLD = (
    *("ref", "need", "band", "came", "basis", "outside", "starts_on", "left_on"),
    *("current_weekly_pence", "offered_weekly_pence", "weekly_pence"),
)
_PRICED = "SELECT id, band, cost_model, price FROM placings WHERE contract = ? AND price NOT NULL"


def residents_told(view: View, contract: ContractOnLedger) -> list[Row]:
    """Everyone who lives there on the view's day, as JSON holds it; ``price`` is the build-up of
    the fee at which somebody was placed, where the cost model made it.
    """
    prices = _prices(view, contract)
    return [
        {key: row[key] for key in _TOLD} | {"price": prices.get(row["placing"])}
        for row in residents_of(view.ledger, contract, view.as_of)
    ]


def _prices(view: View, contract: ContractOnLedger) -> dict[int, Row]:
    rows = view.ledger.rows(_PRICED, [contract.number])
    if not rows:
        return {}
    # Few fees are priced, and what prices them takes time to import.
    from dpsctl.documents.pinned_cost_models import cost_models_known
    from dpsctl.reports.build_ups import build_up_told

    models = {each.id: each.model for each in cost_models_known(view.ledger)}
    return {
        row["id"]: build_up_told(
            models[row["cost_model"]], json.loads(row["price"]), row["band"], contract.district
        )
        for row in rows
    }
