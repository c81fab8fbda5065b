from __future__ import annotations

import statistics
from collections import Counter
from fractions import Fraction

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dpsctl.domain.money import half_up
from dpsctl.domain.prices import Over, Paid, Prices, prices, variation_percent

POUNDS = 100


def priced(*fees: int, guide: int | None = None) -> Prices:
    """The prices of these weekly fees in pence, each home's number its place in the order."""
    ordered = sorted(fees)
    paid = [
        Paid(fee, count, guide, ordered.index(fee) + 1) for fee, count in Counter(ordered).items()
    ]
    return prices(paid, len(fees))


def test_five_prices_and_a_guide() -> None:
    made = priced(*(each * POUNDS for each in (1950, 1200, 1450, 1300, 1500)), guide=1400 * POUNDS)
    assert made == Prices(
        placements=5,
        least=1200 * POUNDS,
        median=1450 * POUNDS,
        mean=1480 * POUNDS,
        most=1950 * POUNDS,
        variation="17.44",
        over=3,
        worst=Over(550 * POUNDS, guide=1400 * POUNDS, home=5),
    )
    assert made.worst and (made.worst.percent, made.worst.home) == ("39.29", 5)


def test_an_even_number_has_its_median_half_way_and_half_a_penny_goes_up() -> None:
    assert priced(100, 103).median == 102
    assert priced(100, 100, 103, 103).median == 102
    assert priced(100, 100, 100, 103).median == 100


def test_one_price_does_not_vary_and_is_its_own_median() -> None:
    made = priced(145_000)
    assert (made.least, made.median, made.mean, made.most) == (145_000,) * 4
    assert (made.variation, made.over, made.worst) == ("0.00", None, None)


def test_a_fee_at_its_guide_price_is_not_over_it() -> None:
    assert priced(140_000, guide=140_000).over == 0
    assert priced(140_001, guide=140_000).over == 1


def test_of_two_as_far_over_the_lower_guide_is_worse_and_then_the_first_home() -> None:
    paid = [Paid(110, 1, 100, 3), Paid(210, 2, 200, 1), Paid(210, 1, None, 2)]
    made = prices(paid, 4)
    assert made.over == 3
    assert made.worst and (made.worst.home, made.worst.percent) == (3, "10.00")
    first = prices([Paid(110, 1, 100, 9), Paid(110, 1, 100, 4)], 2)
    assert first.worst and first.worst.home == 4


def test_over_a_guide_of_nought_there_is_no_share() -> None:
    made = priced(100, guide=0)
    assert made.worst and (made.worst.pence, made.worst.percent) == (100, None)


def test_fees_of_nought_have_no_variation() -> None:
    assert priced(0, 0).variation is None


@pytest.mark.parametrize(
    ("fees", "variation"),
    # Deviations of 1 over means of 800 and 80,000: exactly 0.125%, and 0.00125%.
    [((799, 801), "0.13"), ((79_999, 80_001), "0.00"), ((19_999, 20_001), "0.01")],
)
def test_half_a_hundredth_goes_up(fees: tuple[int, ...], variation: str) -> None:
    assert priced(*fees).variation == variation


fees = st.lists(st.integers(0, 500_000), min_size=1, max_size=40)


@given(fees)
def test_median_and_mean_are_those_of_exact_statistics(weekly: list[int]) -> None:
    exact = [Fraction(fee) for fee in weekly]
    made = priced(*weekly)
    assert made.median == half_up(Fraction(statistics.median(exact)))
    assert made.mean == half_up(Fraction(statistics.mean(exact)))
    assert (made.least, made.most) == (min(weekly), max(weekly))


@given(fees)
@example([1, 1, 1, 2])
def test_the_variation_is_nearest_to_the_root_of_the_exact_variance(weekly: list[int]) -> None:
    told = priced(*weekly).variation
    mean = statistics.mean([Fraction(fee) for fee in weekly])
    if told is None:
        assert mean == 0
        return
    variance = statistics.pvariance([Fraction(fee) for fee in weekly])
    # Within half a hundredth of a percent either side, squared so as to stay exact.
    share, half = Fraction(told) / 100, Fraction(1, 20_000)
    assert max(share - half, Fraction(0)) ** 2 <= variance / mean**2 < (share + half) ** 2


@given(fees, st.integers(1, 50))
def test_it_does_not_matter_how_fees_are_counted_together(weekly: list[int], times: int) -> None:
    once, many = priced(*weekly), priced(*(weekly * times))
    assert (once.mean, once.variation, once.least) == (many.mean, many.variation, many.least)


@given(fees, st.integers(1, 500_000))
def test_over_the_guide_are_those_that_are(weekly: list[int], guide: int) -> None:
    made = priced(*weekly, guide=guide)
    over = [fee - guide for fee in weekly if fee > guide]
    assert made.over == len(over)
    assert (made.worst.pence if made.worst else None) == max(over, default=None)


def test_variation_of_nobody_is_none() -> None:
    assert variation_percent(0, 0, 0) is None
