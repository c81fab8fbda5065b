from __future__ import annotations

import re
import tracemalloc
from collections.abc import Callable
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from dpsctl.ledger import facts
from dpsctl.reports.costs import costs
from dpsctl.reports.prices import prices
from dpsctl.reports.report import Report
from dpsctl.reports.roster import roster
from dpsctl.shipped import RULES

from ..office import Office
from .books import Books, opened

MODEL = (RULES / "cost-models" / "kent-specialist" / "2021-04-01.yaml").read_text("utf-8")
FIVE = [(fee, fee) for fee in (120_000, 130_000, 145_000, 150_000, 195_000)]


def guided(books: Books, *guides: str) -> None:
    """Pin a cost model with these guide prices, each as YAML has it."""
    lines = "".join(f"  - {{{guide}}}\n" for guide in guides)
    text = re.sub(r"^guide:\n(  - .*\n)+", f"guide:\n{lines}", MODEL, flags=re.MULTILINE)
    assert text != MODEL
    with books.entry("2021-02-15T10:00", command="open-window") as to:
        kept = to.keep_text(text)
        to.add(facts.PinnedCostModel("kent-specialist", "2021-04-01", kept))


def of_band(report: Report, band: str, agreement: str | None = "dps") -> dict[str, Any]:
    (row,) = [row for row in report.rows if (row["band"], row["agreement"]) == (band, agreement)]
    return row


def test_five_prices_and_a_guide(kent: Books) -> None:
    guided(kent, "band: Specialist, weekly: 1400.00")
    kent.awarded(FIVE[:4], FIVE[4:])
    report = prices(kent.view())
    assert report.rows == [
        {
            "label": "Specialist",
            "band": "Specialist",
            "agreement": "dps",
            "placements": 5,
            "outside_terms": 0,
            "min_weekly_pence": 120_000,
            "median_weekly_pence": 145_000,
            "mean_weekly_pence": 148_000,
            "max_weekly_pence": 195_000,
            "variation_percent": "17.44",
            "guide_weekly_pence": 140_000,
            "over_guide": 3,
            "worst_over_pence": 55_000,
            "worst_over_percent": "39.29",
            "worst_home": "Sample Home 02",
        }
    ]
    assert report.totals == {"placements": 5, "outside_terms": 0, "over_guide": 3}
    assert report.notes[1] == "guide prices: kent-specialist/2021-04-01, as pinned on this ledger"
    assert report.notes[-1] == (
        "Fees lie furthest apart for Specialist: from £1,200 to £1,950 a week about a mean of "
        "£1,480, a coefficient of variation of 17.44%. Three of five placements cost more than "
        "the guide price, the furthest by £550 a week (39.29% of it), at Sample Home 02."
    )


def test_each_fee_is_held_against_the_guide_of_its_homes_district(kent: Books) -> None:
    guided(
        kent,
        "band: Specialist, weekly: 1400.00",
        "band: Specialist, district: Sevenoaks, weekly: 1600.00",
    )
    for district in ("Ashford", "sevenoaks", None):
        fees = [(150_000, 150_000)]
        kent.award(kent.application(district=district, fees=fees))
    row = of_band(prices(kent.view()), "Specialist")
    assert (row["guide_weekly_pence"], row["over_guide"], row["worst_home"]) == (
        140_000,
        2,
        "Sample Home 01",
    )


def test_a_band_without_a_guide_has_nothing_over_it(kent: Books) -> None:
    kent.taken_over(80_000, 90_000)
    report = prices(kent.view())
    row = of_band(report, "Mid", "framework")
    assert (row["guide_weekly_pence"], row["over_guide"], row["worst_home"]) == (None, None, None)
    assert report.totals["over_guide"] is None
    assert report.notes[1] == "no cost model is pinned on this ledger: there are no guide prices"
    assert report.notes[-1].endswith("There is no guide price to hold them against.")
    guided(kent, "band: Specialist, weekly: 1400.00")
    kent.awarded(FIVE)
    report = prices(kent.view())
    assert "there is no guide price for Mid" in report.notes
    assert "Three of five placements" in report.notes[-1]


def test_bands_come_as_the_agreements_list_them(kent: Books) -> None:
    for band in ("High", "Mid"):
        kent.taken_over(80_000, band=band)
    for band in ("Specialist Plus", "Specialist"):
        kent.award(kent.application(band=band, fees=FIVE[:1]))
    assert [row["band"] for row in prices(kent.view()).rows] == [
        "Specialist",
        "Specialist Plus",
        "Mid",
        "High",
    ]


def test_fees_and_bands_are_those_of_the_day(kent: Books) -> None:
    mid = kent.taken_over(80_000)
    kent.changes_fee((mid, "P-0001"), 88_000, "2021-05-01", band="High")
    before, after = (prices(kent.view(day)) for day in ("2021-04-30", "2021-05-01"))
    assert [(row["band"], row["max_weekly_pence"]) for row in before.rows] == [("Mid", 80_000)]
    assert [(row["band"], row["max_weekly_pence"]) for row in after.rows] == [("High", 88_000)]


def test_whoever_left_or_lives_under_what_has_ended_is_not_counted(kent: Books) -> None:
    kept, ended = kent.taken_over(80_000, 81_000), kent.taken_over(90_000)
    kent.leaves((kept, "P-0002"), "2021-04-20")
    kent.ends(ended, "2021-04-20")
    assert prices(kent.view("2021-04-19")).totals["placements"] == 3
    report = prices(kent.view("2021-04-20"))
    assert (report.totals["placements"], report.rows[0]["max_weekly_pence"]) == (1, 80_000)


