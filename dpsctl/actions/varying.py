"""``vary``: another band or number of beds, from a day on, under a decision."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dpsctl.actions.contract_life import afresh, not_ended, remark_past
from dpsctl.actions.desk import Desk, Outcome, carrying_out
from dpsctl.domain.words import plural
from dpsctl.errors import RefusedError
from dpsctl.ledger.contract_facts import ContractOnLedger
from dpsctl.ledger.contracts import contract_named
from dpsctl.ledger.facts import Variation
from dpsctl.ledger.gates import empowering_decision
from dpsctl.ledger.lookups import System, system_now


@dataclass(frozen=True)
class Change:
    """What is different from a London day on; what is none stays as it was."""

    from_day: date
    band: str | None
    beds: int | None
    decision: str

    def command(self, name: str) -> str:
        """The command as the ledger keeps it."""
        band = [f"--band {self.band}"] if self.band is not None else []
        beds = [f"--beds {self.beds}"] if self.beds is not None else []
        days = f"--from {self.from_day}"
        return " ".join(["vary", name, days, *band, *beds, f"--decision {self.decision}"])


def vary(desk: Desk, name: str, change: Change, reason: str) -> Outcome:
    """Vary a contract from a day inside its life.

    Raises:
        RefusedError: no such contract, ended, a day outside its life, no band of its agreement, or
            the decision gives no power to award.
    """
    with carrying_out(desk, change.command(name), reason) as (ledger, to, outcome):
        contract = contract_named(ledger, name, desk.today)
        number, day = contract.number, change.from_day
        before = contract.band_on(day), contract.beds_on(day)
        after = change.band or before[0], change.beds or before[1]
        if after == before and _inside(contract, day):
            outcome.say(f"nothing to do: contract {number} is {_words(*before)} on {day}")
            return outcome
        not_ended(contract, desk.today)
        _inside_its_life(contract, day)
        if after[0] != before[0]:
            _a_band(system_now(ledger), contract, after[0])
        under = empowering_decision(ledger, "award", desk.today, change.decision, existing=True)
        to.add(Variation(number, day.isoformat(), change.band, change.beds, under["id"]))
        outcome.say(
            f"contract {number}: {_words(*after)} from {day} under decision {change.decision}; "
            f"{_words(*before)} until then"
        )
        remark_past(day, desk.today, outcome)
        if after[0] != before[0]:
            outcome.remark("the weekly fees of those who live there stay as they are")
        _remark_later(afresh(ledger, contract), change, outcome)
    return outcome


def _remark_later(contract: ContractOnLedger, change: Change, outcome: Outcome) -> None:
    """Tell from which day an earlier variation makes it otherwise again."""
    for row in contract.variations:
        later = row["from_day"] > change.from_day.isoformat()
        if later and ((change.band and row["band"]) or (change.beds and row["beds"])):
            day = date.fromisoformat(row["from_day"])
            became = _words(contract.band_on(day), contract.beds_on(day))
            outcome.remark(f"from {day} on it is {became}, as varied before")
            return


def _words(band: str, beds: int | None) -> str:
    return band if beds is None else f"{band}, {plural(beds, 'bed')}"


def _inside(contract: ContractOnLedger, day: date) -> bool:
    return contract.life.starts_on <= day <= contract.life.last_day


def _inside_its_life(contract: ContractOnLedger, day: date) -> None:
    life = contract.life
    if not _inside(contract, day):
        raise RefusedError(
            f"contract {contract.number} runs from {life.starts_on} to {life.last_day}: "
            f"it cannot be varied from {day}",
            "give a --from DATE inside those days",
        )


def _a_band(system: System, contract: ContractOnLedger, band: str) -> None:
    agreement = system.terms["agreements"].get(contract.agreement)
    if agreement is None:
        raise RefusedError(
            f"{system.name} has no agreement {contract.agreement} any more, and so no bands of it",
            "amend it, if that was a mistake: dpsctl init SYSTEM.yaml",
        )
    bands = agreement["bands"]
    if band not in bands:
        raise RefusedError(
            f"{band} is no band of the agreement {contract.agreement}",
            f"its bands: {', '.join(bands)}",
        )
