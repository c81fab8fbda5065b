"""Costs by the days of a financial year."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from dpsctl.domain.money import half_up
from dpsctl.reports.costs import costs
from dpsctl.reports.publishing import published
from dpsctl.reports.report import Report
from dpsctl.reports.view import Counting

from .books import Books


def part(
    books: Books, year: str = "2021/22", as_of: str = "2021-06-30", paid: bool | None = None
) -> Report:
    counting = Counting(part_year=year, end_day_paid=paid)
    return costs(replace(books.view(as_of), counting=counting))


def test_from_the_first_day_of_the_placement_to_the_end_of_the_year(kent: Books) -> None:
    kent.awarded([])
    kent.place(123_456, "2021-04-12", contract=1)
    (row,) = part(kent).rows
    assert (row["first_day"], row["last_day"], row["days"]) == ("2021-04-12", "2022-03-31", 354)
    assert row["offered_pence"] == 6_243_346


def test_who_came_with_a_contract_counts_from_its_first_day(kent: Books) -> None:
    kent.awarded([(140_000, 145_000)])
    (row,) = part(kent).rows
    assert (row["first_day"], row["days"]) == ("2021-05-01", 335)
    assert row["current_pence"] == half_up(Fraction(140_000 * 335, 7))
    assert row["offered_pence"] == half_up(Fraction(145_000 * 335, 7))
    assert row["change_percent"] == "3.57"


def test_a_year_with_a_day_more_costs_a_day_more(kent: Books) -> None:
    kent.awarded([(700, 700)])
    assert [part(kent, year).totals["days"] for year in ("2022/23", "2023/24")] == [365, 366]
    assert part(kent, "2023/24").totals["offered_pence"] == 36_600


def test_the_day_of_leaving_is_paid_for_where_that_is_so(kent: Books) -> None:
    kent.awarded([])
    placing = kent.place(700, "2021-06-01", contract=1)
    never = kent.place(700, "2021-06-01", contract=1)
    kent.leaves(placing, "2021-06-11")
    kent.leaves(never, "2021-06-01")
    assert part(kent).totals["days"] == 10
    assert part(kent, paid=True).totals["days"] == 11
    assert "the day of leaving is paid for" in part(kent, paid=True).notes[0]


def test_the_system_may_say_so(books: Books) -> None:
    books.kent(end_day_paid=True)
    books.awarded([])
    books.leaves(books.place(700, "2021-06-01", contract=1), "2021-06-11")
    assert part(books).totals["days"] == 11
    assert part(books, paid=False).totals["days"] == 10


def test_a_fee_that_changes_splits_the_year(kent: Books) -> None:
    kent.awarded([(700, 700)])
    kent.changes_fee((1, "P-0001"), 1_400, "2021-05-11")
    assert part(kent).totals["offered_pence"] == 10 * 100 + 325 * 200


def test_a_contract_that_ended_is_paid_to_its_last_day(kent: Books) -> None:
    kent.awarded([(700, 700)])
    kent.ends(1, "2021-05-11")
    assert part(kent).totals["days"] == 10
    kent.awarded([(700, 700)])
    kent.ends(2, "2021-05-11", annuls=True)
    assert [row["contract"] for row in part(kent).rows] == [1]


def test_what_is_rounded_is_rounded_once(kent: Books) -> None:
    # A day of £1,234.56 is £176.365…: rounded first, 354 of them would be £62,434.98.
    kent.awarded([])
    kent.place(123_456, "2021-04-12", contract=1)
    assert part(kent).totals["offered_pence"] != 354 * half_up(Fraction(123_456, 7))


@pytest.mark.parametrize("year", ["2019/20", "2030/31"])
def test_a_year_with_nobody_in_it(kent: Books, year: str) -> None:
    kent.awarded([(700, 700)])
    report = part(kent, year)
    assert report.rows == []
    assert report.notes[-1] == f"No day of {year} is paid for under any contract."


def test_a_contract_awarded_later_is_not_known_yet(kent: Books) -> None:
    kent.awarded([(700, 700)])
    assert part(kent, as_of="2021-04-07").rows == []


def test_the_sentence_tells_of_people_without_a_contract(kent: Books) -> None:
    kent.taken_over(140_000, days=("2019-06-15", "2020-06-14"))
    kent.place(70_000, "2022-03-25", home=1)
    sentence = "One placement without a contract costs £700 in 2021/22, for 7 days of 1 placement; "
    assert part(kent, as_of="2022-03-31").notes[-1] == (
        f"{sentence}as much as the same days on the terms before."
    )


def test_how_it_counts_is_published_too(kent: Books) -> None:
    kent.awarded([(140_000, 145_000)] * 30)
    report = part(kent)
    assert published(report).notes == report.notes[:-1]


def test_the_sentence_tells_days_and_difference(kent: Books) -> None:
    kent.awarded([(140_000, 145_000), (150_000, 149_000)])
    assert part(kent).notes[-1] == (
        "One contract costs £140,700 in 2021/22, for 670 days of 2 placements; £1,914 more than "
        "the same days on the terms before."
    )


def test_people_without_a_contract_have_a_line_of_their_own(kent: Books) -> None:
    kent.awarded([(700, 700)])
    kent.place(700, "2022-03-31", home=2)
    row = part(kent).rows[-1]
    assert (row["contract"], row["home"], row["offered_pence"]) == (None, "Sample Home 02", 100)
    assert date.fromisoformat(row["first_day"]) == date(2022, 3, 31)


def test_who_moves_with_a_home_counts_once_on_every_day(kent: Books) -> None:
    # The framework contract runs on until the new one is signed, and nobody has signed that yet.
    old = kent.taken_over(700)
    application = kent.application(home=1, fees=[(700, 1_400)])
    kent.determine(application)
    new = kent.award(application, starts="2021-05-01", leaves=old)
    awaiting = [(row["contract"], row["days"]) for row in part(kent).rows]
    kent.signed(new)
    assert awaiting == [(old, 30), (new, 335)]
    assert [(row["contract"], row["days"]) for row in part(kent).rows] == awaiting
