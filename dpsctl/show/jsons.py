"""A report as one JSON object: FORMATS section 5. Money stays integer pence, absent is null."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from dpsctl.domain.withheld import WITHHELD
from dpsctl.reports.report import Column, Report, Row, Section


def render_json(report: Report) -> str:
    """The report as JSON, every column of every row in order, with a newline at the end."""
    return json.dumps(_object(report), indent=2, ensure_ascii=False, default=_null) + "\n"


def _object(report: Report) -> dict[str, Any]:
    weeks = report.weeks_per_year
    keys = _keys(report.columns)
    return {
        "report": report.name,
        "as_of": report.as_of,
        **({"known_at": report.known_at} if report.known_at else {}),
        "system": report.system,
        "rehearsal": report.rehearsal,
        "head": report.head,
        **({"published": True} if report.published else {}),
        **({} if weeks is None else {"weeks_per_year": weeks}),
        "columns": keys,
        "rows": _rows(report.rows, keys),
        "totals": report.totals,
        **{key: value for section in report.sections for key, value in _section(section)},
        "notes": report.notes,
    }


def _section(section: Section) -> Iterator[tuple[str, Any]]:
    """A section's rows under its key, and its totals, if any, beside them."""
    yield section.key, _rows(section.rows, _keys(section.columns))
    if section.totals:
        yield f"{section.key}_totals", section.totals


def _keys(columns: Iterable[Column]) -> list[str]:
    return [column.key for column in columns]


def _rows(rows: list[Row], keys: list[str]) -> list[Row]:
    return [{key: row.get(key) for key in keys} for row in rows]


def _null(value: Any) -> None:
    """What JSON has where a figure is withheld."""
    if value is not WITHHELD:
        raise TypeError(f"{value!r} is nothing that a report holds")
