"""What every report is: columns, rows, totals and notes, as values. Printing is for ``show``."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal, Self

Kind = Literal["text", "count", "money", "percent", "day", "instant", "flag", "list", "mapping"]
Row = dict[str, Any]


@dataclass(frozen=True)
class Column:
    """One column. ``key`` is the JSON key; money is in pence and its key ends ``_pence``.

    ``heading`` is what the table prints; ``brief`` is false for what only CSV and JSON carry;
    ``foreign`` says that the text came from outside (applicants, the portal), so that it is
    neutralised in CSV. What a report to be published withholds (see ``publishing``): ``people`` is
    a count of people, and a ``part`` one of some of those that the row counts already; ``fee`` is
    what the people whom the row counts cost, or follows from it; ``follows`` is told by the row's
    counts (beds left) or by each of the people counted (the lowest price), and is withheld wherever
    they are; ``private`` is never published, save in rows whose flag ``public_if`` is true.

    ``csv`` is what CSV heads it, where a code prescribes the file: such a file has no other
    columns, and its flags are Y and N.
    """

    key: str
    heading: str
    kind: Kind = "text"
    brief: bool = True
    foreign: bool = False
    people: bool = False
    part: bool = False
    fee: bool = False
    follows: bool = False
    private: bool = False
    public_if: str | None = None
    csv: str | None = None


class PublicNote(str):
    """A note that is published too, unless a total that it tells of is withheld: ``totals``.

    A note that is a plain text is not published, for it may tell what one home costs.
    """

    totals: tuple[str, ...]

    def __new__(cls, text: str, *totals: str) -> Self:
        """The text, and the keys of the totals it tells of."""
        note = super().__new__(cls, text)
        note.totals = totals
        return note


@dataclass(frozen=True)
class Section:
    """A further table of a report: JSON has its rows under ``key``, CSV leaves it out.

    Its totals, where it has any, stand in JSON under ``key_totals``.
    """

    key: str
    title: str
    columns: tuple[Column, ...]
    rows: list[Row]
    totals: Row = field(default_factory=dict)


@dataclass(frozen=True)
class Chart:
    """A picture of a report's rows, or of a section's where ``of`` is its key.

    ``title`` says in a sentence what it shows. ``label`` is the key of what each bar is called,
    ``values`` those of what is drawn, all of one kind, called as their columns are headed.
    ``bars``: one or two values beside each other for each label. ``steps``: a waterfall of one
    value; the first and the last row stand on nought, each other on what came before it, and the
    first with those between sums to the last. ``spread``: a line from the first to the last of two
    to four values, those between marked. Fewer than two rows make no picture.
    """

    kind: Literal["bars", "steps", "spread"]
    title: str
    label: str
    values: tuple[str, ...]
    of: str | None = None


@dataclass(frozen=True)
class Report:
    """One report. Rows and totals hold what JSON holds: texts, numbers, booleans, lists, None.

    Days are ISO text, instants London time with offset, percentages text with two decimals. Where
    it is ``published``, what may not be is ``WITHHELD``. A total called as a column of people is,
    with more words (``placements_up``), counts some of them, and ``up_pence`` is what those cost.
    ``known_at`` is the instant by whose knowledge it was made, if not by all there is. ``behind``
    says how many people a total of money is about that no column counts.
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
    published: bool = False
    behind: Row = field(default_factory=dict)
