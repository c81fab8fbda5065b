from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from dpsctl.ledger import facts
from dpsctl.reports.deadlines import deadlines

from ..office import HEAD_OF_QUALITY, Office
from .books import Books

Stage = Callable[[str], Office]


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


# Letters


def sent(books: Books, outcome: str, tells_of: int, on: str) -> None:
    with books.entry(f"{on}T12:00", command="letters") as to:
        to.add(facts.Letter(1, outcome, tells_of, on, to.keep_text("A letter."), "0" * 64))


def letters(books: Books, as_of: str) -> list[tuple[int, str, bool]]:
    rows = deadlines(books.view(as_of)).rows
    due = [row for row in rows if row["what"] == "letter"]
    return [(row["application"], row["due_on"], row["overdue"]) for row in due]


def test_an_outcome_is_to_be_told_on_its_own_day_until_a_letter_was_sent(kent: Books) -> None:
    application = kent.application()
    refused = kent.determine(application, "refuse", at="2021-04-06T10:00")
    sent(kent, "refused", refused, "2021-04-09")
    assert letters(kent, "2021-04-05") == []
    assert letters(kent, "2021-04-06") == [(1, "2021-04-06", False)]
    assert letters(kent, "2021-04-08") == [(1, "2021-04-06", True)]
    assert letters(kent, "2021-04-09") == []


def test_whoever_was_told_of_one_outcome_is_to_be_told_of_the_next(kent: Books) -> None:
    application = kent.application()
    refused = kent.determine(application, "refuse", at="2021-04-06T10:00")
    sent(kent, "refused", refused, "2021-04-06")
    kent.rescind(refused, "2021-04-07T10:00")
    kent.determine(application, "refuse", at="2021-04-08T10:00")
    assert letters(kent, "2021-04-07") == []
    assert letters(kent, "2021-04-08") == [(1, "2021-04-08", False)]


def test_who_was_only_admitted_is_not_told_before_the_award(kent: Books) -> None:
    kent.determine(kent.application(), at="2021-04-06T10:00")
    assert letters(kent, "2021-04-07") == []


def member(books: Books) -> int:
    """An application admitted to a dynamic market on 6 April 2021; its determination."""
    books.system(regime="pa2023-dynamic-market", until=None)
    books.window("2020-06-15T00:00", None)
    return books.determine(books.application(), at="2021-04-06T10:00")


def test_but_where_admission_gives_membership_it_is_an_outcome_of_its_own(books: Books) -> None:
    admitted = member(books)
    sent(books, "admitted", admitted, "2021-04-09")
    assert letters(books, "2021-04-05") == []
    assert letters(books, "2021-04-08") == [(1, "2021-04-06", True)]
    assert letters(books, "2021-04-09") == []


def test_without_the_regimes_file_an_admission_is_due_lest_it_be_forgotten(
    kent: Books, tmp_path: Path
) -> None:
    kent.determine(kent.application(), at="2021-04-06T10:00")
    bare = replace(kent.view("2021-04-08"), rules=[tmp_path])
    (row,) = [row for row in deadlines(bare).rows if row["what"] == "letter"]
    assert row["basis"].startswith("admitted on 2021-04-06; there is no regimes.yaml")


def test_an_award_and_a_withdrawal_are_told_too(kent: Books) -> None:
    kent.awarded([(100, 200)])
    kent.withdraw(kent.application(), at="2021-04-07T10:00")
    rows = {row["application"]: row for row in deadlines(kent.view("2021-04-08")).rows}
    assert (rows[1]["contract"], rows[1]["due_on"]) == (1, "2021-04-08")
    assert (rows[2]["contract"], rows[2]["due_on"]) == (None, "2021-04-07")
    assert rows[2]["basis"].startswith("withdrawn on 2021-04-07; to be told at the earliest")


def test_how_soon_is_the_regimes_to_say(books: Books) -> None:
    books.system(regime="pa2023-dynamic-market", until=None)
    books.window("2020-06-15T00:00", None)
    books.determine(books.application(), "refuse")
    (row,) = [row for row in deadlines(books.view("2021-04-08")).rows if row["what"] == "letter"]
    assert row["basis"] == (
        "refused on 2021-04-06; to be told as soon as reasonably practicable, with reasons "
        "(Procurement Act 2023 s 36(6)(e))"
    )


def test_without_the_regimes_file_it_is_due_all_the_same(kent: Books, tmp_path: Path) -> None:
    kent.determine(kent.application(), "refuse")
    bare = replace(kent.view("2021-04-08"), rules=[tmp_path])
    (row,) = [row for row in deadlines(bare).rows if row["what"] == "letter"]
    assert row["due_on"] == "2021-04-06"
    assert "there is no regimes.yaml among the rules" in row["basis"]


# Contracts


def test_the_end_of_a_contract_is_announced_a_year_ahead(kent_at: Stage) -> None:
    office = kent_at("awarded").on("2021-05-10")
    office.types("sign 2 --on 2021-04-28")
    office.types("end-contract 2 --on 2022-01-01 --reason 'It closes' --yes")

    def ends(as_of: str) -> list[tuple[int, str, str]]:
        rows = office.report("deadlines", f"--as-of {as_of}")["rows"]
        return [
            (row["contract"], row["due_on"], row["basis"])
            for row in rows
            if row["what"] == "end of contract"
        ]

    assert ends("2020-12-30") == []  # not awarded yet
    assert ends("2021-05-10") == [
        (2, "2021-12-31", "it was ended; it would have run to 2026-06-14")
    ]
    assert ends("2022-01-01") == []
    assert len(ends("2025-06-13")) == 0
    assert len(ends("2025-06-14")) == 15
    assert ends("2026-06-14")[0] == (
        1,
        "2026-06-14",
        "its own last day, unless it is extended: dpsctl extend-contract",
    )


def test_so_is_that_of_one_which_its_home_leaves(kent_at: Stage) -> None:
    office = kent_at("checked").under(HEAD_OF_QUALITY)
    office.types("import-contracts contracts")
    office.types("determine 20 admit --reason 'The post was slow'")
    office.on("2021-04-20").types("award 20 --decision 20/00108 --starts 2021-06-01 --yes")
    may = office.on("2021-05-20")
    may.types("sign 3 --on 2021-05-19")
    may.types("seal 3 --on 2021-05-20 --register 2021/17")

    (row,) = (row for row in may.report("deadlines")["rows"] if row["what"] == "end of contract")

    assert (row["contract"], row["application"], row["home"], row["due_on"], row["basis"]) == (
        1,
        None,
        "Sample Home 20",
        "2021-05-31",
        "its home leaves it for the contract in force from 2021-06-01",
    )
