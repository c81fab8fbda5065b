from typing import Any

import pytest

from dpsctl.domain.money import percent
from dpsctl.reports.cost_sentence import cost_sentence


def totals(
    contracts: int, current: int, offered: int, estimate: int | None, placements: int = 4
) -> dict[str, Any]:
    change = offered - current
    return {
        "contracts": contracts,
        "placements": placements,
        "current_annual_pence": current,
        "offered_annual_pence": offered,
        "change_pence": change,
        "change_percent": percent(change, current),
        "estimate_pence": estimate,
        "estimate_share_percent": None if estimate is None else percent(change, estimate),
        "estimate_rest_pence": None if estimate is None else estimate - change,
    }


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        (
            totals(0, 0, 0, 440_000_000),
            "No contract has been awarded that has not ended: there is no cost to report.",
        ),
        (
            totals(1, 0, 0, None, placements=0),
            "Nobody is placed yet under the one contract: there is no cost to report.",
        ),
        (
            totals(2, 0, 0, None, placements=0),
            "Nobody is placed yet under the two contracts: there is no cost to report.",
        ),
        (
            totals(1, 1_000_000, 1_010_000, None),
            "One contract costs £10,100 in a whole year, of which £100 is increase on its "
            "historic terms of £10,000 (1.00%).",
        ),
        (
            totals(2, 1_000_000, 990_000, None),
            "Two contracts cost £9,900 in a whole year, which is £100 less than on their "
            "historic terms of £10,000 (1.00%).",
        ),
        (
            totals(2, 1_000_000, 990_000, 440_000_000),
            "Two contracts cost £9,900 in a whole year, which is £100 less than on their "
            "historic terms of £10,000 (1.00%); there is no increase, so it uses none of the "
            "£4,400,000 estimated for all existing services.",
        ),
        (
            totals(21, 1_000_000, 1_000_000, None),
            "21 contracts cost £10,000 in a whole year, which is the same as on their historic "
            "terms of £10,000.",
        ),
        (
            totals(1, 1_000_000, 1_010_000, 40_000),
            "One contract costs £10,100 in a whole year, of which £100 is increase on its "
            "historic terms of £10,000 (1.00%); the increase alone, not the whole cost, counts "
            "against the estimate: that is 25.00% of the £400 estimated for all existing "
            "services, leaving £300 of the estimate for services outside this one.",
        ),
        (
            totals(2, 0, 10_000, 10_000),
            "Two contracts cost £100 in a whole year, of which £100 is increase on their "
            "historic terms of £0; the increase alone, not the whole cost, counts against the "
            "estimate: that is 100.00% of the £100 estimated for all existing services, leaving "
            "nothing of the estimate for services outside these two.",
        ),
        (
            totals(2, 0, 15_000, 10_000),
            "Two contracts cost £150 in a whole year, of which £150 is increase on their "
            "historic terms of £0; the increase alone, not the whole cost, counts against the "
            "estimate: that is 150.00% of the £100 estimated for all existing services, which is "
            "£50 more than was estimated.",
        ),
    ],
)
def test_the_sentence_claims_what_the_totals_say(told: dict[str, Any], sentence: str) -> None:
    assert cost_sentence(told, "all existing services") == sentence


def test_an_estimate_that_says_not_what_it_covers() -> None:
    assert "25.00% of the £400 estimated, leaving £300" in cost_sentence(
        totals(1, 1_000_000, 1_010_000, 40_000), None
    )


def test_an_estimate_of_nothing() -> None:
    assert "that is beyond the £0 estimated for services, which is £100 more" in cost_sentence(
        totals(1, 1_000_000, 1_010_000, 0), "services"
    )
