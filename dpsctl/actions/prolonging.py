"""``extend-contract``: a later last day, under a decision with the power to extend."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from dpsctl.actions.contract_life import LEAVES, contracts_meant, not_ended, remark_validity
from dpsctl.actions.desk import Desk, Outcome, carrying_out
from dpsctl.errors import RefusedError
from dpsctl.ledger.contract_facts import ContractOnLedger
from dpsctl.ledger.facts import ContractExtension
from dpsctl.ledger.gates import empowering_decision
from dpsctl.ledger.lookups import system_now

_DAY = timedelta(days=1)


def extend_contracts(
    desk: Desk, names: Sequence[str], ends: date, decision: str, reason: str | None
) -> Outcome:
    """Let contracts run to a later last London day: all those named, or none.

    They may outlive the system's validity, which itself stays as it is.

    Raises:
        RefusedError: no such contract, ended or about to, a day that is no later, or the decision
            gives no power to extend.
    """
    command = " ".join(["extend-contract", *names, f"--ends {ends} --decision {decision}"])
    with carrying_out(desk, command, reason) as (ledger, to, outcome):
        meant = contracts_meant(ledger, names, desk.today)
        fresh = [each for each in meant if not _runs_so(each, ends, outcome)]
        if not fresh:
            return outcome
        under = empowering_decision(ledger, "extend", desk.today, decision, existing=True)
        for contract in fresh:
            _extendable(contract, ends, desk.today)
            to.add(ContractExtension(contract.number, ends.isoformat(), under["id"]))
            first = contract.life.ends_on + _DAY
            outcome.say(
                f"contract {contract.number}: extended from {first} to {ends} "
                f"under decision {decision}"
            )
        remark_validity(system_now(ledger), ends, outcome)
    return outcome


def _runs_so(contract: ContractOnLedger, ends: date, outcome: Outcome) -> bool:
    if contract.life.last_day != ends:
        return False
    outcome.say(f"nothing to do: contract {contract.number} runs to {ends}")
    return True


def _extendable(contract: ContractOnLedger, ends: date, today: date) -> None:
    not_ended(contract, today)
    number, life = contract.number, contract.life
    if life.last_day < life.ends_on:
        runs_on = f"dpsctl end-contract {number} --on {life.ends_on + _DAY}"
        raise RefusedError(
            f"contract {number} is to end on {life.last_day}, before its own last day",
            LEAVES if life.left_on else f"to let it run on to that, {runs_on}",
        )
    if ends < life.last_day:
        raise RefusedError(
            f"contract {number} runs to {life.last_day}: {ends} is no extension",
            f"to end it earlier, dpsctl end-contract {number} --on {ends + _DAY}",
        )
