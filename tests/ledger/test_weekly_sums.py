"""The sums that the database makes are those of each person's placement, one by one."""

from collections import defaultdict
from datetime import date
from pathlib import Path

from hypothesis import given, settings

from dpsctl.domain.bridge import Course
from dpsctl.domain.costs import Fees
from dpsctl.domain.placements import Placement
from dpsctl.ledger.file import Ledger, Row
from dpsctl.ledger.residents import placements
from dpsctl.ledger.weekly_sums import NOBODY, WeeklySums, weekly_sums

from ..reports.books import opened
from ..reports.happenings import Happened, befallen, days, happenings

Key = tuple[int | None, int | None]


def one_by_one(ledger: Ledger, day: date) -> dict[Key, WeeklySums]:
    found: dict[Key, WeeklySums] = defaultdict(lambda: NOBODY)
    for row, placement in placements(ledger):
        if placement.starts_on is None or placement.starts_on <= day:
            key = row["contract"], row["home"] if row["contract"] is None else None
            found[key] = _and(found[key], row, placement, day)
    return {key: sums for key, sums in found.items() if sums != NOBODY}


def _and(sums: WeeklySums, row: Row, placement: Placement, day: date) -> WeeklySums:
    here, now = placement.lives(day), placement.weekly(day)
    fees = [sums.fees.placements, sums.fees.current, sums.fees.offered, sums.fees.up]
    fees += [sums.fees.down, sums.fees.raised, sums.fees.lowered]
    if here:
        rise = now - placement.historic
        more = [1, placement.historic, now, rise > 0, rise < 0, max(rise, 0), max(-rise, 0)]
        fees = [one + other for one, other in zip(fees, more, strict=True)]
    if row["came"] == "placed":
        course = Course(joiners=now if here else 0)
    elif here:
        uplift = placement.risen("uplift", None, day)
        model = placement.first - placement.historic
        reviews = placement.risen("review", None, day)
        course = Course(placement.historic, model, reviews, uplift)
    else:
        model = placement.first - placement.historic
        course = Course(placement.historic, model, leavers=-placement.first)
    outside = sums.outside + (here and row["outside"] is not None)
    moved = sums.moved + _moved(row, placement, day)
    return WeeklySums(Fees(*fees), sums.course + course, moved, outside)


def _moved(row: Row, placement: Placement, day: date) -> Course:
    """One for each step that this person is in."""
    here = placement.lives(day)
    causes = {fee.cause for fee in placement.fees if fee.from_day <= day}
    if row["came"] == "placed":
        return Course(joiners=int(here))
    return Course(
        current=1,
        model=int(placement.first != placement.historic),
        reviews=int(here and "review" in causes),
        uplift=int(here and "uplift" in causes),
        leavers=int(not here),
    )


@settings(deadline=None, max_examples=40)
@given(happenings(), days())
def test_the_database_sums_as_one_would_by_hand(happened: Happened, day: date) -> None:
    with opened(Path("nowhere.db"), keep=False) as books:
        befallen(books, happened)
        summed, by_hand = weekly_sums(books.ledger, day), one_by_one(books.ledger, day)
        alone = weekly_sums(books.ledger, day, 1)
    assert summed == by_hand
    assert alone == {key: sums for key, sums in by_hand.items() if key[0] == 1}
