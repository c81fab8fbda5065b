"""Quarters of the calendar year."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dpsctl.domain.quarters import Quarter, parse_quarter, quarter_of

DAYS = st.dates(date(1900, 1, 1), date(2198, 12, 31))


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("2021-Q1", "2021-01-01", "2021-03-31"),
        ("2021-Q2", "2021-04-01", "2021-06-30"),
        ("2021-Q3", "2021-07-01", "2021-09-30"),
        ("2021-q4", "2021-10-01", "2021-12-31"),
        ("2024-Q1", "2024-01-01", "2024-03-31"),
    ],
)
def test_a_quarter_has_three_months(written: str, first: str, last: str) -> None:
    quarter = parse_quarter(written)

    assert (str(quarter), str(quarter.first_day), str(quarter.last_day)) == (
        written.upper(),
        first,
        last,
    )


@given(DAYS)
def test_every_day_lies_in_one_quarter(day: date) -> None:
    quarter = quarter_of(day)

    assert quarter.first_day <= day <= quarter.last_day
    assert quarter.next.first_day == quarter.last_day + timedelta(days=1)
    assert quarter < quarter.next == quarter_of(quarter.next.first_day)
    assert parse_quarter(str(quarter)) == quarter


def test_the_fourth_is_followed_by_the_first() -> None:
    assert Quarter(2021, 4).next == Quarter(2022, 1)


@pytest.mark.parametrize(
    "text", ["2021-Q5", "2021-Q0", "2021 Q2", "Q2-2021", "21-Q2", "9999-Q1", "", "2021-Q2 "]
)
def test_what_is_no_quarter_is_told_with_the_form(text: str) -> None:
    with pytest.raises(ValueError, match="write it as 2021-Q2"):
        parse_quarter(text)
