"""Time limits: every vector of the law's tables, and what must hold of every deadline."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dpsctl.domain.days import Duration, parse_day, parse_duration
from dpsctl.domain.deadlines import Counting, clear_days_after, deadline, last_day
from dpsctl.domain.working_days import CalendarError

from .calendars import calendar, counting, limit

DAY = timedelta(days=1)
PCR, PA = "pcr2015-light-touch", "pa2023-dynamic-market"

# A year of room before the tables' end, for the longest period below.
triggers = st.dates(date(2019, 1, 8), date(2028, 12, 1))


def due(provision: str, trigger: str | date, by: str = "") -> date:
    """By its own calendar, or by another to show the difference."""
    one = limit(provision)
    start = parse_day(trigger) if isinstance(trigger, str) else trigger
    return one.due(calendar(by or one.calendar), start)


def days(row: str) -> list[date]:
    return [parse_day(word) for word in row.split()]


# Trigger, then the end of 5, 10 and 15 working days.
PERIODS = """
2020-12-16  2020-12-23 2021-01-04 2021-01-11
2020-12-21  2020-12-30 2021-01-07 2021-01-14
2021-03-26  2021-04-06 2021-04-13 2021-04-20
2021-03-29  2021-04-07 2021-04-14 2021-04-21
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
def test_regulation_34_leaves_out_the_day_that_starts_a_period(row: str) -> None:
    trigger, *ends = days(row)
    paragraphs = ("(25)", "(16)", "(17)")

    assert [due(f"PCR 2015 reg 34{each}", trigger) for each in paragraphs] == ends
    for period, end in zip((5, 10, 15), ends, strict=True):
        length = Duration(period, "working days")
        assert deadline(calendar("england"), trigger, length, counting(PCR)) == end


@pytest.mark.parametrize(
    ("trigger", "ends"),
    [
        ("2020-11-26", "2020-12-29"),  # a Saturday, Boxing Day
        ("2020-12-02", "2021-01-04"),  # New Year's Day
        ("2021-03-03", "2021-04-06"),  # Good Friday
        ("2021-03-05", "2021-04-06"),  # Easter Sunday
        ("2024-02-28", "2024-04-02"),  # Good Friday
        ("2026-11-23", "2026-12-23"),  # a working day: stays
        ("2026-11-25", "2026-12-29"),  # Christmas Day
        ("2026-11-26", "2026-12-29"),
    ],
)
def test_thirty_days_under_pcr_2015_end_on_a_working_day(trigger: str, ends: str) -> None:
    assert due("PCR 2015 reg 34(9)", trigger) == parse_day(ends)
    assert due("PCR 2015 reg 50", trigger) == parse_day(ends)


@pytest.mark.parametrize(
    ("sent", "ends"),
    [
        ("2020-12-15", "2020-12-29"),
        ("2021-03-23", "2021-04-06"),
        ("2022-05-24", "2022-06-06"),
        ("2026-11-23", "2026-12-03"),
    ],
)
def test_a_standstill_under_pcr_2015_ends_with_the_tenth_day_after(sent: str, ends: str) -> None:
    assert due("PCR 2015 reg 87(2)", sent) == parse_day(ends)
    assert due("PCR 2015 reg 34(11)", sent) == parse_day(ends)


@pytest.mark.parametrize(
    ("quarter_ends", "notice_by"),
    [
        ("2021-03-31", "2021-04-30"),
        ("2021-06-30", "2021-07-30"),
        ("2021-09-30", "2021-11-01"),  # 30 October is a Saturday
        ("2021-12-31", "2022-01-31"),  # 30 January is a Sunday
    ],
)
def test_awards_grouped_by_quarter_are_noticed_thirty_days_after_it(
    quarter_ends: str, notice_by: str
) -> None:
    assert due("PCR 2015 reg 50", quarter_ends) == parse_day(notice_by)


