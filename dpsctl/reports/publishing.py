"""A report as it may be published: without counts of so few people that somebody is known by them.

A count of one to four people is withheld, and what a home with one placement costs, in every column
that tells of it: a week or a year, now or offered, the change and its percentage all follow from
each other. So, too, is whatever would let a withheld figure be worked out (see ``withholding``):

- Of a column with a total, more rows are withheld, and where there are none, the total.
- All counts of people in a row are withheld together, and what follows from them: beds less people
  is beds left, joiners less leavers the net.
- A part of the people in a row (those above a guide price) is withheld by itself where it is of
  few, and wherever they are; what they cost is not told by it.
- Of totals that part another (up, down and unchanged part the placements) the next smallest are
  withheld too; and the pounds of all of them where one is of few, for up less down is the change.
- Where a whole table counts fewer than five people, all its figures are withheld. A report's
  further tables count the same people, or some of them: where the totals of its main table are
  withheld, so are all such figures of theirs, which would sum to them.
- A total of pounds that is about fewer than five people whom no column counts is withheld, with
  the others like it, from which it could be worked out.
- The steps of a bridge lead from its first figure to its last: withheld steps hide among steps.
- Pounds beside which no count of people stands are withheld, for nobody could tell whose they are.
- A note stays only if it says of itself that it is public, and tells of no withheld total.

Each report is safe by itself. Two that cut the same people otherwise, or the same one of two days,
could be compared: publish one cut, and not too often.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from dpsctl.domain.withheld import WITHHELD
from dpsctl.domain.words import listed
from dpsctl.reports.publishing_tables import TableToPublish, withheld_in
from dpsctl.reports.report import PublicNote, Report, Row, Section
from dpsctl.reports.withholding import few

_WHY = (
    f"{WITHHELD}: withheld, for it counts fewer than five people, is what a home with one "
    "placement costs, or would tell either"
)


def published(report: Report) -> Report:
    """The report with ``WITHHELD`` for whatever may not be published, and notes that say so."""
    steps = {chart.of for chart in report.charts if chart.kind == "steps"}
    rows = Section("rows", report.title, report.columns, report.rows, report.totals)
    main = TableToPublish(rows, None in steps)
    first = _without_few_behind(main.published(), report.behind)
    others = [
        TableToPublish(section, section.key in steps).beside(main).published()
        for section in report.sections
    ]
    return replace(
        report,
        rows=first.rows,
        totals=first.totals,
        sections=tuple(others),
        notes=[*_marks([first, *others]), *_public(report.notes, [first, *others])],
        published=True,
    )


def _without_few_behind(table: Section, behind: Row) -> Section:
    """The table without the totals of money that are about few people, nor those beside them, from
    which they could be worked out.
    """
    if not any(map(few, behind.values())):
        return table
    return replace(table, totals={**table.totals, **dict.fromkeys(behind, WITHHELD)})


def _public(notes: list[str], tables: list[Section]) -> Iterator[str]:
    """The notes that say of themselves that they are public, and tell of nothing withheld."""
    withheld = {key for table in tables for key in withheld_in(table.totals)}
    for note in notes:
        if isinstance(note, PublicNote) and withheld.isdisjoint(note.totals):
            yield note


def _marks(tables: list[Section]) -> Iterator[str]:
    """What the marks in the tables mean."""
    marked: dict[str, str] = {}
    figures = False
    for table in tables:
        keys = {key for row in table.rows for key in withheld_in(row)}
        words = {each.key: each.heading for each in table.columns if each.private}
        marked |= {key: heading for key, heading in words.items() if key in keys}
        figures |= bool(keys - words.keys() or withheld_in(table.totals))
    if figures:
        yield PublicNote(_WHY)
    if marked:
        named = listed(list(marked.values()))
        yield PublicNote(f"{WITHHELD} under {named}: not published, for it may name somebody")
