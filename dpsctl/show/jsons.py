"""A report as one JSON object: FORMATS section 5. Money stays integer pence, absent is null."""

from __future__ import annotations

import json
from typing import Any

from dpsctl.reports.report import Report


def render_json(report: Report) -> str:
    """The report as JSON, every column of every row in order, with a newline at the end."""
    return json.dumps(_object(report), indent=2, ensure_ascii=False) + "\n"


def _object(report: Report) -> dict[str, Any]:
    weeks = report.weeks_per_year
    keys = [column.key for column in report.columns]
    return {
        "report": report.name,
        "as_of": report.as_of,
        "system": report.system,
        "rehearsal": report.rehearsal,
        "head": report.head,
        **({} if weeks is None else {"weeks_per_year": weeks}),
        "columns": keys,
        "rows": [{key: row.get(key) for key in keys} for row in report.rows],
        "totals": report.totals,
        "notes": report.notes,
    }
