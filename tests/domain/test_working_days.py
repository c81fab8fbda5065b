"""Counting working days: the law's own examples, and what must hold of every count."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from dpsctl.domain.days import Duration, parse_day, parse_duration
from dpsctl.domain.working_days import (
    Calendar,
    CalendarError,
    after,
    clear_working_days_after,
    deadline,
)
from dpsctl.shipped import RULES

DAY = timedelta(days=1)
FILE = "rules/calendars/england.yaml"


@cache
def england() -> Calendar:
    text = (RULES / "calendars" / "england.yaml").read_text(encoding="utf-8")
    table = yaml.load(text, Loader=yaml.BaseLoader)
    listed = [holiday["day"] for year in table["holidays"].values() for holiday in year]
    first, last = int(table["first_year"]), int(table["last_year"])
    return Calendar(table["calendar"], first, last, frozenset(map(parse_day, listed)), FILE)


# A year of room before the table's end, for the longest count below.
triggers = st.dates(date(2019, 1, 1), date(2028, 12, 1))
counts = st.integers(1, 120)


# Trigger, then the end of 5, 10 and 15 working days: PCR 2015 reg 34(25), (16) and (17).
PERIODS = """
2020-12-16  2020-12-23 2021-01-04 2021-01-11
2020-12-21  2020-12-30 2021-01-07 2021-01-14
2021-03-26  2021-04-06 2021-04-13 2021-04-20
2022-05-27  2022-06-07 2022-06-14 2022-06-21
2022-09-12  2022-09-20 2022-09-27 2022-10-04
2024-03-22  2024-04-02 2024-04-09 2024-04-16
2025-04-11  2025-04-22 2025-04-29 2025-05-07
2025-12-19  2025-12-30 2026-01-07 2026-01-14
2026-11-23  2026-11-30 2026-12-07 2026-12-14
2026-12-18  2026-12-29 2027-01-06 2027-01-13
2027-12-20  2027-12-29 2028-01-06 2028-01-13
"""


@pytest.mark.parametrize("row", PERIODS.strip().splitlines())
def test_a_period_of_working_days_leaves_out_the_day_that_starts_it(row: str) -> None:
    trigger, *ends = map(parse_day, row.split())

    assert [after(england(), trigger, days) for days in (5, 10, 15)] == ends


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


@pytest.mark.parametrize(
    ("trigger", "period", "ends"),
    [
        ("2020-11-26", "30 days", "2020-12-29"),  # a Saturday, Boxing Day
        ("2020-12-02", "30 days", "2021-01-04"),  # New Year's Day
        ("2021-03-03", "30 days", "2021-04-06"),  # Good Friday
        ("2021-03-05", "30 days", "2021-04-06"),  # Easter Sunday
        ("2024-02-28", "30 days", "2024-04-02"),  # Good Friday
        ("2026-11-23", "30 days", "2026-12-23"),  # a working day: stays
        ("2026-11-25", "30 days", "2026-12-29"),  # Christmas Day
        ("2026-11-26", "30 days", "2026-12-29"),
        ("2020-12-15", "10 days", "2020-12-29"),
        ("2021-03-23", "10 days", "2021-04-06"),
        ("2022-05-24", "10 days", "2022-06-06"),
        ("2026-11-23", "10 days", "2026-12-03"),
        ("2021-09-30", "30 days", "2021-11-01"),  # an award notice for the third quarter
        ("2021-12-31", "30 days", "2022-01-31"),  # and for the fourth
        ("2021-01-31", "1 month", "2021-03-01"),  # 28 February is a Sunday
        ("2021-03-31", "1 year", "2022-03-31"),
        ("2021-03-29", "10 working days", "2021-04-14"),
        ("2021-02-05", "5 clear working days", "2021-02-15"),
    ],
)
def test_a_period_that_would_end_on_another_day_ends_on_the_next_working_day(
    trigger: str, period: str, ends: str
) -> None:
    assert deadline(england(), parse_day(trigger), parse_duration(period)) == parse_day(ends)


@pytest.mark.parametrize("period", ["0 days", "1 day", "3 days", "0 working days", "1 working day"])
def test_every_period_holds_two_working_days(period: str) -> None:
    maundy_thursday = date(2021, 4, 1)

    assert deadline(england(), maundy_thursday, parse_duration(period)) == date(2021, 4, 7)


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


@given(triggers, triggers, st.integers(0, 200))
def test_a_deadline_is_a_working_day_no_sooner_than_its_last_day(
    one: date, other: date, days: int
) -> None:
    first, second = sorted((one, other))
    end = deadline(england(), first, Duration(days, "days"))

    assert england().is_working(end)
    assert end >= first + DAY * days
    assert end <= deadline(england(), second, Duration(days, "days"))
