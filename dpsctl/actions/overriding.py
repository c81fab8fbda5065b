"""Gates passed shut: only those the system names, for a reason that stays on the window."""

from __future__ import annotations

from dpsctl.actions.desk import Outcome
from dpsctl.domain.words import listed
from dpsctl.errors import RefusedError
from dpsctl.ledger.facts import GateOverride
from dpsctl.ledger.gates import ShutGate, refusal
from dpsctl.ledger.lookups import System
from dpsctl.ledger.recording import Recording

_OVERRIDE = "or open all the same, for a reason that stays on the window: --override REASON"


def see_passable(system: System, shut: list[ShutGate], override: str | None) -> None:
    """See that no gate is shut, or that all that are may be passed for the reason given.

    Raises:
        RefusedError: a gate is shut and no reason was given, one may not be overridden, or a reason
            was given and every gate is open.
    """
    kept = [each for each in shut if each.gate not in system.overridable]
    if override is None and kept:
        raise refusal(shut)
    if override is None and shut:
        raise _with_way_round(shut)
    if override is not None and not shut:
        raise RefusedError(
            "every gate is open: there is nothing to override", "leave --override out"
        )
    if kept:
        raise _not_overridden(system, kept)


def record_passed(
    to: Recording, outcome: Outcome, window: int, shut: list[ShutGate], override: str | None
) -> None:
    """Put beside a window each gate that was passed shut, and why."""
    for gate in shut:
        assert override is not None, "else the shut gate was refused"
        to.add(GateOverride(window, gate.gate, gate.lacked, override))
        outcome.say(f"gate {gate.gate} overridden: {gate.what}")


def _with_way_round(shut: list[ShutGate]) -> RefusedError:
    plain = refusal(shut)
    return RefusedError(plain.what, f"{plain.todo}\n{_OVERRIDE}")


def _not_overridden(system: System, kept: list[ShutGate]) -> RefusedError:
    plain = refusal(kept)
    gates = listed([each.gate for each in kept])
    if kept[0].gate == "decision":
        why = "without power nothing is opened, so the gate decision is never overridden"
    else:
        allowed = listed(system.overridable) or "none"
        why = f"of its gates the system lets {allowed} be overridden, not {gates}"
    return RefusedError(plain.what, f"{why}\n{plain.todo}")
