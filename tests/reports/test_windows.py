from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dpsctl.errors import RefusedError
from dpsctl.ledger.chain import sha256
from dpsctl.ledger.facts import GateOverride, Notice
from dpsctl.reports.windows import STANDINGS, windows

from .books import RULES_TEXT, Books, opened


def test_a_window_and_what_came_of_it(kent: Books) -> None:
    kent.awarded([])
    kent.check(kent.application(), "referred")
    kent.application("2021-04-02T10:15")
    report = windows(kent.view())
    (row,) = report.rows
    counts = {key: row.pop(key) for key in STANDINGS.values()}
    assert row == {
        "window": "2021-03-01",
        "opens": "2021-03-01T09:00:00+00:00",
        "closes": "2021-04-01T00:00:00+01:00",
        "last_day": "2021-03-31",
        "standing": "closed",
        "rules": ["kent-specialist/2021-02-01"],
        "rules_digest": [sha256(RULES_TEXT)],
        "cost_model": [],
        "decision": "20/00108",
        "notice": "2021/S 000-000001",
        "notice_address": None,
        "notice_sent": None,
        "notice_published": None,
        "overridden": [],
        "received": 3,
        "late": 1,
    }
    assert {key: n for key, n in counts.items() if n} == {
        "unchecked": 1,
        "referred": 1,
        "awarded": 1,
    }
    assert report.totals["received"] == 3


@pytest.mark.parametrize(
    ("as_of", "standing"),
    [
        ("2021-02-15", "scheduled"),
        ("2021-02-28", "scheduled"),
        ("2021-03-01", "open"),
        ("2021-03-30", "open"),
        ("2021-03-31", "closed"),
    ],
)
def test_where_a_window_stands_when_the_day_ends(kent: Books, as_of: str, standing: str) -> None:
    assert windows(kent.view(as_of)).rows[0]["standing"] == standing


def test_a_window_nobody_has_heard_of_yet_is_not_listed(kent: Books) -> None:
    assert windows(kent.view("2021-02-14")).rows == []


def test_a_window_typed_in_later_is_listed_once_it_had_opened(books: Books) -> None:
    books.system(at="2021-05-01T09:00")
    books.window(at="2021-05-01T10:00")
    assert windows(books.view("2021-02-28")).rows == []
    assert windows(books.view("2021-03-01")).rows[0]["standing"] == "open"


def test_an_early_closing_counts_from_the_day_it_is_recorded(kent: Books) -> None:
    kent.close(1, at="2021-03-20T12:00")
    closings = {
        day: windows(kent.view(day)).rows[0]["closes"] for day in ("2021-03-19", "2021-03-20")
    }
    assert closings == {
        "2021-03-19": "2021-04-01T00:00:00+01:00",
        "2021-03-20": "2021-03-20T12:00:00+00:00",
    }


def test_no_such_window(kent: Books) -> None:
    with pytest.raises(RefusedError, match="there is no window 2021-03-02"):
        windows(kent.view(window="2021-03-02"))


def test_a_window_that_never_closes(books: Books) -> None:
    books.system(until=None, regime="pcr2015")
    books.window("2020-06-15T00:00", None)
    (row,) = windows(books.view()).rows
    assert (row["closes"], row["last_day"], row["standing"]) == (None, None, "open")


def test_the_newest_notice_recorded_by_the_day_is_told(kent: Books) -> None:
    with kent.entry("2021-03-05T10:00") as to:
        to.add(Notice(1, "2021/S 000-000001", None, None, "2021-02-20"))
    with kent.entry("2021-03-10T10:00") as to:
        to.add(Notice(1, "2021/S 000-000002", None, None, "2021-03-08"))
    told = {
        day: (row["notice"], row["notice_published"])
        for day in ("2021-03-04", "2021-03-05", "2021-03-10")
        for row in windows(kent.view(day)).rows
    }
    assert told == {
        "2021-03-04": ("2021/S 000-000001", None),
        "2021-03-05": ("2021/S 000-000001", "2021-02-20"),
        "2021-03-10": ("2021/S 000-000002", "2021-03-08"),
    }


def test_a_gate_passed_shut_is_told_of_its_own_window_and_no_other(kent: Books) -> None:
    kent.window("2021-06-01T09:00", "2021-06-30")
    with kent.entry("2021-02-15T09:00") as to:
        to.add(GateOverride(1, "dpia", "no assessment was in force", "It is signed next week"))
    report = windows(kent.view())
    assert [row["overridden"] for row in report.rows] == [["dpia"], []]
    assert report.notes == [
        "window 2021-03-01 opened without dpia (no assessment was in force), "
        "because: It is signed next week (by Anna, entry 6)"
    ]


fates = st.lists(
    st.sampled_from(["unchecked", "qualified", "mixed", "admitted", "refused", "withdrawn", "gone"])
)


@settings(deadline=None, max_examples=15)
@given(fates)
def test_the_standings_sum_to_received(fates: list[str]) -> None:
    with opened(Path("nowhere.db"), keep=False) as books:
        books.kent()
        for fate in fates:
            _meet(books, fate)
        (row,) = windows(books.view()).rows
    assert row["received"] == sum(row[key] for key in STANDINGS.values())
    assert row["superseded"] == fates.count("gone")


def _meet(books: Books, fate: str) -> None:
    application = books.application()
    if fate in ("qualified", "mixed"):
        books.check(application, fate)
    elif fate in ("admitted", "refused"):
        books.determine(application, {"admitted": "admit", "refused": "refuse"}[fate])
    elif fate == "withdrawn":
        books.withdraw(application, at="2021-04-01T09:00")
    elif fate == "gone":
        home = books.ledger.value("SELECT MAX(id) FROM homes")
        books.application(home=home, supersedes=application)
