"""``report decision-record``: one command to award is one decision, with what the law asks for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from dpsctl.reports.decision_record import decision_record

from ..office import Office
from .books import Books

Stage = Callable[[str], Office]

WHY = "--reason 'It meets every criterion'"
REST = "--alternatives 'To wait for the next window' --conflicts none"
AWARD = "award --decision 20/00108 --starts 2021-05-04 --yes"


def record(office: Office, options: str = "") -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = office.report("decision-record", options)["rows"]
    return rows


def test_an_award_is_one_decision(kent_at: Stage) -> None:
    (row,) = record(kent_at("awarded"))

    assert row["decided_on"] == "2021-04-20"
    assert row["authority"] == "Kent County Council"
    assert row["decision"] == "to award contracts 1 to 16, beginning on 4 May 2021"
    assert row["decision_maker"] == "Corporate Director Adult Social Care and Health"
    assert row["under"] == "20/00108, Opening of the Dynamic Purchasing System"
    assert row["power"] == "award"
    assert row["contracts"] == list(range(1, 17))
    assert row["homes"][6] == "Sample Home 07"
    assert row["background"] == [
        "applications 1 to 16 and what the rules found in them",
        "rules kent-specialist/2021-02-01",
        "window 2021-03-01",
    ]


def test_its_cost_is_that_of_the_costs_report(kent_at: Stage) -> None:
    office = kent_at("awarded")
    made = office.report("decision-record")

    assert made["weeks_per_year"] == "52"
    assert (
        made["totals"]["annual_pence"] == office.report("costs")["totals"]["offered_annual_pence"]
    )


def test_it_is_kept_for_six_years_and_its_papers_for_four(kent_at: Stage) -> None:
    """Beginning with 20 April 2021, the sixth year ends with 19 April 2027."""
    (row,) = record(kent_at("awarded"))

    assert (row["keep_until"], row["keep_background_until"]) == ("2027-04-19", "2025-04-19")


def test_what_nobody_said_is_absent_and_the_note_says_how_to_add_it(kent_at: Stage) -> None:
    office = kent_at("awarded")

    (row,) = record(office)
    note = office.report("decision-record")["notes"][-1]

    assert (row["reason"], row["alternatives"], row["conflicts"]) == (None, None, None)
    assert note == (
        "contracts 1 to 16: reason, alternatives and conflicts not recorded, which SI 2014/2095 "
        "reg 7 asks for; add them: dpsctl award 1 --decision 20/00108 --reason TEXT "
        "--alternatives TEXT --conflicts TEXT --yes"
    )


def test_what_the_note_says_to_type_completes_the_record(kent_at: Stage) -> None:
    office = kent_at("awarded")
    office.on("2021-04-22").types(f"award 1 --decision 20/00108 {WHY} --yes")
    half = office.report("decision-record", "--as-of 2021-04-22")["notes"][-1]
    office.on("2021-04-23").types(f"award 1 --decision 20/00108 {REST} --yes")

    (row,) = record(office, "--as-of 2021-04-23")
    (before,) = record(office, "--as-of 2021-04-21")

    assert half.startswith("contracts 1 to 16: alternatives and conflicts not recorded")
    assert row["reason"] == "It meets every criterion"
    assert row["alternatives"] == "To wait for the next window"
    assert row["conflicts"] == "none"
    assert before["reason"] is None
    notes = office.report("decision-record", "--as-of 2021-04-23")["notes"]
    assert not [note for note in notes if "not recorded" in note]


def test_two_awards_are_two_decisions(kent_at: Stage) -> None:
    office = kent_at("determined")
    office.on("2021-04-20").types(f"award 1 {AWARD[6:]} {WHY} {REST}")
    office.on("2021-04-21").types(f"{AWARD} {WHY}")

    first, second = record(office, "--as-of 2021-04-21")

    assert first["decision"] == "to award contract 1, beginning on 4 May 2021"
    assert second["contracts"] == list(range(2, 17))
    assert (first["conflicts"], second["conflicts"]) == ("none", None)


def test_an_award_that_was_annulled_was_decided_all_the_same(kent_at: Stage) -> None:
    office = kent_at("awarded").on("2021-04-21")
    office.types("end-contract 1 --reason 'The wrong days' --yes")

    made = office.report("decision-record")

    assert made["rows"][0]["contracts"] == list(range(1, 17))
    assert "contract 1: annulled before signing" in made["notes"]
    assert "dpsctl award 2 --decision 20/00108" in made["notes"][-1]


def test_and_the_paper_says_what_was_annulled(kent_at: Stage) -> None:
    office = kent_at("awarded").on("2021-04-21")
    before = office.types("report decision-record --format md").out
    office.types("end-contract 1 --reason 'The wrong days' --yes")

    paper = office.types("report decision-record --format md").out

    assert "annulled" not in before
    assert "\n- Contract 1: annulled before signing\n" in paper
    assert "dpsctl award" not in paper


def test_a_day_before_it_knows_of_no_decision(kent_at: Stage) -> None:
    assert record(kent_at("awarded"), "--as-of 2021-04-19") == []


def test_a_decision_that_names_nobody_was_made_by_nobody_known(books: Books) -> None:
    books.kent()
    books.awarded([(100, 200)])

    (row,) = decision_record(books.view()).rows

    assert row["decision_maker"] is None
    assert row["annual_pence"] == 52 * 200


def test_as_a_paper_it_says_what_is_not_recorded(kent_at: Stage) -> None:
    office = kent_at("awarded")

    paper = office.types("report decision-record --format md").out
    page = office.types("report decision-record --format html").out

    assert paper.startswith("> **This is a rehearsal: it binds nobody.**")
    assert "- Conflicts of interest declared: **not recorded**\n" in paper
    assert "- Kept until: 19 April 2027; the background papers until 19 April 2025\n" in paper
    assert "| 7 | Sample Home 07 |\n" in paper
    assert "<title>Record of decisions under delegated powers</title>" in page
    assert "commissioning officer" not in paper


def test_as_a_paper_without_any_decision(kent_at: Stage) -> None:
    paper = kent_at("determined").types("report decision-record --format md").out

    assert "No decision to award has been taken." in paper


def test_the_paper_is_written_to_a_file(kent_at: Stage) -> None:
    office = kent_at("awarded")

    office.types("report decision-record --format html --out record.html")

    assert (office.folder / "record.html").read_text("utf-8").startswith("<!doctype html>")


def test_its_page_is_the_paper_itself(kent_at: Stage) -> None:
    page = kent_at("awarded").types("report decision-record --format html").out

    assert "<h2>1. Decision of 20 April 2021</h2>" in page
    assert "<caption" not in page


def test_published_it_keeps_what_the_law_has_published(kent_at: Stage) -> None:
    office = kent_at("determined")
    office.on("2021-04-20").types(f"award 1 {AWARD[6:]} {WHY} {REST}")

    paper = office.on("2021-04-20").types("report decision-record --publish --format md").out

    assert "- Why: It meets every criterion\n" in paper
    assert r"- Cost: \[c\] in a whole year, at 52 weeks a year; estimated value" in paper
