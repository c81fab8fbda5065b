"""How a system was established and opened, as a written report tells it: each time it was."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cached_property

from dpsctl.domain.days import instant_of, london_day, london_text
from dpsctl.domain.money import whole_pounds
from dpsctl.domain.words import capital, listed
from dpsctl.ledger.decisions import decisions_now, references
from dpsctl.ledger.lookups import WindowOnLedger
from dpsctl.ledger.notices import notices_now
from dpsctl.reports.report import Column, Row, Section
from dpsctl.reports.view import View, total
from dpsctl.reports.written_candidates import OUTCOMES, UNDECIDED
from dpsctl.reports.written_parts import Said, on

_COUNTED = ("selected", "rejected", "withdrawn", "replaced", UNDECIDED)

_COLUMNS = (
    Column("window", "Opened", "day"),
    Column("opens", "Opens", "instant", brief=False),
    Column("closes", "Closes", "instant", brief=False),
    Column("last_day", "Last day", "day"),
    Column("decision", "Decision"),
    Column("notice", "Notice"),
    Column("notice_sent", "Notice sent", "day", brief=False),
    Column("notice_published", "Notice published", "day", brief=False),
    Column("received", "Received", "count"),
    Column("late", "Late", "count"),
    *(Column(key.replace(" ", "_"), capital(key), "count") for key in _COUNTED),
)

_ASSESSED = {"eqia": "equality impact assessment", "dpia": "data protection impact assessment"}
_OVERRIDDEN = """
SELECT g.gate, g.missing, g.reason, e.recorded_at, s.window FROM gate_overrides g
JOIN entries e ON e.id = g.entry JOIN windows s ON s.id = g.window ORDER BY g.id
"""


@dataclass(frozen=True)
class Openings:
    """The windows of a view, with the decisions and assessments that they were opened on."""

    view: View

    def section(self) -> Section:
        """A row for each window: its days, its notice, and what came of what it received."""
        rows = [self._row(window) for window in self.view.windows]
        totals = total(rows, "received", "late", *(key.replace(" ", "_") for key in _COUNTED))
        return Section("windows", "Windows for applications", _COLUMNS, rows, totals)

    def said(self, used: Collection[int]) -> Iterator[Said]:
        """The decisions in order, the assessments, and what was opened without one of them.

        Of one window's, those decisions alone that it was opened under, and those ``used``, by
        their numbers.
        """
        day = self.view.as_of.isoformat()
        named = {self._decisions.get(number) for number in (*used, *self._opened_under)}
        for row in decisions_now(self.view.ledger):
            ours = not self.view.window or row["decision"] in named
            if ours and (row["taken_on"] or row["effective_on"]) <= day:
                yield Said("opening", f"Decision {row['decision']}", _decision(row, day))
        for row in self.view.ledger.rows("SELECT * FROM assessments ORDER BY signed_on, id"):
            if row["signed_on"] <= day:
                signed = f"version {row['version']}, signed off on {on(row['signed_on'])}"
                yield Said("opening", capital(_ASSESSED[row["kind"]]), signed)
        yield from self._overridden()
        if not self.view.windows:
            yield Said("opening", "Windows", "none has been opened")

    @property
    def _opened_under(self) -> list[int]:
        return [window.decision for window in self.view.windows if window.decision is not None]

    def _overridden(self) -> Iterator[Said]:
        named = {window.name for window in self.view.windows}
        for row in self.view.ledger.rows(_OVERRIDDEN):
            if row["window"] in named and row["recorded_at"] < self.view.moment:
                about = f"Window opened on {on(row['window'])}"
                yield Said("opening", about, f"opened although: {row['missing']}", row["reason"])

    def _row(self, window: WindowOnLedger) -> Row:
        span, notice = window.span, self._notices.get(window.id, {})
        came = [row for row in self.view.applications if row["window_id"] == window.id]
        counts = Counter(OUTCOMES.get(row["standing"], UNDECIDED) for row in came)
        return {
            "window": window.name,
            "opens": london_text(span.opens_at),
            "closes": london_text(span.closes_at) if span.closes_at else None,
            "last_day": span.last_day.isoformat() if span.last_day else None,
            "decision": self._decisions.get(window.decision),
            "notice": window.notice,
            "notice_sent": notice.get("sent_on"),
            "notice_published": notice.get("published_on"),
            "received": len(came),
            "late": sum(row["late"] for row in came),
            **{key.replace(" ", "_"): counts[key] for key in _COUNTED},
        }

    @cached_property
    def _notices(self) -> dict[int, Row]:
        return notices_now(self.view.ledger, self.view.moment)

    @cached_property
    def _decisions(self) -> dict[int | None, str]:
        return references(self.view.ledger)


def _decision(row: Row, day: str) -> str:
    """A decision in words: what it is called, who took it and when, and what it gives power to."""
    taken = f" by {row['taken_by']}" if row["taken_by"] else ""
    said = [
        row["title"],
        f"taken on {on(row['taken_on'])}{taken}",
        f"in effect from {on(row['effective_on'])}",
        f"power to {listed(row['powers'])}",
    ]
    said += [f"covering {row['covers']} only"] if row["covers"] else []
    said += [f"exercised by {row['delegate']}"] if row["delegate"] else []
    said += [
        f"{whole_pounds(each['pence'])} of {each['of']} approved for {each['covers']}"
        for each in row["approves"]
    ]
    events = [each for each in row["events"] if each.on_day.isoformat() <= day]
    return "; ".join([*said, *(f"{each.event} on {on(each.on_day)}" for each in events)])


def first_and_last(view: View) -> tuple[str, str] | None:
    """The London days of the first and the last act recorded by the view's day."""
    row = view.ledger.row(
        "SELECT MIN(recorded_at) AS first, MAX(recorded_at) AS last FROM entries "
        "WHERE recorded_at < ?",
        [view.moment],
    )
    if row is None or row["first"] is None:
        return None
    first, last = (london_day(instant_of(row[key])).isoformat() for key in ("first", "last"))
    return first, last
