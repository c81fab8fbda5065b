"""``request-renewal``: a renewed self-declaration asked for of whoever holds a contract."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from dpsctl.actions.contract_life import has_come, not_ended
from dpsctl.actions.desk import Desk, Outcome, carrying_out
from dpsctl.actions.identities import name_of_provider
from dpsctl.documents.shelf import calendar_named, regime_named, time_limit
from dpsctl.errors import RefusedError, UsageError
from dpsctl.ledger.contracts import contract_named, contract_numbered
from dpsctl.ledger.facts import RenewalRequest
from dpsctl.ledger.file import Ledger, Row
from dpsctl.ledger.lookups import system_now
from dpsctl.ledger.renewals import unanswered


def request_renewal(desk: Desk, name: str, on: date | None, due: date | None) -> Outcome:
    """Record that a renewed self-declaration was asked for on a London day, by default today.

    Under PCR 2015 it is due within five working days of the request (reg 34(25)); where the law
    sets no period, ``due`` says by when.

    Raises:
        RefusedError: no such contract, it has ended, or a day that has not come.
        UsageError: no day is given where the law sets none, or one where it does.
    """
    day = on or desk.today
    has_come(day, desk.today, "asked")
    given = {"--on": on, "--due": due}
    options = "".join(f" {option} {value}" for option, value in given.items() if value)
    with carrying_out(desk, f"request-renewal {name}{options}") as (ledger, to, outcome):
        contract = contract_named(ledger, name, desk.today)
        not_ended(contract, desk.today)
        provider = contract.provider_on(desk.today)
        called = name_of_provider(ledger, provider)
        if asked := _open(ledger, provider, desk.today):
            outcome.say(
                f"nothing to do: {called} was asked on {asked['requested_on']} for contract "
                f"{asked['contract']}, and has until {asked['due_on']}"
            )
            return outcome
        due_on, basis = _due(desk, ledger, day, due)
        to.add(
            RenewalRequest(contract.number, provider, day.isoformat(), due_on.isoformat(), basis)
        )
        outcome.say(
            f"contract {contract.number}: {called} is to renew its declaration by {due_on} "
            f"({basis})"
        )
        outcome.remark(
            f"once it is here: dpsctl record-evidence {contract.number} declaration --on DATE"
        )
        if due_on < desk.today:
            outcome.remark(f"{due_on} is past: it is overdue already")
    return outcome


def _open(ledger: Ledger, provider: int, today: date) -> Row | None:
    """The request that stands open with a provider, under a contract that it still holds."""
    for row in unanswered(ledger, today):
        contract = contract_numbered(ledger, row["contract"])
        assert contract is not None, "a request names its contract"
        holds = contract.provider_on(today) == provider and not contract.life.has_ended(today)
        if row["provider"] == provider and holds:
            return row
    return None


def _due(desk: Desk, ledger: Ledger, on: date, due: date | None) -> tuple[date, str]:
    """By when it is due, and why."""
    system = system_now(ledger)
    regime = regime_named(desk.rules, system.regime)
    if regime.renewal is None:
        if due is None:
            raise UsageError(
                f"the law of {system.regime} sets no period for a renewed declaration",
                "say by when it is due: --due DATE",
            )
        if due < on:
            raise RefusedError(f"{due} is before {on}, the day it was asked for", "look at --due")
        return due, f"as asked on {on}, for the law sets no period"
    limit = time_limit(desk.rules, regime.renewal)
    cite = regime.cites.get("renewal", regime.renewal)
    if due is not None:
        raise UsageError(
            f"--due: the law sets the period, {limit.period} from the request ({cite})",
            "leave it out",
        )
    calendar = calendar_named(desk.rules, limit.calendar)
    return limit.due(calendar, on), replace(limit, provision=cite).basis(calendar, on)
