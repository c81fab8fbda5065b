"""The bridge of costs: it closes to the penny, whatever befell the people between two days."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dpsctl.domain.costs import annual_pence
from dpsctl.reports.costs import costs
from dpsctl.reports.report import Report
from dpsctl.reports.view import Counting, View

from .books import Books, opened
from .happenings import Happened, befallen, days, happenings

Steps = dict[str, int]

EMPTY: Steps = dict.fromkeys(
    ["cost-model change", "fee reviews", "uplift", "joiners", "leavers"], 0
)


def steps(report: Report) -> Steps:
    section = next(each for each in report.sections if each.key == "bridge")
    return {row["step"]: row["annual_pence"] for row in section.rows}


def bridged(books: Books, day: str, since: str | None = None) -> Steps:
    view = replace(
        books.view(day), counting=Counting(since=date.fromisoformat(since) if since else None)
    )
    return steps(costs(view))


def a_year(weekly: int) -> int:
    return weekly * 52


def test_kent_from_historic_terms_to_the_contracts(kent: Books) -> None:
    first = [[(850_000, 870_000)]] * 15
    last = [(13_605_525 - 15 * 850_000, 13_843_817 - 15 * 870_000)]
    kent.awarded(*first, last)
    expected = {
        "current": 707_487_300,
        **EMPTY,
        "cost-model change": 12_391_184,
        "new": 719_878_484,
    }
    assert bridged(kent, "2021-05-10") == expected
    assert bridged(kent, "2021-05-10", since="2021-03-31") == expected


@pytest.fixture
def home(kent: Books) -> Books:
    """A home with two people, at £1,400 and £1,500 a week before and £1,450 and £1,490 now."""
    kent.awarded([(140_000, 145_000), (150_000, 149_000)])
    return kent


def test_a_review_an_uplift_a_joiner_and_a_leaver_are_steps_of_their_own(home: Books) -> None:
    home.changes_fee((1, "P-0001"), 160_000, "2021-06-01")
    home.uplifts(((1, "P-0001"), 165_600), from_day="2021-07-01")
    home.place(120_000, "2021-08-01", contract=1)
    home.leaves((1, "P-0002"), "2021-09-01")
    assert bridged(home, "2021-10-01") == {
        "current": a_year(290_000),
        "cost-model change": a_year(4_000),
        "fee reviews": a_year(15_000),
        "uplift": a_year(5_600),
        "joiners": a_year(120_000),
        "leavers": -a_year(149_000),
        "new": a_year(165_600 + 120_000),
    }


def test_between_two_days_only_what_happened_between_them_counts(home: Books) -> None:
    home.changes_fee((1, "P-0001"), 160_000, "2021-06-01")
    home.uplifts(((1, "P-0001"), 165_600), from_day="2021-07-01")
    assert bridged(home, "2021-07-31", since="2021-06-01") == {
        "current": a_year(160_000 + 149_000),
        **EMPTY,
        "uplift": a_year(5_600),
        "new": a_year(165_600 + 149_000),
    }


def test_who_came_and_went_between_the_days_is_in_no_step(home: Books) -> None:
    respite = home.place(120_000, "2021-06-10", contract=1)
    home.leaves(respite, "2021-06-20")
    here = a_year(145_000 + 149_000)
    expected = {"current": here, **EMPTY, "new": here}
    assert bridged(home, "2021-07-01", since="2021-06-01") == expected


def test_a_fee_for_a_day_put_right_counts_once(home: Books) -> None:
    home.uplifts(((1, "P-0001"), 190_000), from_day="2021-06-01", name="mistaken")
    home.changes_fee((1, "P-0001"), 150_000, "2021-06-01", at="2021-06-02T10:00")
    found = bridged(home, "2021-07-01")
    assert (found["fee reviews"], found["uplift"]) == (a_year(5_000), 0)


def test_people_without_a_contract_join_too(home: Books) -> None:
    home.place(100_000, "2021-06-01", home=2)
    found = bridged(home, "2021-07-01", since="2021-05-31")
    assert (found["joiners"], found["new"]) == (a_year(100_000), a_year(394_000))
    report = costs(home.view("2021-07-01"))
    assert report.totals["offered_annual_pence"] == a_year(394_000)
    assert (report.rows[-1]["contract"], report.rows[-1]["home"]) == (None, "Sample Home 02")


@pytest.fixture
def remodelled(kent: Books) -> Books:
    """P-0001 and P-0002 move with their home from a framework contract; P-0002 has died since."""
    old = kent.taken_over(130_000, 131_000)
    application = kent.application(home=1, fees=[(130_000, 150_000), (131_000, 152_000)])
    kent.determine(application)
    new = kent.award(application, leaves=old)
    kent.signed(new)
    kent.leaves((new, "P-0002"), "2021-06-01")
    return kent


def test_who_moves_with_a_home_neither_joins_nor_leaves(remodelled: Books) -> None:
    assert bridged(remodelled, "2021-06-30", since="2021-04-01") == {
        "current": a_year(261_000),
        **EMPTY,
        "cost-model change": a_year(20_000),
        "leavers": -a_year(131_000),
        "new": a_year(150_000),
    }


def test_who_left_before_their_home_moved_is_a_leaver(kent: Books) -> None:
    old = kent.taken_over(130_000)
    kent.leaves((old, "P-0001"), "2021-04-05")
    kent.award(kent.application(home=1, fees=[(130_000, 150_000)]), on="2021-04-08", leaves=old)
    found = bridged(kent, "2021-04-06", since="2021-04-01")
    assert (found["cost-model change"], found["leavers"]) == (0, -a_year(130_000))


def test_who_came_to_the_old_line_meanwhile_is_a_joiner(kent: Books) -> None:
    old = kent.taken_over()
    kent.place(130_000, "2021-04-02", contract=old, ref="P-0001")
    kent.award(kent.application(home=1, fees=[(130_000, 150_000)]), on="2021-04-08", leaves=old)
    found = bridged(kent, "2021-04-08", since="2021-04-01")
    assert (found["cost-model change"], found["joiners"]) == (0, a_year(150_000))


def test_who_left_the_new_line_is_not_counted_in_the_old(remodelled: Books) -> None:
    (old, new) = costs(remodelled.view("2021-04-30")).rows
    assert (old["placements"], new["placements"]) == (0, 2)
    rows = costs(remodelled.view("2021-06-02")).rows
    assert [row["placements"] for row in rows] == [1]


@settings(deadline=None, max_examples=60)
@given(
    happenings(),
    st.sampled_from(["52", "365/7", "52.14", "52.18"]),
    st.tuples(days(), days()),
)
def test_any_bridge_between_two_days_closes(
    happened: Happened, weeks: str, between: tuple[date, date]
) -> None:
    since, day = sorted(between)
    with opened(Path("nowhere.db"), keep=False) as books:
        befallen(books, happened, weeks)
        view = books.view(day.isoformat())
        ordinary, compared = costs(view), costs(replace(view, counting=Counting(since=since)))
        before = costs(replace(view, as_of=since))
    _agree(ordinary, view)
    for report in (ordinary, compared):
        *parts, new = steps(report).values()
        assert sum(parts) == new == report.totals["offered_annual_pence"]
    coming = {row["contract"] for row in ordinary.rows} - {row["contract"] for row in before.rows}
    if not coming - {None}:
        assert steps(compared)["current"] == before.totals["offered_annual_pence"]


def _agree(report: Report, view: View) -> None:
    """Rows sum to totals, and a whole year is the week times the basis."""
    for key in [column.key for column in report.columns if column.kind == "money"]:
        assert report.totals[key] == sum(row[key] for row in report.rows)
    for row in report.rows:
        for terms in ("current", "offered"):
            weekly = row[f"{terms}_weekly_pence"]
            assert row[f"{terms}_annual_pence"] == annual_pence(weekly, view.weeks)