def test_people_without_a_contract_stand_in_a_row_of_their_own(kent: Books) -> None:
    guided(kent, "band: Specialist, weekly: 1400.00")
    kent.awarded(FIVE)
    kent.place(200_000, "2021-04-20", home=1)
    kent.place(150_000, "2021-04-20", contract=1, outside="it was suspended")
    report = prices(kent.view())
    assert [(row["label"], row["placements"], row["outside_terms"]) for row in report.rows] == [
        ("Specialist, dps", 6, 1),
        ("Specialist, no contract", 1, 1),
    ]
    assert report.totals == {"placements": 7, "outside_terms": 2, "over_guide": 5}
    assert of_band(report, "Specialist", None)["worst_over_pence"] == 60_000
    assert any(note.startswith("2 of the placements are outside terms") for note in report.notes)


def test_a_home_without_a_contract_is_held_against_the_guide_of_its_district(kent: Books) -> None:
    guided(
        kent,
        "band: Specialist, weekly: 1400.00",
        "band: Specialist, district: Thanet, weekly: 1600.00",
    )
    kent.application(district="Thanet")
    kent.place(170_000, "2021-04-20", home=1)
    assert of_band(prices(kent.view()), "Specialist", None)["worst_over_pence"] == 10_000


def test_a_home_that_remodels_counts_nobody_twice(kent: Books) -> None:
    old = kent.taken_over(90_000, 91_000, home=1, band="High")
    kent.award(kent.application(home=1, fees=FIVE[:1]), leaves=old)
    kent.place(70_000, "2021-04-20", home=2)
    report = prices(kent.view())
    counted = [(row["band"], row["placements"], row["min_weekly_pence"]) for row in report.rows]
    assert counted == [
        ("Specialist", 1, 120_000),
        ("High", 1, 91_000),
        ("Specialist", 1, 70_000),
    ]


def test_one_window_alone_leaves_out_people_without_a_contract(kent: Books) -> None:
    kent.awarded(FIVE)
    kent.place(200_000, "2021-04-20", home=1)
    kent.window("2021-09-01T09:00", "2021-09-30")
    assert prices(kent.view(window="2021-03-01")).totals["placements"] == 5
    assert prices(kent.view(window="2021-09-01")).rows == []


def test_nobody_placed(kent: Books) -> None:
    report = prices(kent.view())
    assert (report.rows, report.charts) == ([], ())
    assert report.notes[-1] == (
        "Nobody was placed on 30 April 2021: there are no prices to compare."
    )


def test_kents_prices(kent_at: Callable[[str], Office]) -> None:
    office = kent_at("awarded")
    made = office.report("prices")
    assert made["totals"]["placements"] == 64
    assert [row["band"] for row in made["rows"]] == ["Specialist", "Specialist Plus"]
    assert made["notes"][-1].startswith("Fees lie furthest apart for Specialist: from £1,")


fee = st.integers(0, 400_000)
homes = st.lists(
    st.tuples(st.sampled_from(["Specialist", "Specialist Plus"]), st.lists(fee, max_size=4)),
    max_size=4,
)


@settings(deadline=None, max_examples=20)
@given(homes, st.lists(fee, max_size=3))
def test_rows_sum_to_totals_and_everybody_is_counted_once(
    each: list[tuple[str, list[int]]], elsewhere: list[int]
) -> None:
    with opened(Path("nowhere.db"), keep=False) as books:
        books.kent()
        guided(books, "band: Specialist, weekly: 1400.00")
        for band, weekly in each:
            fees = [(one, one) for one in weekly]
            books.award(books.application(band=band, fees=fees))
        for weekly_fee in elsewhere:
            books.place(weekly_fee, "2021-04-01", home=1)
        view = books.view()
        report, listed = prices(view), roster(view)
    for key, told in report.totals.items():
        assert (told or 0) == sum(row[key] or 0 for row in report.rows)
    assert report.totals["placements"] == listed.totals["placements"] + len(elsewhere)


def test_many_placements_take_no_more_memory_than_few(kent: Books) -> None:
    def peak(people: int) -> int:
        with kent.entry("2021-04-20T09:00", command="place") as to:
            last = kent.ledger.value("SELECT MAX(id) FROM placings") or 0
            to.add_all(
                facts.Placing(
                    1,
                    1,
                    f"M-{last + at}",
                    "LD",
                    "Specialist",
                    100_000 + at % 97,
                    "2021-04-20",
                    "direct",
                )
                for at in range(people)
            )
        tracemalloc.start()
        report = prices(kent.view())
        assert report.totals["placements"] == last + people
        top = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return top

    kent.awarded([])
    few = peak(1_000)
    assert peak(20_000) < 2 * few


def test_who_left_after_the_award_is_not_counted_in_the_line_that_their_home_leaves(
    kent: Books,
) -> None:
    old = kent.taken_over(130_000)
    application = kent.application(home=1, fees=[(130_000, 150_000)])
    new = kent.award(application, on="2021-04-08", leaves=old)
    kent.leaves((new, "P-0001"), "2021-04-10")
    assert prices(kent.view("2021-04-12")).rows == []
    assert costs(kent.view("2021-04-12")).totals["placements"] == 0
