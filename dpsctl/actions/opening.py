"""``open-window``: a window, scheduled, opened now or taken as published, with its rules."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from dpsctl.actions.desk import Desk, Outcome, carrying_out
from dpsctl.actions.noticing import Published, in_order, remark_on
from dpsctl.actions.overriding import record_passed, see_passable
from dpsctl.actions.spans import apart, inside_validity, whole_life
from dpsctl.actions.window_facts import carried_on, record_window
from dpsctl.documents.regimes import Regime
from dpsctl.documents.shelf import calendar_named, regime_named
from dpsctl.domain.days import Duration, day_start, instant_of, instant_text
from dpsctl.domain.windows import Span, clock_words, closing_after, closing_words
from dpsctl.errors import RefusedError, UsageError
from dpsctl.ledger.file import Ledger, Row
from dpsctl.ledger.gates import ShutGate, shut_gates
from dpsctl.ledger.lookups import System, system_now, window_named
from dpsctl.ledger.notices import notices_of
from dpsctl.ledger.recording import Recording


@dataclass(frozen=True)
class Opening:
    """What ``open-window`` was asked: instants in UTC; what is none follows from the system.

    ``override`` says why gates that are shut are passed all the same.
    """

    opens_at: datetime | None = None
    closes_at: datetime | None = None
    length: Duration | None = None
    decision: str | None = None
    notice: Published | None = None
    override: str | None = None

    def command(self) -> str:
        """The command as the ledger keeps it."""
        options = {
            "--opens": self.opens_at and instant_text(self.opens_at),
            "--closes": self.closes_at and instant_text(self.closes_at),
            "--for": self.length and f'"{self.length}"',
            "--decision": self.decision,
        }
        given = [f"{option} {value}" for option, value in options.items() if value]
        given += self.notice.options() if self.notice else []
        given += ["--override"] if self.override else []
        return " ".join(["open-window", *given])


def open_window(desk: Desk, asked: Opening) -> Outcome:
    """Open a window, now, earlier or later, and pin to it the rules and cost models it will use.

    Raises:
        RefusedError: a gate is shut and not overridden, it overlaps another, or it lies outside the
            validity.
        UsageError: nothing says when it closes.
    """
    with carrying_out(desk, asked.command(), asked.override) as (ledger, to, outcome):
        system = system_now(ledger)
        span = _span(desk, system, asked)
        if _stands(ledger, span, asked):
            known = window_named(ledger, span.name)
            outcome.say(f"nothing to do: window {known.name} is on the ledger, and {known.span}")
            return outcome
        inside_validity(system, span)
        apart(ledger, span)
        shut = _shut(ledger, system, span.opening_day, asked)
        see_passable(system, shut, asked.override)
        window = _open(desk, to, outcome, system, span, asked)
        record_passed(to, outcome, window, shut, asked.override)
        if span.opens_at < desk.now:
            outcome.remark(f"opened {clock_words(span.opens_at)}, before now: taken as published")
        if asked.notice and "notice" not in {each.gate for each in shut}:
            remark_on(outcome, asked.notice, span, desk.today)
    return outcome


def _open(
    desk: Desk, to: Recording, outcome: Outcome, system: System, span: Span, asked: Opening
) -> int:
    carried = carried_on(desk, to.ledger, system, span.opening_day, asked.decision)
    window = record_window(to, system, span, carried, asked.notice)
    outcome.say(f"window {span.name}{carried.under}: {span}")
    for agreement, shelf in sorted(carried.rules.items()):
        outcome.say(f"rules for {agreement}: {shelf.name}, sha256 {shelf.document.sha256}")
    for agreement, model in sorted(carried.models.items()):
        outcome.say(f"prices for {agreement}: {model.name}, sha256 {model.document.sha256}")
    return window


def _shut(ledger: Ledger, system: System, day: date, asked: Opening) -> list[ShutGate]:
    notice = asked.notice
    if notice is None:
        return shut_gates(ledger, system, "open", day, asked.decision)
    in_order(notice)
    named, published = notice.reference, notice.published_on
    return shut_gates(ledger, system, "open", day, asked.decision, named, published)


def _span(desk: Desk, system: System, asked: Opening) -> Span:
    regime = regime_named(desk.rules, system.regime)
    if regime.always_open:
        return _whole_life(system, regime, asked)
    opens_at = asked.opens_at or day_start(desk.today)
    closes_at = asked.closes_at
    if closes_at is None:
        length = asked.length or system.duration("reopening", "open_for")
        if length is None:
            raise UsageError(
                "nothing says when the window closes",
                "give --closes WHEN or --for DURATION, or let the system say reopening.open_for",
            )
        calendar = calendar_named(desk.rules, regime.calendar)
        closes_at = closing_after(opens_at, length, calendar, regime.counting)
    if closes_at <= opens_at:
        raise RefusedError(
            f"a window that opens {clock_words(opens_at)} cannot be one that "
            f"{closing_words(closes_at)}",
            "give a later --closes",
        )
    return Span(opens_at, closes_at)


def _whole_life(system: System, regime: Regime, asked: Opening) -> Span:
    life = whole_life(system)
    other_opening = asked.opens_at not in (None, life.opens_at)
    other_closing = asked.closes_at not in (None, life.closes_at) or asked.length is not None
    if other_opening or other_closing:
        raise RefusedError(
            f"a {system.regime} system is always open ({regime.cites.get('windows', regime.law)}): "
            f"it has one window, which {life}",
            "give neither --opens nor --closes",
        )
    return life


def _stands(ledger: Ledger, span: Span, asked: Opening) -> bool:
    """Whether this very window is on the ledger; another of its name is refused."""
    row = ledger.row(
        "SELECT w.*, d.decision AS reference FROM windows w "
        "LEFT JOIN decisions d ON d.id = w.decision WHERE w.window = ?",
        [span.name],
    )
    if row is None:
        return False
    same = _span_recorded(row) == span
    same = same and asked.decision in (None, row["reference"])
    if same and (asked.notice is None or _told(ledger, row["id"], asked.notice)):
        return True
    raise RefusedError(
        f"window {span.name} is on the ledger with other terms: it {_span_recorded(row)}",
        "windows are named by their opening day, one a day; "
        "to move its closing or record its notice, use change-window",
    )


def _told(ledger: Ledger, window: int, notice: Published) -> bool:
    """Whether the window was ever recorded with this notice."""
    return any(notice.known_as(row) for row in notices_of(ledger, window))


def _span_recorded(row: Row) -> Span:
    closes = instant_of(row["closes_at"]) if row["closes_at"] else None
    return Span(instant_of(row["opens_at"]), closes)
