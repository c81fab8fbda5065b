"""What ``report offset`` says below its table, and its totals in words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from dpsctl.domain.money import whole_pounds
from dpsctl.domain.words import day_words, in_words, number_word
from dpsctl.reports.report import PublicNote, Row
from dpsctl.reports.withholding import few


def offset_notes(since: date, day: date, rows: list[Row], totals: Row) -> list[str]:
    """The notes, and as the last of them whether the leavers make up for the joiners."""
    words = _words(since, day, rows, totals)
    # It tells what a place of one band costs on the mean, which so few would be known by.
    public = not any(few(row["placements"]) for row in rows)
    return [*_counting(since, day, totals), PublicNote(words, *totals) if public else words]


def _counting(since: date, day: date, totals: Row) -> Iterator[str]:
    yield PublicNote(
        f"from the end of {since} to the end of {day}: joiners at the fees of the second day, "
        "leavers at those of the first; a home that re-models into another band has left the one "
        "and joined the other"
    )
    if stayers := totals["stayers_annual_pence"]:
        more = f"{whole_pounds(abs(stayers))} a year {'more' if stayers > 0 else 'less'}"
        yield PublicNote(
            f"those on both rosters cost {more} than they did, by changed fees and by rounding "
            "once for each contract: that is no part of the net",
            "stayers_annual_pence",
        )


def _words(since: date, day: date, rows: list[Row], totals: Row) -> str:
    span = f"Between the end of {day_words(since)} and the end of {day_words(day)}"
    joined, left = totals["joiners"], totals["leavers"]
    if not joined and not left:
        return f"{span} nobody joined the roster and nobody left it."
    comings = _people(joined, "joined", totals["joiners_annual_pence"])
    goings = _people(left, "left", totals["leavers_annual_pence"])
    return f"{span} {comings} and {goings}: {_net(rows, totals['net_annual_pence'])}."


def _people(count: int, did: str, annual: int) -> str:
    if not count:
        return f"nobody {did}"
    return f"{in_words(count, 'person', 'people')} {did} at {whole_pounds(annual)} a year"


def _net(rows: list[Row], net: int) -> str:
    if net == 0:
        return "they offset each other to the penny"
    if net < 0:
        return f"{whole_pounds(-net)} a year less, so that the joiners are offset in full"
    told = f"a net cost of {whole_pounds(net)} a year"
    cheapest = min(
        (row for row in rows if row["break_even_beds"]),
        key=lambda row: row["mean_annual_pence"],
        default=None,
    )
    if cheapest is None:
        return told
    beds, there = cheapest["break_even_beds"], cheapest["placements"]
    few = f", and there {'is' if there == 1 else 'are'} only {number_word(there)}"
    return (
        f"{told}. At the mean {whole_pounds(cheapest['mean_annual_pence'])} a year of a "
        f"{cheapest['band']} placement, {in_words(beds, 'such bed')} would have to leave to "
        f"break even{few if there < beds else ''}"
    )
