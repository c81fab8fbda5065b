"""``letters``: everyone with an outcome is told of it, once, on a day that can be."""

from __future__ import annotations

import hashlib
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from ..office import HEAD_OF_QUALITY, Office
from .post_room import letter, names

Stage = Callable[[str], Office]


def test_whoever_has_an_outcome_is_told_and_nobody_else(awarded: Office) -> None:
    awarded.types("letters")

    numbers = [*range(1, 17), 18]
    outcomes = {number: "refused" if number == 18 else "awarded" for number in numbers}
    assert names(awarded) == sorted(
        f"{number:04}-{outcome}.{ending}"
        for number, outcome in outcomes.items()
        for ending in ("md", "html")
    )
    assert awarded.counts("letters") == 17


def test_the_second_run_does_nothing(awarded: Office) -> None:
    awarded.types("letters")
    entries = awarded.entries()

    again = awarded.types("letters")

    assert again.lines == ["nothing to do: 17 outcomes were told before"]
    assert awarded.entries() == entries


def test_where_nothing_came_to_anything_yet(kent_at: Stage) -> None:
    told = kent_at("admitted").types("letters")

    assert told.lines == ["nothing to do: no application was awarded, refused or withdrawn"]


@pytest.mark.parametrize(("number", "standing"), [(17, "failed"), (19, "incomplete")])
def test_what_has_no_outcome_cannot_be_told(awarded: Office, number: int, standing: str) -> None:
    refused = awarded.types(f"letters {number}", exits=1)

    assert refused.err.splitlines() == [
        f"dpsctl: application {number} is {standing}: there is no outcome to tell of",
        "  letters tell of what was awarded, refused or withdrawn",
    ]


def test_what_is_recorded_is_the_letter_as_it_was_written(awarded: Office) -> None:
    awarded.types("letters 18")

    connection = sqlite3.connect(awarded.ledger)
    row = connection.execute(
        "SELECT l.application, l.outcome, l.tells_of, l.sent_on, d.text, l.page_sha256 "
        "FROM letters l JOIN documents d ON d.sha256 = l.document"
    ).fetchone()
    connection.close()

    page = letter(awarded, "0018-refused.html").encode("utf-8")
    assert row[:4] == (18, "refused", 17, "2021-04-21")
    assert row[4] == letter(awarded, "0018-refused.md")
    assert row[5] == hashlib.sha256(page).hexdigest()


def test_each_letter_bears_the_head_from_before_it_was_recorded(awarded: Office) -> None:
    head = awarded.types("head").out.strip()

    awarded.types("letters 1 18")

    for name in ("0001-awarded.md", "0018-refused.md"):
        text = letter(awarded, name)
        assert f"Ledger head: {head}, as at 21 April 2021 before this letter was" in text


def test_the_entry_names_no_folder(awarded: Office) -> None:
    awarded.types("letters 18 --into somewhere/else --sent 2021-04-20")

    assert awarded.report("history")["rows"][-1]["command"] == "letters 18 --sent 2021-04-20"


def test_the_same_ledger_gives_the_same_bytes(awarded: Office, tmp_path: Path) -> None:
    shutil.copyfile(awarded.ledger, tmp_path / "before.db")
    awarded.types("letters --into one")
    shutil.copyfile(tmp_path / "before.db", awarded.ledger)
    awarded.types("letters --into two")

    assert names(awarded, "one") == names(awarded, "two")
    for name in names(awarded, "one"):
        assert letter(awarded, name, "one") == letter(awarded, name, "two")


# After a determination was taken back


def test_another_outcome_takes_another_letter(awarded: Office) -> None:
    awarded.types("letters 18")
    awarded.types("rescind 18 --reason 'The plan has come'")
    office = awarded.on("2021-04-23").under(HEAD_OF_QUALITY)
    office.types("determine 18 refuse --reason 'The plan is not agreed'")

    told = office.types("letters 18")

    assert told.lines == [
        "application 18: told on 2021-04-23 that it was refused (0018-refused-2.md and .html)"
    ]
    assert "No improvement plan is agreed" in letter(office, "0018-refused.md")
    second = letter(office, "0018-refused-2.md")
    assert "The plan is not agreed" in second
    assert "takes the place of the one that we sent you on 21 April 2021." in second
    assert "takes the place" not in letter(office, "0018-refused.md")


def test_so_does_a_second_award_once_the_first_was_annulled(awarded: Office) -> None:
    awarded.types("letters 1")
    awarded.types("end-contract 1 --reason 'The wrong days' --yes")
    awarded.types("award 1 --decision 20/00108 --starts 2021-05-10 --yes")

    awarded.types("letters 1")
    again = awarded.types("letters 1")

    assert again.lines == ["nothing to do: 1 outcome was told before"]
    second = letter(awarded, "0001-awarded-2.md")
    assert "- Contract number: 17\n" in second
    assert "- First day: 10 May 2021\n" in second
    assert "takes the place of the one that we sent you on 21 April 2021." in second


def test_one_whose_determination_was_taken_back_has_nothing_to_be_told(awarded: Office) -> None:
    awarded.types("rescind 18 --reason 'The plan has come'")

    refused = awarded.types("letters 18", exits=1)

    assert "application 18 is referred: there is no outcome to tell of" in refused.err


# The day


def test_a_letter_is_not_sent_before_its_outcome(awarded: Office) -> None:
    refused = awarded.types("letters 18 --sent 2021-04-08", exits=1)

    assert refused.err.splitlines() == [
        "dpsctl: application 18 was refused on 2021-04-09: no letter of 2021-04-08 can tell of "
        "that",
        "  give --sent 2021-04-09 or a later day",
    ]
    assert not (awarded.folder / "letters").exists()


def test_nor_on_a_day_to_come(awarded: Office) -> None:
    refused = awarded.types("letters 18 --sent 2021-04-22", exits=1)

    assert "a letter cannot have been sent on 2021-04-22, which is still to come" in refused.err


# In the reports


def test_an_outcome_that_nobody_was_told_of_is_due(awarded: Office) -> None:
    awarded.types("letters 1")

    due = [
        row
        for row in awarded.report("deadlines", "--as-of 2021-04-21")["rows"]
        if row["what"] == "letter"
    ]

    assert len(due) == 16
    assert due[0] == {
        "what": "letter",
        "application": 18,
        "contract": None,
        "home": "Sample Home 18",
        "due_on": "2021-04-09",
        "basis": "refused on 2021-04-09; to be told at the earliest possible opportunity "
        "(PCR 2015 reg 34(20))",
        "days_left": -12,
        "overdue": True,
    }
    assert (due[1]["application"], due[1]["contract"], due[1]["due_on"]) == (2, 2, "2021-04-20")


def test_the_applications_say_when_each_was_told_of_its_present_outcome(awarded: Office) -> None:
    awarded.types("letters --sent 2021-04-20")
    awarded.types("rescind 18 --reason 'The plan has come'")

    def told_on(day: str) -> dict[int, str | None]:
        rows = awarded.report("applications", f"--as-of {day}")["rows"]
        return {row["application"]: row["told_on"] for row in rows}

    assert set(told_on("2021-04-19").values()) == {None}
    assert told_on("2021-04-20")[1] == told_on("2021-04-20")[18] == "2021-04-20"
    assert told_on("2021-04-21")[18] is None
    assert told_on("2021-04-21")[17] is None
