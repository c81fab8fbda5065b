"""Counting working days: the law's own examples, and what must hold of every count."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dpsctl.domain.days import parse_day
from dpsctl.domain.working_days import (
    Calendar,
    CalendarError,
    after,
    clear_working_days_after,
)
from dpsctl.shipped import RULES

from .calendars import calendar

DAY = timedelta(days=1)
FILE = RULES / "calendars" / "england.yaml"


def england() -> Calendar:
    return calendar("england")


# A year of room before the table's end, for the longest count below.
triggers = st.dates(date(2019, 1, 1), date(2028, 12, 1))
counts = st.integers(1, 120)


@pytest.mark.parametrize(
    ("trigger", "days", "last"),
    [
        ("2021-03-01", 10, "2021-03-15"),  # two weeks without holidays
        ("2021-03-26", 5, "2021-04-06"),  # over Easter
        ("2021-03-27", 1, "2021-03-29"),  # from a Saturday
    ],
)
def test_working_days_are_counted_from_the_day_after(trigger: str, days: int, last: str) -> None:
    assert after(england(), parse_day(trigger), days) == parse_day(last)


@pytest.mark.parametrize(
    ("published", "effective"),
    [
        ("2019-10-17", "2019-10-25"),  # Kent's decision 19/00065
        ("2024-06-11", "2024-06-19"),  # Kent's decision 24/00023
        ("2020-12-21", "2020-12-31"),  # over Christmas
        ("2022-09-14", "2022-09-23"),  # over the State Funeral
        ("2021-02-05", "2021-02-15"),  # the story's 20/00108
    ],
)
def test_a_decision_takes_effect_after_five_clear_working_days(
    published: str, effective: str
) -> None:
    assert clear_working_days_after(england(), parse_day(published), 5) == parse_day(effective)


def test_a_calendar_is_called_by_its_label() -> None:
    assert england().title == "England calendar"
    assert calendar("uk").title == "UK calendar"
    assert Calendar("kent", 2021, 2021, frozenset(), "kent.yaml").title == "Kent calendar"


def test_good_friday_and_saturday_are_no_working_days() -> None:
    friday, saturday, tuesday = date(2021, 4, 2), date(2021, 4, 3), date(2021, 4, 6)

    assert not england().is_working(friday)
    assert not england().is_working(saturday)
    assert england().next_working(friday) == tuesday
    assert england().next_working(tuesday) == tuesday


@pytest.mark.parametrize("day", [date(2030, 1, 2), date(2030, 1, 5)])
def test_a_day_beyond_the_table_is_refused_naming_the_file(day: date) -> None:
    with pytest.raises(CalendarError) as error:
        england().is_working(day)

    told = f"{day} is beyond the england calendar (2019 to 2029): extend {FILE}"
    assert str(error.value) == told


def test_a_day_before_the_table_is_refused_too() -> None:
    with pytest.raises(CalendarError, match=r"^2018-12-31 is beyond"):
        england().next_working(date(2018, 12, 31))


def test_a_count_that_runs_out_of_the_table_is_refused_not_cut_short() -> None:
    with pytest.raises(CalendarError, match=r"^2030-01-01 is beyond"):
        after(england(), date(2029, 12, 27), 3)


@pytest.mark.parametrize("days", [0, -1])
def test_a_period_of_nothing_has_no_last_day(days: int) -> None:
    with pytest.raises(ValueError, match="has no last day"):
        after(england(), date(2021, 3, 1), days)


@given(triggers, counts)
def test_every_count_ends_on_a_working_day_after_its_trigger(trigger: date, days: int) -> None:
    end = after(england(), trigger, days)

    assert end > trigger
    assert england().is_working(end)


@given(triggers, counts)
def test_a_count_agrees_with_ticking_off_days_in_a_diary(trigger: date, days: int) -> None:
    end = after(england(), trigger, days)

    diary = [trigger + DAY * n for n in range(1, (end - trigger).days + 1)]
    assert sum(map(england().is_working, diary)) == days


@given(triggers, triggers, counts)
def test_what_starts_later_ends_no_sooner(one: date, other: date, days: int) -> None:
    first, second = sorted((one, other))

    assert after(england(), first, days) <= after(england(), second, days)


@given(triggers, counts)
def test_one_more_working_day_ends_later(trigger: date, days: int) -> None:
    assert after(england(), trigger, days + 1) > after(england(), trigger, days)


@given(triggers, st.integers(0, 60))
def test_clear_days_lie_strictly_between_the_two_ends(published: date, days: int) -> None:
    effective = clear_working_days_after(england(), published, days)

    between = [published + DAY * n for n in range(1, (effective - published).days)]
    assert sum(map(england().is_working, between)) == days
    assert england().is_working(effective)
