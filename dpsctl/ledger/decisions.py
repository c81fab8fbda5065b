"""Decisions on the ledger: what befell them, and which gives a power on a day, or why none does."""

from __future__ import annotations

import json
import shlex
from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from dpsctl.domain.decisions import Event, bar, has_effect, released_on
from dpsctl.ledger.file import Ledger, Row

RECORD_DECISION = "dpsctl record-decision FILE"


@dataclass(frozen=True)
class Shortfall:
    """Why no decision gives a power: what is missing, what to do, and the command to type."""

    what: str
    todo: str
    command: str = RECORD_DECISION


def decisions_now(ledger: Ledger) -> list[Row]:
    """Every decision as last corrected, by the day it takes effect; ``powers`` and the sums that it
    ``approves`` as lists, each sum in ``pence``.

    ``events`` is what befell it, by its reference, in the order of recording.
    """
    befell: dict[str, list[Event]] = defaultdict(list)
    for row in ledger.rows("SELECT * FROM decision_events ORDER BY id"):
        befell[row["decision"]].append(Event(row["event"], date.fromisoformat(row["on_day"])))
    rows = ledger.rows(
        "SELECT * FROM decisions WHERE id IN (SELECT MAX(id) FROM decisions GROUP BY decision) "
        "ORDER BY effective_on, id"
    )
    return [
        {
            **row,
            "powers": json.loads(row["powers"]),
            "approves": json.loads(row["approves"] or "[]"),
            "events": befell[row["decision"]],
        }
        for row in rows
    ]


def decision_now(ledger: Ledger, reference: str) -> Row | None:
    """One decision as last corrected; none if there is no such reference."""
    return next((row for row in decisions_now(ledger) if row["decision"] == reference), None)


def reference_of(ledger: Ledger, number: int | None) -> str | None:
    """The reference of a decision by the number of its recording; none of none."""
    found: str | None = ledger.value("SELECT decision FROM decisions WHERE id = ?", [number])
    return found


def references(ledger: Ledger) -> dict[int | None, str]:
    """The reference of every decision, by the number of each of its recordings."""
    return {row["id"]: row["decision"] for row in ledger.rows("SELECT id, decision FROM decisions")}


def not_recorded(reference: str) -> Shortfall:
    """What to say of a reference that no decision on the ledger has."""
    return Shortfall(
        f"there is no decision {reference} on the ledger", f"record it: {RECORD_DECISION}"
    )


def in_effect(decision: Row, day: date) -> bool:
    """Whether a decision has effect on a London day, by its own day and by what befell it."""
    return has_effect(date.fromisoformat(decision["effective_on"]), decision["events"], day)


def with_power(
    ledger: Ledger, power: str, day: date, reference: str | None, *, existing: bool
) -> Row | Shortfall:
    """The decision that gives a power on a London day, or what every one of them falls short of.

    The one named, or the newest that has effect. One that covers existing services alone gives
    its powers over what is ``existing`` and nothing else.
    """
    decisions = decisions_now(ledger)
    if reference is not None:
        decisions = [row for row in decisions if row["decision"] == reference]
        if not decisions:
            return not_recorded(reference)
    giving = [row for row in decisions if power in row["powers"]]
    for_new = [row for row in giving if existing or not row["covers"]]
    effective = [row for row in for_new if in_effect(row, day)]
    if effective:
        return effective[-1]
    if for_new:
        return _without_effect(for_new, power, day)
    return _not_for_new(giving[-1], power) if giving else _no_power(decisions, power)


def _without_effect(decisions: list[Row], power: str, day: date) -> Shortfall:
    """Told of the one nearest to having effect: not yet, else called in, else revoked."""
    barred = [(row, _bar(row, day)) for row in decisions]
    for decision, event in barred:
        if event is None:
            return _not_yet(decision, power, day)
    for decision, event in reversed(barred):
        if event and event.event == "called in":
            return _called_in(decision, event, power, day)
    decision, event = barred[-1]
    assert event is not None, "each has effect, or not yet, or something bars it"
    return _revoked(decision, event, power, day)


def _bar(decision: Row, day: date) -> Event | None:
    """What bars it on that day; or once its own day comes, for waiting would not help then."""
    return bar(decision["events"], max(day, date.fromisoformat(decision["effective_on"])))


def _not_yet(decision: Row, power: str, day: date) -> Shortfall:
    return Shortfall(
        f"decision {decision['decision']} takes effect on {decision['effective_on']} "
        f"({decision['effective_basis']}): it gives no power to {power} on {day}",
        f"choose {decision['effective_on']} or a later day",
    )


def _called_in(decision: Row, event: Event, power: str, day: date) -> Shortfall:
    reference, called_in = decision["decision"], f"was {event}"
    if released := released_on(decision["events"], day):
        first = max(released, date.fromisoformat(decision["effective_on"]))
        return Shortfall(
            f"decision {reference} {called_in} and released on {released}: "
            f"it gives no power to {power} on {day}",
            f"choose {first} or a later day",
        )
    command = f"dpsctl decision-event {shlex.quote(reference)} released --on DATE --reason TEXT"
    return Shortfall(
        f"decision {reference} {called_in} and has no effect until it is released",
        f"record the release: {command}",
        command,
    )


def _revoked(decision: Row, event: Event, power: str, day: date) -> Shortfall:
    return Shortfall(
        f"decision {decision['decision']} was {event}: it gives no power to {power} on {day}",
        _take_a_new_one(power),
    )


def _not_for_new(decision: Row, power: str) -> Shortfall:
    what = {
        "open": "it makes no provision for new services to join",
        "award": "it awards no application received in a window",
    }
    return Shortfall(
        f"decision {decision['decision']} covers {decision['covers']}: {what[power]}",
        _take_a_new_one(power),
    )


def _no_power(decisions: list[Row], power: str) -> Shortfall:
    if not decisions:
        return Shortfall(
            f"no decision on the ledger gives the power to {power}",
            f"record one: {RECORD_DECISION}, with `{power}` among its powers",
        )
    newest = decisions[-1]
    what = f"decision {newest['decision']} gives power to {' and '.join(newest['powers'])} only"
    if power == "open":
        what += ": it makes no provision for new services to join"
    return Shortfall(what, _take_a_new_one(power))


def _take_a_new_one(power: str) -> str:
    powers = "[open, award]" if power == "open" else f"[{power}]"
    return f"take a new decision and record it: {RECORD_DECISION}, with `powers: {powers}`"
