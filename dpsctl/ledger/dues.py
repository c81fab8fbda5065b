"""Openings that the system's rhythm made due, and that no window on the ledger has served yet.

Each belongs to the terms in force when it fell due: an amendment changes the rhythm from the moment
it is recorded, and the first document holds for all days before. What fell due before the newest
document's own first opening is no longer owed: so an opening that can never be lawful is let go.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import takewhile

from dpsctl.domain.days import day_start, instant_of, london_day
from dpsctl.domain.windows import Span
from dpsctl.errors import RefusedError
from dpsctl.ledger.file import Ledger
from dpsctl.ledger.lookups import System, WindowOnLedger, system_by_id, system_now, windows_now

_ALWAYS = datetime.min.replace(tzinfo=UTC)
_EVER = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True)
class Due:
    """An opening that fell due at an instant, in UTC, under the terms of its day.

    ``inside`` names a window of another opening day that holds this instant, or would if it had
    not been closed early, for good: no other opens at it.
    """

    opens_at: datetime
    system: System
    inside: str | None = None

    @property
    def name(self) -> str:
        """The name that its window has: the London day of the opening."""
        return london_day(self.opens_at).isoformat()


def due_by(ledger: Ledger, instant: datetime, *, always_open: bool) -> list[Due]:
    """The openings due by an instant, in UTC, that no window has the name of, by opening.

    A system that is always open owes one, on its first day.

    Raises:
        RefusedError: the system's rhythm cannot be evaluated.
    """
    spans = _planned(ledger)
    if always_open:
        system = system_now(ledger)
        opens_at = day_start(system.valid_from)
        return [] if spans or opens_at > instant else [Due(opens_at, system)]
    found = {due.name: due for due in _fallen_due(ledger, instant)}
    names = {span.name for span in spans}
    return [_placed(found[name], spans) for name in sorted(found) if name not in names]


def overlapped(ledger: Ledger, span: Span, but: int | None = None) -> WindowOnLedger | None:
    """The first window on the ledger that a span overlaps; ``but`` the one it is for."""
    others = (other for other in windows_now(ledger) if other.id != but)
    return next((other for other in others if span.overlaps(other.span)), None)


def next_due(ledger: Ledger, instant: datetime) -> Due | None:
    """The next opening after an instant by the newest terms; none where they have no rhythm."""
    system = _amendments(ledger)[-1][1]
    return next((due for due in _openings(system, _EVER) if due.opens_at > instant), None)


def _fallen_due(ledger: Ledger, instant: datetime) -> Iterator[Due]:
    amendments = _amendments(ledger)
    owed_from = _first(amendments[-1][1])
    if owed_from is None:
        return
    begins = [_ALWAYS, *(since for since, _ in amendments[1:])]
    ends = [*begins[1:], _EVER]
    for (_, system), begin, end in zip(amendments, begins, ends, strict=True):
        for due in _openings(system, instant):
            if max(begin, owed_from) <= due.opens_at < end:
                yield due


def _placed(due: Due, spans: list[Span]) -> Due:
    inside = next((span.name for span in spans if span.holds(due.opens_at)), None)
    return replace(due, inside=inside)


def _openings(system: System, until: datetime) -> Iterator[Due]:
    from dpsctl.domain.recurrence import occurrences  # dateutil takes time few commands need

    first = _first(system)
    if first is None:
        return
    try:
        within = takewhile(
            lambda opens_at: opens_at <= until and _valid(system, opens_at),
            occurrences(system.terms["reopening"]["rrule"], first),
        )
        for opens_at in within:
            if london_day(opens_at) >= system.valid_from:
                yield Due(opens_at, system)
    except (ValueError, OverflowError) as error:
        raise RefusedError(
            f"the rhythm of {system.name} cannot be followed: {error}",
            "amend the system document: reopening.rrule",
        ) from error


def _valid(system: System, opens_at: datetime) -> bool:
    return system.valid_until is None or london_day(opens_at) <= system.valid_until


def _first(system: System) -> datetime | None:
    first = (system.terms.get("reopening") or {}).get("first")
    return instant_of(first) if first else None


def _amendments(ledger: Ledger) -> list[tuple[datetime, System]]:
    """Every version of the system's terms with the instant it was recorded at, oldest first."""
    rows = ledger.rows(
        "SELECT s.id, e.recorded_at FROM systems s JOIN entries e ON e.id = s.entry ORDER BY s.id"
    )
    return [(instant_of(row["recorded_at"]), system_by_id(ledger, row["id"])) for row in rows]


def _planned(ledger: Ledger) -> list[Span]:
    """Every window as it would have run without being closed early."""
    rows = ledger.rows(
        "SELECT opens_at, COALESCE((SELECT x.closes_at FROM window_changes x "
        "WHERE x.window = w.id ORDER BY x.id DESC LIMIT 1), closes_at) AS closes_at "
        "FROM windows w ORDER BY opens_at"
    )
    return [Span(instant_of(row["opens_at"]), _closing(row["closes_at"])) for row in rows]


def _closing(closes_at: str | None) -> datetime | None:
    return instant_of(closes_at) if closes_at else None
