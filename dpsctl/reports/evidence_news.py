"""Proofs that run out as news: on each of the system's reminder days, once lapsed, once closed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from dpsctl.domain.evidence import LAPSED, Held
from dpsctl.domain.proof_kinds import kind_words
from dpsctl.domain.words import plural
from dpsctl.reports.contracts import ContractsOn
from dpsctl.reports.evidence_due import lapses


@dataclass(frozen=True)
class Lapse:
    """A stage that a contract's proof has reached; ``key`` is remembered once it is told."""

    contract: int
    what: str
    key: str
    when: str


def lapses_to_tell(contracts: ContractsOn) -> Iterator[Lapse]:
    """The stage that each proof has reached on the day, the nearest of all that it has passed."""
    for contract, held in lapses(contracts):
        last = held.last
        assert last is not None, "what lapses has a last day"
        stage, when = _stage(held, last)
        key = f"evidence|{contract.number}|{held.proof.kind}|{last}|{stage}"
        yield Lapse(contract.number, f"{kind_words(held.proof.kind)} of", key, when)


def _stage(held: Held, last: date) -> tuple[str, str]:
    if held.closed:
        return "closed", f": ran out on {last}; closed to new placements since {held.closes_on}"
    if held.standing == LAPSED:
        return "lapsed", f": ran out on {last}; closed to new placements from {held.closes_on}"
    left = (last - held.day).days
    stage = min(days for days in held.watch.remind if left <= days)
    away = f"in {plural(left, 'day')}" if left else "today"
    return str(stage), f": runs out on {last}, {away}"
