"""What every report is: columns, rows, totals and notes, as values. Printing is for ``show``."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

Kind = Literal["text", "count", "money", "percent", "day", "instant", "flag", "list", "mapping"]
Row = dict[str, Any]


@dataclass(frozen=True)
class Column:
    """One column. ``key`` is the JSON key; money is in pence and its key ends ``_pence``.

    ``heading`` is what the table prints; ``brief`` is false for what only CSV and JSON carry;
    ``foreign`` says that the text came from outside (applicants, the portal), so that it is
    neutralised in CSV.
    """

    key: str
    heading: str
    kind: Kind = "text"
    brief: bool = True
    foreign: bool = False


@dataclass(frozen=True)
class Report:
    """One report. Rows and totals hold what JSON holds: texts, numbers, booleans, lists, None.

    Days are ISO text, instants London time with offset, percentages text with two decimals.
    """

    name: str
    title: str
    as_of: str
    system: str
    rehearsal: bool
    head: str | None
    columns: tuple[Column, ...]
    rows: list[Row]
    totals: Row = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    weeks_per_year: str | None = None
