"""``determine``, ``rescind`` and ``withdraw``: a person's acts, and when they take a second one."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ..office import HEAD_OF_QUALITY, Office
from ..papers import application, system

Stage = Callable[[str], Office]

# In Kent's story 1 to 16 qualify, 17 failed, 18 was referred, 19 is incomplete, 20 is late.
ADMIT = "admit --reason 'Meets every criterion'"
REFUSE = "refuse --reason 'Falls short of a criterion'"
OVERRIDE = "--override 'Self-cleaning judged enough'"


def test_what_nobody_has_checked_is_not_determined(kent_at: Stage) -> None:
    refused = kent_at("imported").types(f"determine 1 {ADMIT}", exits=1)

    assert refused.err.splitlines() == [
        "dpsctl: application 1 has not been checked",
        "  run `dpsctl check 1` first",
    ]


def test_the_same_determination_again_does_nothing(kent_at: Stage) -> None:
    office = kent_at("checked")
    office.types(f"determine 1 {ADMIT}")

    again = office.types(f"determine 1 {ADMIT}")

    assert again.lines == ["nothing to do: application 1 is admitted"]


def test_another_determination_needs_the_first_taken_back(kent_at: Stage) -> None:
    office = kent_at("admitted")

    refused = office.types(f"determine 1 {REFUSE}", exits=1)
    office.types("rescind 1 --reason 'Wrong application'")
    office.types(f"determine 1 {REFUSE}")

    assert "application 1 is admitted" in refused.err
    assert "dpsctl rescind 1 --reason TEXT" in refused.err
    assert office.standing(1) == "refused"


def test_all_qualified_means_those_in_time(kent_at: Stage) -> None:
    office = kent_at("checked")

    told = office.types(f"determine --all-qualified {ADMIT}")
    again = office.types(f"determine --all-qualified {ADMIT}")

    assert told.lines == [f"application {number} admitted" for number in range(1, 17)]
    assert [office.standing(number) for number in (17, 18, 19, 20)] == [
        "failed",
        "referred",
        "incomplete",
        "qualified",
    ]
    assert again.lines == ["nothing to do: no application in time stands qualified"]


@pytest.mark.parametrize("words", ["1 admit", "refuse", f"admit {OVERRIDE}"])
def test_all_qualified_goes_with_admit_alone(kent_at: Stage, words: str) -> None:
    told = kent_at("checked").types(f"determine --all-qualified {words} --reason 'So'", exits=2)

    assert told.err.startswith("dpsctl: --all-qualified goes with admit alone")


@pytest.mark.parametrize("words", ["1", "1 admitted", "admit", f"1 refuse {OVERRIDE}"])
def test_it_must_be_said_which_application_and_what(kent_at: Stage, words: str) -> None:
    kent_at("checked").types(f"determine {words} --reason 'So'", exits=2)


def test_an_incomplete_one_is_never_admitted_but_may_be_refused(kent_at: Stage) -> None:
    office = kent_at("checked").under(HEAD_OF_QUALITY)

    plain = office.types(f"determine 19 {ADMIT}", exits=1)
    overridden = office.types(f"determine 19 {ADMIT} {OVERRIDE}", exits=1)
    office.types(f"determine 19 {REFUSE}")

    for refused in (plain, overridden):
        assert "application 19 is incomplete" in refused.err
        assert "a missing answer is never taken for a good one" in refused.err


def test_a_failed_one_is_admitted_by_override_only_and_by_a_second_person_only(
    kent_at: Stage,
) -> None:
    office = kent_at("checked")

    plain = office.under(HEAD_OF_QUALITY).types(f"determine 17 {ADMIT}", exits=1)
    alone = office.types(f"determine 17 {ADMIT} {OVERRIDE}", exits=1)
    office.under(HEAD_OF_QUALITY).types(f"determine 17 {ADMIT} {OVERRIDE}")

    assert "only --override REASON admits it, given by a second person" in plain.err
    assert "application 17 is admitted by override, which takes a second person" in alone.err
    assert office.standing(17) == "admitted"


# Four eyes


@pytest.mark.parametrize(
    ("number", "why", "decided"),
    [(18, "was referred", ADMIT), (18, "was referred", REFUSE), (20, "is late", ADMIT)],
)
def test_referred_and_late_ones_take_a_second_person(
    kent_at: Stage, number: int, why: str, decided: str
) -> None:
    office = kent_at("checked")

    refused = office.types(f"determine {number} {decided}", exits=1)
    office.under(HEAD_OF_QUALITY).types(f"determine {number} {decided}")

    assert (
        f"application {number} {why}, which takes a second person, "
        "and commissioning officer imported or checked it" in refused.err
    )


@pytest.mark.parametrize("same", ["Commissioning Officer", "  COMMISSIONING   officer "])
def test_a_name_is_the_same_in_capitals_and_with_more_spaces(kent_at: Stage, same: str) -> None:
    kent_at("checked").under(same).types(f"determine 18 {REFUSE}", exits=1)


def test_whoever_only_checked_is_a_first_person_too(kent_at: Stage) -> None:
    office = kent_at("imported")
    office.under("Anna").types("check")

    office.under("anna").types(f"determine 18 {REFUSE}", exits=1)
    office.under("Beth").types(f"determine 18 {REFUSE}")


def test_a_system_may_ask_for_no_second_person(kent_at: Stage) -> None:
    office = kent_at("checked")
    office.writes("relaxed.yaml", system({"four_eyes": None}))
    office.types("init relaxed.yaml --reason 'The constitution changed'")

    office.types(f"determine 18 {REFUSE}")
    office.types(f"determine 20 {ADMIT}")
    office.types(f"determine 17 {ADMIT} {OVERRIDE}", exits=1)


def test_one_that_may_not_be_determined_keeps_the_others_back(kent_at: Stage) -> None:
    office = kent_at("checked")

    office.types(f"determine 1 2 17 {ADMIT}", exits=1)

    assert office.standing(1) == "qualified"


def test_a_refusal_of_one_that_qualifies_is_remarked_on(kent_at: Stage) -> None:
    office = kent_at("checked")

    told = office.types(f"determine 1 {REFUSE}")

    assert told.lines == ["application 1 refused"]
    assert "application 1 qualifies under every rule" in told.err
    assert "PCR 2015 reg 34(6)" in told.err


def test_that_of_a_late_one_is_not_for_lateness_is_reason_enough(kent_at: Stage) -> None:
    office = kent_at("checked").under(HEAD_OF_QUALITY)

    told = office.types("determine 20 refuse --reason 'It came after the close'")

    assert (told.lines, told.err) == (["application 20 refused"], "")


# Taken back


def test_a_determination_is_taken_back_to_where_the_last_check_left_it(kent_at: Stage) -> None:
    office = kent_at("determined")

    told = office.types("rescind KBP-2021-0018 --reason 'The improvement plan has come'")
    again = office.types("rescind KBP-2021-0018 --reason 'The improvement plan has come'")

    assert told.lines == ["application 18: its determination is taken back"]
    assert office.standing(18) == "referred"
    assert again.lines == [
        "nothing to do: the determination of application 18 was taken back before"
    ]


def test_what_was_never_determined_cannot_be_taken_back(kent_at: Stage) -> None:
    refused = kent_at("checked").types("rescind 1 --reason 'Wrong'", exits=1)

    assert "application 1 has not been determined" in refused.err


def test_nor_what_a_contract_rests_on(kent_at: Stage) -> None:
    refused = kent_at("awarded").types("rescind 1 --reason 'Wrong'", exits=1)

    assert "application 1 was awarded contract 1, which rests on its determination" in refused.err


@pytest.mark.parametrize("stage", ["imported", "checked", "admitted"])
def test_an_applicant_may_withdraw_until_the_award(kent_at: Stage, stage: str) -> None:
    office = kent_at(stage)

    told = office.types("withdraw 1 --reason 'Letter of 12 April'")
    again = office.types("withdraw 1 --reason 'Letter of 12 April'")

    assert told.lines == ["application 1 withdrawn"]
    assert office.standing(1) == "withdrawn"
    assert again.lines == ["nothing to do: application 1 is withdrawn"]


def test_after_the_award_there_is_a_contract_and_no_application_to_withdraw(
    kent_at: Stage,
) -> None:
    refused = kent_at("awarded").types("withdraw 1 --reason 'Letter'", exits=1)

    assert "application 1 is awarded" in refused.err


@pytest.mark.parametrize(
    "command", [f"determine 1 {ADMIT}", "withdraw 1 --reason 'Letter'", "check 1"]
)
def test_a_superseded_application_is_left_as_it_is(kent_at: Stage, command: str) -> None:
    office = kent_at("open")
    office.imports(application(1))
    office.imports(application(1, {"home.beds": "6"}))
    office.types("check")

    refused = office.types(command, exits=1)

    assert "application 1 is superseded" in refused.err


@pytest.mark.parametrize("name", ["99", "KBP-2020-0001", "1-99999999", "９"])
def test_a_name_that_nothing_has(kent_at: Stage, name: str) -> None:
    refused = kent_at("checked").types(f"determine {name} {ADMIT}", exits=1)

    assert f"there is no application {name}" in refused.err
    assert "`dpsctl report applications` lists them" in refused.err
