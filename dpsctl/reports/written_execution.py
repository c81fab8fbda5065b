"""Who signed and sealed a contract, and whether two people decided: for a written report."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from dpsctl.domain.contracts import PARTIES
from dpsctl.ledger.contract_facts import ContractOnLedger
from dpsctl.ledger.publications import publications_of
from dpsctl.reports.story_acts import determinations_of
from dpsctl.reports.view import View
from dpsctl.reports.written_parts import NOT_RECORDED, Said, on

_PARTIES = {"provider": "the supplier", "council": "the council"}
_BEFORE = """
SELECT e.by FROM applications a JOIN entries e ON e.id = a.entry WHERE a.id = :of
UNION SELECT e.by FROM checks c JOIN entries e ON e.id = c.entry WHERE c.application = :of
"""


def executed_said(contract: ContractOnLedger, day: date) -> Iterator[Said]:
    """The signatures and the seal, as they stood at the end of a London day."""
    life = contract.life
    for party in PARTIES:
        signed = life.signed.get(party)
        known = signed if signed and signed <= day else None
        yield Said("awards", f"Signed by {_PARTIES[party]}", on(known))
    if not life.sealing:
        yield Said("awards", "Seal", "not required at this value")
    elif life.sealed_on is None or life.sealed_on > day:
        yield Said("awards", "Seal", f"required at this value, and {NOT_RECORDED}")
    else:
        number = f"number {contract.seal_register} in the register of seals"
        yield Said("awards", "Seal", f"sealed on {on(life.sealed_on)}, {number}")


def published_said(view: View, number: int) -> Iterator[Said]:
    """What was published of a contract by the view's day, which a report may refer to for what it
    holds already (PCR 2015 reg 84(3)).
    """
    for row in publications_of(view.ledger, number, view.as_of):
        called = row["duty"].replace("-", " ")
        yield Said(
            "awards", f"Published: {called}", f"{row['reference']}, {on(row['published_on'])}"
        )


def second_person_said(view: View, application: int | None) -> Iterator[Said]:
    """Whether whoever determined an application had also imported or judged it."""
    if application is None:
        return
    made = [each for each in determinations_of(view, application) if not each["rescinded"]]
    if not made:
        return
    before = {row["by"] for row in view.ledger.rows(_BEFORE, {"of": application})}
    alone = "determined by somebody who had also imported or judged it"
    two = "determined by somebody who had neither imported nor judged it"
    same = made[-1]["determined"]["by"] in before
    yield Said("conflicts", "This application", alone if same else two)
