"""A report as CSV by RFC 4180: rows only, money in pounds, foreign text made harmless."""

from __future__ import annotations

import csv
from collections.abc import Callable
from io import StringIO
from typing import Any

from dpsctl.domain.money import plain_pounds
from dpsctl.domain.withheld import WITHHELD
from dpsctl.reports.report import Column, Kind, Report

# What a spreadsheet takes for the beginning of a formula; the wide ones, where East Asian text is.
_DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def render_csv(report: Report) -> str:
    """A header of keys (``_gbp`` for ``_pence``) and the rows; totals and notes are left out.

    Where money is annualised, the last column of every row is its ``weeks_per_year``: rows of two
    files that are pasted together still tell their basis. A file whose columns a code prescribes
    has those and no other.
    """
    out = StringIO(newline="")
    lines = csv.writer(out, lineterminator="\r\n")
    prescribed = any(column.csv for column in report.columns)
    basis = [report.weeks_per_year] if report.weeks_per_year and not prescribed else []
    lines.writerow([*map(_header, report.columns), *(["weeks_per_year"] if basis else [])])
    lines.writerows(
        [*(_cell(row.get(column.key), column) for column in report.columns), *basis]
        for row in report.rows
    )
    return out.getvalue()


def neutralised(text: str) -> str:
    """Foreign text with an apostrophe before it where a spreadsheet would run it as a formula."""
    return f"'{text}" if text.startswith(_DANGEROUS) else text


def _header(column: Column) -> str:
    if column.csv:
        return column.csv
    if column.kind != "money":
        return column.key
    return f"{column.key.removesuffix('_pence')}_gbp"


def _cell(value: Any, column: Column) -> str:
    if value is None or value is WITHHELD:
        return "" if value is None else str(value)
    if column.csv and column.kind == "flag":
        return "Y" if value else "N"
    text = _WRITTEN.get(column.kind, str)(value)
    return neutralised(text) if column.foreign else text


def _flag(value: bool) -> str:
    return "true" if value else "false"


def _list(value: list[Any]) -> str:
    return "; ".join(map(str, value))


def _mapping(value: dict[str, Any]) -> str:
    return "; ".join(f"{name}={word}" for name, word in value.items())


_WRITTEN: dict[Kind, Callable[[Any], str]] = {
    "money": plain_pounds,
    "flag": _flag,
    "list": _list,
    "mapping": _mapping,
}
