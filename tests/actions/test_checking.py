"""``check``: verdicts by the pinned rules, per category, recorded again only for new facts."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dpsctl.actions import checking

from ..office import Office
from ..papers import application, rule, rule_set
from ..small_system import OPEN_MARCH, small_system

Stage = Callable[[str], Office]

TWO_CRITERIA = [
    rule("steps", "answers.steps is yes", categories=["LD"]),
    rule("manager", "home.cqc.registered_manager is yes", categories=["MH"]),
]
QUESTIONS = {"questions": [{"id": "steps", "type": "yes/no", "ask": "Is there a plan?"}]}


@pytest.fixture
def two_criteria(new_office: Office) -> Office:
    """A system with one criterion for LD and another for MH, and its window open."""
    office = small_system(new_office, rule_set("2021-01-01", TWO_CRITERIA, QUESTIONS))
    office.types(OPEN_MARCH)
    return office


def for_ld_and_mh(number: int, steps: str | None, manager: str | None) -> str:
    """An application for LD and MH with these answers to the two criteria."""
    return application(
        number,
        {
            "categories": ["LD", "MH"],
            "answers": {"steps": steps} if steps else None,
            "home.cqc.registered_manager": manager,
        },
    )


def test_a_home_that_qualifies_for_ld_and_fails_for_mh_is_admitted_for_ld(
    two_criteria: Office,
) -> None:
    office = two_criteria
    office.imports(for_ld_and_mh(1, steps="yes", manager="no"))

    checked = office.types("check")
    admitted = office.types("determine 1 admit --reason 'For LD'")
    office.types("award --decision 20/00108 --yes")

    assert checked.lines[0] == ("application 1: Sample Home 01: mixed (LD qualified, MH failed)")
    assert admitted.lines == ["application 1 admitted for LD"]
    assert office.report("roster")["rows"][0]["categories"] == ["LD"]
    row = office.report("applications")["rows"][0]
    assert (row["verdict"], row["verdicts"]) == ("mixed", {"LD": "qualified", "MH": "failed"})


@pytest.mark.parametrize(
    ("steps", "manager", "verdict"),
    [
        ("yes", "yes", "qualified"),
        ("no", "no", "failed"),
        (None, None, "incomplete"),
        (None, "yes", "mixed (LD incomplete, MH qualified)"),
        ("no", None, "mixed (LD failed, MH incomplete)"),
    ],
)
def test_the_applications_verdict_is_the_word_where_its_categories_agree(
    two_criteria: Office, steps: str | None, manager: str | None, verdict: str
) -> None:
    two_criteria.imports(for_ld_and_mh(1, steps, manager))

    told = two_criteria.types("check")

    assert told.lines[0] == f"application 1: Sample Home 01: {verdict}"


def test_of_a_mixed_one_only_the_categories_that_may_be_are_admitted(
    two_criteria: Office,
) -> None:
    office = two_criteria
    office.imports(for_ld_and_mh(1, "yes", None), for_ld_and_mh(2, "no", None))
    office.types("check")

    office.types("determine 1 admit --reason 'For LD'")
    neither = office.types("determine 2 admit --reason 'For neither'", exits=1)

    assert office.standing(1) == "admitted"
    assert "application 2 is incomplete" in neither.err


def test_an_override_admits_the_failed_categories_too_but_never_the_incomplete(
    two_criteria: Office,
) -> None:
    office = two_criteria
    office.imports(for_ld_and_mh(1, "no", "yes"), for_ld_and_mh(2, "no", None))
    office.types("check")
    second = office.under("head of quality")

    both = second.types("determine 1 admit --reason 'Cleaned' --override 'Self-cleaning enough'")
    one = second.types("determine 2 admit --reason 'Cleaned' --override 'Self-cleaning enough'")

    assert both.lines == ["application 1 admitted"]
    assert one.lines == ["application 2 admitted for LD"]


# What is judged, and when it is recorded


def test_without_names_everything_is_judged_that_nobody_has_determined(kent_at: Stage) -> None:
    office = kent_at("determined")

    told = office.types("check")

    assert told.lines == [
        "nothing to do: nothing that the rules name has changed since the last check",
        "3 checked: 1 qualified, 1 incomplete, 1 failed",
    ]


def test_nothing_to_judge(kent_at: Stage) -> None:
    told = kent_at("open").types("check")

    assert told.lines == ["nothing to do: no application waits for a determination"]


def test_the_day_after_nothing_has_changed(kent_at: Stage) -> None:
    office = kent_at("checked")

    told = office.on("2021-04-07").types("check 1")

    assert told.lines[0].startswith("nothing to do")


def test_a_rule_that_names_today_is_judged_anew_each_day(new_office: Office) -> None:
    expires = rule("insured", "provider.insurance.public_liability.expires after today", "refer")
    office = small_system(new_office, rule_set("2021-01-01", [expires]))
    office.types(OPEN_MARCH)
    office.imports(application(1, {"answers": None}))

    before = office.on("2021-09-29").types("check")
    after = office.on("2021-09-30").types("check")

    assert before.lines[0] == "application 1: Sample Home 01: qualified"
    assert after.lines[0] == "application 1: Sample Home 01: referred"


@pytest.mark.parametrize(
    ("stage", "application", "standing"),
    [("admitted", 1, "admitted"), ("determined", 18, "refused"), ("awarded", 1, "awarded")],
)
def test_what_is_determined_is_not_judged_again(
    kent_at: Stage, stage: str, application: int, standing: str
) -> None:
    refused = kent_at(stage).types(f"check {application}", exits=1)

    assert f"application {application} is {standing}: it is no longer being assessed" in refused.err


@pytest.mark.parametrize(("named", "exits"), [("1 2", 0), ("1 18", 3), ("", 3)])
def test_on_request_whatever_does_not_qualify_gives_exit_code_3(
    kent_at: Stage, named: str, exits: int
) -> None:
    office = kent_at("imported")

    office.types(f"check {named} --exit-code", exits=exits)
    office.types(f"check {named}")


def test_the_verdicts_as_json(kent_at: Stage) -> None:
    told = kent_at("imported").types("check 1 18 --format json").json

    assert told["checked"] == 2
    assert told["verdicts"] == {
        "qualified": 1,
        "referred": 1,
        "incomplete": 0,
        "failed": 0,
        "mixed": 0,
    }
    assert [row["reference"] for row in told["rows"]] == ["KBP-2021-0001", "KBP-2021-0018"]
    assert told["rows"][1]["unmet"] == ["cqc-rating"]


def test_it_makes_no_odds_how_many_are_judged_at_a_time(
    kent_at: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    office = kent_at("imported")
    at_once = office.types("check --dry-run --format json")
    monkeypatch.setattr(checking, "AT_ONCE", 7)

    seven_at_a_time = office.types("check --format json")

    assert seven_at_a_time.json == at_once.json
    assert at_once.json["checked"] == office.counts("checks") == 20
