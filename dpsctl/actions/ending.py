"""``end-contract``: a contract ended before its own end or, while it is unsigned, annulled."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from dpsctl.actions.contract_life import LEAVES, not_ended, remark_past
from dpsctl.actions.desk import Desk, Outcome, carrying_out
from dpsctl.actions.identities import name_of_home
from dpsctl.documents.shelf import calendar_named, regime_named
from dpsctl.domain.days import Duration, shift
from dpsctl.domain.deadlines import deadline
from dpsctl.domain.words import listed, plural
from dpsctl.errors import RefusedError, UsageError
from dpsctl.ledger.contract_facts import ContractOnLedger
from dpsctl.ledger.contracts import contract_named
from dpsctl.ledger.facts import Ending
from dpsctl.ledger.lookups import System, system_now
from dpsctl.ledger.recording import Recording
from dpsctl.ledger.residents import residents_of

_DAY = timedelta(days=1)


def end_contract(desk: Desk, name: str, on: date | None, reason: str) -> Outcome:
    """End a contract: ``on`` is the first London day no longer in force, by default today.

    Until both have signed there is no contract to end: the award is annulled, as of today.

    Raises:
        RefusedError: no such contract, ended on another day, or a day outside its life.
        UsageError: another day than today for an award to be annulled.
    """
    command = f"end-contract {name}" + (f" --on {on}" if on else "")
    with carrying_out(desk, command, reason) as (ledger, to, outcome):
        contract = contract_named(ledger, name, desk.today)
        if (so := _ends_so(contract, on, desk.today)) is not None:
            outcome.say(f"nothing to do: {so}")
        elif contract.life.signed_on is None:
            _annul(desk, to, outcome, contract, on)
        else:
            _end(desk, to, outcome, contract, on or desk.today)
    return outcome


def _ends_so(contract: ContractOnLedger, on: date | None, today: date) -> str | None:
    """What there is to say where the contract ends so already; none where it does not."""
    number, life = contract.number, contract.life
    if life.annulled or life.has_ended(today):
        if on not in (None, life.last_day + _DAY):
            not_ended(contract, today)
        if life.annulled:
            return f"the award of contract {number} was annulled on {life.ended_on}"
        return f"contract {number} has ended; its last day was {life.last_day}"
    if life.signed_on is not None and on == life.last_day + _DAY:
        return f"contract {number} ends so; its last day is {life.last_day}"
    return None


def _annul(
    desk: Desk, to: Recording, outcome: Outcome, contract: ContractOnLedger, on: date | None
) -> None:
    if on not in (None, desk.today):
        raise UsageError(
            f"contract {contract.number} has not been signed by both: its award is annulled, and "
            "that as of today",
            "leave --on out",
        )
    to.add(Ending(contract.number, desk.today.isoformat(), annuls=1))
    application = contract.application
    again = f"; application {application} stands admitted again" if application else ""
    outcome.say(f"{_called(to, contract)}: its award is annulled{again}")
    placed = [row["ref"] for row in residents_of(to.ledger, contract, desk.today) if row["placing"]]
    if placed:
        was = "was" if len(placed) == 1 else "were"
        count = "counts" if len(placed) == 1 else "count"
        outcome.remark(
            f"{listed(placed)} {was} placed under it and {count} no more: whoever lives there is "
            f"placed anew, dpsctl place {contract.number} --ref REF --reason TEXT"
        )


def _end(
    desk: Desk, to: Recording, outcome: Outcome, contract: ContractOnLedger, day: date
) -> None:
    own_end = replace(contract.life, ended_on=None).last_day
    _within_its_life(contract, day, own_end)
    to.add(Ending(contract.number, day.isoformat(), annuls=0))
    if day > own_end:
        outcome.say(f"{_called(to, contract)}: runs to its own end again, {own_end}")
        return
    over = day <= desk.today
    when = "ended; its last day was" if over else "ends; its last day is"
    outcome.say(f"{_called(to, contract)}: {when} {day - _DAY}")
    remark_past(day, desk.today, outcome)
    _remark_notice(desk, system_now(to.ledger), day, outcome)
    if residents := residents_of(to.ledger, contract, day):
        live = "lives" if len(residents) == 1 else "live"
        outcome.remark(
            f"{plural(len(residents), 'person', 'people')} {live} there under it: from {day} "
            "their places and fees rest on no contract"
        )


def _within_its_life(contract: ContractOnLedger, day: date, own_end: date) -> None:
    number, awarded_on = contract.number, contract.life.awarded_on
    if day < awarded_on:
        raise RefusedError(
            f"contract {number} was awarded on {awarded_on}: it cannot have ended on {day}",
            "--on is the first day no longer in force",
        )
    if (signed_on := contract.life.signed_on) and day < signed_on:
        raise RefusedError(
            f"contract {number} was signed by both on {signed_on}: it cannot have ended on {day}",
            "--on is the first day no longer in force; look at its year",
        )
    if day > own_end + _DAY:
        longer = f"dpsctl extend-contract {number} --ends {day - _DAY} --decision REF"
        raise RefusedError(
            f"contract {number} ends by itself: its last day is {own_end}",
            LEAVES if contract.life.left_on else f"to let it run longer, {longer}",
        )


def _remark_notice(desk: Desk, system: System, day: date, outcome: Outcome) -> None:
    notice = system.duration("ending_notice")
    if notice is None:
        return
    given = _notice_ends(desk, system, notice)
    if day <= given:
        outcome.remark(
            f"the system asks for {notice} of notice, which given today runs to the end of "
            f"{given}: this is shorter"
        )


def _notice_ends(desk: Desk, system: System, notice: Duration) -> date:
    """The last day of a notice given today; it ends on the day that bears the same date."""
    if notice.unit in ("days", "months", "years"):
        return shift(desk.today, notice)
    regime = regime_named(desk.rules, system.regime)
    calendar = calendar_named(desk.rules, regime.calendar)
    end = deadline(calendar, desk.today, notice, regime.counting)
    return end - _DAY if notice.unit.startswith("clear") else end


def _called(to: Recording, contract: ContractOnLedger) -> str:
    return f"contract {contract.number} ({name_of_home(to.ledger, contract.home)})"
