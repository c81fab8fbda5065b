"""``check``, once the register speaks: its words stand for the applicant's, and findings say so."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from ..office import Office
from ..register_words import location, registers

Stage = Callable[[str], Office]

ON_THE_REGISTER = {"cqc-registered", "cqc-rating", "registered-manager"}


def findings(office: Office, application: int) -> dict[str, dict[str, object]]:
    rows = office.report("findings")["rows"]
    return {row["rule"]: row for row in rows if row["application"] == application}


@pytest.fixture
def imported(kent_at: Stage) -> Office:
    return kent_at("imported")


def test_a_home_that_the_register_rates_lower_is_referred_and_says_by_which_snapshot(
    imported: Office,
) -> None:
    registers(imported, location("07", rating="Requires improvement"), on="2021-04-01")

    told = imported.types("check 7")

    assert told.lines[0] == "application 7: Sample Home 07: referred"
    finding = findings(imported, 7)["cqc-rating"]
    assert (finding["finding"], finding["source"]) == ("unknown", "register")  # no plan is told of
    assert re.fullmatch(
        r"home.cqc.rating Requires improvement; answers.improvement_plan not answered "
        r"\[locations-2021-04-01.jsonl of 2021-04-01, sha256 [0-9a-f]{12}\]",
        str(finding["seen"]),
    )


def test_what_rests_on_no_word_of_the_register_stays_declared(imported: Office) -> None:
    registers(imported, location("07"), on="2021-04-01")
    imported.types("check 7")

    by_register = {
        rule for rule, row in findings(imported, 7).items() if row["source"] == "register"
    }
    named = {rule for rule, row in findings(imported, 7).items() if "sha256" in str(row["seen"])}

    assert "cqc-registered" in by_register and "public-liability" not in by_register
    assert named == by_register


@pytest.mark.parametrize(
    ("said", "word"),
    [
        ({"registrationStatus": "Deregistered", "deregistrationDate": "2021-03-20"}, "failed"),
        ({"dormancy": "Y"}, "failed"),
        ({"rating": "REQUIRES IMPROVEMENT"}, "referred"),
        ({"rating": "Outstanding"}, "qualified"),
    ],
)
def test_the_registers_word_decides(imported: Office, said: dict[str, str], word: str) -> None:
    registers(imported, location("07", **said), on="2021-04-01")

    assert imported.types("check 7").lines[-1] == f"1 checked: 1 {word}"


def test_a_check_made_before_the_register_came_is_made_anew_where_it_says_otherwise(
    imported: Office,
) -> None:
    imported.types("check")
    registers(imported, location("07"), location("08", dormancy="Y"), on="2021-04-01")

    told = imported.types("check")

    assert [line for line in told.lines if line.startswith("application")] == [
        "application 8: Sample Home 08: failed"
    ]


def test_the_newest_snapshot_by_its_own_day_holds_whenever_it_came_in(imported: Office) -> None:
    registers(imported, location("07", dormancy="N"), on="2021-04-03")
    registers(imported, location("07", dormancy="Y"), on="2021-04-01")

    assert imported.types("check 7").lines[-1] == "1 checked: 1 qualified"
    assert "2021-04-03" in str(findings(imported, 7)["cqc-registered"]["seen"])


def test_of_an_answer_and_the_register_the_one_recorded_later_holds(imported: Office) -> None:
    registers(imported, location("07", dormancy="Y"), on="2021-04-01")
    imported.types("clarify 7 --answer home.cqc.dormant=no")
    imported.types("check 7")
    answered = findings(imported, 7)["cqc-registered"]
    registers(imported, location("07", dormancy="Y", numberOfBeds=6), on="2021-04-02")
    imported.types("check 7")
    looked_up = findings(imported, 7)["cqc-registered"]

    assert (answered["finding"], answered["source"]) == ("met", "officer")
    assert (looked_up["finding"], looked_up["source"]) == ("unmet", "register")


def test_every_check_is_replayed_by_the_snapshot_of_its_time(imported: Office) -> None:
    imported.types("check")
    registers(imported, location("07", dormancy="Y"), on="2021-04-01")
    imported.types("check")
    registers(imported, location("07", rating="Inadequate"), on="2021-04-02")
    imported.types("check")

    told = imported.types("verify --replay")

    assert told.lines[-1] == "22 checks judged again, no differences"


def test_whoever_is_refused_is_told_where_it_was_seen(imported: Office) -> None:
    body = location("07", registrationStatus="Deregistered", deregistrationDate="2021-03-20")
    registers(imported, body, on="2021-04-01")
    imported.types("check")
    imported.types("determine 7 refuse --reason 'Not registered any more'")
    imported.types("letters 7")

    letter = (imported.folder / "letters/0007-refused.md").read_text(encoding="utf-8")
    assert "(in the register of the Care Quality Commission, as of 1 April 2021)" in letter


def test_explain_names_the_snapshot(imported: Office) -> None:
    registers(imported, location("07", dormancy="Y"), on="2021-04-01")
    imported.types("check 7")

    assert "(register: locations-2021-04-01.jsonl of 2021-04-01, sha256 " in (
        imported.types("explain 7").out
    )


def test_what_the_register_alone_says_is_not_clarified(imported: Office) -> None:
    told = imported.types("clarify 7 --answer register.beds=5", exits=1)

    assert "register.beds is what the public register says" in told.err
    assert "dpsctl import-register FILE" in told.err


def test_rules_may_ask_what_the_register_alone_says(imported: Office) -> None:
    facts = imported.types("rules show kent-specialist/2021-02-01 --facts --format json").json

    assert {
        "register.beds": "whole number",
        "register.listed": "yes/no",
        "register.categories": "list",
    }.items() <= facts.items()
