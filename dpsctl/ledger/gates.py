"""The gates: what must be in force before a step, as the system names it, and what is not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from dpsctl.errors import RefusedError
from dpsctl.ledger.file import Ledger, Row
from dpsctl.ledger.lookups import System, decisions_now

_CALLED = {"eqia": "equality impact assessment", "dpia": "data protection impact assessment"}
_RECORD_DECISION = "dpsctl record-decision FILE"


@dataclass(frozen=True)
class ShutGate:
    """A gate that is shut: what is missing, what to do, and the command that then opens it."""

    gate: str
    what: str
    todo: str
    command: str


def shut_gates(
    ledger: Ledger,
    system: System,
    step: str,
    day: date,
    decision: str | None = None,
    notice: str | None = None,
) -> list[ShutGate]:
    """Which of the gates before ``open`` or ``award`` are shut on a London day.

    The decision's comes first: without power, the others do not matter. ``decision`` and
    ``notice`` are references that were given; a decision that was given is always looked at.
    """
    return list(_shut(ledger, system, step, day, decision, notice))


def _shut(
    ledger: Ledger,
    system: System,
    step: str,
    day: date,
    decision: str | None,
    notice: str | None,
) -> Iterator[ShutGate]:
    gates = system.gates(step)
    if "decision" in gates or decision:
        try:
            empowering_decision(ledger, step, day, decision)
        except RefusedError as refused:
            yield ShutGate("decision", refused.what, refused.todo, _RECORD_DECISION)
    for kind in (gate for gate in gates if gate in _CALLED):
        if (shut := _unassessed(ledger, kind, day)) is not None:
            yield shut
    if "notice" in gates and not notice:
        what = "the system opens a window only under a published notice"
        todo = "give its reference with --notice REF"
        yield ShutGate("notice", what, todo, "dpsctl open-window --notice REF")


def pass_gates(
    ledger: Ledger,
    system: System,
    step: str,
    day: date,
    decision: str | None = None,
    notice: str | None = None,
) -> Row | None:
    """See that every gate before a step is open on a day; the decision that it rests on.

    Raises:
        RefusedError: a gate is shut, with what would open it, and which others are.
    """
    shut = shut_gates(ledger, system, step, day, decision, notice)
    if shut:
        first, *others = shut
        also = [f"also: {each.what}; {each.todo}" for each in others]
        raise RefusedError(first.what, "\n".join([first.todo, *also]))
    if "decision" in system.gates(step) or decision:
        return empowering_decision(ledger, step, day, decision)
    return None


def _unassessed(ledger: Ledger, kind: str, day: date) -> ShutGate | None:
    rows = ledger.rows("SELECT * FROM assessments WHERE kind = ? ORDER BY signed_on, id", [kind])
    if any(row["signed_on"] <= day.isoformat() <= row["review_by"] for row in rows):
        return None
    newest = f"; the newest was to be reviewed by {rows[-1]['review_by']}" if rows else ""
    command = f"dpsctl record-assessment {kind} --version TEXT --signed DATE --review-by DATE"
    what = f"no {_CALLED[kind]} is in force on {day}{newest}"
    return ShutGate(kind, what, f"record it: {command}", command)


def empowering_decision(
    ledger: Ledger, power: str, day: date, reference: str | None, *, existing: bool = False
) -> Row:
    """The decision that gives a power on a day: the one named, or the newest in effect.

    One that covers existing services alone awards nothing that was received in a window; what is
    done about an ``existing`` contract may rest on it.

    Raises:
        RefusedError: none does; the message says which one falls short and of what.
    """
    decisions = decisions_now(ledger)
    if reference is not None:
        decisions = [row for row in decisions if row["decision"] == reference]
        if not decisions:
            raise RefusedError(
                f"there is no decision {reference} on the ledger", f"record it: {_RECORD_DECISION}"
            )
    with_power = [row for row in decisions if power in row["powers"]]
    for_new = [row for row in with_power if existing or not row["covers"]]
    in_effect = [row for row in for_new if row["effective_on"] <= day.isoformat()]
    if in_effect:
        return in_effect[-1]
    if for_new:
        raise _not_yet(for_new[0], power, day)
    raise _not_for_new(with_power[-1], power) if with_power else _no_power(decisions, power)


def _not_yet(decision: Row, power: str, day: date) -> RefusedError:
    return RefusedError(
        f"decision {decision['decision']} takes effect on {decision['effective_on']} "
        f"({decision['effective_basis']}): it gives no power to {power} on {day}",
        f"choose {decision['effective_on']} or a later day",
    )


def _not_for_new(decision: Row, power: str) -> RefusedError:
    what = {
        "open": "it makes no provision for new services to join",
        "award": "it awards no application received in a window",
    }
    return RefusedError(
        f"decision {decision['decision']} covers {decision['covers']}: {what[power]}",
        _take_a_new_one(power),
    )


def _no_power(decisions: list[Row], power: str) -> RefusedError:
    if not decisions:
        return RefusedError(
            f"no decision on the ledger gives the power to {power}",
            f"record one: {_RECORD_DECISION}, with `{power}` among its powers",
        )
    newest = decisions[-1]
    what = f"decision {newest['decision']} gives power to {' and '.join(newest['powers'])} only"
    if power == "open":
        what += ": it makes no provision for new services to join"
    return RefusedError(what, _take_a_new_one(power))


def _take_a_new_one(power: str) -> str:
    powers = "[open, award]" if power == "open" else f"[{power}]"
    return f"take a new decision and record it: {_RECORD_DECISION}, with `powers: {powers}`"
