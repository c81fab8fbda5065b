"""A report as one JSON object: FORMATS section 5. Money stays integer pence, absent is null."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from dpsctl.reports.report import Column, Report, Row, Section


def render_json(report: Report) -> str:
    """The report as JSON, every column of every row in order, with a newline at the end."""
    return json.dumps(_object(report), indent=2, ensure_ascii=False) + "\n"


def _object(report: Report) -> dict[str, Any]:
    weeks = report.weeks_per_year
    keys = [column.key for column in report.columns]
    return {
        "report": report.name,
        "as_of": report.as_of,
        **({"known_at": report.known_at} if report.known_at else {}),
        "system": report.system,
        "rehearsal": report.rehearsal,
        "head": report.head,
        **({} if weeks is None else {"weeks_per_year": weeks}),
        "columns": keys,
        "rows": _rows(report.columns, report.rows),
        "totals": report.totals,
        "notes": report.notes,
        **{each.key: _section(each) for each in report.sections},
    }


def _section(section: Section) -> dict[str, Any]:
    return {"rows": _rows(section.columns, section.rows), "totals": section.totals}


def _rows(columns: Sequence[Column], rows: list[Row]) -> list[Row]:
    keys = [column.key for column in columns]
    return [{key: row.get(key) for key in keys} for row in rows]
