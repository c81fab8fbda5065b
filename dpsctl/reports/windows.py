"""``report windows``: each window, the rules it is judged by, and what came of it."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import datetime

from dpsctl.domain.days import london_text
from dpsctl.ledger.decisions import references
from dpsctl.ledger.file import Ledger
from dpsctl.ledger.lookups import WindowOnLedger
from dpsctl.ledger.notices import notices_now
from dpsctl.reports.report import Chart, Column, Report, Row
from dpsctl.reports.view import View, total

STANDINGS = {
    "received": "unchecked",
    "qualified": "qualified",
    "referred": "referred",
    "incomplete": "incomplete",
    "failed": "failed",
    "mixed": "mixed",
    "admitted": "admitted",
    "refused": "refused",
    "withdrawn": "withdrawn",
    "superseded": "superseded",
    "awarded": "awarded",
}
"""Each standing and the key it is counted under: ``received`` is how many came in altogether."""

_BRIEF = {"refused", "awarded"}

COLUMNS = (
    Column("window", "Window", "day", brief=False),
    Column("opens", "Opens", "instant"),
    Column("closes", "Closes", "instant", brief=False),
    Column("last_day", "Last day", "day"),
    Column("standing", "Standing"),
    Column("rules", "Rules", "list"),
    Column("rules_digest", "Rules' SHA-256", "list", brief=False),
    Column("cost_model", "Cost model", "list", brief=False),
    Column("decision", "Decision", brief=False),
    Column("notice", "Notice", brief=False),
    Column("notice_address", "Notice's address", brief=False),
    Column("notice_sent", "Notice sent", "day", brief=False),
    Column("notice_published", "Notice published", "day", brief=False),
    Column("overridden", "Overridden", "list", brief=False),
    Column("received", "Received", "count"),
    Column("late", "Late", "count"),
    *(Column(key, key.capitalize(), "count", brief=key in _BRIEF) for key in STANDINGS.values()),
)

CHARTS = (Chart("bars", "Applications received and awarded", "window", ("received", "awarded")),)


def windows(view: View) -> Report:
    """The windows known by the day, by opening, with what was received and how it stands."""
    received: dict[int, list[Row]] = defaultdict(list)
    for application in view.applications:
        received[application["window_id"]].append(application)
    pinned, models = _pinned(view.ledger), _cost_models(view.ledger)
    decisions = references(view.ledger)
    notices = notices_now(view.ledger, view.moment)
    overridden = _overridden(view)
    rows = [
        {
            **_span(window, view.until),
            **pinned.get(window.id, {"rules": [], "rules_digest": []}),
            "cost_model": models[window.id],
            "decision": decisions.get(window.decision),
            **_notice(window, notices.get(window.id)),
            "overridden": [row["gate"] for row in overridden[window.id]],
            **counted(received[window.id]),
        }
        for window in view.windows
    ]
    totals = {"windows": len(rows), **total(rows, "received", "late", *STANDINGS.values())}
    notes = [_note(window, row) for window in view.windows for row in overridden[window.id]]
    return view.report(
        "windows", "Windows", COLUMNS, rows, totals=totals, notes=notes, charts=CHARTS
    )


def counted(applications: list[Row]) -> Row:
    """How many applications there are, how many late ones, and how many in each standing."""
    standings = Counter(application["standing"] for application in applications)
    return {
        "received": len(applications),
        "late": sum(application["late"] for application in applications),
        **{key: standings[standing] for standing, key in STANDINGS.items()},
    }


def _span(window: WindowOnLedger, until: datetime) -> Row:
    span = window.span
    return {
        "window": window.name,
        "opens": london_text(span.opens_at),
        "closes": london_text(span.closes_at) if span.closes_at else None,
        "last_day": span.last_day.isoformat() if span.last_day else None,
        "standing": span.standing(until),
    }


def _pinned(ledger: Ledger) -> dict[int, Row]:
    """Each window's rule sets and their digests; one that serves two agreements stands once."""
    rules: dict[int, dict[str, str]] = defaultdict(dict)
    for row in ledger.rows(
        "SELECT p.window, r.rule_set || '/' || r.version AS name, r.document FROM window_rules p "
        "JOIN rule_sets r ON r.id = p.rule_set ORDER BY p.window, p.agreement"
    ):
        rules[row["window"]][row["name"]] = row["document"]
    return {
        window: {"rules": list(named), "rules_digest": list(named.values())}
        for window, named in rules.items()
    }


def _cost_models(ledger: Ledger) -> dict[int, list[str]]:
    """Each window's cost models; one that serves two agreements stands once."""
    models: dict[int, list[str]] = defaultdict(list)
    for row in ledger.rows(
        "SELECT w.window, m.cost_model || '/' || m.version AS name FROM window_cost_models w "
        "JOIN cost_models m ON m.id = w.cost_model GROUP BY w.window, m.id "
        "ORDER BY w.window, MIN(w.agreement)"
    ):
        models[row["window"]].append(row["name"])
    return models


def _notice(window: WindowOnLedger, newest: Row | None) -> Row:
    details = newest or {}
    return {
        "notice": window.notice,
        "notice_address": details.get("address"),
        "notice_sent": details.get("sent_on"),
        "notice_published": details.get("published_on"),
    }


def _overridden(view: View) -> dict[int, list[Row]]:
    """The gates that were shut when a window opened all the same, and who passed them and why."""
    found: dict[int, list[Row]] = defaultdict(list)
    for row in view.ledger.rows(
        "SELECT g.*, e.by FROM gate_overrides g JOIN entries e ON e.id = g.entry ORDER BY g.id"
    ):
        found[row["window"]].append(row)
    return found


def _note(window: WindowOnLedger, row: Row) -> str:
    return (
        f"window {window.name} opened without {row['gate']} ({row['missing']}), "
        f"because: {row['reason']} (by {row['by']}, entry {row['entry']})"
    )
