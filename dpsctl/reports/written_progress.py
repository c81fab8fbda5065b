"""How a procedure went on, as a written report tells it: what was done, how often and when."""

from __future__ import annotations

from collections.abc import Iterator

from dpsctl.domain.days import instant_of, london_day
from dpsctl.domain.words import plural
from dpsctl.reports.report import Column, Row, Section
from dpsctl.reports.view import View
from dpsctl.reports.written_opening import first_and_last
from dpsctl.reports.written_parts import Said, on

_COLUMNS = (
    Column("act", "What was done"),
    Column("times", "Times", "count"),
    Column("first_on", "First", "day"),
    Column("last_on", "Last", "day"),
)

_ACTS = {
    "systems": "system document recorded or amended",
    "decisions": "council decisions recorded",
    "assessments": "impact assessments signed off",
    "windows": "windows opened",
    "notices": "notices of windows recorded",
    "window_changes": "closings of windows moved",
    "closures": "windows closed early",
    "applications": "applications received and imported",
    "checks": "applications judged by the criteria",
    "clarifications": "questions put to applicants",
    "answers": "answers to them recorded",
    "extensions": "assessments extended",
    "determinations": "applications determined",
    "rescissions": "determinations taken back",
    "withdrawals": "applications withdrawn",
    "awards": "contracts awarded or taken over",
    "letters": "letters of outcomes sent",
    "signatures": "signatures of a party recorded",
    "seals": "contracts sealed",
    "suspensions": "suspensions of new placements",
    "endings": "contracts ended or awards annulled",
    "evidence": "proofs seen that applicants and suppliers renewed",
    "renewal_requests": "declarations asked for anew",
    "register_snapshots": "files of the public register of care homes imported",
    "publications": "notices and registers published",
}


def progress_section(view: View) -> Section:
    """Each kind of act, with how many were recorded by the day, and the first and last of them."""
    rows = [row for table, act in _ACTS.items() if (row := _row(view, table, act))["times"]]
    return Section("progress", "Acts recorded", _COLUMNS, rows)


def progress_said(view: View) -> Iterator[Said]:
    """How many acts there are on record, of which days, and the head that proves them."""
    days = first_and_last(view)
    count = view.ledger.value("SELECT COUNT(*) FROM entries WHERE recorded_at < ?", [view.moment])
    if days is None:
        yield Said("progress", "Record of acts", "none was recorded by then")
        return
    span = f"recorded from {on(days[0])} to {on(days[1])}"
    yield Said(
        "progress",
        "Record of acts",
        f"of the whole system, {plural(count, 'act')} {span}, each with its day, who gave it and "
        "why, and chained to the one before: a change would show against this report's ledger head",
    )
    yield Said(
        "progress",
        "Not on this record",
        "how the documents were prepared, and what was said in meetings or by telephone",
    )


def _row(view: View, table: str, act: str) -> Row:
    row = view.ledger.row(
        "SELECT COUNT(*) AS times, MIN(e.recorded_at) AS first, MAX(e.recorded_at) AS last "
        f"FROM {table} t JOIN entries e ON e.id = t.entry WHERE e.recorded_at < ?",
        [view.moment],
    )
    assert row is not None, "a count has a row"
    days = {
        f"{key}_on": london_day(instant_of(row[key])).isoformat() if row[key] else None
        for key in ("first", "last")
    }
    return {"act": act, "times": row["times"], **days}