def test_the_day_on_which_a_claimant_knew_counts() -> None:
    assert due("PCR 2015 reg 92(2)", "2021-04-12") == date(2021, 5, 11)
    assert due("PCR 2015 reg 92(2)", "2021-03-04") == date(2021, 4, 6)  # raw: Good Friday


# The day an award notice is published, eight working days, and what England alone would say.
EIGHT_DAYS = """
2026-03-10  2026-03-20 2026-03-19
2026-11-23  2026-12-03 2026-12-02
2025-07-04  2025-07-16 2025-07-15
2025-07-07  2025-07-17 2025-07-16
2025-12-19  2026-01-05 2026-01-02
2027-12-22  2028-01-06 2028-01-05
2026-11-28  2026-12-10 2026-12-09
"""


@pytest.mark.parametrize("row", EIGHT_DAYS.strip().splitlines())
def test_eight_working_days_begin_with_the_day_and_leave_out_any_parts_bank_holidays(
    row: str,
) -> None:
    published, uk, england = days(row)

    for provision in ("s 51(2)", "s 62(6)"):
        assert due(f"Procurement Act 2023 {provision}", published) == uk
        assert due(f"Procurement Act 2023 {provision}", published, "england") == england


@pytest.mark.parametrize(
    ("section", "ends"),
    [
        ("53(1)(b)", "2026-12-25"),  # no roll, though it is Christmas Day
        ("53(1)(a)", "2027-03-25"),
        ("53(3)(b)", "2027-02-23"),
        ("53(3)(a)", "2027-05-24"),
        ("59", "2026-12-25"),
        ("54(4)", "2026-12-06"),  # a Sunday; the day after the invitation is the first
    ],
)
def test_periods_of_days_under_the_act_do_not_roll(section: str, ends: str) -> None:
    assert due(f"Procurement Act 2023 s {section}", "2026-11-26") == parse_day(ends)


def test_payments_are_published_in_thirty_days_beginning_with_the_last_of_the_period() -> None:
    assert due("Procurement Act 2023 s 69(1)", "2026-03-31") == date(2026, 4, 29)
    assert due("Procurement Act 2023 s 70(2)", "2026-06-30") == date(2026, 7, 29)


@pytest.mark.parametrize(
    ("published", "effective"),
    [
        ("2019-10-17", "2019-10-25"),  # Kent's decision 19/00065
        ("2024-06-11", "2024-06-19"),  # Kent's decision 24/00023
        ("2020-12-21", "2020-12-31"),
        ("2022-09-14", "2022-09-23"),  # over the State Funeral
    ],
)
def test_a_call_in_of_clear_working_days_leaves_out_both_ends(
    published: str, effective: str
) -> None:
    call_in, start = parse_duration("5 clear working days"), parse_day(published)

    # Both ends are out whatever the regime counts by.
    for regime in (PCR, PA):
        end = deadline(calendar("england"), start, call_in, counting(regime))
        assert end == parse_day(effective)


def test_a_key_decision_waits_out_28_clear_days() -> None:
    assert due("SI 2012/2089 reg 9", "2021-03-01") == date(2021, 3, 30)
    assert clear_days_after(date(2021, 3, 1), 28) == date(2021, 3, 30)
    assert due("SI 2012/2089 reg 10", "2021-03-01") == date(2021, 3, 7)


@pytest.mark.parametrize(
    ("period", "pcr", "pa"),
    [
        ("0 working days", "2021-04-07", "2021-04-01"),
        ("1 working day", "2021-04-07", "2021-04-06"),
        ("3 days", "2021-04-07", "2021-04-04"),
        ("1 month", "2021-05-04", "2021-05-01"),
        ("1 year", "2022-04-01", "2022-04-01"),
    ],
)
def test_only_pcr_2015_wants_two_working_days_and_rolls(period: str, pcr: str, pa: str) -> None:
    maundy_thursday, length = date(2021, 4, 1), parse_duration(period)

    for regime, ends in ((PCR, pcr), (PA, pa)):
        end = deadline(calendar("england"), maundy_thursday, length, counting(regime))
        assert end == parse_day(ends)


