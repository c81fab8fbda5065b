"""The acts in an application's story: who checked, determined, rescinded and withdrew, and why."""

from __future__ import annotations

import json

from dpsctl.domain.days import instant_of, london_text
from dpsctl.ledger.register_facts import SNAPSHOT_NAMED
from dpsctl.reports.report import Row
from dpsctl.reports.view import View


def recorded(view: View, entry: int) -> Row:
    """The entry that recorded something: its number, when (London time), by whom and why."""
    row = view.ledger.row(
        "SELECT id AS entry, recorded_at, by, login, command, reason FROM entries WHERE id = ?",
        [entry],
    )
    assert row is not None, "every fact points at its entry"
    return {**row, "recorded_at": london_text(instant_of(row["recorded_at"]))}


def check_of(view: View, number: int | None) -> Row | None:
    """The check that stands, with every finding in the rules' order."""
    check = view.ledger.row("SELECT * FROM checks WHERE id = ?", [number])
    if check is None:
        return None
    return {
        "judged_on": check["judged_on"],
        "window_opens": check["window_opens"],
        "window_closes": check["window_closes"],
        "parameters": json.loads(check["parameters"]),
        "verdict": check["verdict"],
        "verdicts": json.loads(check["verdicts"]),
        "checked": recorded(view, check["entry"]),
        "findings": _findings(view, check["id"]),
    }


def _findings(view: View, check: int) -> list[Row]:
    rows = view.ledger.rows(
        "SELECT f.rule, f.kind, f.categories, f.finding, f.seen, f.source, "
        f"{SNAPSHOT_NAMED.format('s')} AS snapshot, s.taken_on AS registered_on, f.wanted, "
        "f.cite, f.otherwise FROM findings f LEFT JOIN snapshots s ON s.id = f.snapshot "
        "WHERE f.check_id = ? ORDER BY f.id",
        [check],
    )
    return [{**row, "categories": json.loads(row["categories"])} for row in rows]


def determinations_of(view: View, application: int) -> list[Row]:
    """Every determination made by the day, rescinded ones too, in order."""
    rows = _by_then(
        view,
        "SELECT d.* FROM determinations d JOIN entries e ON e.id = d.entry "
        "WHERE d.application = :of AND e.recorded_at < :until ORDER BY d.id",
        application,
    )
    return [
        {
            "outcome": row["outcome"],
            "categories": json.loads(row["categories"]),
            "reason": row["reason"],
            "override": row["override"],
            "determined": recorded(view, row["entry"]),
            "rescinded": _act(view, "rescissions", "determination", row["id"]),
        }
        for row in rows
    ]


def withdrawal_of(view: View, application: int) -> Row | None:
    """The entry by which the applicant took the application back, if that was by the day."""
    return _act(view, "withdrawals", "application", application)


def _act(view: View, table: str, of: str, number: int) -> Row | None:
    rows = _by_then(
        view,
        f"SELECT t.entry FROM {table} t JOIN entries e ON e.id = t.entry "
        f"WHERE t.{of} = :of AND e.recorded_at < :until",
        number,
    )
    return recorded(view, rows[0]["entry"]) if rows else None


def _by_then(view: View, sql: str, of: int) -> list[Row]:
    return view.ledger.rows(sql, {"of": of, "until": view.moment})
