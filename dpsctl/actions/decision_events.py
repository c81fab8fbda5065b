"""``decision-event``: a decision called in, released or revoked, and what rests on it then."""

from __future__ import annotations

import shlex
from datetime import date, timedelta

from dpsctl.actions.desk import Desk, Outcome, carrying_out
from dpsctl.actions.spans import is_periodic
from dpsctl.domain.contracts import Life
from dpsctl.domain.days import day_start
from dpsctl.domain.decisions import Event, newest
from dpsctl.domain.words import runs
from dpsctl.errors import RefusedError
from dpsctl.ledger.contracts import contracts_known
from dpsctl.ledger.decisions import RECORD_DECISION, decision_now, in_effect, not_recorded
from dpsctl.ledger.facts import DecisionEvent
from dpsctl.ledger.file import Ledger, Row
from dpsctl.ledger.lookups import WindowOnLedger, windows_now

_DAY = timedelta(days=1)


def decision_event(desk: Desk, reference: str, event: Event, reason: str) -> Outcome:
    """Record that a decision was called in, released or revoked; from that London day it counts.

    Raises:
        RefusedError: no such decision, a day before it was taken, a release of what was not called
            in, or anything after it was revoked.
    """
    word = event.event.replace(" ", "-")
    command = f"decision-event {reference} {word} --on {event.on_day}"
    with carrying_out(desk, command, reason) as (ledger, to, outcome):
        decision = decision_now(ledger, reference)
        if decision is None:
            missing = not_recorded(reference)
            raise RefusedError(missing.what, missing.todo)
        if event in decision["events"]:
            outcome.say(f"nothing to do: decision {reference} was {event}")
            return outcome
        _not_before_taken(decision, event)
        _follows(decision, event)
        to.add(DecisionEvent(reference, event.event, event.on_day.isoformat()))
        outcome.say(f"decision {reference} was {event}: {_so(decision, event)}")
        _remark(desk, ledger, outcome, decision, event)
    return outcome


def _not_before_taken(decision: Row, event: Event) -> None:
    taken = decision["taken_on"]
    if taken and event.on_day.isoformat() < taken:
        raise RefusedError(
            f"decision {decision['decision']} was taken on {taken}: it cannot have been {event}",
            "give the day on which it happened; if it was the decision's own that is wrong: "
            f"{RECORD_DECISION} --correct REASON",
        )


def _follows(decision: Row, event: Event) -> None:
    """Refuse what cannot come after the event before it."""
    reference, before = decision["decision"], newest(decision["events"], event.on_day)
    if before and before.event == "revoked":
        raise RefusedError(
            f"decision {reference} was {before}: nothing can befall it after that",
            f"take a new decision and record it: {RECORD_DECISION}",
        )
    called_in = before is not None and before.event == "called in"
    if event.event == "called in" and called_in:
        raise RefusedError(
            f"decision {reference} was {before} and has not been released since",
            "what comes after a call-in is `released` or `revoked`",
        )
    if event.event == "released" and not called_in:
        since = f"; it was {before}" if before else ""
        raise RefusedError(
            f"decision {reference} does not stand called in on {event.on_day}{since}",
            f"record the call-in first: dpsctl decision-event {shlex.quote(reference)} "
            "called-in --on DATE --reason TEXT",
        )


def _so(decision: Row, event: Event) -> str:
    """What follows from it."""
    if event.event == "called in":
        return "it has no effect until it is released"
    if event.event == "revoked":
        return "it gives no power from that day on"
    effective_on = date.fromisoformat(decision["effective_on"])
    return f"it has effect from {max(effective_on, event.on_day)}"


def _remark(desk: Desk, ledger: Ledger, outcome: Outcome, decision: Row, event: Event) -> None:
    if event.on_day > desk.today:
        outcome.remark(f"{event.on_day} lies ahead: it counts from that day on")
    if event.event == "released":
        return
    if event.event == "called in" and in_effect(decision, event.on_day - _DAY):
        outcome.remark(
            f"decision {decision['decision']} had taken effect on {decision['effective_on']}: "
            "what was done under it before it was called in stands"
        )
    rows = _rows_of(ledger, decision["decision"])
    closable = is_periodic(desk, ledger)
    for window in windows_now(ledger):
        if window.decision in rows and not _over(desk, window, event):
            outcome.remark(_resting(desk, window, event, closable=closable))
    _remark_on_contracts(ledger, outcome, rows, event)


def _rows_of(ledger: Ledger, reference: str) -> set[int]:
    """The decision as recorded and as corrected: windows and contracts refer to either."""
    rows = ledger.rows("SELECT id FROM decisions WHERE decision = ?", [reference])
    return {row["id"] for row in rows}


def _over(desk: Desk, window: WindowOnLedger, event: Event) -> bool:
    """Whether a window has closed by now, or closes before the decision loses its effect."""
    return window.span.closed_by(max(desk.now, day_start(event.on_day)))


def _resting(desk: Desk, window: WindowOnLedger, event: Event, *, closable: bool) -> str:
    resting = f"window {window.name}, which {window.span}, rests on it"
    last_day = max(window.span.opening_day, event.on_day - _DAY)
    if not closable or window.span.last_day == last_day:
        return resting
    at = f" --at {last_day}" if last_day >= desk.today else ""
    return f"{resting}; to close it: dpsctl close-window {window.name}{at} --reason TEXT"


def _remark_on_contracts(ledger: Ledger, outcome: Outcome, rows: set[int], event: Event) -> None:
    awarded = [
        each.number
        for each in contracts_known(ledger)
        if each.decision in rows and _goes_on(each.life, event)
    ]
    if len(awarded) == 1:
        outcome.remark(f"contract {awarded[0]} was awarded under it, and does not end by this")
    elif awarded:
        outcome.remark(f"contracts {runs(awarded)} were awarded under it, and do not end by this")


def _goes_on(life: Life, event: Event) -> bool:
    """Whether a contract stands and has a day left when the decision loses its effect."""
    return not life.annulled and life.last_day >= event.on_day
