"""The rows of contracts with what their evidence makes of them."""

from __future__ import annotations

from dpsctl.ledger.contract_facts import ContractOnLedger
from dpsctl.reports.contracts import ContractsOn
from dpsctl.reports.report import Row


def rows_with_evidence(contracts: ContractsOn) -> list[Row]:
    """Each listed contract, with how its evidence stands and whether it is open to placements."""
    rows = zip(contracts.listed, contracts.rows(), strict=True)
    return [row | _opening(contracts, contract) for contract, row in rows]


def _opening(contracts: ContractsOn, contract: ContractOnLedger) -> Row:
    held, day = contracts.evidence(contract), contracts.view.as_of
    return {
        "open_to_placements": contract.life.open_to_placements(day, held),
        "evidence": held.standing,
    }
