"""What the commands about a contract's life share: which it is, and what it has come to."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from dpsctl.actions.desk import Outcome
from dpsctl.actions.remodelling import nobody_left_behind
from dpsctl.domain.contracts import Life
from dpsctl.domain.words import listed
from dpsctl.errors import RefusedError
from dpsctl.ledger.contract_facts import ContractOnLedger
from dpsctl.ledger.contracts import contract_named, contract_numbered
from dpsctl.ledger.file import Ledger
from dpsctl.ledger.lookups import System
from dpsctl.ledger.recording import Recording

LEAVES = "its home leaves it for another contract, the day before that is in force"
"""Why a contract that is left for another runs no longer."""


def contracts_meant(ledger: Ledger, names: Sequence[str], today: date) -> list[ContractOnLedger]:
    """The contracts of these names, each once, in the order in which they were named.

    Raises:
        RefusedError: no contract is called so, or several that have not ended by today.
    """
    meant = [contract_named(ledger, name, today) for name in names]
    return list({each.number: each for each in meant}.values())


def afresh(ledger: Ledger, contract: ContractOnLedger) -> ContractOnLedger:
    """A contract with what this command has added to it."""
    found = contract_numbered(ledger, contract.number)
    assert found is not None, "it was found before"
    return found


def not_ended(contract: ContractOnLedger, today: date) -> None:
    """See that a contract has not ended by a London day.

    Raises:
        RefusedError: it has, or its award was annulled.
    """
    life = contract.life
    if life.annulled:
        raise RefusedError(
            f"the award of contract {contract.number} was annulled on {life.ended_on}",
            "what stands admitted may be awarded again: dpsctl award APPLICATION --decision REF",
        )
    if life.has_ended(today):
        raise RefusedError(
            f"contract {contract.number} has ended: its last day was {life.last_day}",
            "a contract that has ended stays as it was; its home may apply in the next window",
        )


def while_it_ran(contract: ContractOnLedger, on: date, today: date, outcome: Outcome) -> None:
    """See that what was done on a London day was done before the contract's end, and tell that
    it has ended by now, where it has.

    Raises:
        RefusedError: it had ended by then, or its award was annulled.
    """
    life = contract.life
    if life.annulled or on > life.last_day:
        not_ended(contract, today)
    elif life.has_ended(today):
        outcome.remark(
            f"contract {contract.number} has ended, its last day was {life.last_day}: "
            "rosters printed meanwhile say otherwise"
        )


def has_come(day: date, today: date, what: str) -> None:
    """See that a London day on which something is said to have been done is not one ahead.

    Raises:
        RefusedError: it lies ahead.
    """
    if day > today:
        raise RefusedError(
            f"{day} has not come: nothing can have been {what} on it",
            "come back with it on that day or later",
        )


def awaits(life: Life) -> str:
    """What a contract now waits for, or from when it is in force."""
    if life.unsigned:
        parties = listed([f"the {party}'s" for party in life.unsigned])
        return f"awaiting {parties} signature"
    if life.executed_on is None:
        return "awaiting seal"
    if life.in_force_from is None:
        return f"never in force, for its last day is {life.last_day}"
    return f"in force from {life.in_force_from}"


def executed(to: Recording, outcome: Outcome, contract: ContractOnLedger, how: str) -> None:
    """Tell what a contract has come to, now that it is signed or sealed (``how``).

    Raises:
        RefusedError: it would be in force, and somebody be left behind in the contract that its
            home leaves for it.
    """
    contract = afresh(to.ledger, contract)
    number, life = contract.number, contract.life
    outcome.say(f"contract {number}: {how}; {awaits(life)}")
    if life.in_force_from is None:
        return
    nobody_left_behind(to.ledger, contract)
    if contract.leaves and (left := contract_numbered(to.ledger, contract.leaves)):
        outcome.say(f"contract {left.number}: left for {number}; last day {left.life.last_day}")
    if life.in_force_from > life.starts_on:
        outcome.remark(
            f"contract {number} was to start on {life.starts_on}: it is in force only from "
            f"{life.in_force_from}"
        )


def remark_past(day: date, today: date, outcome: Outcome) -> None:
    """Tell that a fact holds from a day that is past."""
    if day < today:
        outcome.remark(f"{day} is past: rosters printed since then say otherwise")


def remark_validity(system: System, ends: date, outcome: Outcome) -> None:
    """Tell that contracts which end on a London day outlive the validity of the system."""
    if system.valid_until is not None and ends > system.valid_until:
        outcome.remark(
            f"{ends} is past the validity of {system.name}, which stays as it is: nothing new "
            f"can be awarded after {system.valid_until}, but contracts run to their own end"
        )
