from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from dpsctl.domain.supply import Offer, supply_of
from dpsctl.reports.report import Report
from dpsctl.reports.roster import roster
from dpsctl.reports.supply import supply

from ..office import Office
from .books import Books, opened

NEEDS = [
    {"district": "Ashford", "category": "LD", "beds": 10},
    {"district": "Thanet", "category": "MH", "beds": 4},
]
FEE = (100_000, 100_000)


def offering(books: Books, beds: int | None, people: int = 0, **home: Any) -> int:
    """A contract in force from 2021-05-01, of a home with so many beds and people."""
    contract = books.award(books.application(beds=beds, fees=[FEE] * people, **home))
    books.signed(contract)
    return contract


def row_of(report: Report, *key: str | None) -> dict[str, Any]:
    (row,) = [row for row in report.rows if tuple(row.values())[:3] == key]
    return dict(list(row.items())[3:])


def needs_of(report: Report) -> list[dict[str, Any]]:
    (section,) = report.sections
    return section.rows


def test_beds_people_and_vacancies_of_a_home(kent: Books) -> None:
    offering(kent, 5, people=3)
    report = supply(kent.view("2021-05-01"))
    assert row_of(report, "Ashford", "LD", "Specialist") == {
        "homes": 1,
        "homes_3_to_6": 1,
        "homes_6_to_10": 0,
        "homes_beds_unknown": 0,
        "beds": 5,
        "beds_not_in_force": 0,
        "placed": 3,
        "vacancies": 2,
        "open_to_placements": 1,
    }
    assert report.notes[-1] == (
        "One home has 5 beds under contract; one home is open to placements, with 2 vacancies. "
        "The system document names no beds that are needed."
    )


def test_before_it_is_in_force_its_beds_are_told_apart_and_none_is_vacant(kent: Books) -> None:
    offering(kent, 5, people=3)
    report = supply(kent.view("2021-04-30"))
    assert report.totals["beds"] == report.totals["beds_not_in_force"] == 5
    assert report.totals["vacancies"] == report.totals["open_to_placements"] == 0
    assert "5 of these beds are under contracts not in force yet" in report.notes
    assert "; no home is open to placements." in report.notes[-1]


def test_six_beds_count_in_both_sizes(kent: Books) -> None:
    for beds in (2, 3, 6, 7, 10, 11):
        offering(kent, beds)
    totals = supply(kent.view("2021-05-01")).totals
    assert (totals["homes"], totals["homes_3_to_6"], totals["homes_6_to_10"]) == (6, 2, 3)


def test_a_home_that_serves_two_categories_stands_under_each_and_totals_once(kent: Books) -> None:
    offering(kent, 5, people=1, categories=("LD", "MH"))
    report = supply(kent.view("2021-05-01"))
    assert [(row["category"], row["beds"], row["vacancies"]) for row in report.rows] == [
        ("LD", 5, 4),
        ("MH", 5, 4),
    ]
    assert (report.totals["beds"], report.totals["vacancies"], report.totals["placed"]) == (5, 4, 1)
    assert any("the totals count every home once" in note for note in report.notes)


def test_more_people_than_beds_leave_nought_vacant_and_are_told(kent: Books) -> None:
    offering(kent, 2, people=3)
    report = supply(kent.view("2021-05-01"))
    assert report.totals["vacancies"] == 0
    assert "more people live in Sample Home 01 than there are beds" in report.notes


def test_beds_that_nobody_gave_are_absent_and_told_and_not_nought(kent: Books) -> None:
    offering(kent, None, people=1)
    report = supply(kent.view("2021-05-01"))
    assert (report.totals["beds"], report.totals["vacancies"]) == (None, None)
    assert report.totals["homes_beds_unknown"] == 1
    assert "nobody said how many beds there are in Sample Home 01: they add none" in report.notes
    offering(kent, 4)
    assert supply(kent.view("2021-05-01")).totals["beds"] == 4


def test_a_suspended_home_has_no_vacancy(kent_at: Callable[[str], Office]) -> None:
    office = kent_at("awarded").on("2021-05-04")
    office.types("sign 1 2 --on 2021-04-28")
    office.types("seal 1 --on 2021-04-30 --register 2021/117")
    office.types("seal 2 --on 2021-04-30 --register 2021/118")
    before = office.report("supply")["totals"]
    office.types("suspend 1 --days 9 --reason 'An enquiry'")
    after = office.report("supply")["totals"]
    assert (before["open_to_placements"], after["open_to_placements"]) == (2, 1)
    assert before["vacancies"] >= after["vacancies"]
    assert before["beds"] == after["beds"]


def test_needs_against_beds(books: Books) -> None:
    books.kent(needs=NEEDS)
    offering(books, 8, district="ashford")
    offering(books, 6, district="Ashford", categories=("LD", "MH"))
    report = supply(books.view("2021-05-01"))
    figures = [tuple(row.values())[1:] for row in needs_of(report)]
    assert figures == [("Ashford", "LD", 10, 14, 0, 14, 0, 4), ("Thanet", "MH", 4, 0, 0, 0, 4, 0)]
    assert report.sections[0].totals == {"needed_beds": 14, "short_beds": 4, "surplus": 4}
    assert {row["district"] for row in report.rows} == {"Ashford"}
    assert report.notes[-1].endswith("Of 14 beds needed 4 are missing: 4 for MH in Thanet.")
    assert [chart.of for chart in report.charts] == ["needs"]


