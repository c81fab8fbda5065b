from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dpsctl.domain.uplift_sums import Effect, Rise, days_owed, effect
from dpsctl.domain.uplifts import (
    Fate,
    Placed,
    Ruling,
    Terms,
    growth,
    needs_evidence,
    percentage,
    raised,
    ruling,
)

FIRST, YEAR_BEFORE = date(2022, 4, 1), date(2021, 4, 1)
FLAT = Fraction(35, 1000)
fees = st.integers(0, 1_000_000)
rates = st.fractions(Fraction(1, 100_000), 1, max_denominator=10**6)


def terms(**given: object) -> Terms:
    return Terms(**{"rate": FLAT, "began_before": FIRST, **given})  # type: ignore[arg-type]


def placed(weekly: int = 145_000, **given: object) -> Placed:
    about = {"band": "Specialist", "weekly": weekly, "began": YEAR_BEFORE, **given}
    return Placed(**about)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("weekly", "after"),
    [(145_000, 150_075), (138_855, 143_715), (0, 0), (100, 104), (10, 10), (14, 14), (15, 16)],
)
def test_three_and_a_half_percent_half_up_to_the_penny(weekly: int, after: int) -> None:
    assert raised(weekly, FLAT) == after


@given(fees, rates)
def test_the_new_fee_is_the_nearest_penny_with_halves_up(weekly: int, rate: Fraction) -> None:
    exact, after = weekly * (1 + rate), raised(weekly, rate)

    assert -Fraction(1, 2) <= exact - after < Fraction(1, 2)


def test_a_weighted_rate_is_exact() -> None:
    """0.65 of 8.91 to 9.50 pounds and 0.35 of 4.9%."""
    wage = growth(Fraction("8.91"), Fraction("9.50"))
    rate = Fraction("0.65") * wage + Fraction("0.35") * Fraction("0.049")

    assert wage == Fraction(59, 891)
    assert rate == Fraction(1_072_613, 17_820_000)
    assert percentage(rate) == "6.0192%"


@pytest.mark.parametrize(
    ("rate", "text"),
    [
        (FLAT, "3.5%"),
        (Fraction(1), "100%"),
        (Fraction(2, 100), "2%"),
        (Fraction(1, 3), "33.3333%"),
        (Fraction(2, 3), "66.6667%"),
        (Fraction(5, 10**7), "0.0001%"),
        (Fraction(4, 10**7), "0%"),
        (Fraction(0), "0%"),
        (Fraction(-12, 1000), "-1.2%"),
    ],
)
def test_a_rate_is_told_with_up_to_four_decimals(rate: Fraction, text: str) -> None:
    assert percentage(rate) == text


# The fate of one fee


def test_a_fee_rises_by_the_rate() -> None:
    assert ruling(terms(), placed()) == Ruling(Fate.RISES, 150_075)


def test_a_placement_that_began_on_the_day_or_later_began_too_late() -> None:
    the_day, the_day_before = FIRST, FIRST - timedelta(days=1)

    assert ruling(terms(), placed(began=the_day)).fate is Fate.LATE
    assert ruling(terms(), placed(began=the_day_before)).fate is Fate.RISES


def test_a_fee_at_the_threshold_needs_no_evidence_and_one_above_it_does() -> None:
    above = terms(evidence_above=145_000)

    assert not needs_evidence(above, 145_000)
    assert ruling(above, placed(145_000)).fate is Fate.RISES
    assert ruling(above, placed(145_001)) == Ruling(Fate.UNPROVEN, 145_001)
    assert ruling(above, placed(145_001, proven=True)).fate is Fate.RISES


def test_a_fee_agreed_for_the_very_day_stands_as_agreed() -> None:
    assert ruling(terms(), placed(settled=True, proven=True)) == Ruling(Fate.SETTLED, 145_000)


@pytest.mark.parametrize("held", [True, False])
def test_a_fee_may_reach_the_maximum_price_to_the_penny(held: bool) -> None:
    capped = terms(maximum={"Specialist": 150_075}, held=held)

    assert ruling(capped, placed()) == Ruling(Fate.RISES, 150_075)


