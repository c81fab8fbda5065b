"""Money: pence in, pounds out, a half rounded away from nought."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dpsctl.domain.money import (
    exact_sum,
    half_up,
    parse_pence,
    parse_weekly_pence,
    percent,
    plain_pounds,
    pounds,
    whole_pounds,
)

pence = st.integers(0, 10**12)


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("1650.10", 165_010),
        ("1,650.10", 165_010),
        ("£1,650.10", 165_010),
        ("1650.1", 165_010),
        ("1650", 165_000),
        ("0", 0),
        ("£10,000,000", 1_000_000_000),
        ("007.50", 750),
    ],
)
def test_pounds_are_read_as_pence(text: str, amount: int) -> None:
    assert parse_pence(text) == amount


@pytest.mark.parametrize(
    "text",
    [
        "1650.105",
        "16,50.10",
        "1,6500",
        "1650.",
        ".50",
        "1e3",
        "1_650",
        "£",
        "",
        "٣",
        "1650 ",
        "£-1",
    ],
)
def test_what_is_no_amount_of_money_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="money"):
        parse_pence(text)


@pytest.mark.parametrize("text", ["100000000000", "1,000,000,000,000", "9" * 5_000])
def test_what_no_ledger_could_sum_is_refused(text: str) -> None:
    assert parse_pence("£99,999,999,999.99") == 9_999_999_999_999
    with pytest.raises(ValueError, match="more than anybody pays"):
        parse_pence(text)


def test_a_fee_a_week_is_a_million_at_most() -> None:
    assert parse_weekly_pence("1,000,000") == 100_000_000
    with pytest.raises(ValueError, match=r"more than £1,000,000.00 a week"):
        parse_weekly_pence("1,000,000.01")


def test_an_amount_is_never_negative() -> None:
    with pytest.raises(ValueError, match=r"^-5\.00 is negative; an amount of money is not$"):
        parse_pence("-5.00")


@given(pence)
def test_an_amount_reads_back_from_every_way_it_is_shown(amount: int) -> None:
    assert parse_pence(pounds(amount)) == amount
    assert parse_pence(plain_pounds(amount)) == amount


@pytest.mark.parametrize(
    ("amount", "shown", "plain", "whole"),
    [
        (165_010, "£1,650.10", "1650.10", "£1,650"),
        (-300, "-£3.00", "-3.00", "-£3"),
        (5, "£0.05", "0.05", "£0"),
        (-5, "-£0.05", "-0.05", "£0"),
        (50, "£0.50", "0.50", "£1"),
        (-50, "-£0.50", "-0.50", "-£1"),
        (719_878_484, "£7,198,784.84", "7198784.84", "£7,198,785"),
        (12_391_184, "£123,911.84", "123911.84", "£123,912"),
    ],
)
def test_people_and_spreadsheets_read_pounds(
    amount: int, shown: str, plain: str, whole: str
) -> None:
    assert (pounds(amount), plain_pounds(amount), whole_pounds(amount)) == (shown, plain, whole)


@pytest.mark.parametrize(
    ("amount", "rounded"),
    [("1/2", 1), ("3/2", 2), ("5/2", 3), ("-1/2", -1), ("-5/2", -3), ("49/100", 0), ("7", 7)],
)
def test_a_half_goes_away_from_nought(amount: str, rounded: int) -> None:
    assert half_up(Fraction(amount)) == rounded


@given(st.fractions())
def test_rounding_moves_by_a_half_at_most_and_mirrors(amount: Fraction) -> None:
    assert abs(half_up(amount) - amount) <= Fraction(1, 2)
    assert half_up(-amount) == -half_up(amount)


@pytest.mark.parametrize(
    ("part", "whole", "share"),
    [
        (12_391_184, 707_487_300, "1.75"),  # the increase over historic terms
        (12_391_184, 440_000_000, "2.82"),  # the increase over the estimate
        (1, 3, "33.33"),
        (2, 3, "66.67"),
        (-1, 200, "-0.50"),
        (1, 80_000, "0.00"),
        (1, 20_000, "0.01"),
        (0, 5, "0.00"),
    ],
)
def test_a_share_has_two_decimals(part: int, whole: int, share: str) -> None:
    assert percent(part, whole) == share


def test_there_is_no_share_of_nothing() -> None:
    assert percent(1, 0) is None


@given(st.lists(st.fractions()))
def test_an_exact_sum_loses_nothing(amounts: list[Fraction]) -> None:
    assert exact_sum(amounts) == sum(amounts, Fraction())
