from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dpsctl.reports.costs import costs

from .books import Books, opened

FOUR_AT_1450 = [(140_000, 145_000)] * 4


def test_four_placements_at_1450_pounds_for_52_weeks(kent: Books) -> None:
    kent.awarded(FOUR_AT_1450)
    (row,) = costs(kent.view()).rows
    assert row == {
        "contract": 1,
        "home": "Sample Home 01",
        "provider": "Sample Provider 01 Ltd",
        "cqc_location": "1-00000001",
        "district": "Ashford",
        "categories": ["LD"],
        "band": "Specialist",
        "beds": 5,
        "placements": 4,
        "current_weekly_pence": 560_000,
        "offered_weekly_pence": 580_000,
        "current_annual_pence": 29_120_000,
        "offered_annual_pence": 30_160_000,
        "change_pence": 1_040_000,
        "change_percent": "3.57",
    }


def test_the_same_on_365_sevenths_of_a_year(books: Books) -> None:
    books.kent(weeks="365/7")
    books.awarded(FOUR_AT_1450)
    report = costs(books.view())
    assert report.totals["offered_annual_pence"] == 30_242_857
    assert report.weeks_per_year == "365/7"
    assert report.notes[0] == "365/7 weeks a year, as the system document says"


def test_kent_to_the_pound(kent: Books) -> None:
    # Sixteen contracts with the paper's totals: 13,605,525 pence a week now, 13,843,817 offered.
    # The last one's fee falls, the others' rise.
    first = [[(850_000, 870_000)]] * 15
    last = [(13_605_525 - 15 * 850_000, 13_843_817 - 15 * 870_000)]
    kent.awarded(*first, last)
    report = costs(kent.view())
    assert report.totals == {
        "contracts": 16,
        "beds": 80,
        "placements": 16,
        "current_weekly_pence": 13_605_525,
        "offered_weekly_pence": 13_843_817,
        "current_annual_pence": 707_487_300,
        "offered_annual_pence": 719_878_484,
        "change_pence": 12_391_184,
        "change_percent": "1.75",
        "placements_up": 15,
        "placements_down": 1,
        "placements_unchanged": 0,
        "up_pence": 15_600_000,
        "down_pence": 3_208_816,
        "estimate_pence": 440_000_000,
        "estimate_share_percent": "2.82",
        "estimate_rest_pence": 427_608_816,
    }
    assert report.notes == [
        "52 weeks a year, as the system document says",
        "gross of client contributions and health funding",
        "estimate: Cabinet Committee paper 4.1",
        "Sixteen contracts cost £7,198,785 in a whole year, of which £123,912 is increase on "
        "their historic terms of £7,074,873 (1.75%); the increase alone, not the whole cost, "
        "counts against the estimate: that is 2.82% of the £4,400,000 estimated for all existing "
        "services, leaving £4,276,088 of the estimate for services outside these sixteen.",
    ]


def test_without_an_estimate_its_totals_are_absent(books: Books) -> None:
    books.kent(estimate=None)
    books.awarded(FOUR_AT_1450)
    totals = costs(books.view()).totals
    assert totals["estimate_pence"] is totals["estimate_share_percent"] is None
    assert totals["estimate_rest_pence"] is None


def test_a_home_with_nobody_placed_yet_costs_nothing(kent: Books) -> None:
    kent.awarded([])
    (row,) = costs(kent.view()).rows
    assert (row["placements"], row["offered_annual_pence"], row["change_percent"]) == (0, 0, None)


@pytest.mark.parametrize(
    ("as_of", "contracts"),
    [("2021-04-07", 0), ("2021-04-08", 1), ("2021-04-30", 1), ("2026-06-14", 1), ("2026-06-15", 0)],
)
def test_a_contract_is_listed_from_its_award_to_its_last_day(
    kent: Books, as_of: str, contracts: int
) -> None:
    kent.awarded(FOUR_AT_1450)
    assert costs(kent.view(as_of)).totals["contracts"] == contracts


def test_only_the_window_asked_for(kent: Books) -> None:
    kent.awarded(FOUR_AT_1450)
    kent.window("2021-09-01T09:00", "2021-09-30")
    assert len(costs(kent.view(window="2021-03-01")).rows) == 1
    assert costs(kent.view(window="2021-09-01")).rows == []


def test_rounding_that_parts_up_and_down_from_the_change_is_told(books: Books) -> None:
    books.kent(weeks="365/7")
    books.awarded([(100, 101), (100, 101), (101, 100)])
    report = costs(books.view())
    up_less_down = report.totals["up_pence"] - report.totals["down_pence"]
    gap = abs(report.totals["change_pence"] - up_less_down)
    assert any(f"by {gap}p" in note for note in report.notes) == (gap > 0)


weekly = st.integers(0, 400_000)
contracts = st.lists(st.lists(st.tuples(weekly, weekly), max_size=4), max_size=4)


@settings(deadline=None, max_examples=20)
@given(contracts, st.sampled_from(["52", "365/7", "52.14", "52.18"]))
def test_totals_are_the_sums_of_the_rows(fees: list[list[tuple[int, int]]], weeks: str) -> None:
    with opened(Path("nowhere.db"), keep=False) as books:
        books.kent(weeks=weeks)
        books.awarded(*fees)
        report = costs(books.view())
    for key in [column.key for column in report.columns if column.kind == "money"]:
        assert report.totals[key] == sum(row[key] for row in report.rows)
    assert (
        report.totals["placements"]
        == sum(map(len, fees))
        == sum(report.totals[f"placements_{way}"] for way in ("up", "down", "unchanged"))
    )


def test_who_was_placed_since_has_no_historic_terms_and_is_told(kent: Books) -> None:
    kent.awarded(FOUR_AT_1450)
    kent.place(120_000, "2021-04-20", contract=1)
    report = costs(kent.view())
    assert report.totals["change_pence"] == 1_040_000
    assert (
        "1 placement made since counts on both sides at the fee first agreed, and joins the bridge "
        "at the fee of the day"
    ) in report.notes
    assert not any("made since" in note for note in costs(kent.view("2021-04-19")).notes)
