from typing import Any

from dpsctl.reports.deadlines import deadlines

from .books import Books


def told(books: Books, as_of: str, **view: Any) -> list[tuple[str, str | None, int | None, bool]]:
    rows = deadlines(books.view(as_of, **view)).rows
    return [(row["what"], row["due_on"], row["days_left"], row["overdue"]) for row in rows]


def test_what_is_due_soonest_first(kent: Books) -> None:
    kent.application("2021-03-10T14:05")
    assert told(kent, "2021-03-26") == [
        ("assess", "2021-03-24", -2, True),
        ("close window", "2021-03-31", 5, False),
        ("review eqia", "2022-02-01", 312, False),
        ("review dpia", "2022-02-01", 312, False),
    ]


def test_why_an_assessment_is_due(kent: Books) -> None:
    kent.application("2021-03-29T14:05")
    row = deadlines(kent.view("2021-04-01")).rows[0]
    assert row["basis"] == (
        "10 working days from 2021-03-29, England calendar; "
        "notice, under reg 76(3); the figures of reg 34(16)-(17)"
    )
    assert (row["application"], row["home"], row["contract"]) == (1, "Sample Home 01", None)


def test_the_day_itself_is_not_overdue(kent: Books) -> None:
    kent.application("2021-03-10T14:05")
    assert told(kent, "2021-03-24")[0] == ("assess", "2021-03-24", 0, False)


def test_what_is_determined_withdrawn_or_superseded_waits_no_more(kent: Books) -> None:
    determined, withdrawn, superseded = (kent.application() for _ in range(3))
    kent.determine(determined, at="2021-03-20T09:00")
    kent.withdraw(withdrawn, at="2021-03-20T10:00")
    kent.application("2021-03-12T10:00", home=3, supersedes=superseded)
    waiting = [row for row in deadlines(kent.view("2021-03-21")).rows if row["what"] == "assess"]
    assert [row["application"] for row in waiting] == [4]


def test_the_newest_review_of_each_kind(kent: Books) -> None:
    kent.assessed("eqia", signed="2021-06-01", review_by="2022-06-01")
    assert [row[:2] for row in told(kent, "2021-07-01")] == [
        ("review dpia", "2022-02-01"),
        ("review eqia", "2022-06-01"),
    ]


def test_the_end_of_validity_is_announced_a_year_ahead(kent: Books) -> None:
    assert "end of validity" not in [row[0] for row in told(kent, "2025-06-13")]
    assert ("end of validity", "2026-06-14", 365, False) in told(kent, "2025-06-14")
    assert ("end of validity", "2026-06-14", -1, True) in told(kent, "2026-06-15")


def test_a_calendar_that_runs_out_stands_last_and_says_what_to_extend(books: Books) -> None:
    books.system(until="2029-12-31", regime="pcr2015")
    books.window("2020-06-15T00:00", "2029-12-31")
    books.application("2029-12-28T10:00")
    rows = deadlines(books.view("2029-12-29")).rows
    assert [(row["what"], row["due_on"]) for row in rows] == [
        ("close window", "2029-12-31"),
        ("end of validity", "2029-12-31"),
        ("assess", None),
    ]
    assert "extend" in rows[-1]["basis"] and "england.yaml" in rows[-1]["basis"]
    assert rows[-1]["overdue"] is False


def test_of_one_window(kent: Books) -> None:
    kent.window("2021-09-01T09:00", "2021-09-30")
    assert told(kent, "2021-03-10", window="2021-09-01") == [
        ("close window", "2021-09-30", 204, False)
    ]
