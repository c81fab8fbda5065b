from dataclasses import replace
from pathlib import Path

from dpsctl.reports.applications import applications
from dpsctl.shipped import RULES

from .books import Books


def test_an_application_that_waits(kent: Books) -> None:
    application = kent.application("2021-03-29T14:05", categories=["LD", "MH"])
    kent.check(
        application,
        "mixed",
        ("cqc-rating", "unmet", "Requires improvement"),
        ("57(1)(a)", "met", "no"),
        ("safeguarding-policy", "unknown", "not answered"),
        LD="qualified",
        MH="failed",
    )
    report = applications(kent.view("2021-04-01"))
    assert report.rows == [
        {
            "application": 1,
            "reference": "KBP-2021-0001",
            "window": "2021-03-01",
            "home": "Sample Home 01",
            "provider": "Sample Provider 01 Ltd",
            "cqc_location": "1-00000001",
            "categories": ["LD", "MH"],
            "band": "Specialist",
            "agreement": "dps",
            "received_at": "2021-03-29T14:05:00+01:00",
            "late": False,
            "standing": "mixed",
            "verdict": "mixed",
            "verdicts": {"LD": "qualified", "MH": "failed"},
            "unmet": ["cqc-rating"],
            "unknown": ["safeguarding-policy"],
            # Ten working days from 29 March, over Good Friday and Easter Monday.
            "assess_by": "2021-04-14",
            "assessed_on": None,
            "determined_by": None,
            "told_on": None,
        }
    ]
    assert report.totals == {"applications": 1, "late": 0}


def test_only_the_newest_check_counts(kent: Books) -> None:
    application = kent.application()
    kent.check(application, "referred", ("cqc-rating", "unmet", "no"))
    kent.check(application, "qualified", ("cqc-rating", "met", "yes"), at="2021-04-02T09:00")
    before, after = (applications(kent.view(day)).rows[0] for day in ("2021-04-01", "2021-04-02"))
    assert (before["verdict"], before["unmet"]) == ("referred", ["cqc-rating"])
    assert (after["verdict"], after["unmet"]) == ("qualified", [])


def test_who_determined_it_on_which_london_day(kent: Books) -> None:
    application = kent.application()
    kent.determine(application, "refuse", at="2021-04-06T00:30", by="Bea")
    before, after = (applications(kent.view(day)).rows[0] for day in ("2021-04-05", "2021-04-06"))
    assert (before["standing"], before["assessed_on"]) == ("received", None)
    assert (after["standing"], after["assessed_on"]) == ("refused", "2021-04-06")
    assert after["determined_by"] == "Bea"


def test_a_rescinded_determination_stands_no_longer(kent: Books) -> None:
    application = kent.application()
    kent.rescind(kent.determine(application), at="2021-04-07T09:00")
    (row,) = applications(kent.view()).rows
    assert (row["standing"], row["determined_by"]) == ("received", None)


def test_received_by_the_day_and_superseded_ones_too(kent: Books) -> None:
    first = kent.application("2021-03-10T14:05")
    kent.application("2021-03-12T14:05", home=1, supersedes=first)
    rows = {day: applications(kent.view(day)).rows for day in ("2021-03-11", "2021-03-12")}
    assert [row["standing"] for row in rows["2021-03-11"]] == ["received"]
    assert [row["standing"] for row in rows["2021-03-12"]] == ["superseded", "received"]


def test_a_late_one_is_assessed_from_receipt_even_where_others_count_from_the_close(
    books: Books,
) -> None:
    books.kent(assessment={"within": "10 working days", "from": "close"})
    books.application("2021-03-10T14:05")
    books.application("2021-04-06T14:05")
    rows = applications(books.view()).rows
    assert [row["assess_by"] for row in rows] == ["2021-04-16", "2021-04-20"]


def test_a_system_without_a_period_sets_no_day(books: Books) -> None:
    books.kent(assessment=None)
    books.application()
    report = applications(books.view())
    assert (report.rows[0]["assess_by"], report.notes) == (None, [])


def test_a_window_keeps_the_period_it_was_opened_under(kent: Books) -> None:
    kent.system(at="2021-03-05T09:00", assessment={"within": "20 working days"})
    kent.application("2021-03-10T14:05")
    assert applications(kent.view()).rows[0]["assess_by"] == "2021-03-24"


def test_a_calendar_that_runs_out_leaves_a_note(books: Books) -> None:
    books.system(until=None, regime="pcr2015")
    books.window("2020-06-15T00:00", None)
    books.application("2029-12-27T10:00")
    books.application("2029-12-27T11:00")
    report = applications(books.view("2029-12-31"))
    assert [row["assess_by"] for row in report.rows] == [None, None]
    (note,) = report.notes
    assert note.startswith(
        "no day to assess 1 and 2 by: 10 working days from 2029-12-27: 2030-01-01"
    )
    assert Path(note.rpartition("extend ")[2]).parts[-2:] == ("calendars", "england.yaml")


def test_a_calendar_that_is_not_there_leaves_a_note(books: Books, tmp_path: Path) -> None:
    books.system(until=None, regime="pa2023-dynamic-market")
    books.window("2020-06-15T00:00", None)
    books.application()
    (tmp_path / "regimes.yaml").write_bytes((RULES / "regimes.yaml").read_bytes())
    view = replace(books.view(), rules=[tmp_path])
    assert "there is no calendars/uk.yaml" in applications(view).notes[0]


def test_only_the_window_asked_for(kent: Books) -> None:
    kent.application()
    kent.window("2021-09-01T09:00", "2021-09-30")
    kent.application("2021-09-02T14:05", window=2)
    view = kent.view("2021-10-01", window="2021-09-01")
    assert [row["application"] for row in applications(view).rows] == [2]
