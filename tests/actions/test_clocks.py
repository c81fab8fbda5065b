"""The clock of an assessment: when it runs out, ``extend`` once, and ``clarify`` meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from ..office import Office
from ..papers import application
from ..small_system import OWN_RULES, small_system

Stage = Callable[[str], Office]


def assess_by(office: Office, number: int = 1) -> Any:
    rows = office.report("applications")["rows"]
    return next(row["assess_by"] for row in rows if row["application"] == number)


@pytest.mark.parametrize(
    ("received", "due", "extended"),
    [("2021-03-29", "2021-04-14", "2021-04-21"), ("2020-12-21", "2021-01-07", "2021-01-14")],
)
def test_ten_working_days_from_receipt_and_fifteen_when_extended(
    new_office: Office, received: str, due: str, extended: str
) -> None:
    office = small_system(new_office, version="2020-10-01")
    office.types(f"open-window --opens 2020-12-01 --closes 2021-03-31 {OWN_RULES}")
    office = office.on(received)
    office.imports(application(1, {"received_at": f"{received}T09:00", "answers": None}))
    assert assess_by(office) == due

    told = office.types("extend 1 --reason 'Accounts to be examined'")

    assert told.lines == ["application 1: its assessment may take 15 working days"]
    assert assess_by(office) == extended
    (row,) = [row for row in office.report("deadlines")["rows"] if row["what"] == "assess"]
    assert row["basis"].startswith(f"15 working days from {received}, England calendar")


def test_an_assessment_is_extended_once(kent_at: Stage) -> None:
    office = kent_at("checked")
    office.types("extend 18 --reason 'The report is awaited'")
    again = office.types("extend 18 --reason 'And again'")
    assert again.lines == ["nothing to do: application 18 has been extended, once for all"]
    assert office.counts("extensions") == 1


def test_without_a_longer_figure_nothing_is_extended(new_office: Office) -> None:
    office = small_system(new_office, changed={"assessment.extended": None})
    office.types(f"open-window --opens 2021-03-01 --closes 2021-03-31 {OWN_RULES}")
    office.imports(application(1, {"received_at": "2021-03-09T09:00", "answers": None}))
    assert "has no longer figure" in office.types("extend 1 --reason x", exits=1).err


@pytest.mark.parametrize("command", ["extend 1 --reason x", "clarify 1 --answer home.beds=4"])
def test_what_is_awarded_is_no_longer_assessed(kent_at: Stage, command: str) -> None:
    told = kent_at("awarded").types(command, exits=1)
    assert "application 1 is awarded: it is no longer being assessed" in told.err


def test_a_question_does_not_stop_the_clock_and_is_due_until_something_comes_back(
    kent_at: Stage,
) -> None:
    office = kent_at("checked")
    before = assess_by(office, 19)
    office.types("clarify 19 --ask 'When was the policy reviewed?' --due 2021-04-12")

    due = [row for row in office.report("deadlines")["rows"] if row["what"] == "answer"]
    assert [(row["application"], row["due_on"], row["basis"]) for row in due] == [
        (19, "2021-04-12", "When was the policy reviewed?")
    ]
    assert assess_by(office, 19) == before

    office.types("clarify 19 --answer provider.policies.safeguarding=2020-11-02")
    assert not [row for row in office.report("deadlines")["rows"] if row["what"] == "answer"]


def test_an_answer_takes_the_place_of_what_was_missing_and_its_finding_says_so(
    kent_at: Stage,
) -> None:
    office = kent_at("checked")
    assert office.standing(19) == "incomplete"

    office.types("clarify 19 --answer provider.policies.safeguarding=2020-11-02")
    assert office.standing(19) == "incomplete"  # until it is judged again
    office.types("check 19")

    assert office.standing(19) == "qualified"
    (finding,) = [
        row
        for row in office.report("findings")["rows"]
        if (row["application"], row["rule"]) == (19, "safeguarding-policy")
    ]
    assert (finding["finding"], finding["seen"], finding["source"]) == (
        "met",
        "2020-11-02",
        "officer",
    )
    others = {row["source"] for row in office.report("findings")["rows"] if row != finding}
    assert others == {"declared"}


def test_a_later_answer_takes_the_place_of_an_earlier_one(kent_at: Stage) -> None:
    office = kent_at("checked")
    for day in ("2018-01-01", "2020-11-02"):
        office.types(f"clarify 19 --answer provider.policies.safeguarding={day}")
    office.types("check 19")
    assert office.standing(19) == "qualified"
    again = office.types("clarify 19 --answer provider.policies.safeguarding=2020-11-02")
    assert again.lines == ["nothing to do: provider.policies.safeguarding is 2020-11-02"]


@pytest.mark.parametrize(
    ("options", "code", "words"),
    [
        ("--answer home.beds=many", 2, "--answer: home.beds: 'many' is not a whole number"),
        ("--answer home.beds", 2, "'home.beds' is not FIELD=VALUE"),
        ("--answer home.bedz=4", 1, "there is no field home.bedz"),
        ("--answer today=2021-04-01", 1, "there is no field today"),
        ("--answer home.name=Another", 1, "home.name says which application this is"),
        ("--ask x --due 2021-04-05", 2, "--due: 2021-04-05 is past"),
        ("--ask x", 2, "--ask needs --due DATE"),
        ("--ask x --due 2021-04-12 --answer home.beds=4", 2, "say either --ask"),
        ("", 2, "say either --ask"),
    ],
)
def test_what_cannot_be_clarified(kent_at: Stage, options: str, code: int, words: str) -> None:
    office = kent_at("checked")
    before = office.entries()
    assert words in office.types(f"clarify 19 {options}", exits=code).err
    assert office.entries() == before
