"""What holds for every window: inside the validity, apart from others, moved only if periodic."""

from __future__ import annotations

from dpsctl.actions.desk import Desk
from dpsctl.documents.shelf import regime_named
from dpsctl.domain.days import day_end, day_start
from dpsctl.domain.windows import Span
from dpsctl.errors import RefusedError
from dpsctl.ledger.dues import overlapped
from dpsctl.ledger.file import Ledger
from dpsctl.ledger.lookups import System, system_now


def inside_validity(system: System, span: Span) -> None:
    """Refuse a span that begins before the system's validity or outlives it."""
    until = system.valid_until
    last = span.last_day
    early = span.opening_day < system.valid_from
    if early or (until is not None and (last is None or last > until)):
        raise RefusedError(
            f"a window that {span} lies outside the validity of {system.name}, "
            f"{system.valid_from} to {until or 'no last day'}",
            "no window begins before the validity or outlives it",
        )


def whole_life(system: System) -> Span:
    """The one window of a system that is always open: from its first day to its last."""
    until = system.valid_until
    return Span(day_start(system.valid_from), day_end(until) if until else None)


def apart(ledger: Ledger, span: Span, but: int | None = None) -> None:
    """Refuse a span that overlaps a window on the ledger (other than the one it is for)."""
    if other := overlapped(ledger, span, but):
        raise RefusedError(
            f"a window that {span} overlaps window {other.name}, which {other.span}",
            "windows of one system never overlap: choose other days",
        )


def is_periodic(desk: Desk, ledger: Ledger) -> bool:
    """Whether windows open and close at all, as this system's regime has it."""
    return not regime_named(desk.rules, system_now(ledger).regime).always_open


def periodic(desk: Desk, ledger: Ledger) -> None:
    """Refuse to move the one window of a system that is always open."""
    if not is_periodic(desk, ledger):
        system = system_now(ledger)
        regime = regime_named(desk.rules, system.regime)
        raise RefusedError(
            f"a {system.regime} system is always open "
            f"({regime.cites.get('windows', regime.law)}): its window is not moved or closed",
            "it ends with the system's validity",
        )
