"""When a reopening rule falls due: RFC 5545 by the clock on London's wall."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dpsctl.domain.days import LONDON, london_day, london_text, parse_instant
from dpsctl.domain.recurrence import begins_with, occurrences, skipped


def due(rule: str, first: str, count: int) -> list[str]:
    return [
        london_text(each)[:16] for each in islice(occurrences(rule, parse_instant(first)), count)
    ]


def test_the_last_day_of_every_third_month() -> None:
    assert due("FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=-1", "2021-01-31T09:00", 5) == [
        "2021-01-31T09:00",
        "2021-04-30T09:00",
        "2021-07-31T09:00",
        "2021-10-31T09:00",
        "2022-01-31T09:00",
    ]


def test_a_leap_day_comes_every_fourth_year() -> None:
    assert due("FREQ=YEARLY", "2024-02-29T00:00", 3) == [
        "2024-02-29T00:00",
        "2028-02-29T00:00",
        "2032-02-29T00:00",
    ]


def test_a_month_without_the_day_is_skipped() -> None:
    assert due("FREQ=MONTHLY;INTERVAL=3", "2021-01-31T09:00", 4) == [
        "2021-01-31T09:00",
        "2021-07-31T09:00",
        "2021-10-31T09:00",
        "2022-01-31T09:00",
    ]


@pytest.mark.parametrize(
    ("rule", "first", "month"),
    [
        ("FREQ=MONTHLY;INTERVAL=3", "2021-01-31T09:00", date(2021, 4, 1)),
        ("FREQ=MONTHLY", "2021-01-29T09:00", date(2021, 2, 1)),
        ("FREQ=MONTHLY", "2021-01-28T09:00", None),
        ("FREQ=MONTHLY;BYMONTHDAY=-1", "2021-01-31T09:00", None),
        ("FREQ=MONTHLY;BYMONTHDAY=28,29,30,31;BYSETPOS=-1", "2021-01-31T09:00", None),
        ("FREQ=MONTHLY;BYMONTH=1,3,5,7", "2021-01-31T09:00", None),
        ("FREQ=MONTHLY;BYMONTH=1,4", "2021-01-31T09:00", date(2021, 4, 1)),
        ("FREQ=YEARLY", "2024-02-29T09:00", date(2025, 2, 1)),
        ("FREQ=YEARLY;INTERVAL=4", "2024-02-29T09:00", None),
        ("FREQ=YEARLY;BYMONTH=1,4;BYMONTHDAY=31", "2021-01-31T09:00", date(2021, 4, 1)),
        ("FREQ=WEEKLY", "2021-01-31T09:00", None),
        ("FREQ=MONTHLY;BYDAY=-1FR", "2021-01-29T09:00", None),
    ],
)
def test_which_month_is_skipped(rule: str, first: str, month: date | None) -> None:
    assert skipped(rule, parse_instant(first)) == month


def test_the_time_of_day_stays_through_the_changes_of_the_clock() -> None:
    found = islice(occurrences("FREQ=MONTHLY", parse_instant("2021-01-15T09:00")), 12)
    assert {each.astimezone(LONDON).hour for each in found} == {9}


def test_a_time_that_a_change_skips_is_read_by_the_clock_before_it() -> None:
    found = list(islice(occurrences("FREQ=MONTHLY", parse_instant("2021-02-28T01:30")), 2))
    assert london_text(found[1]) == "2021-03-28T02:30:00+01:00"


def test_of_a_time_that_comes_twice_the_first_is_meant() -> None:
    found = list(islice(occurrences("FREQ=MONTHLY", parse_instant("2021-09-30T01:30")), 2))
    assert london_text(found[1]) == "2021-10-30T01:30:00+01:00"
    sunday = list(islice(occurrences("FREQ=MONTHLY", parse_instant("2021-08-31T01:30")), 2))
    assert london_text(sunday[1]) == "2021-10-31T01:30:00+01:00"


@pytest.mark.parametrize(
    ("until", "count"),
    [
        ("UNTIL=20210930", 1),
        ("UNTIL=20211001", 2),
        ("UNTIL=20211001T085959", 1),
        ("UNTIL=20211001T090000", 2),
        ("UNTIL=20211001T080000Z", 2),
        ("UNTIL=20211001T075959Z", 1),
        ("COUNT=2", 2),
    ],
)
def test_where_a_rule_ends(until: str, count: int) -> None:
    for rule in (f"FREQ=MONTHLY;{until};INTERVAL=6", f"{until};FREQ=MONTHLY;INTERVAL=6"):
        assert len(due(rule, "2021-04-01T09:00", 3)) == count


@pytest.mark.parametrize(
    ("rule", "first", "begins"),
    [
        ("FREQ=MONTHLY;BYMONTHDAY=1", "2021-03-01T09:00", True),
        ("FREQ=MONTHLY;BYMONTHDAY=-1", "2024-02-29T09:00", True),
        ("FREQ=MONTHLY;BYMONTHDAY=-1", "2023-02-27T09:00", False),
        ("FREQ=MONTHLY;BYDAY=1MO", "2021-03-01T09:00", True),
        ("FREQ=MONTHLY;BYDAY=2MO", "2021-03-01T09:00", False),
        ("FREQ=MONTHLY;UNTIL=20210228", "2021-03-01T09:00", False),
        ("FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", "2021-03-01T09:00", False),
    ],
)
def test_whether_a_first_opening_is_its_own_rules(rule: str, first: str, begins: bool) -> None:
    assert begins_with(rule, parse_instant(first)) is begins


@given(
    st.dates(date(2000, 1, 1), date(2100, 12, 31)),
    st.integers(1, 24),
    st.integers(0, 23).map(lambda hour: f"{hour:02}:30"),
)
def test_months_are_counted_as_a_calendar_would(day: date, interval: int, hour: str) -> None:
    first = datetime.fromisoformat(f"{day}T{hour}").replace(tzinfo=LONDON)
    wanted = []
    for turn in range(0, interval * 12, interval):
        year, month = divmod(day.year * 12 + day.month - 1 + turn, 12)
        last = (date(year + (month + 1) // 12, (month + 1) % 12 + 1, 1) - timedelta(days=1)).day
        wanted.append(date(year, month + 1, last))
    first = first.replace(year=wanted[0].year, month=wanted[0].month, day=wanted[0].day)
    rule = f"FREQ=MONTHLY;INTERVAL={interval};BYMONTHDAY=-1"
    found = [london_day(each) for each in islice(occurrences(rule, first), 12)]
    assert found == wanted
