"""Decimals and percentages: read as written, exact, and shown as they were written."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dpsctl.domain.decimals import (
    decimal_text,
    hundredths_text,
    parse_decimal,
    parse_hundredths,
    parse_share,
    share_text,
)


@pytest.mark.parametrize(
    ("text", "number"), [("35", 35), ("35.5", Fraction(71, 2)), ("0", 0), ("0.05", Fraction(1, 20))]
)
def test_a_number_is_read_exactly(text: str, number: Fraction) -> None:
    assert parse_decimal(text) == number
    assert decimal_text(Fraction(number)) == text


@pytest.mark.parametrize("text", ["", "-1", "35.555", "1e3", "½", "1,000", ".5", "5.", "NaN", "٣"])
def test_what_is_no_number_is_not_read(text: str) -> None:
    with pytest.raises(ValueError, match="is not a number with at most 2 decimals"):
        parse_decimal(text)


def test_a_number_with_more_decimals_has_no_text() -> None:
    with pytest.raises(ValueError, match="1/3 has more than 2 decimals"):
        decimal_text(Fraction(1, 3))


@pytest.mark.parametrize(
    ("text", "share", "shown"),
    [
        ("6", Fraction(6, 100), "6%"),
        ("2.75 %", Fraction(275, 10_000), "2.75%"),
        ("100%", Fraction(1), "100%"),
        ("0.1250", Fraction(125, 100_000), "0.125%"),
    ],
)
def test_a_share_is_a_percentage(text: str, share: Fraction, shown: str) -> None:
    assert parse_share(text) == share
    assert share_text(share) == shown


def test_no_share_is_more_than_the_whole() -> None:
    with pytest.raises(ValueError, match=r"100\.01% is more than 100%"):
        parse_share("100.01%")


@given(st.integers(-10_000_000, 10_000_000))
def test_hundredths_of_a_percent_are_read_back_as_they_are_shown(hundredths: int) -> None:
    assert parse_hundredths(hundredths_text(hundredths)) == hundredths


@given(st.integers(0, 10**8))
def test_a_count_is_read_back_as_it_is_shown(hundredths: int) -> None:
    number = Fraction(hundredths, 100)
    assert parse_decimal(decimal_text(number)) == number
