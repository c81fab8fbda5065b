from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dpsctl.domain.costs import annual_pence
from dpsctl.domain.offset import break_even_beds
from dpsctl.domain.withheld import WITHHELD
from dpsctl.errors import UsageError
from dpsctl.ledger.contracts import contracts_known
from dpsctl.ledger.residents import placements
from dpsctl.reports.offset import offset
from dpsctl.reports.publishing import published
from dpsctl.reports.report import Report
from dpsctl.reports.roster import roster
from dpsctl.reports.view import View

from ..office import Office
from .books import Books, opened

MARCH = date(2021, 3, 1)
SUMMED = (
    *("joiners", "joiners_annual_pence", "leavers", "leavers_annual_pence"),
    *("net", "net_annual_pence", "placements"),
)


def moved(report: Report) -> dict[str, tuple[int, int]]:
    """The joiners and the leavers of each band."""
    return {row["band"]: (row["joiners"], row["leavers"]) for row in report.rows}


def test_joiners_leavers_and_what_would_break_even(kent: Books) -> None:
    mid = kent.taken_over(80_000, 82_000, 90_000, band="Mid")
    kent.awarded([(200_000, 210_000)])
    kent.leaves((mid, "P-0003"), "2021-04-20")
    report = offset(kent.view(since=MARCH))
    assert [list(row.values())[1:] for row in report.rows] == [
        ["Specialist", "dps", 1, 10_920_000, 0, 0, 1, 10_920_000, 1, 10_920_000, 1],
        ["Mid", "framework", 0, 0, 1, 4_680_000, -1, -4_680_000, 2, 4_212_000, 2],
    ]
    assert report.totals == {
        "joiners": 1,
        "joiners_annual_pence": 10_920_000,
        "leavers": 1,
        "leavers_annual_pence": 4_680_000,
        "net": 0,
        "net_annual_pence": 6_240_000,
        "placements": 3,
        "since_annual_pence": 13_104_000,
        "annual_pence": 19_344_000,
        "stayers_annual_pence": 0,
    }
    assert report.notes[0] == "52 weeks a year, as the system document says"
    assert report.notes[-1] == (
        "Between the end of 1 March 2021 and the end of 30 April 2021 one person joined at "
        "£109,200 a year and one person left at £46,800 a year: a net cost of £62,400 a year. At "
        "the mean £42,120 a year of a Mid placement, two such beds would have to leave to break "
        "even."
    )


@pytest.mark.parametrize(
    ("net", "mean", "beds"),
    [(100, 50, 2), (101, 50, 3), (1, 50, 1), (0, 50, None), (-1, 50, None), (9, 0, None)],
)
def test_beds_to_break_even_are_whole_ones(net: int, mean: int, beds: int | None) -> None:
    assert break_even_beds(net, mean) == beds
    assert break_even_beds(net, None) is None


def test_more_beds_than_there_are_is_told(kent: Books) -> None:
    kent.taken_over(10_000, band="Mid")
    kent.awarded([(200_000, 200_000)])
    assert (
        offset(kent.view(since=MARCH))
        .notes[-1]
        .endswith("twenty such beds would have to leave to break even, and there is only one.")
    )


def test_the_leavers_of_a_contract_that_ended(kent: Books) -> None:
    mid = kent.taken_over(80_000, 82_000)
    kent.ends(mid, "2021-04-30")
    assert moved(offset(kent.view("2021-04-29", since=MARCH))) == {"Mid": (0, 0)}
    report = offset(kent.view("2021-04-30", since=MARCH))
    assert moved(report) == {"Mid": (0, 2)}
    assert report.rows[0]["mean_annual_pence"] is None
    assert report.notes[-1].endswith(
        "nobody joined and two people left at £84,240 a year: £84,240 a year less, so that the "
        "joiners are offset in full."
    )


