"""A report as one page of HTML that needs nothing but itself: to look at, to send, to print."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from html import escape
from pathlib import Path

from dpsctl.domain.words import capital, day_words
from dpsctl.reports.report import Report
from dpsctl.show.charts import MISSING, Picture, can_draw, pictures
from dpsctl.show.page_tables import is_wide, page_table
from dpsctl.show.parts import annualises, knowledge, remarks, summary
from dpsctl.show.words import safe

REHEARSAL = "This is a rehearsal: it binds nobody."


def render_page(report: Report, folders: Sequence[Path]) -> str:
    """The page: the sentence that sums it up, pictures, tables, notes, and the ledger's head.

    Raises:
        RefusedError: there is no template of a page.
        DocumentError: it has a mistake.
    """
    from dpsctl.documents.templates import Templates

    body = "\n".join(_body(report))
    title = f"{safe(report.title)}: {safe(report.system)}, as of {_day(report)}"
    return Templates(folders).report_page(title, body, wide=is_wide(report))


def _body(report: Report) -> Iterator[str]:
    notice = f'<p class="rehearsal">{REHEARSAL}</p>' if report.rehearsal else ""
    yield f"<header>\n{notice}"
    yield f"<h1>{escape(safe(report.title))}</h1>"
    yield f'<p class="about">{escape(_about(report))}</p>\n</header>\n<main>'
    if said := summary(report):
        yield f'<p class="summary">{escape(safe(said))}</p>'
    yield from _pictures(report)
    basis = _basis(report)
    yield from page_table(report, "rows", basis if annualises(report, report.columns) else None)
    for section in report.sections:
        yield "<section>"
        rests_on = basis if annualises(report, section.columns) else None
        yield from page_table(section, f"section-{section.key}", rests_on)
        yield "</section>"
    yield from _notes(report)
    yield f"</main>\n<footer>{notice}"
    if report.head:
        yield f"<p>Ledger head: <code>{escape(report.head)}</code></p>"
    yield "</footer>"


def _about(report: Report) -> str:
    parts = [safe(report.system), f"as of {_day(report)}"]
    parts += [known] if (known := knowledge(report)) else []
    if report.weeks_per_year:
        parts.append(f"a year is {report.weeks_per_year} weeks")
    return " · ".join([*parts, *(["as published"] if report.published else [])])


def _basis(report: Report) -> str:
    return f"a year is {report.weeks_per_year} weeks"


def _day(report: Report) -> str:
    return day_words(date.fromisoformat(report.as_of))


def _pictures(report: Report) -> Iterator[str]:
    drawn = [_figure(picture, report) for picture in pictures(report)]
    if drawn:
        yield f'<div class="charts">\n{"".join(drawn)}</div>'
    elif report.charts and not can_draw():
        yield f"<p>{escape(capital(MISSING))}</p>"


def _figure(picture: Picture, report: Report) -> str:
    said = [*picture.remarks, *([f"{capital(_basis(report))}."] if picture.annual else [])]
    small = f" <small>{escape(' '.join(said))}</small>" if said else ""
    caption = f"<figcaption>{escape(picture.title)}{small}</figcaption>"
    return f"<figure>\n{caption}\n{picture.svg}</figure>\n"


def _notes(report: Report) -> Iterator[str]:
    if notes := remarks(report):
        listed = "\n".join(f"<li>{escape(safe(note))}</li>" for note in notes)
        yield f"<h2>Notes</h2>\n<ul>\n{listed}\n</ul>"
