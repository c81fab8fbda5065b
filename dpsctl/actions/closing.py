"""``change-window`` and ``close-window``: a window's closing or notice changed, or closed early."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from dpsctl.actions.desk import Desk, Outcome, carrying_out
from dpsctl.actions.noticing import Published, completed, remark_on
from dpsctl.actions.spans import apart, inside_validity, periodic
from dpsctl.domain.days import instant_of, instant_text, london_day
from dpsctl.domain.windows import Span, clock_words, closing_words
from dpsctl.errors import RefusedError
from dpsctl.ledger.facts import Closure, WindowChange
from dpsctl.ledger.file import Ledger
from dpsctl.ledger.lookups import WindowOnLedger, system_by_id, window_named, windows_now
from dpsctl.ledger.recording import Recording


@dataclass(frozen=True)
class Change:
    """What ``change-window`` was asked: a new closing instant in UTC, a notice, or both."""

    closes_at: datetime | None = None
    notice: Published | None = None

    def command(self, name: str) -> str:
        """The command as the ledger keeps it."""
        closes = [f"--closes {instant_text(self.closes_at)}"] if self.closes_at else []
        notice = self.notice.options() if self.notice else []
        return " ".join(["change-window", name, *closes, *notice])


def change_window(desk: Desk, name: str, asked: Change, reason: str) -> Outcome:
    """Move the closing of a window that has not closed yet, or record the notice of any.

    Raises:
        RefusedError: it has closed, an application would fall outside, or it would overlap; or a
            notice published before it was sent.
    """
    with carrying_out(desk, asked.command(name), reason) as (ledger, to, outcome):
        window = window_named(ledger, name)
        if asked.closes_at is not None:
            _move(desk, to, outcome, window, asked.closes_at)
        if asked.notice is not None:
            _notice(desk, to, outcome, window, asked.notice)
    return outcome


def _move(
    desk: Desk, to: Recording, outcome: Outcome, window: WindowOnLedger, closes_at: datetime
) -> None:
    span = Span(window.span.opens_at, closes_at)
    if span == window.span:
        outcome.say(f"nothing to do: window {window.name} {span}")
        return
    periodic(desk, to.ledger)
    _not_closed(to.ledger, window, desk.now)
    if closes_at <= span.opens_at:
        raise RefusedError(
            f"window {window.name} opens {clock_words(span.opens_at)} and cannot close before that",
            "give a later --closes",
        )
    _none_cut_off(to.ledger, window, closes_at)
    inside_validity(system_by_id(to.ledger, window.system), span)
    apart(to.ledger, span, but=window.id)
    to.add(WindowChange(window.id, instant_text(closes_at)))
    outcome.say(f"window {window.name} now {closing_words(closes_at)}")
    if closes_at < desk.now:
        outcome.remark("that is past: the window is closed from now on")


def _notice(
    desk: Desk, to: Recording, outcome: Outcome, window: WindowOnLedger, asked: Published
) -> None:
    notice = completed(to.ledger, window.id, asked)
    if notice is None:
        outcome.say(f"nothing to do: window {window.name} has notice {asked}")
        return
    to.add(notice.fact(window.id))
    outcome.say(f"window {window.name}: notice {notice}")
    remark_on(outcome, notice, window.span, desk.today)


def close_window(desk: Desk, name: str | None, at: datetime | None, reason: str) -> Outcome:
    """Close a window early, now or at another instant; by default the one that is open.

    Raises:
        RefusedError: no such window, none open, or an application would fall outside.
    """
    named = [
        "close-window",
        *([name] if name else []),
        *([f"--at {instant_text(at)}"] if at else []),
    ]
    with carrying_out(desk, " ".join(named), reason) as (ledger, to, outcome):
        window = window_named(ledger, name) if name else _open_one(ledger, desk.now)
        closed_at = at or desk.now
        if closed := _closed_already(window, closed_at, desk.now, asked=at is not None):
            outcome.say(f"nothing to do: window {window.name} {closed}")
            return outcome
        periodic(desk, ledger)
        _early(window, closed_at)
        _none_cut_off(ledger, window, closed_at)
        to.add(Closure(window.id, instant_text(closed_at)))
        early = Span(window.span.opens_at, closed_at)
        if early.closed_by(desk.now):
            outcome.say(f"window {window.name} closed early: it {_closed(early)}")
        else:
            outcome.say(f"window {window.name} closes early: it {closing_words(closed_at)}")
    return outcome


def _closed_already(
    window: WindowOnLedger, closed_at: datetime, now: datetime, *, asked: bool
) -> str | None:
    """What there is to say where the window closes so already; none where it does not."""
    span = window.span
    if span.closed_by(now) and (not asked or span.closed_by(closed_at)):
        return f"is closed; it {_closed(span)}"
    return closing_words(closed_at) if span.closes_at == closed_at else None


def _early(window: WindowOnLedger, closed_at: datetime) -> None:
    """Refuse a closing that is not earlier than the window's own, or comes before it opens."""
    span = window.span
    if span.closed_by(closed_at):
        raise RefusedError(
            f"window {window.name} {closing_words(span.closes_at or closed_at)} as it is",
            "to keep it open for longer, use change-window",
        )
    if closed_at <= span.opens_at:
        raise RefusedError(
            f"window {window.name} opens {clock_words(span.opens_at)} and cannot close before that",
            "give a later --at",
        )


def _closed(span: Span) -> str:
    return closing_words(span.closes_at).replace("closes", "closed", 1) if span.closes_at else ""


def _not_closed(ledger: Ledger, window: WindowOnLedger, now: datetime) -> None:
    early = ledger.value("SELECT 1 FROM closures WHERE window = ?", [window.id])
    if early or window.span.closed_by(now):
        raise RefusedError(
            f"window {window.name} was closed early"
            if early
            else f"window {window.name} is closed: it {_closed(window.span)}",
            "a closed window is not opened again; open another with open-window",
        )


def _none_cut_off(ledger: Ledger, window: WindowOnLedger, closes_at: datetime) -> None:
    row = ledger.row(
        "SELECT id, received_at FROM applications WHERE window = ? AND received_at >= ? "
        "AND received_at < ? ORDER BY received_at DESC",
        [
            window.id,
            instant_text(closes_at),
            instant_text(window.span.closes_at) if window.span.closes_at else "9999",
        ],
    )
    if row:
        received = clock_words(instant_of(row["received_at"]))
        raise RefusedError(
            f"application {row['id']} was received in time, on {received}, "
            f"and would be late if window {window.name} {_would(closes_at)}",
            "close it after that instant",
        )


def _would(closes_at: datetime) -> str:
    return closing_words(closes_at).replace("closes", "closed", 1)


def _open_one(ledger: Ledger, now: datetime) -> WindowOnLedger:
    windows = windows_now(ledger)
    for window in windows:
        if window.span.holds(now):
            return window
    closed = [window for window in windows if window.span.closed_by(now)]
    if closed:
        return closed[-1]  # the second run of close-window finds the one it closed
    raise RefusedError(
        f"no window is open on {london_day(now)}", "name one: dpsctl close-window WINDOW"
    )