@pytest.mark.parametrize(
    ("start", "period", "without", "counted"),
    [
        ("2025-02-24", "1 year", "2026-02-24", "2026-02-23"),
        ("2021-01-31", "1 month", "2021-02-28", "2021-02-28"),  # February is over either way
        ("2020-02-29", "5 years", "2025-02-28", "2025-02-28"),
        ("2021-03-01", "1 month", "2021-04-01", "2021-03-31"),
        ("2021-03-01", "30 days", "2021-03-31", "2021-03-30"),
    ],
)
def test_where_a_period_ends_when_its_first_day_counts(
    start: str, period: str, without: str, counted: str
) -> None:
    ends = [
        last_day(parse_day(start), parse_duration(period), trigger_day_counts=counts)
        for counts in (False, True)
    ]
    assert ends == [parse_day(without), parse_day(counted)]


def test_a_period_without_working_days_needs_no_calendar_of_its_years() -> None:
    late = date(2033, 1, 1)
    end = deadline(calendar("uk"), late, Duration(30, "days"), counting(PA))

    assert end == date(2033, 1, 31)
    with pytest.raises(CalendarError, match="beyond the england calendar"):
        deadline(calendar("england"), late, Duration(30, "days"), counting(PCR))


countings = st.builds(Counting, st.booleans(), st.booleans(), st.integers(0, 3), st.just("a law"))
lengths = st.one_of(
    st.builds(Duration, st.integers(1, 200), st.just("days")),
    st.builds(Duration, st.integers(1, 100), st.just("working days")),
    st.builds(Duration, st.integers(1, 8), st.just("months")),
)


@given(triggers, triggers, lengths, countings)
def test_what_starts_later_is_never_due_sooner(
    one: date, other: date, length: Duration, how: Counting
) -> None:
    first, second = sorted((one, other))

    for name in ("england", "uk"):
        ends = [deadline(calendar(name), day, length, how) for day in (first, second)]
        assert first <= ends[0] <= ends[1]


@given(triggers, lengths, countings)
def test_more_bank_holidays_never_bring_a_deadline_forward(
    trigger: date, length: Duration, how: Counting
) -> None:
    england, uk = (deadline(calendar(n), trigger, length, how) for n in ("england", "uk"))
    assert england <= uk


@given(triggers, lengths, countings)
def test_a_day_that_counts_brings_a_deadline_forward_or_leaves_it(
    trigger: date, length: Duration, how: Counting
) -> None:
    within, without = (
        deadline(calendar("uk"), trigger, length, Counting(counts, how.rolls, 0, "a law"))
        for counts in (True, False)
    )
    assert within <= without


@given(triggers, lengths, countings)
def test_a_period_that_rolls_ends_on_a_working_day_and_holds_its_least(
    trigger: date, length: Duration, how: Counting
) -> None:
    uk = calendar("uk")
    end = deadline(uk, trigger, length, how)
    first = trigger if how.trigger_day_counts else trigger + DAY
    held = [first + DAY * n for n in range((end - first).days + 1)]

    assert sum(map(uk.is_working, held)) >= how.least_working_days
    assert uk.is_working(end) or not how.rolls


@given(triggers, st.integers(1, 100))
def test_working_days_beginning_with_the_day_are_those_in_the_diary(
    trigger: date, count: int
) -> None:
    uk, how = calendar("uk"), Counting(True, False, 0, "a law")
    end = deadline(uk, trigger, Duration(count, "working days"), how)

    diary = [trigger + DAY * n for n in range((end - trigger).days + 1)]
    assert sum(map(uk.is_working, diary)) == count
    assert uk.is_working(end)


@given(triggers, st.integers(0, 200), countings)
def test_clear_days_lie_strictly_between_both_ends(
    trigger: date, count: int, how: Counting
) -> None:
    end = deadline(calendar("uk"), trigger, Duration(count, "clear days"), how)
    assert (end - trigger).days - 1 == count
