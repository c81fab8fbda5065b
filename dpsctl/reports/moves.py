"""Homes that re-model: each move from one contract to another in a line, for roster and costs."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction

from dpsctl.domain.costs import annual_pence
from dpsctl.domain.money import whole_pounds
from dpsctl.ledger.contract_facts import ContractOnLedger
from dpsctl.reports.contracts import ContractsOn

_DAY = timedelta(days=1)


def move_notes(contracts: ContractsOn, basis: Fraction) -> list[str]:
    """A line for each listed contract that its home has left another for, or will leave.

    Its figures are a whole year's, before and then; ``basis`` is the weeks of a year.
    """
    return list(_notes(contracts, basis))


def _notes(contracts: ContractsOn, basis: Fraction) -> Iterator[str]:
    day = contracts.view.as_of
    for new in contracts.listed:
        old = contracts.known.get(new.leaves) if new.leaves else None
        if old is None or not (old.life.listed(day) or _left(old, day)):
            continue
        before, then = (annual_pence(contracts.fees(each).offered, basis) for each in (old, new))
        home = contracts.named.homes[new.home]
        yield f"{home} {_move(old, new, day)}: {_cost(before, then, moved=_left(old, day))}"


def _left(old: ContractOnLedger, day: date) -> bool:
    """Whether the home has left the contract by a day; one that ended of itself is not left."""
    left = old.life.left_on
    return left is not None and left <= day and old.life.last_day == left - _DAY


def _move(old: ContractOnLedger, new: ContractOnLedger, day: date) -> str:
    contracts = (
        f"{old.agreement} contract {old.number} ({old.band_on(day)}) "
        f"for contract {new.number} ({new.band_on(day)})"
    )
    if _left(old, day):
        return f"left {contracts} on {old.life.left_on}"
    executed, first = new.life.executed_on, new.life.in_force_from
    if executed and executed <= day and first:
        return f"leaves {contracts} on {first}"
    earliest = max(new.life.starts_on, day + _DAY)
    return f"leaves {contracts} when that is in force, on {earliest} at the earliest"


def _cost(before: int, then: int, *, moved: bool) -> str:
    was, after = ("before", "since") if moved else ("now", "then")
    if before == then:
        change = "the same"
    else:
        change = f"{'up' if then > before else 'down'} {whole_pounds(abs(then - before))}"
    return f"{whole_pounds(before)} a year {was}, {whole_pounds(then)} {after}, {change}"
