"""Days, instants and durations: London's clock, both sides of its changes."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dpsctl.domain.days import (
    Duration,
    day_end,
    day_start,
    instant_of,
    instant_text,
    london_day,
    london_text,
    parse_day,
    parse_duration,
    parse_instant,
    shift,
)

days = st.dates(date(2000, 1, 1), date(2100, 1, 1))
instants = st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC)).map(
    lambda instant: instant.replace(microsecond=0)
)


# Days


@given(days)
def test_a_day_reads_as_it_is_written(day: date) -> None:
    assert parse_day(day.isoformat()) == day


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("10/02/2021", "10/02/2021 is not an ISO day; write 2021-02-10 if that is meant"),
        ("1.2.2021", "1.2.2021 is not an ISO day; write 2021-02-01 if that is meant"),
        ("2021-02-30", "there is no day 2021-02-30"),
        ("2021-2-3", "'2021-2-3' is not a day; write it as 2021-02-10"),
        ("20210203", "'20210203' is not a day; write it as 2021-02-10"),
        ("2021-W05-3", "'2021-W05-3' is not a day; write it as 2021-02-10"),
        ("2021-02-03T00:00", "'2021-02-03T00:00' is not a day; write it as 2021-02-10"),
        ("", "'' is not a day; write it as 2021-02-10"),
    ],
)
def test_any_other_way_to_write_a_day_is_refused(text: str, told: str) -> None:
    with pytest.raises(ValueError) as error:
        parse_day(text)

    assert str(error.value) == told


@given(days)
def test_a_london_day_runs_from_its_midnight_to_the_next(day: date) -> None:
    first, over = day_start(day), day_end(day)

    assert london_day(first) == london_day(over - timedelta(seconds=1)) == day
    assert london_day(first - timedelta(seconds=1)) == day - timedelta(days=1)
    assert over == day_start(day + timedelta(days=1))


@pytest.mark.parametrize(
    ("day", "hours"), [("2021-03-28", 23), ("2021-10-31", 25), ("2021-03-31", 24)]
)
def test_the_days_on_which_the_clocks_change_are_shorter_and_longer(day: str, hours: int) -> None:
    length = day_end(parse_day(day)) - day_start(parse_day(day))

    assert length == timedelta(hours=hours)


def test_the_end_of_31_march_2021_is_eleven_at_night_in_utc() -> None:
    assert day_end(date(2021, 3, 31)) == datetime(2021, 3, 31, 23, tzinfo=UTC)


# Instants


@pytest.mark.parametrize(
    ("text", "utc"),
    [
        ("2021-03-10T14:05", "2021-03-10T14:05:00Z"),  # winter
        ("2021-04-10T14:05", "2021-04-10T13:05:00Z"),  # summer
        ("2021-04-10 14:05:09", "2021-04-10T13:05:09Z"),
        ("2021-04-10T14:05Z", "2021-04-10T14:05:00Z"),
        ("2021-04-10T14:05+02:00", "2021-04-10T12:05:00Z"),
        ("2021-10-31T01:30+01:00", "2021-10-31T00:30:00Z"),  # the first half past one
        ("2021-10-31T01:30+00:00", "2021-10-31T01:30:00Z"),  # the second
    ],
)
def test_an_instant_is_london_time_unless_it_says_otherwise(text: str, utc: str) -> None:
    assert instant_text(parse_instant(text)) == utc


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("2021-03-28T01:30", "2021-03-28T01:30 does not happen in London"),
        ("2021-10-31T01:30", "2021-10-31T01:30 happens twice in London"),
        ("2021-03-10", "'2021-03-10' is not an instant; write it as 2021-02-10T14:05"),
        ("2021-03-10T14", "'2021-03-10T14' is not an instant"),
        ("2021-02-30T14:05", "there is no day 2021-02-30"),
        ("2021-02-10T25:05", "there is no time 25:05"),
        ("2021-02-10T14:05+99:00", "there is no time 14:05+99:00"),
    ],
)
def test_an_instant_that_is_none_or_not_sure_is_refused(text: str, told: str) -> None:
    with pytest.raises(ValueError) as error:
        parse_instant(text)

    assert str(error.value).startswith(told)


@given(instants)
def test_an_instant_comes_back_from_the_ledger_and_from_people_the_same(instant: datetime) -> None:
    assert instant_of(instant_text(instant)) == instant
    assert parse_instant(london_text(instant)) == instant


def test_people_read_london_time_with_its_offset() -> None:
    assert london_text(datetime(2021, 4, 10, 13, 5, tzinfo=UTC)) == "2021-04-10T14:05:00+01:00"


# Durations


@pytest.mark.parametrize(
    ("text", "duration"),
    [
        ("30 days", Duration(30, "days")),
        ("1 day", Duration(1, "days")),
        ("12 months", Duration(12, "months")),
        ("5 years", Duration(5, "years")),
        ("10 working days", Duration(10, "working days")),
        ("5 clear working days", Duration(5, "clear working days")),
    ],
)
def test_a_duration_reads_and_is_shown_as_it_is_written(text: str, duration: Duration) -> None:
    assert parse_duration(text) == duration
    assert str(duration) == text


@pytest.mark.parametrize("text", ["30", "days", "-1 days", "1.5 months", "3 weeks", "1  day", ""])
def test_any_other_duration_is_refused_showing_the_forms(text: str) -> None:
    with pytest.raises(ValueError, match="30 days, 12 months or 10 working days"):
        parse_duration(text)


@pytest.mark.parametrize(
    ("day", "duration", "sign", "then"),
    [
        ("2021-03-01", "30 days", 1, "2021-03-31"),
        ("2021-03-01", "12 months", -1, "2020-03-01"),
        ("2021-03-31", "1 month", -1, "2021-02-28"),
        ("2020-02-29", "1 year", 1, "2021-02-28"),
        ("2019-11-30", "3 months", 1, "2020-02-29"),
        ("2021-12-15", "1 month", 1, "2022-01-15"),
        ("2021-03-01", "0 days", 1, "2021-03-01"),
    ],
)
def test_a_day_shifts_and_a_month_too_short_gives_its_last_day(
    day: str, duration: str, sign: int, then: str
) -> None:
    assert shift(parse_day(day), parse_duration(duration), sign) == parse_day(then)


@given(days, days, st.integers(0, 60), st.sampled_from(["days", "months", "years"]))
def test_shifting_keeps_the_order_of_days(one: date, other: date, count: int, unit: str) -> None:
    first, second = sorted((one, other))
    duration = parse_duration(f"{count} {unit}")

    assert shift(first, duration) <= shift(second, duration)
    assert shift(first, duration, -1) <= first <= shift(first, duration)


@pytest.mark.parametrize("text", ["10 working days", "5 clear working days"])
def test_working_days_are_not_shifted_without_a_calendar(text: str) -> None:
    with pytest.raises(ValueError, match="cannot be counted without a calendar"):
        shift(date(2021, 3, 1), parse_duration(text))


@pytest.mark.parametrize("text", ["١٢ months", "１２ months", "3٠ days"])
def test_digits_of_other_scripts_are_no_digits(text: str) -> None:
    for parse in (parse_duration, parse_day, parse_instant):
        with pytest.raises(ValueError, match="write it as"):
            parse(text)
    with pytest.raises(ValueError, match="is not an instant"):
        parse_instant("2021-02-10T١٤:٠٥")
