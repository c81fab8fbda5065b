"""``rules diff --window``: applications judged again under other rules, and those that flip."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from dpsctl.documents.judging import Bench
from dpsctl.documents.pinned import Pinned, rules_of_window
from dpsctl.domain.rules.findings import Finding
from dpsctl.domain.rules.flipping import flipped
from dpsctl.domain.rules.judging import Judge
from dpsctl.domain.rules.verdicts import overall, verdict_of
from dpsctl.domain.words import plural
from dpsctl.ledger.file import Ledger, Row
from dpsctl.ledger.known import Known, known_to_judge
from dpsctl.ledger.lookups import standings, windows_now
from dpsctl.progress import along
from dpsctl.reports.report import Column, Report
from dpsctl.reports.view import View


@dataclass(frozen=True)
class Flip:
    """A rule that finds otherwise of an application, and what becomes of the verdict."""

    application: int
    home: str
    rule: str
    before: str
    after: str
    verdict_before: str
    verdict_after: str


@dataclass(frozen=True)
class Rejudged:
    """How many applications were judged again, and every flip, by application and rule."""

    applications: int
    flips: list[Flip]

    @property
    def flipped(self) -> int:
        """How many of the applications flip."""
        return len({flip.application for flip in self.flips})


def rejudged(
    ledger: Ledger,
    new: Pinned,
    today: date,
    *,
    old: Pinned | None = None,
    window: int | None = None,
) -> Rejudged:
    """Judge the ledger's applications again under a version, and compare. Nothing is recorded.

    They are judged under ``new`` and under ``old`` (by default the rules their window pinned) on
    the day of their last check (``today``, a London day, where there is none), by the days of their
    window. Those are taken whose window judges by a rule set of this name; of one ``window`` alone,
    if one is given; superseded ones never. A version's figures are those of its own first day where
    the window opened before it.
    """
    again = _Again(ledger, today, old)
    rows = [
        row
        for row in standings(ledger)
        if row["standing"] != "superseded" and window in (None, row["window_id"])
    ]
    ours = [row for row in rows if again.pinned(row).rule_set.name == (old or new).rule_set.name]
    known = known_to_judge(ledger, [row["id"] for row in ours])
    return Rejudged(
        len(ours),
        [
            flip
            for row in along(ours, "judging applications again")
            for flip in again.flips(row, known[row["id"]], new)
        ],
    )


class _Again:
    """The windows' own rules, and benches by rules, window and day of judgement, made once."""

    def __init__(self, ledger: Ledger, today: date, old: Pinned | None) -> None:
        self.ledger = ledger
        self.old = old
        self._today = today
        self._spans = {window.id: window.span for window in windows_now(ledger)}
        self._pinned: dict[tuple[int, str], Pinned] = {}
        self._benches: dict[tuple[str, str, int, date], Bench] = {}
        last = "SELECT application, judged_on FROM checks ORDER BY id"
        self._days = {
            row["application"]: date.fromisoformat(row["judged_on"]) for row in ledger.rows(last)
        }

    def pinned(self, row: Row) -> Pinned:
        """The rules that an application's window judges it by."""
        key = (row["window_id"], row["agreement"])
        if key not in self._pinned:
            self._pinned[key] = rules_of_window(self.ledger, *key)
        return self._pinned[key]

    def flips(self, row: Row, known: Known, new: Pinned) -> list[Flip]:
        """Where one application comes out otherwise under the new rules."""
        before = self._findings(row, known, self.old or self.pinned(row))
        after = self._findings(row, known, new)
        words = [overall(verdict_of(each, row["categories"])) for each in (before, after)]
        return [
            Flip(row["id"], known.facts["home.name"], each.rule, each.before, each.after, *words)
            for each in flipped(before, after)
        ]

    def _findings(self, row: Row, known: Known, rules: Pinned) -> list[Finding]:
        day = self._days.get(row["id"], self._today)
        key = (rules.sha256, rules.name, row["window_id"], day)
        if key not in self._benches:
            self._benches[key] = self._bench(rules, row["window_id"], day)
        return self._benches[key].findings(known, row["categories"])

    def _bench(self, rules: Pinned, window: int, day: date) -> Bench:
        span = self._spans[window]
        opens, closes = span.opening_day, span.last_day
        judge = Judge.for_window(
            rules.rule_set,
            rules.ground_rules,
            opens=opens,
            closes=closes,
            today=day,
            figures_on=max(opens, date.fromisoformat(rules.rule_set.version)),
        )
        return Bench(rules, judge, opens, closes)


_COLUMNS = (
    Column("application", "no", "count"),
    Column("home", "home", foreign=True),
    Column("rule", "rule"),
    Column("before", "before"),
    Column("after", "after"),
    Column("verdict_before", "verdict before"),
    Column("verdict_after", "verdict after"),
)


def flips_report(view: View, old: Pinned, new: Pinned) -> Report:
    """The flips as a report; of the view's window only, if it names one."""
    window = view.windows[0].id if view.window else None
    found = rejudged(view.ledger, new, view.as_of, old=old, window=window)
    rows: list[dict[str, Any]] = [vars(flip) for flip in found.flips]
    judged = f"{plural(found.applications, 'application')} judged again"
    note = f"{judged}, {plural(found.flipped, 'flips', 'flip')}; nothing was recorded"
    title = f"From {old.name} to {new.name}: what flips"
    return view.report("rules-diff", title, _COLUMNS, rows, notes=[note])
