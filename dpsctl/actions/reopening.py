"""``reopen``: every opening that the rhythm made due becomes a window, however late it is recorded.

A window so recorded has its published days, and stands on the decision, gates and rules of its due
day: whoever applied in time has a window, even where nobody was there to open it.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from dpsctl.actions.desk import Desk, Outcome, carrying_out
from dpsctl.actions.spans import inside_validity, is_periodic, whole_life
from dpsctl.actions.window_facts import Carried, carried_on, record_window
from dpsctl.documents.shelf import published_span, regime_named
from dpsctl.domain.windows import Span, clock_words
from dpsctl.domain.words import plural
from dpsctl.errors import DocumentError, DpsctlError, RefusedError
from dpsctl.ledger.dues import Due, due_by, overlapped
from dpsctl.ledger.file import Ledger, reading
from dpsctl.ledger.gates import refusal, shut_gates
from dpsctl.ledger.lookups import System
from dpsctl.ledger.recording import Recording

_IN_FULL = 3  # blocked openings, on a run that may be one of many


class BlockedError(DpsctlError):
    """Openings that are due and cannot be recorded as they stand, each with what stands in its way.

    Told on every run until each is mended or let go.
    """

    exit_code = 1

    def __init__(self, blocked: list[tuple[Due, DpsctlError]]) -> None:
        super().__init__(", ".join(due.name for due, _ in blocked))
        self.blocked = blocked

    def lines(self) -> list[str]:
        """The message as it is printed: what keeps each opening from being recorded, and why."""
        told, more = self.blocked[:_IN_FULL], self.blocked[_IN_FULL:]
        lines = [line for due, error in told for line in _told(due, error)]
        if more:
            verb = "is" if len(more) == 1 else "are"
            last = f"until {more[-1][0].name}"
            lines.append(f"dpsctl: {plural(len(more), 'more opening')} {last} {verb} not opened")
        periodic = any("reopening" in due.system.terms for due, _ in self.blocked)
        wish, later = (
            ("to let one go", "reopening.first") if periodic else ("to begin later", "valid.from")
        )
        let_go = f"  {wish}: dpsctl init FILE --reason TEXT, with a later {later}"
        return [*lines, "  what is mended opens on the next run", let_go]


@dataclass
class Reopened:
    """What ``reopen`` did; ``passed_over`` says of an opening, by name, why it makes no window."""

    outcome: Outcome = field(default_factory=Outcome)
    windows: list[str] = field(default_factory=list)
    blocked: list[tuple[Due, DpsctlError]] = field(default_factory=list)
    passed_over: dict[str, str] = field(default_factory=dict)


def reopen(desk: Desk) -> Reopened:
    """Record a window for each opening that fell due by now and has none, oldest first.

    What cannot be recorded is told in the answer and keeps no other opening from it.

    Raises:
        LedgerError: the ledger cannot be used.
        RefusedError: the system's rhythm cannot be evaluated.
    """
    done = Reopened()
    with reading(desk.ledger) as ledger:  # so that a day without news takes no lock
        if not _dues(desk, ledger):
            return done
    with carrying_out(desk, "reopen") as (ledger, to, outcome):
        for due in _dues(desk, ledger):
            _take(desk, to, done, due)
    outcome.lines = done.outcome.lines
    done.outcome = outcome
    return done


def _dues(desk: Desk, ledger: Ledger) -> list[Due]:
    return due_by(ledger, desk.now, always_open=not is_periodic(desk, ledger))


def _take(desk: Desk, to: Recording, done: Reopened, due: Due) -> None:
    if due.inside:
        published = f"it falls in window {due.inside} as that was published"
        done.passed_over[due.name] = f"{published}, and makes no other"
        return
    try:
        span = _span(desk, due)
        if other := overlapped(to.ledger, span):
            done.passed_over[due.name] = f"it would overlap window {other.name}, which {other.span}"
            return
        carried = _lawful(desk, to.ledger, due.system, span)
    except (RefusedError, DocumentError) as error:
        done.blocked.append((due, error))
        return
    record_window(to, due.system, span, carried)
    done.windows.append(span.name)
    done.outcome.say(_line(desk, span, carried))


def _lawful(desk: Desk, ledger: Ledger, system: System, span: Span) -> Carried:
    """What the window carries, where the law and the rules of its opening day let it open."""
    inside_validity(system, span)
    if shut := shut_gates(ledger, system, "open", span.opening_day):
        raise refusal(shut)
    return carried_on(desk, ledger, system, span.opening_day)


def _span(desk: Desk, due: Due) -> Span:
    regime = regime_named(desk.rules, due.system.regime)
    if regime.always_open:
        return whole_life(due.system)
    length = due.system.duration("reopening", "open_for")
    assert length is not None, "a rhythm says how long each window is open"
    until = due.system.valid_until
    return published_span(desk.rules, regime, due.opens_at, length, until)


def _line(desk: Desk, span: Span, carried: Carried) -> str:
    rules = ", ".join(sorted({shelf.name for shelf in carried.rules.values()}))
    return f"window {span.name}{carried.under}: {span}; rules {rules}{_late(desk, span)}"


def _late(desk: Desk, span: Span) -> str:
    """How late it is recorded; nothing on its own day."""
    days = (desk.today - span.opening_day).days
    if not days:
        return ""
    closed = ", after its close" if span.closed_by(desk.now) else ""
    return f"; recorded {plural(days, 'day')} late{closed}"


def _told(due: Due, error: DpsctlError) -> list[str]:
    first, *advice = error.lines()
    # The day is the rhythm's, and nobody's to choose.
    more = [line for line in advice if not line.startswith("  choose ")]
    what = first.removeprefix("dpsctl: ")
    return [
        f"dpsctl: window {due.name}, due {clock_words(due.opens_at)}, is not opened: {what}",
        *more,
    ]
