"""One contract's whole story: its terms, and every act about it in the order it was recorded."""

from __future__ import annotations

from dpsctl.domain.contracts import Life
from dpsctl.ledger.contract_facts import ContractOnLedger
from dpsctl.ledger.decisions import reference_of
from dpsctl.reports.contract_acts import life_of
from dpsctl.reports.contract_fees import fees_of
from dpsctl.reports.evidence import held_row
from dpsctl.reports.evidence_held import proofs_known
from dpsctl.reports.report import Row
from dpsctl.reports.story_acts import recorded
from dpsctl.reports.view import View


def contract_story(view: View, contract: ContractOnLedger) -> Row:
    """A contract as JSON holds it: terms, weekly fees in pence, how it stands on the day, its life.

    ``life`` has every act recorded by the day: the day it is about, what was done, and its entry.
    """
    fees, life = fees_of(view.ledger, contract, view.as_of), contract.life
    evidence = proofs_known(view, every=False).of(contract, view.as_of)
    return {
        "contract": contract.number,
        "reference": contract.reference,
        "agreement": contract.agreement,
        "band": contract.band_on(view.as_of),
        "decision": reference_of(view.ledger, contract.decision),
        "categories": contract.categories,
        "awarded_on": life.awarded_on.isoformat(),
        "starts_on": life.starts_on.isoformat(),
        "ends_on": (life.ends_on if _never_ran(life) else life.last_day).isoformat(),
        "standing": _standing(view, contract),
        "in_force": life.in_force(view.as_of),
        "open_to_placements": life.open_to_placements(view.as_of, evidence),
        "evidence": evidence.standing,
        "proofs": [held_row(each) for each in evidence.held],
        "value_pence": contract.value,
        "sealing": life.sealing,
        "basis": contract.basis,
        "awarded": recorded(view, contract.entry),
        "placements": fees.placements,
        "placements_up": fees.up,
        "placements_down": fees.down,
        "current_weekly_pence": fees.current,
        "offered_weekly_pence": fees.offered,
        "life": life_of(view, contract),
    }


def _never_ran(life: Life) -> bool:
    """Whether it was annulled or ended before its first day: it is then told as awarded."""
    return life.annulled or life.last_day < life.starts_on


def _standing(view: View, contract: ContractOnLedger) -> str:
    """How it stands on the day; what is off the roster was annulled, has ended or is to come."""
    standing = contract.life.standing(view.as_of)
    if standing or view.as_of < contract.life.awarded_on:
        return standing or "not yet awarded"
    return "annulled" if contract.life.annulled else "ended"
