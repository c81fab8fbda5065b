"""``report history``: every recorded command, who gave it, when and why."""

from __future__ import annotations

from dpsctl.domain.days import instant_of, london_text
from dpsctl.domain.words import runs
from dpsctl.errors import UsageError
from dpsctl.ledger.file import Ledger
from dpsctl.ledger.schema import fact_tables
from dpsctl.reports.report import Column, PublicNote, Report, Row
from dpsctl.reports.view import View

COLUMNS = (
    Column("entry", "Entry", "count"),
    Column("recorded_at", "Recorded", "instant"),
    Column("by", "By", foreign=True, private=True),
    Column("login", "Login", brief=False, foreign=True, private=True),
    Column("command", "Command", foreign=True, private=True),
    Column("reason", "Reason", foreign=True, private=True),
    Column("facts", "Facts", "count"),
    Column("digest", "Digest", brief=False),
)


def history(view: View) -> Report:
    """The entries recorded by the day, by number; a note names those with a pinned clock.

    Raises:
        UsageError: one window was asked for, and commands belong to none.
    """
    if view.window is not None:
        raise UsageError("report history is of no one window", "leave --window out")
    entries = view.ledger.rows(
        "SELECT * FROM entries WHERE recorded_at < ? ORDER BY id", [view.moment]
    )
    facts = _facts(view.ledger)
    rows = [_row(entry, facts.get(entry["id"], 0)) for entry in entries]
    pinned = [entry["id"] for entry in entries if entry["pinned"]]
    notes: list[str] = [PublicNote(_pinned(pinned))] if pinned else []
    totals = {"entries": len(rows), "facts": sum(row["facts"] for row in rows)}
    return view.report("history", "History", COLUMNS, rows, totals=totals, notes=notes)


def _row(entry: Row, facts: int) -> Row:
    recorded_at = london_text(instant_of(entry["recorded_at"]))
    known = {**entry, "entry": entry["id"], "recorded_at": recorded_at, "facts": facts}
    return {column.key: known[column.key] for column in COLUMNS}


def _facts(ledger: Ledger) -> dict[int, int]:
    """How many facts each entry recorded, of every kind together."""
    kinds = " UNION ALL ".join(f"SELECT entry FROM {table}" for table in fact_tables(ledger.db))
    rows = ledger.rows(f"SELECT entry, COUNT(*) AS facts FROM ({kinds}) GROUP BY entry")
    return {row["entry"]: row["facts"] for row in rows}


def _pinned(entries: list[int]) -> str:
    one = len(entries) == 1
    return (
        f"{'entry' if one else 'entries'} {runs(entries)} {'was' if one else 'were'} recorded "
        "with the clock pinned by --now: the time is the one given, not the machine's"
    )
