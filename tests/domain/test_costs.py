from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dpsctl.domain.costs import AnnualCost, Fees, annual, annual_pence, direction, over_guide

pence = st.integers(0, 500_000)


@pytest.mark.parametrize(
    ("weeks", "year"), [("52", 30_160_000), ("365/7", 30_242_857), ("52.14", 30_241_200)]
)
def test_four_placements_at_1450_pounds_a_week(weeks: str, year: int) -> None:
    assert annual_pence(4 * 145_000, Fraction(weeks)) == year


def test_half_a_penny_goes_up() -> None:
    assert annual_pence(1, Fraction("52.5")) == 53


@pytest.mark.parametrize(
    ("current", "offered", "goes"),
    [(100, 101, "up"), (101, 100, "down"), (100, 100, "unchanged"), (0, 0, "unchanged")],
)
def test_which_way_a_fee_goes(current: int, offered: int, goes: str) -> None:
    assert direction(current, offered) == goes


def test_the_change_is_offered_less_current_after_rounding() -> None:
    fees = Fees(placements=3, current=3, offered=4, up=1, down=1, raised=2, lowered=1)
    year = annual(fees, Fraction(365, 7))
    assert year == AnnualCost(current=156, offered=209, raised=104, lowered=52)
    assert year.change == 53
    assert year.change_percent == "33.97"
    assert fees.unchanged == 1


def test_a_change_over_nothing_has_no_percentage() -> None:
    assert AnnualCost(current=0, offered=5, raised=5, lowered=0).change_percent is None


@given(pence, pence)
def test_a_whole_number_of_weeks_needs_no_rounding(current: int, offered: int) -> None:
    raised, lowered = max(offered - current, 0), max(current - offered, 0)
    fees = Fees(1, current, offered, raised > 0, lowered > 0, raised, lowered)
    year = annual(fees, Fraction(52))
    assert year.change == 52 * (offered - current) == year.raised - year.lowered


@pytest.mark.parametrize(
    ("fees", "guides", "furthest"),
    [
        ([120_000, 130_000, 145_000, 150_000, 195_000], [140_000] * 5, 3_929),
        ([120_000, 130_000], [140_000, 140_000], -714),
        ([140_000], [140_000], 0),
        ([145_000, 145_000], [140_000, 100_000], 4_500),
        ([145_000, 145_000], [140_000, None], None),
        ([], [], None),
    ],
)
def test_the_furthest_over_guide_of_fees_that_all_have_one(
    fees: list[int], guides: list[int | None], furthest: int | None
) -> None:
    assert over_guide(fees, guides) == furthest
