"""What has to be published, by when and why, and what counts as published on which day."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from dpsctl.ledger import facts
from dpsctl.reports.deadlines import deadlines

from ..office import HEAD_OF_QUALITY, Office
from ..papers import system
from .books import Books

Stage = Callable[[str], Office]
Due = tuple[object, str | None]

NOTICES = ("award notice", "Contracts Finder notice", "contract register", "publishing")
QUARTERLY = {"award_notices": "quarterly"}


def due(books: Books, as_of: str, what: str = "award notice") -> list[Due]:
    """Of what a notice is due on a day, and by when."""
    rows = [row for row in deadlines(books.view(as_of)).rows if row["what"] == what]
    return [(row["contract"] or row["application"], row["due_on"]) for row in rows]


def awarded(books: Books, *days: str) -> list[int]:
    """A contract awarded on each of these days."""
    found = []
    for day in days:
        application = books.application()
        books.determine(application)
        found.append(books.award(application, day, day))
    return found


def published(books: Books, duty: str, on: str, event: str, **subject: int | str) -> None:
    """A publication about one contract, application or quarter, recorded on its own day."""
    about = {"contract": None, "application": None, "quarter": None, **subject}
    with books.entry(f"{on}T12:00", command="publish") as to:
        number = to.add(facts.Publication(duty, "2021/S-1", on))
        to.add(facts.PublicationSubject(number, event=event, **about))  # type: ignore[arg-type]


# Award notices


def test_each_award_has_its_own_notice_within_thirty_days(kent: Books) -> None:
    awarded(kent, "2021-05-20", "2021-06-03")

    assert due(kent, "2021-05-19") == []
    assert due(kent, "2021-05-20") == [(1, "2021-06-21")]  # Saturday the 19th rolls to Monday
    assert due(kent, "2021-06-10") == [(1, "2021-06-21"), (2, "2021-07-05")]


def test_those_of_a_quarter_are_due_together_where_the_system_groups_them(books: Books) -> None:
    books.kent(publishing=QUARTERLY)
    awarded(books, "2021-05-20", "2021-06-03", "2021-07-01")

    assert due(books, "2021-07-10") == [(1, "2021-07-30"), (2, "2021-07-30"), (3, "2021-11-01")]


@pytest.mark.parametrize(
    ("on", "by"),
    [
        ("2021-03-31", "2021-04-30"),
        ("2021-04-01", "2021-07-30"),
        ("2021-09-30", "2021-11-01"),
        ("2021-10-01", "2022-01-31"),
    ],
)
def test_the_last_day_of_each_quarters_group(books: Books, on: str, by: str) -> None:
    books.kent(publishing=QUARTERLY)
    awarded(books, on)

    assert due(books, on) == [(1, by)]


@pytest.mark.parametrize(
    ("regime", "each", "grouped"),
    [
        ("pcr2015", "PCR 2015 reg 50", "PCR 2015 reg 50(5)"),
        ("pcr2015-light-touch", "PCR 2015 reg 75(3)", "PCR 2015 reg 75(4)"),
    ],
)
def test_the_basis_cites_the_regimes_own_provision(
    books: Books, regime: str, each: str, grouped: str
) -> None:
    books.kent(regime=regime)
    awarded(books, "2021-05-20")
    books.system("2021-05-21T09:00", regime=regime, publishing=QUARTERLY)

    def basis(as_of: str) -> str:
        rows = deadlines(books.view(as_of)).rows
        (found,) = (row["basis"] for row in rows if row["what"] == "award notice")
        return str(found)

    rest = "England calendar; awarded on 2021-05-20"
    assert basis("2021-05-20") == f"{each}, 30 days from 2021-05-20, {rest}"
    assert basis("2021-05-21") == f"{grouped}, 30 days from 2021-06-30, {rest}"


def test_an_award_that_was_annulled_owes_nothing_from_then_on(kent_at: Stage) -> None:
    office = kent_at("awarded").on("2021-05-10")
    office.types("end-contract 16 --reason 'Wrong terms' --yes")

    assert len(notices(office, "award notice", "2021-05-09")) == 16
    assert len(notices(office, "award notice", "2021-05-10")) == 15


def test_a_contract_from_before_the_ledger_owes_no_notice(kent_at: Stage) -> None:
    office = kent_at("decided").on("2021-04-01")
    office.types("import-contracts contracts")

    rows = office.report("deadlines")["rows"]
    assert {row["what"] for row in rows} & set(NOTICES) == {"contract register"}


def notices(office: Office, what: str, as_of: str, options: str = "") -> list[int | None]:
    """The contracts of which a notice is open at the end of a day."""
    rows = office.report("deadlines", f"--as-of {as_of} {options}")["rows"]
    return [row["contract"] for row in rows if row["what"] == what]


# Contracts Finder


def test_contracts_finder_runs_from_the_second_signature(kent_at: Stage) -> None:
    office = kent_at("awarded").on("2021-05-01")
    office.types("sign 1 --on 2021-04-26 --party provider")
    office.types("sign 1 --on 2021-04-28 --party council")

    assert notices(office, "Contracts Finder notice", "2021-04-27") == []
    (row,) = (row for row in office.report("deadlines")["rows"] if "Finder" in row["what"])
    assert (row["contract"], row["due_on"]) == (1, "2021-07-27")
    assert row["basis"] == (
        "Guidance on PCR 2015 reg 108, 90 days from 2021-04-28, England calendar; "
        "entered into on 2021-04-28"
    )


# The contract register


def test_the_register_is_due_a_month_after_each_quarter_with_a_contract(kent: Books) -> None:
    awarded(kent, "2021-04-08")

    def register(as_of: str) -> list[str | None]:
        return [day for _, day in due(kent, as_of, "contract register")]

    assert register("2021-06-29") == []
    assert register("2021-06-30") == ["2021-07-30"]
    assert register("2022-04-01") == ["2021-07-30", "2021-10-30", "2022-01-31", "2022-04-30"]
    assert len(register("2031-01-01")) == 21  # to June 2026, in which the contract ends


def test_no_quarter_before_the_first_entry_is_owed(kent_at: Stage) -> None:
    office = kent_at("decided").on("2021-04-01")
    office.types("import-contracts contracts")  # the elder of 2018, the first entry of 2020-11-16

    rows = office.report("deadlines")["rows"]
    due_on = [row["due_on"] for row in rows if row["what"] == "contract register"]
    assert due_on == ["2021-01-31", "2021-04-30"]


def test_a_published_quarter_is_done_and_the_next_one_is_not(kent: Books) -> None:
    awarded(kent, "2021-04-08")
    published(kent, "contract-register", "2021-07-20", "ended", quarter="2021-Q2")

    assert due(kent, "2021-07-19", "contract register") == [(None, "2021-07-30")]
    assert due(kent, "2021-07-20", "contract register") == []
    assert due(kent, "2021-10-01", "contract register") == [(None, "2021-10-30")]


# What was published, and when that counts


def test_a_publication_counts_from_its_own_day(kent: Books) -> None:
    awarded(kent, "2021-05-20", "2021-06-03")
    published(kent, "award-notice", "2021-06-15", "awarded", contract=1)

    assert due(kent, "2021-06-14") == [(1, "2021-06-21"), (2, "2021-07-05")]
    assert due(kent, "2021-06-15") == [(2, "2021-07-05")]


def test_one_notice_answers_no_other_duty(kent: Books) -> None:
    awarded(kent, "2021-04-08")
    kent.signed(1, "2021-04-28")
    published(kent, "contracts-finder", "2021-05-03", "entered into", contract=1)

    assert due(kent, "2021-05-04") == [(1, "2021-05-10")]
    assert due(kent, "2021-05-04", "Contracts Finder notice") == []


def test_known_before_it_was_recorded_it_was_open(kent_at: Stage) -> None:
    office = kent_at("awarded").on("2021-05-14")
    office.types("publish award-notice --ref 2021/S-1 --on 2021-05-12")

    assert notices(office, "award notice", "2021-05-13") == []
    assert len(notices(office, "award notice", "2021-05-11")) == 16
    assert len(notices(office, "award notice", "2021-05-13", "--known-at 2021-05-14T09:59")) == 16


def test_of_one_window(kent: Books) -> None:
    awarded(kent, "2021-05-20")
    kent.window("2021-09-01T09:00", "2021-09-30")

    def told(window: str) -> set[str]:
        rows = deadlines(kent.view("2021-07-01", window=window)).rows
        return {row["what"] for row in rows} & set(NOTICES)

    assert told("2021-03-01") == {"award notice"}
    assert told("2021-09-01") == set()


def test_rules_that_do_not_say_what_is_published_leave_the_report_whole(
    kent: Books, tmp_path: Path
) -> None:
    awarded(kent, "2021-05-20")
    bare = deadlines(replace(kent.view("2021-06-01"), rules=[tmp_path])).rows

    assert bare[-1]["what"] == "publishing" and bare[-1]["due_on"] is None
    assert bare[-1]["basis"].startswith("there is no publishing.yaml among the rules")
    assert "letter" in {row["what"] for row in bare}


def test_a_day_that_no_calendar_has_stands_last_and_says_why(books: Books) -> None:
    books.kent(until="2029-12-31")
    awarded(books, "2029-12-20")

    assert due(books, "2029-12-21")[-1] == (1, None)


# Under the Procurement Act 2023


@pytest.fixture
def market(books: Books) -> Books:
    """A dynamic market with one application, which nobody has determined."""
    books.system(regime="pa2023-dynamic-market", until=None)
    books.decision()
    books.window("2020-06-15T00:00", None)
    books.application()
    return books


MODIFICATION, MINISTER = "UK15 modification notice", "s59 notice to a Minister"


def test_an_admission_is_to_be_published_at_once(market: Books) -> None:
    market.determine(1, at="2026-02-03T10:00")

    assert due(market, "2026-02-02", MODIFICATION) == []
    assert due(market, "2026-02-03", MODIFICATION) == [(1, "2026-02-03")]
    (row,) = (r for r in deadlines(market.view("2026-02-04")).rows if r["what"] == MODIFICATION)
    assert row["overdue"] and row["home"] == "Sample Home 01"
    assert row["basis"] == (
        "admitted on 2026-02-03; as soon as reasonably practicable (Procurement Act 2023 s 39)"
    )


def test_whoever_withdraws_is_removed(market: Books) -> None:
    market.determine(1, at="2026-02-03T10:00")
    published(market, "uk15", "2026-02-04", "admitted", application=1)
    market.withdraw(1, "2026-03-02T10:00")

    assert due(market, "2026-03-01", MODIFICATION) == []
    assert due(market, "2026-03-02", MODIFICATION) == [(1, "2026-03-02")]


def test_an_admission_rescinded_before_it_was_published_never_was(market: Books) -> None:
    admitted = market.determine(1, at="2026-02-03T10:00")
    market.rescind(admitted, "2026-02-05T10:00")

    assert due(market, "2026-02-04", MODIFICATION) == [(1, "2026-02-03")]
    assert due(market, "2026-02-05", MODIFICATION) == []


def test_one_rescinded_afterwards_is_a_removal_and_the_next_admission_is_new(
    market: Books,
) -> None:
    admitted = market.determine(1, at="2026-02-03T10:00")
    published(market, "uk15", "2026-02-04", "admitted", application=1)
    market.rescind(admitted, "2026-02-05T10:00")
    assert due(market, "2026-02-05", MODIFICATION) == [(1, "2026-02-05")]

    published(market, "uk15", "2026-02-06", "removed", application=1)
    assert due(market, "2026-02-06", MODIFICATION) == []

    market.determine(1, at="2026-02-09T10:00")
    assert due(market, "2026-02-09", MODIFICATION) == [(1, "2026-02-09")]


def test_a_refusal_on_an_exclusion_ground_goes_to_a_minister(market: Books) -> None:
    market.check(1, "failed", ("57(1)(a)", "unmet", "yes"), at="2026-02-03T09:00")
    refused = market.determine(1, "refuse", at="2026-02-04T10:00")

    # The day of the refusal is the first of the thirty (s 59), and nothing rolls.
    assert due(market, "2026-02-04", MINISTER) == [(1, "2026-03-05")]
    (row,) = (r for r in deadlines(market.view("2026-02-04")).rows if r["what"] == MINISTER)
    assert row["basis"].endswith("refused on 2026-02-04, with 57(1)(a) against it")

    market.rescind(refused, "2026-02-10T10:00")
    assert due(market, "2026-02-10", MINISTER) == []


def test_no_other_refusal_does(market: Books) -> None:
    unanswered = ("57(1)(a)", "unknown", "not answered")
    market.check(1, "failed", unanswered, ("cqc-rating", "unmet", "Inadequate"))
    market.determine(1, "refuse", at="2026-02-04T10:00")

    assert due(market, "2026-02-05", MINISTER) == []


def test_only_what_was_found_before_the_refusal_counts(market: Books) -> None:
    market.check(1, "failed", ("57(1)(a)", "unmet", "yes"), at="2026-02-03T09:00")
    market.check(1, "qualified", ("57(1)(a)", "met", "no"), at="2026-02-03T15:00")
    market.determine(1, "refuse", at="2026-02-04T10:00")

    assert due(market, "2026-02-05", MINISTER) == []


# News


def test_what_is_due_and_overdue_is_told_once_a_stage(kent_at: Stage) -> None:
    office = kent_at("determined")
    for day, number in (("2021-05-20", 1), ("2021-06-03", 2)):
        office.on(day).types(f"award {number} --decision 20/00108 --yes")

    def news(day: str) -> list[str]:
        lines = office.on(day).types("reopen").lines
        return [line for line in lines if line.startswith("award notice")]

    assert news("2021-06-13") == []
    assert news("2021-06-14") == ["award notice contract 1: due 2021-06-21, in 7 days"]
    assert news("2021-06-15") == []
    assert news("2021-06-22") == ["award notice contract 1: overdue since 2021-06-21"]
    assert news("2021-07-06") == ["award notice contract 2: overdue since 2021-07-05"]
    assert news("2021-07-07") == []


def test_contracts_of_one_group_are_news_in_one_line(kent_at: Stage) -> None:
    office = kent_at("determined").under(HEAD_OF_QUALITY)
    office.writes("grouping.yaml", system({"publishing.award_notices": "quarterly"}))
    office.types("init grouping.yaml --reason 'Notices are grouped'")
    for day, number in (("2021-05-20", 1), ("2021-06-03", 2)):
        office.on(day).types(f"award {number} --decision 20/00108 --yes")
    told = [office.on(day).types("reopen").lines for day in ("2021-07-23", "2021-07-31")]

    assert [[line for line in lines if "award notice" in line] for lines in told] == [
        ["award notice contracts 1 and 2: due 2021-07-30, in 7 days"],
        ["award notice contracts 1 and 2: overdue since 2021-07-30"],
    ]
    assert "contract register: overdue since 2021-07-30" in told[1]
