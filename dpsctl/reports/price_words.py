"""What ``report prices`` says below its table, and where prices lie furthest apart in words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from dpsctl.domain.money import whole_pounds
from dpsctl.domain.words import capital, day_words, in_words, listed, number_word
from dpsctl.reports.report import PublicNote, Row


def price_notes(day: date, models: list[str], rows: list[Row], totals: Row) -> list[str]:
    """The notes, the last of them a sentence; ``models`` are the cost models that give guides."""
    return [*_counting(models, rows, totals), _words(day, rows, totals)]


def _counting(models: list[str], rows: list[Row], totals: Row) -> Iterator[str]:
    yield PublicNote("fees a week, gross of client contributions and health funding")
    if models:
        yield PublicNote(f"guide prices: {listed(models)}, as pinned on this ledger")
    else:
        yield PublicNote("no cost model is pinned on this ledger: there are no guide prices")
    if not rows:
        return
    yield PublicNote(
        "CV, the coefficient of variation: the standard deviation of all the fees of a band over "
        "their mean; over and furthest: each fee against the guide price of its band in its home's "
        "district"
    )
    without = [row["label"] for row in rows if row["over_guide"] is None]
    if models and without:
        yield PublicNote(f"there is no guide price for {listed(without)}")
    if totals["outside_terms"]:
        yield (
            f"{totals['outside_terms']:,} of the placements are outside terms; people who live in "
            "a home without a contract stand in rows without an agreement"
        )


def _words(day: date, rows: list[Row], totals: Row) -> str:
    if not rows:
        return f"Nobody was placed on {day_words(day)}: there are no prices to compare."
    return f"{_spread(rows)}. {_against(rows, totals)}."


def _spread(rows: list[Row]) -> str:
    row = max(rows, key=_variation)
    if not _variation(row):
        return "Within a band every fee is the same"
    low, high, mean = (whole_pounds(row[f"{what}_weekly_pence"]) for what in ("min", "max", "mean"))
    return (
        f"Fees lie furthest apart for {row['label']}: from {low} to {high} a week about a mean of "
        f"{mean}, a coefficient of variation of {row['variation_percent']}%"
    )


def _variation(row: Row) -> int:
    """The variation in hundredths of a percent."""
    return int((row["variation_percent"] or "0.00").replace(".", ""))


def _against(rows: list[Row], totals: Row) -> str:
    held = [row for row in rows if row["over_guide"] is not None]
    if not held:
        return "There is no guide price to hold them against"
    over, placed = totals["over_guide"], sum(row["placements"] for row in held)
    of = in_words(placed, "placement")
    if not over:
        return f"None of {of} costs more than its guide price"
    worst = max(held, key=lambda row: row["worst_over_pence"] or 0)
    furthest = whole_pounds(worst["worst_over_pence"])
    share = f" ({worst['worst_over_percent']}% of it)" if worst["worst_over_percent"] else ""
    return (
        f"{capital(number_word(over))} of {of} cost{'s' if over == 1 else ''} more than the "
        f"guide price, {'and that' if over == 1 else 'the furthest'} by {furthest} a week{share}, "
        f"at {worst['worst_home']}"
    )