def test_rows_come_by_district_and_category_and_bands_as_agreements_list_them(kent: Books) -> None:
    kent.taken_over(band="High", district="Ashford")
    kent.taken_over(band="Mid", district="Ashford")
    offering(kent, 5, district="Thanet")
    offering(kent, 5, district="Ashford", band="Specialist Plus")
    offering(kent, 5, district="Ashford", categories=("MH", "LD"))
    offering(kent, 5, district=None)
    rows = [tuple(row.values())[:3] for row in supply(kent.view("2021-05-01")).rows]
    assert rows == [
        ("Ashford", "LD", "Specialist"),
        ("Ashford", "LD", "Specialist Plus"),
        ("Ashford", "LD", "Mid"),
        ("Ashford", "LD", "High"),
        ("Ashford", "MH", "Specialist"),
        ("Thanet", "LD", "Specialist"),
        (None, "LD", "Specialist"),
    ]


def test_a_home_that_leaves_a_contract_stands_under_the_new_one_alone(kent: Books) -> None:
    old = kent.taken_over(90_000, 95_000, home=1, band="High", beds=5)
    moving = kent.application(home=1, fees=[FEE, FEE])
    kent.award(moving, leaves=old)
    report = supply(kent.view())
    assert [(row["band"], row["beds"], row["placed"]) for row in report.rows] == [
        ("Specialist", 5, 2)
    ]
    assert (
        "Sample Home 01 leaves contract 1 for contract 2: its beds and people stand under the new "
        "one alone"
    ) in report.notes


def test_two_contracts_of_one_home_share_its_beds(kent: Books) -> None:
    kent.taken_over(90_000, home=1, band="High", beds=5)
    kent.signed(kent.award(kent.application(home=1, fees=[FEE], beds=5)))
    report = supply(kent.view("2021-05-01"))
    assert {row["band"]: (row["beds"], row["placed"], row["vacancies"]) for row in report.rows} == {
        "High": (5, 1, 3),
        "Specialist": (5, 1, 3),
    }
    assert (report.totals["homes"], report.totals["beds"], report.totals["vacancies"]) == (1, 5, 3)


def test_somebody_in_the_home_without_a_contract_takes_a_bed(kent: Books) -> None:
    offering(kent, 5)
    kent.place(100_000, "2021-04-20", home=1)
    totals = supply(kent.view("2021-05-01")).totals
    assert (totals["placed"], totals["vacancies"]) == (0, 4)


def test_nothing_awarded_yet(kent: Books) -> None:
    report = supply(kent.view())
    assert report.rows == [] and report.totals["beds"] == 0
    assert report.notes == [
        "No contract has been awarded that has not ended: there are no beds to count. "
        "The system document names no beds that are needed."
    ]


def test_one_window_alone(books: Books) -> None:
    books.kent(needs=NEEDS)
    offering(books, 5)
    books.window("2021-09-01T09:00", "2021-09-30")
    report = supply(books.view("2021-05-01", window="2021-09-01"))
    assert report.rows == []
    assert needs_of(report)[0]["short_beds"] == 10


def test_kents_needs(kent_at: Callable[[str], Office]) -> None:
    office = kent_at("awarded")
    made = office.report("supply")
    assert made["totals"]["homes"] == 16
    assert made["totals"]["beds"] == office.report("roster")["totals"]["beds"]
    assert made["totals"]["placed"] == 64
    assert made["notes"][-1].startswith("Sixteen homes have ")


offers = st.lists(
    st.builds(
        Offer,
        home=st.integers(1, 6),
        beds=st.none() | st.integers(0, 12),
        people=st.integers(0, 12),
        placed=st.integers(0, 6),
        in_force=st.booleans(),
        open=st.booleans(),
    ),
    max_size=8,
    unique_by=lambda offer: offer.home,
)


@given(offers, offers)
def test_homes_that_differ_add_up(some: list[Offer], others: list[Offer]) -> None:
    taken = {offer.home for offer in some}
    apart = [offer for offer in others if offer.home not in taken]
    one, two, both = supply_of(some), supply_of(apart), supply_of([*some, *apart])
    assert both.homes == one.homes + two.homes
    assert both.placed == one.placed + two.placed
    assert (both.beds or 0) == (one.beds or 0) + (two.beds or 0)
    assert (both.vacancies or 0) == (one.vacancies or 0) + (two.vacancies or 0)
    assert supply_of([*some, *apart, *some]).homes == both.homes


homes = st.tuples(
    st.sampled_from(["Ashford", "Thanet", None]),
    st.sampled_from(["LD", "MH", "PD"]),
    st.sampled_from(["Specialist", "Specialist Plus"]),
    st.none() | st.integers(0, 12),
    st.integers(0, 7),
)


@settings(deadline=None, max_examples=15)
@given(st.lists(homes, max_size=5))
def test_rows_sum_to_totals_where_each_home_serves_one_category(each: list[Any]) -> None:
    with opened(Path("nowhere.db"), keep=False) as books:
        books.kent()
        for district, category, band, beds, people in each:
            place = {"district": district, "categories": (category,), "band": band}
            offering(books, beds, people, **place)
        view = books.view("2021-05-01")
        report, listed = supply(view), roster(view)
    for key, told in report.totals.items():
        assert (told or 0) == sum(row[key] or 0 for row in report.rows), key
    for key in ("placements", "beds"):
        assert listed.totals[key] == (report.totals["placed" if key == "placements" else key] or 0)
