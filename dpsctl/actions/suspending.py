"""``suspend`` and ``resume``: no new placements for a while; residents and bills go on."""

from __future__ import annotations

from datetime import date, timedelta

from dpsctl.actions.contract_life import afresh, awaits, not_ended
from dpsctl.actions.desk import Desk, Outcome, carrying_out
from dpsctl.documents.watching import watched_proofs
from dpsctl.domain.contracts import IN_FORCE, Life
from dpsctl.domain.days import Duration, instant_of, instant_text, london_day, shift
from dpsctl.domain.evidence import Evidence
from dpsctl.domain.evidence_words import closed_words
from dpsctl.errors import RefusedError
from dpsctl.ledger.contract_facts import ContractOnLedger
from dpsctl.ledger.contracts import contract_named, suspensions_of
from dpsctl.ledger.facts import Resumption, Suspension
from dpsctl.ledger.file import Ledger, Row
from dpsctl.ledger.lookups import system_now

_DAY = timedelta(days=1)


def suspend(desk: Desk, name: str, until: date | Duration, reason: str) -> Outcome:
    """Take no new placements under a contract, from now to the end of a last London day.

    ``until`` is that day, or how many full days follow today. Nothing needs to run for the contract
    to be open again on the day after.

    Raises:
        RefusedError: no such contract, ended, suspended already, or a last day that is past or
            comes after the contract's own.
    """
    last_day = until if isinstance(until, date) else shift(desk.today, until)
    asked = f"--until {until}" if isinstance(until, date) else f"--days {until.count}"
    with carrying_out(desk, f"suspend {name} {asked}", reason) as (ledger, to, outcome):
        contract = contract_named(ledger, name, desk.today)
        number = contract.number
        running = _running(ledger, number, desk.today)
        if running and (running["last_day"], running["reason"]) == (last_day.isoformat(), reason):
            outcome.say(
                f"nothing to do: contract {number} is suspended until the end of {last_day}"
            )
            return outcome
        not_ended(contract, desk.today)
        _once(number, running)
        _within_its_life(contract, last_day, desk.today)
        to.add(Suspension(number, instant_text(desk.now), last_day.isoformat()))
        held = _held_on(desk, ledger, contract, last_day + _DAY)
        outcome.say(
            f"contract {number}: no new placements until the end of {last_day}; "
            f"{_afterwards(contract.life, last_day, held)}; residents and bills go on"
        )
        if not contract.life.in_force(desk.today):
            outcome.remark(f"contract {number} is not in force yet: {awaits(contract.life)}")
    return outcome


def _held_on(desk: Desk, ledger: Ledger, contract: ContractOnLedger, day: date) -> Evidence:
    """What evidence is held for the contract on a London day, as things stand."""
    return watched_proofs(ledger, desk.rules, system_now(ledger).terms).of(contract, day)


def _running(ledger: Ledger, number: int, today: date) -> Row | None:
    """The suspension that was not resumed and has not run out by a London day."""
    found = suspensions_of(ledger, number)
    return next(
        (
            each
            for each in found
            if each["resumed_at"] is None and each["last_day"] >= today.isoformat()
        ),
        None,
    )


def _once(number: int, running: Row | None) -> None:
    if running is not None:
        raise RefusedError(
            f"contract {number} is suspended until the end of {running['last_day']} "
            f"({running['reason']}): there is no second one meanwhile",
            f"to put another day, take that one back first: dpsctl resume {number} --reason TEXT",
        )


def _within_its_life(contract: ContractOnLedger, last_day: date, today: date) -> None:
    if last_day < today:
        raise RefusedError(
            f"{last_day} is past: a suspension runs from now to the end of its last day",
            "give a later --until DATE",
        )
    if last_day > contract.life.last_day:
        ends = contract.life.last_day
        raise RefusedError(
            f"contract {contract.number} ends on {ends}, before {last_day}",
            f"suspend it to its end: --until {ends}",
        )


def _afterwards(life: Life, last_day: date, held: Evidence) -> str:
    """What happens on the day after a suspension's last."""
    first = last_day + _DAY
    if life.has_ended(first):
        return "the contract ends with that day"
    if life.in_force_from is None:
        return "open to them once it is in force"
    if held.closed:
        return f"closed after that too, unless it is renewed: its {closed_words(held)}"
    if life.in_force_from > first:
        return f"open to them from {life.in_force_from}"
    return f"open again from {first}"


def resume(desk: Desk, name: str, reason: str) -> Outcome:
    """End the suspension that holds now.

    Raises:
        RefusedError: no such contract, or it has ended.
    """
    with carrying_out(desk, f"resume {name}", reason) as (ledger, to, outcome):
        contract = contract_named(ledger, name, desk.today)
        number = contract.number
        running = _running(ledger, number, desk.today)
        if running is None:
            outcome.say(f"nothing to do: contract {number} {_returned(ledger, number)}")
            return outcome
        not_ended(contract, desk.today)
        to.add(Resumption(running["id"], instant_text(desk.now)))
        life = afresh(ledger, contract).life
        held = _held_on(desk, ledger, contract, desk.today)
        opens = life.open_to_placements(desk.today, held)
        stands = "open to new placements again" if opens else _still_closed(life, held, desk.today)
        outcome.say(f"contract {number}: no longer suspended; {stands}")
    return outcome


def _still_closed(life: Life, held: Evidence, today: date) -> str:
    """Why it is not open to placements though nothing suspends it."""
    if life.standing(today) == IN_FORCE:
        return f"closed to new placements all the same: its {closed_words(held)}"
    return awaits(life)


def _returned(ledger: Ledger, number: int) -> str:
    """When a contract that is not suspended last returned, if it ever was."""
    past = suspensions_of(ledger, number)
    if not past:
        return "is not suspended"
    resumed_at = past[-1]["resumed_at"]
    last_day = date.fromisoformat(past[-1]["last_day"])
    returned = london_day(instant_of(resumed_at)) if resumed_at else last_day + _DAY
    return f"is not suspended; it returned on {returned}"