def test_somebody_placed_since_joined_and_whoever_came_and_went_did_neither(kent: Books) -> None:
    mid = kent.taken_over(80_000)
    kent.place(90_000, "2021-04-01", contract=mid, band="Mid")
    gone = kent.place(95_000, "2021-04-02", contract=mid, band="High")
    kent.leaves(gone, "2021-04-29")
    assert moved(offset(kent.view(since=MARCH))) == {"Mid": (1, 0)}
    assert moved(offset(kent.view("2021-04-28", since=MARCH))) == {"Mid": (1, 0), "High": (1, 0)}


def test_a_joiner_counts_at_the_fee_and_band_of_the_day_and_a_leaver_as_they_were(
    kent: Books,
) -> None:
    mid = kent.taken_over(80_000, 80_000)
    joined = kent.place(90_000, "2021-03-10", contract=mid, band="Mid")
    kent.changes_fee(joined, 99_000, "2021-04-10", band="High")
    kent.changes_fee((mid, "P-0001"), 85_000, "2021-04-10", band="High")
    kent.leaves((mid, "P-0001"), "2021-04-20")
    report = offset(kent.view(since=MARCH))
    assert moved(report) == {"Mid": (0, 1), "High": (1, 0)}
    assert report.totals["joiners_annual_pence"] == 99_000 * 52
    assert report.totals["leavers_annual_pence"] == 80_000 * 52


def test_changed_fees_of_those_who_stayed_are_told_and_are_no_part_of_the_net(kent: Books) -> None:
    mid = kent.taken_over(80_000)
    kent.changes_fee((mid, "P-0001"), 85_000, "2021-04-10", band="High")
    report = offset(kent.view(since=MARCH))
    assert (report.totals["net"], report.totals["net_annual_pence"]) == (0, 0)
    assert report.totals["stayers_annual_pence"] == 260_000
    assert any("cost £2,600 a year more than they did" in note for note in report.notes)


@pytest.mark.parametrize(
    ("band", "counts"),
    [("High", {"Specialist": (1, 0), "High": (0, 1)}), ("Specialist", {"Specialist": (0, 0)})],
)
@pytest.mark.parametrize("signed", [False, True])
def test_a_home_that_remodels_moves_people_only_into_another_band(
    kent: Books, band: str, counts: dict[str, tuple[int, int]], signed: bool
) -> None:
    old = kent.taken_over(90_000, band=band, home=1)
    new = kent.award(kent.application(home=1, fees=[(90_000, 100_000)]), leaves=old)
    if signed:
        kent.signed(new)
    for day in ("2021-04-30", "2021-05-01"):
        report = offset(kent.view(day, since=MARCH))
        by_band: dict[str, tuple[int, int]] = {}
        for row in report.rows:
            joined, left = by_band.get(row["band"], (0, 0))
            by_band[row["band"]] = joined + row["joiners"], left + row["leavers"]
        assert by_band == counts
        assert report.totals["placements"] == 1
        assert report.totals["annual_pence"] == 100_000 * 52


def test_without_a_day_it_counts_from_the_day_before_the_system(kent: Books) -> None:
    kent.taken_over(80_000, days=("2020-06-14", "2026-06-14"), signed="2020-06-14")
    kent.taken_over(81_000, days=("2020-06-15", "2026-06-14"), signed="2020-06-15")
    report = offset(kent.view())
    assert moved(report) == {"Mid": (1, 0)}
    assert any(note.startswith("from the end of 2020-06-14 to") for note in report.notes)


def test_a_day_after_the_reports_is_refused(kent: Books) -> None:
    with pytest.raises(UsageError, match="2021-05-01 is after 2021-04-30"):
        offset(kent.view(since=date(2021, 5, 1)))


def test_an_empty_ledger(kent: Books) -> None:
    report = offset(kent.view())
    assert (report.rows, report.charts, report.totals["net_annual_pence"]) == ([], (), 0)
    assert report.notes[-1].endswith("nobody joined the roster and nobody left it.")


