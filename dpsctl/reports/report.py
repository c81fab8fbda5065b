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
    neutralised in CSV. What a report to be published withholds: ``people`` is a count of people,
    ``fee`` tells what people cost, ``private`` is never published.
    """

    key: str
    heading: str
    kind: Kind = "text"
    brief: bool = True
    foreign: bool = False
    people: bool = False
    fee: bool = False
    private: bool = False


@dataclass(frozen=True)
class Section:
    """A further table of a report: JSON has its rows under ``key``, CSV leaves it out."""

    key: str
    title: str
    columns: tuple[Column, ...]
    rows: list[Row]
    totals: Row = field(default_factory=dict)


@dataclass(frozen=True)
class Chart:
    """A picture of a report's rows, or of a section's where ``of`` is its key.

    ``title`` says in a sentence what it shows. ``label`` is the key of what each bar is called,
    ``values`` those of what is drawn, all of one kind. ``bars`` stand beside each other for each
    label; ``steps`` is a waterfall: first and last row stand on nought, the others on what came
    before; ``spread`` is a line from the first to the last of the values, those between marked.
    """

    kind: Literal["bars", "steps", "spread"]
    title: str
    label: str
    values: tuple[str, ...]
    of: str | None = None


@dataclass(frozen=True)
class Report:
    """One report. Rows and totals hold what JSON holds: texts, numbers, booleans, lists, None.

    Days are ISO text, instants London time with offset, percentages text with two decimals.
    ``known_at`` is the instant by whose knowledge it was made, if not by all there is.
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
    known_at: str | None = None
    sections: tuple[Section, ...] = ()
    charts: tuple[Chart, ...] = ()