def test_a_fee_that_would_rise_above_the_maximum_breaks_it_or_is_held_at_it() -> None:
    most = {"Specialist": 150_074}

    assert ruling(terms(maximum=most), placed()) == Ruling(Fate.BREAKS, 150_075)
    assert ruling(terms(maximum=most, held=True), placed()) == Ruling(Fate.HELD, 150_074)


def test_a_fee_above_the_maximum_already_breaks_it_or_stays_as_it_is() -> None:
    most = {"Specialist": 140_000}

    assert ruling(terms(maximum=most), placed()) == Ruling(Fate.BREAKS, 150_075)
    assert ruling(terms(maximum=most, held=True), placed()) == Ruling(Fate.HELD, 145_000)


def test_the_maximum_is_that_of_its_own_band() -> None:
    most = terms(maximum={"Specialist Plus": 100})

    assert ruling(most, placed()).fate is Fate.RISES


def test_a_rise_of_less_than_half_a_penny_is_none() -> None:
    assert ruling(terms(), placed(0)) == Ruling(Fate.UNMOVED, 0)
    assert ruling(terms(), placed(14)) == Ruling(Fate.UNMOVED, 14)
    assert ruling(terms(), placed(15)) == Ruling(Fate.RISES, 16)


@given(fees, rates, st.integers(0, 1_000_000), st.booleans())
def test_nothing_is_lowered_and_nothing_held_rises_past_its_maximum(
    weekly: int, rate: Fraction, most: int, held: bool
) -> None:
    found = ruling(terms(rate=rate, maximum={"Specialist": most}, held=held), placed(weekly))

    assert found.weekly >= weekly
    assert found.weekly <= max(most, weekly) or found.fate is Fate.BREAKS
    assert (found.fate is Fate.BREAKS) == (not held and raised(weekly, rate) > most)


# What it comes to


def test_four_fees_of_1450_pounds_for_a_year_of_52_weeks_and_seventy_days_back() -> None:
    found = effect([Rise(145_000, 150_075, 70)] * 4, Fraction(52))

    assert found == Effect(4, 580_000, 600_300, 1_055_600, 203_000)


def test_arrears_are_rounded_once_for_a_contract() -> None:
    """Three fees that rise by a penny a week, for two days: 6/7 of a penny."""
    assert effect([Rise(100, 101, 2)] * 3, Fraction(52)).arrears == 1


@pytest.mark.parametrize(
    ("today", "stops", "days"),
    [
        ("2022-06-10", [], 70),
        ("2022-04-02", [], 1),
        ("2022-04-01", [], 0),
        ("2022-03-01", [], 0),
        ("2022-06-10", ["2022-05-01"], 30),
        ("2022-06-10", ["2022-07-01"], 70),
        ("2022-06-10", ["2022-05-01", "2022-04-11"], 10),
    ],
)
def test_days_are_owed_up_to_yesterday_or_until_something_stops_them(
    today: str, stops: list[str], days: int
) -> None:
    until = [None, *map(date.fromisoformat, stops)]

    assert days_owed(FIRST, date.fromisoformat(today), until) == days


rises = st.builds(
    lambda before, more, days: Rise(before, before + more, days),
    fees,
    st.integers(1, 50_000),
    st.integers(0, 400),
)


@given(st.lists(st.lists(rises, min_size=1), max_size=5))
def test_the_total_is_the_sum_over_contracts(contracts: list[list[Rise]]) -> None:
    weeks = Fraction(365, 7)
    each = [effect(fees, weeks) for fees in contracts]

    total = sum(each, Effect())

    assert total.fees == sum(len(fees) for fees in contracts)
    assert total.after - total.before == sum(r.after - r.before for of in contracts for r in of)
    assert total.annual == sum(one.annual for one in each)
    assert total.arrears == sum(one.arrears for one in each)
    for one in each:
        assert abs(one.annual - (one.after - one.before) * weeks) <= Fraction(1, 2)
