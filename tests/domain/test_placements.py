from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dpsctl.domain.financial_years import FinancialYear, parse_financial_year
from dpsctl.domain.money import half_up
from dpsctl.domain.placements import Fee, Placement, in_order

FIRST = date(2021, 3, 1)
days = st.integers(0, 120).map(lambda n: FIRST + timedelta(days=n))
pence = st.integers(0, 400_000)


def a_day(text: str) -> date:
    return date.fromisoformat(text)


def test_a_part_of_a_year_by_days() -> None:
    # £1,234.56 a week from 12 April 2021 to the end of 2021/22: 354 days, £62,433.46.
    year = parse_financial_year("2021/22")
    placement = Placement(123_456, 123_456, starts_on=a_day("2021-04-12"))
    assert placement.days(year.first, year.last) == 354
    assert half_up(Fraction(placement.pence_days(year.first, year.last), 7)) == 6_243_346


def test_the_day_of_leaving_is_the_first_not_there() -> None:
    placement = Placement(0, 700, starts_on=a_day("2021-04-12"), left_on=a_day("2021-04-19"))
    assert not placement.lives(a_day("2021-04-11"))
    assert placement.lives(a_day("2021-04-12"))
    assert placement.lives(a_day("2021-04-18"))
    assert not placement.lives(a_day("2021-04-19"))
    assert placement.days(FIRST, a_day("2022-03-31")) == 7
    assert placement.pence_days(FIRST, a_day("2022-03-31")) == 7 * 700


def test_a_placement_that_ended_on_the_day_it_began_never_was() -> None:
    never = Placement(0, 700, starts_on=FIRST, left_on=FIRST)
    assert not never.lives(FIRST)
    assert never.days(FIRST, FIRST + timedelta(days=30)) == 0


def test_fees_change_from_their_day_on() -> None:
    fees = (
        Fee(a_day("2021-06-01"), 150_075, "uplift"),
        Fee(a_day("2021-09-01"), 160_000, "review"),
    )
    placement = Placement(140_000, 145_000, fees=fees)
    assert placement.weekly(a_day("2021-05-31")) == 145_000
    assert placement.weekly(a_day("2021-06-01")) == 150_075
    assert placement.weekly(a_day("2021-12-01")) == 160_000
    assert placement.risen("uplift", None, a_day("2021-12-01")) == 5_075
    assert placement.risen("review", None, a_day("2021-12-01")) == 9_925
    assert placement.risen("uplift", a_day("2021-06-01"), a_day("2021-12-01")) == 0
    assert placement.risen("review", None, a_day("2021-08-31")) == 0


def test_of_several_fees_for_one_day_the_last_recorded_counts() -> None:
    wrong, right = Fee(FIRST, 1, "review"), Fee(FIRST, 2, "review")
    earlier = Fee(FIRST - timedelta(days=1), 3, "uplift")
    assert in_order([wrong, right, earlier]) == (earlier, right)


@st.composite
def placements(draw: st.DrawFn) -> Placement:
    fees = draw(st.lists(st.builds(Fee, days, pence, st.sampled_from(["review", "uplift"]))))
    starts, stays = draw(st.none() | days), draw(st.none() | st.integers(0, 60))
    left = (starts or FIRST) + timedelta(days=stays) if stays is not None else None
    return Placement(draw(pence), draw(pence), starts, left, in_order(fees))


@given(placements(), days, days)
def test_days_and_fees_are_those_of_each_single_day(
    placement: Placement, first: date, last: date
) -> None:
    span = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    lived = [day for day in span if placement.lives(day)]
    assert placement.days(first, last) == len(lived)
    assert placement.pence_days(first, last) == sum(placement.weekly(day) for day in lived)


@given(placements(), days, days)
def test_what_the_causes_changed_is_the_whole_change(
    placement: Placement, one: date, other: date
) -> None:
    since, day = sorted((one, other))
    risen = sum(placement.risen(cause, since, day) for cause in ("review", "uplift"))
    assert placement.weekly(day) - placement.weekly(since) == risen
    whole = sum(placement.risen(cause, None, day) for cause in ("review", "uplift"))
    assert placement.weekly(day) - placement.first == whole


@pytest.mark.parametrize(
    ("text", "first", "last", "length"),
    [
        ("2021/22", "2021-04-01", "2022-03-31", 365),
        ("2023/24", "2023-04-01", "2024-03-31", 366),
        ("2099/00", "2099-04-01", "2100-03-31", 365),
    ],
)
def test_a_financial_year_runs_from_april_to_march(
    text: str, first: str, last: str, length: int
) -> None:
    year = parse_financial_year(text)
    assert (str(year), year.first, year.last) == (text, a_day(first), a_day(last))
    assert year.days == length
    assert year == FinancialYear(int(text[:4]))


@pytest.mark.parametrize(
    "text", ["2021", "2021/23", "2021/2022", "21/22", "2021-22", "", "2O21/22"]
)
def test_what_is_no_financial_year(text: str) -> None:
    with pytest.raises(ValueError, match="write it as 2021/22"):
        parse_financial_year(text)
