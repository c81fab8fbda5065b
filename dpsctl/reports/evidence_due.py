"""What of the evidence is due: proofs that run out, and declarations that were to be renewed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from dpsctl.domain.evidence import LAPSED, LAPSING, Held
from dpsctl.domain.proof_kinds import REGISTRATION, kind_words
from dpsctl.ledger.contract_facts import ContractOnLedger
from dpsctl.ledger.renewals import unanswered
from dpsctl.reports.contracts import ContractsOn
from dpsctl.reports.report import Row

RENEW = "renew declaration"


def lapses(contracts: ContractsOn) -> Iterator[tuple[ContractOnLedger, Held]]:
    """Each proof of a listed contract that lapses soon, by its reminders, or has lapsed.

    A registration is ended and never due: see ``register_watch``.
    """
    for contract in contracts.listed:
        for held in contracts.evidence(contract).standing_so(LAPSING, LAPSED):
            if held.proof.kind != REGISTRATION:
                yield contract, held


def evidence_due(contracts: ContractsOn) -> Iterator[Row]:
    """Each of these as a deadline: what, contract, home, its last day, and why it is one."""
    for contract, held in lapses(contracts):
        what = kind_words(held.proof.kind)
        yield _row(contracts, contract, what, held.last, _basis(held))


def renewals_due(contracts: ContractsOn) -> Iterator[Row]:
    """Each renewed declaration that was asked for and has not come, of who holds the contract."""
    day = contracts.view.as_of
    listed = {each.number: each for each in contracts.listed}
    for row in unanswered(contracts.view.ledger, day):
        contract = listed.get(row["contract"])
        if contract and contract.provider_on(day) == row["provider"]:
            due_on = date.fromisoformat(row["due_on"])
            yield _row(contracts, contract, RENEW, due_on, row["basis"])


def _row(
    contracts: ContractsOn, contract: ContractOnLedger, what: str, day: date | None, basis: str
) -> Row:
    return {
        "what": what,
        "application": contract.application,
        "contract": contract.number,
        "home": contracts.named.homes[contract.home],
        "due_on": day,
        "basis": basis,
    }


def _basis(held: Held) -> str:
    proof = held.proof
    under = f" {proof.reference}" if proof.reference else ""
    since = "since" if held.closed else "from"
    return f"as the {proof.source}{under} has it; no new placements {since} {held.closes_on}"
