"""Why something was not admitted, as its letter tells it: lateness, grounds, and part of it."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from ..office import Office
from ..papers import application, rule, rule_set
from ..small_system import OPEN_MARCH, OWN_RULES, RATED_GOOD, small_system
from .post_room import ALONE, REFUSE, letter

Stage = Callable[[str], Office]

NOBODY = {"answers": None, "placements": None}


def test_exclusion_grounds_tell_of_self_cleaning_where_the_law_has_it(kent_at: Stage) -> None:
    yes = {"answer": "yes", "on": "2020-05-02"}
    answers = {"declaration.exclusions": {"57(8)(c)": yes, "57(3)": {"answer": "yes"}}}
    office = kent_at("open")
    office.imports(application(1, answers))
    office.types("check")
    office.types("determine 1 refuse --reason 'Tax is owed'")
    office.types("letters")

    text = letter(office, "0001-refused.md")

    assert text.count("can be relied on all the same (PCR 2015 reg 57(13)") == 1
    misconduct, _, after = text.partition("can be relied on all the same")
    assert "PCR 2015 reg 57(8)(c)" in misconduct and "57(8)(c)" not in after[:100]
    assert "**Does the declaration answer every exclusion ground?**" in text
    assert text.count("An answer that this needs is missing") == 1


def test_evidence_of_self_cleaning_that_was_given_is_not_asked_for_as_if_it_were_not(
    kent_at: Stage,
) -> None:
    told = {"answer": "yes", "on": "2020-05-02", "self_cleaning": "A new board since June 2020"}
    office = kent_at("open")
    office.imports(application(1, {"declaration.exclusions": {"57(8)(c)": told}}))
    for command in ("check", "determine 1 refuse --reason 'Too recent'", "letters"):
        office.types(command)

    text = letter(office, "0001-refused.md")

    assert "counts until 2 May 2023; you told us how you put the matter right\n" in text
    assert "   - We have considered what you told us, and it does not show that you can be" in text
    assert "You may give us further evidence." in text
    assert "You may give us evidence that you have put" not in text


def test_unanswered_grounds_name_their_law_once(kent_at: Stage) -> None:
    office = kent_at("open")
    office.imports(application(1, {"declaration.exclusions": None}))
    for command in ("check", "determine 1 refuse --reason 'No declaration'", "letters"):
        office.types(command)

    text = letter(office, "0001-refused.md")

    assert "- Legal basis: PCR 2015 reg 57(1)(a), reg 57(1)(b), reg 57(1)(c)," in text
    assert ", reg 57(8)(h) and reg 57(8)(i)\n" in text


def test_ten_grounds_and_more_are_one_list(kent_at: Stage) -> None:
    office = kent_at("open")
    nothing = dict.fromkeys(["answers", "home.cqc", "declaration", "placements"])
    uninsured = dict.fromkeys(["provider.insurance", "provider.policies"])
    office.imports(application(1, nothing | uninsured))
    for command in ("check", "determine 1 refuse --reason 'Nothing in it'", "letters"):
        office.types(command)

    page = letter(office, "0001-refused.html")

    assert "\n13. **Does the declaration" in letter(office, "0001-refused.md")
    assert page.count("<ol>") == 1 and "<ol start" not in page
    assert len(re.findall("<li>\n<p><strong>", page)) == 13


@pytest.mark.parametrize(
    ("closes", "received", "told"),
    [
        (
            "2021-03-31T12:00",
            "2021-03-31T14:05",
            "reached us at 14:05 on 31 March 2021, and applications had closed at 12:00 on "
            "31 March 2021. It was therefore late.",
        ),
        (
            "2021-03-31",
            "2021-04-01T00:00",
            "reached us on 1 April 2021, and the last day for applications was 31 March 2021. "
            "It was therefore late.",
        ),
    ],
)
def test_what_was_late_is_told_by_how_much(
    new_office: Office, closes: str, received: str, told: str
) -> None:
    office = small_system(new_office, None, ALONE)
    office.types(f"open-window --opens 2021-03-01 --closes {closes} {OWN_RULES}")
    late = office.on("2021-04-06")
    late.imports(application(1, {"received_at": received, "answers": None}))
    for command in ("check", REFUSE, "letters"):
        late.types(command)

    assert f"Your application {told}\n" in letter(late, "0001-refused.md")


def test_what_is_only_noted_is_no_ground_for_a_refusal(kent_at: Stage) -> None:
    office = kent_at("open")
    office.imports(application(1, {"home.beds": "40"}))
    office.types("check")
    office.types("determine 1 refuse --reason 'Too large'")
    office.types("letters")

    assert "specialist-size" in str(office.report("applications")["rows"][0]["unmet"])
    assert "beds" not in letter(office, "0001-refused.md")


def admitted_in_part(new_office: Office) -> Office:
    """An office that admitted a home for LD and not for MH, and awarded it contract 1."""
    manager = rule("manager", "home.cqc.registered_manager is yes", categories=["MH"])
    office = small_system(new_office, rule_set("2021-01-01", [RATED_GOOD, manager]))
    office.types(OPEN_MARCH)
    part = {"answers": None, "categories": ["LD", "MH"], "home.cqc.registered_manager": "no"}
    office.imports(application(1, {"received_at": "2021-03-09T09:00", **part}))
    for command in (
        "check",
        "determine 1 admit --reason 'Meets the criteria for LD'",
        "award --decision 20/00108 --yes",
    ):
        office.types(command)
    return office


def test_one_admitted_in_part_is_told_why_not_for_the_rest(new_office: Office) -> None:
    office = admitted_in_part(new_office)
    office.types("letters")

    text = letter(office, "0001-awarded.md")

    assert "admitted Sample Home 01 in the category Learning disability or autism, and" in text
    assert "We did not admit Sample Home 01 in the category Mental health needs." in text
    assert "registered manager is yes" in text
    assert "Meets the criteria for LD" not in text
    assert "PCR 2015 reg 92(2)" in text
    assert "# Your application was successful in part\n" in text
    before, _, after = text.partition("## Your contract")
    assert "We did not admit it in the category Mental health needs: the reasons stand" in before
    assert "You may apply again" not in after


def test_a_home_with_a_contract_is_not_told_to_apply_for_what_import_would_refuse(
    new_office: Office,
) -> None:
    office = admitted_in_part(new_office)
    office.on("2021-04-05").types("letters")
    office.on("2021-04-05").types(f"open-window --closes 2021-04-30 {OWN_RULES}")
    again = {"received_at": "2021-04-06T09:00", "categories": ["MH"], **NOBODY}

    refused = office.on("2021-04-07").imports(application(1, again), exits=1)

    assert "this home holds contract 1 under dps, which has not ended" in refused.err
    text = letter(office, "0001-awarded.md")
    assert "While this contract lasts, the home cannot apply again for another one" in text