def test_one_window_alone(kent: Books) -> None:
    kent.taken_over(80_000)
    kent.awarded([(200_000, 210_000)])
    kent.window("2021-09-01T09:00", "2021-09-30")
    assert moved(offset(kent.view(window="2021-03-01"))) == {"Specialist": (1, 0)}
    assert offset(kent.view(window="2021-09-01")).rows == []


def test_kents_sixteen_join(kent_at: Callable[[str], Office]) -> None:
    made = kent_at("awarded").report("offset")
    assert (made["totals"]["joiners"], made["totals"]["leavers"]) == (64, 0)
    assert made["totals"]["net_annual_pence"] == 719_878_484
    assert made["weeks_per_year"] == "52"
    assert [(row["band"], row["joiners"]) for row in made["rows"]] == [
        ("Specialist", 47),
        ("Specialist Plus", 17),
    ]


fee = st.integers(0, 400_000)
day = st.dates(date(2021, 2, 21), date(2021, 6, 30))
people = st.lists(st.tuples(fee, day, st.none() | st.integers(1, 90)), max_size=3)
homes = st.lists(st.tuples(st.sampled_from(["Mid", "High"]), people, st.none() | day), max_size=3)


def filled(books: Books, each: list[Any]) -> None:
    for band, placed, ended in each:
        contract = books.taken_over(70_000, 71_111, band=band)
        for weekly, starts, stay in placed:
            books.place(weekly, starts.isoformat(), contract=contract, band=band)
            if stay:
                left = date.fromordinal(starts.toordinal() + stay).isoformat()
                books.leaves(books.ledger.value("SELECT MAX(id) FROM placings"), left)
        if ended:
            books.ends(contract, ended.isoformat())


def weekly_by_contract(view: View, on: date) -> dict[int, int]:
    """What each contract's people cost a week on a day, one person at a time."""
    lives = {each.number: each.life for each in contracts_known(view.ledger)}
    sums = dict.fromkeys(lives, 0)
    for row, placement in placements(view.ledger):
        if lives[row["contract"]].listed(on) and placement.lives(on):
            sums[row["contract"]] += placement.weekly(on)
    return sums


@settings(deadline=None, max_examples=25)
@given(homes, day, day, st.sampled_from(["52", "365/7"]))
def test_rows_sum_to_totals_and_the_net_is_what_the_rosters_differ_by(
    each: list[Any], one: date, another: date, weeks: str
) -> None:
    since, as_of = sorted([one, another])
    with opened(Path("nowhere.db"), keep=False) as books:
        books.kent(weeks=weeks)
        filled(books, each)
        view = books.view(as_of.isoformat(), since=since)
        report, listed = offset(view), roster(view)
        costs = [
            sum(
                annual_pence(weekly, view.weeks) for weekly in weekly_by_contract(view, on).values()
            )
            for on in (since, as_of)
        ]
    totals = report.totals
    for key in SUMMED:
        assert totals[key] == sum(row[key] for row in report.rows)
    assert totals["annual_pence"] == listed.totals["annual_pence"]
    assert [totals["since_annual_pence"], totals["annual_pence"]] == costs
    # Nobody's fee changed: what is left is rounding, and of whole weeks there is none.
    assert abs(totals["stayers_annual_pence"]) <= (0 if weeks == "52" else 2 * len(each))


def test_what_the_one_person_cost_who_was_there_before_is_not_published(kent: Books) -> None:
    kent.taken_over(103_499)
    kent.awarded([(145_000, 145_000)] * 9)
    for _ in range(7):
        kent.place(200_000, "2021-05-04", contract=2, band="Specialist Plus")
    totals = published(offset(kent.view("2021-05-10", since=date(2020, 7, 1)))).totals
    assert totals["joiners"] == 16
    assert totals["since_annual_pence"] is totals["stayers_annual_pence"] is WITHHELD
