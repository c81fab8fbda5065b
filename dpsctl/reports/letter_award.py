"""What a letter of an award says: the contract, what happens next, and who is placed already."""

from __future__ import annotations

from dpsctl.domain.costs import annual
from dpsctl.domain.weeks import weeks
from dpsctl.ledger.contract_facts import ContractOnLedger
from dpsctl.ledger.contracts import contract_numbered
from dpsctl.reports.contract_fees import fees_of
from dpsctl.reports.letter_words import titles
from dpsctl.reports.report import Row
from dpsctl.reports.story_placements import placements_of
from dpsctl.reports.view import View


def award_facts(view: View, application: int, number: int) -> Row:
    """A contract as its letter tells it; money in pence, days London dates."""
    contract = contract_numbered(view.ledger, number, view.moment)
    assert contract is not None, "an awarded application has its contract"
    life = contract.life
    return {
        "contract": number,
        "decision": _decision(view, contract),
        "basis": contract.basis,
        "categories": titles(view.system.terms, contract.categories),
        "codes": contract.categories,
        "starts_on": life.starts_on,
        "ends_on": life.ends_on,
        "sealed_as_deed": life.sealing,
        "leaves": contract.leaves,
        **_placed(view, contract, application),
    }


def _decision(view: View, contract: ContractOnLedger) -> Row:
    row = view.ledger.row(
        "SELECT decision AS reference, title FROM decisions WHERE id = ?", [contract.decision]
    )
    assert row is not None, "a contract refers to its decision"
    return row


def _placed(view: View, contract: ContractOnLedger, application: int) -> Row:
    """The people placed already and their weekly fees in pence; the year's sum on new terms."""
    fees = fees_of(view.ledger, contract, view.as_of)
    year = annual(fees, weeks(view.system.weeks_per_year))
    return {
        "placements": placements_of(view, application),
        "current_weekly": fees.current,
        "offered_weekly": fees.offered,
        "offered_annual": year.offered,
        "weeks_per_year": view.system.weeks_per_year,
    }
