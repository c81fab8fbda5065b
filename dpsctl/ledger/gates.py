"""The gates: what must be in force before a step, as the system names it, and what is not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from dpsctl.errors import RefusedError
from dpsctl.ledger.decisions import Shortfall, with_power
from dpsctl.ledger.file import Ledger, Row
from dpsctl.ledger.lookups import System

_CALLED = {"eqia": "equality impact assessment", "dpia": "data protection impact assessment"}
_GIVE_NOTICE = "dpsctl open-window --notice REF"


@dataclass(frozen=True)
class ShutGate:
    """A gate that is shut: what is missing, what to do, and the command that then opens it.

    ``lacked`` is what was missing, as it is told once the step was taken all the same.
    """

    gate: str
    what: str
    todo: str
    command: str
    lacked: str


def shut_gates(
    ledger: Ledger,
    system: System,
    step: str,
    day: date,
    decision: str | None = None,
    notice: str | None = None,
    published: date | None = None,
) -> list[ShutGate]:
    """Which of the gates before ``open`` or ``award`` are shut on a London day.

    The decision's comes first: without power, the others do not matter. ``decision`` and
    ``notice`` are references that were given; a decision that was given is always looked at.
    ``published`` is the London day on which the notice is said to have been.
    """
    return list(_shut(ledger, system, step, day, decision, notice, published))


def _shut(
    ledger: Ledger,
    system: System,
    step: str,
    day: date,
    decision: str | None,
    notice: str | None,
    published: date | None,
) -> Iterator[ShutGate]:
    gates = system.gates(step)
    if "decision" in gates or decision:
        found = with_power(ledger, step, day, decision, existing=False)
        if isinstance(found, Shortfall):
            yield ShutGate("decision", found.what, found.todo, found.command, found.what)
    for kind in (gate for gate in gates if gate in _CALLED):
        if (shut := _unassessed(ledger, kind, day)) is not None:
            yield shut
    if "notice" in gates and (shut := _unpublished(day, notice, published)) is not None:
        yield shut


def pass_gates(
    ledger: Ledger, system: System, step: str, day: date, decision: str | None = None
) -> Row | None:
    """See that every gate before a step is open on a day; the decision that it rests on.

    Raises:
        RefusedError: a gate is shut, with what would open it, and which others are.
    """
    if shut := shut_gates(ledger, system, step, day, decision):
        raise refusal(shut)
    return decision_relied_on(ledger, system, step, day, decision)


def refusal(shut: list[ShutGate]) -> RefusedError:
    """The refusal of a step before which gates are shut: the first of them, then the others."""
    first, *others = shut
    also = [f"also: {each.what}; {each.todo}" for each in others]
    return RefusedError(first.what, "\n".join([first.todo, *also]))


def decision_relied_on(
    ledger: Ledger, system: System, step: str, day: date, decision: str | None
) -> Row | None:
    """The decision that a step rests on; none where the system asks for none and none was given.

    Raises:
        RefusedError: no decision gives the power.
    """
    if "decision" in system.gates(step) or decision:
        return empowering_decision(ledger, step, day, decision)
    return None


def _unassessed(ledger: Ledger, kind: str, day: date) -> ShutGate | None:
    rows = ledger.rows("SELECT * FROM assessments WHERE kind = ? ORDER BY signed_on, id", [kind])
    if any(row["signed_on"] <= day.isoformat() <= row["review_by"] for row in rows):
        return None
    newest = f"; the newest was to be reviewed by {rows[-1]['review_by']}" if rows else ""
    command = f"dpsctl record-assessment {kind} --version TEXT --signed DATE --review-by DATE"
    is_, was = (f"no {_CALLED[kind]} {verb} in force on {day}{newest}" for verb in ("is", "was"))
    return ShutGate(kind, is_, f"record it: {command}", command, was)


def _unpublished(day: date, notice: str | None, published: date | None) -> ShutGate | None:
    if not notice:
        what = "the system opens a window only under a published notice"
        return ShutGate("notice", what, "give its reference with --notice REF", _GIVE_NOTICE, what)
    if published is None or published <= day:
        return None
    what = f"notice {notice} is published on {published}, after the window opens on {day}"
    return ShutGate("notice", what, f"choose {published} or a later day", _GIVE_NOTICE, what)


def empowering_decision(
    ledger: Ledger, power: str, day: date, reference: str | None, *, existing: bool = False
) -> Row:
    """The decision that gives a power on a day: the one named, or the newest in effect.

    One that covers existing services alone awards nothing that was received in a window; what is
    done about an ``existing`` contract may rest on it.

    Raises:
        RefusedError: none does; the message says which one falls short and of what.
    """
    found = with_power(ledger, power, day, reference, existing=existing)
    if isinstance(found, Shortfall):
        raise RefusedError(found.what, found.todo)
    return found
