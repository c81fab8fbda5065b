"""``award``: contracts for what stands admitted, under a decision, inside the validity."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ..executing import renewed
from ..office import HEAD_OF_QUALITY, Office
from ..papers import application, decision, rule_set
from ..small_system import OWN_RULES, RATED_GOOD, small_system

Stage = Callable[[str], Office]
AWARD = "award --decision 20/00108 --yes"


def test_by_default_everything_that_stands_admitted_is_awarded(kent_at: Stage) -> None:
    office = kent_at("determined")

    told = office.types(AWARD)

    assert len(told.lines) == 16
    assert told.lines[0] == (
        "contract 1: Sample Home 01, Specialist, 2021-04-09 to 2026-06-14, "
        "awaiting signature and seal"
    )
    row = office.report("roster")["rows"][0]
    assert (row["awarded_on"], row["starts_on"], row["ends_on"], row["standing"]) == (
        "2021-04-09",
        "2021-04-09",
        "2026-06-14",
        "awaiting signature",
    )


def test_days_and_basis_can_be_named(kent_at: Stage) -> None:
    office = kent_at("determined")

    office.types(f"{AWARD} 1 --starts 2021-05-04 --ends 2027-03-31 --basis 'Letter of 9 April'")

    assert office.counts("contracts") == 1
    told = office.types("explain 1 --format json").json["contract"]
    assert (told["starts_on"], told["ends_on"], told["basis"]) == (
        "2021-05-04",
        "2027-03-31",
        "Letter of 9 April",
    )


@pytest.mark.parametrize(
    ("number", "standing"),
    [(17, "failed"), (18, "refused"), (19, "incomplete"), (20, "qualified")],
)
def test_what_does_not_stand_admitted_is_not_awarded_by_name(
    kent_at: Stage, number: int, standing: str
) -> None:
    office = kent_at("determined")

    refused = office.types(f"{AWARD} 1 {number}", exits=1)

    assert (
        f"application {number} is {standing}: only what stands admitted is awarded" in refused.err
    )
    assert office.counts("contracts") == 0


def test_nor_by_default(kent_at: Stage) -> None:
    office = kent_at("checked")

    told = office.types(AWARD)

    assert told.lines == ["nothing to do: no application stands admitted"]
    assert office.counts("contracts") == 0


def test_a_rescinded_admission_is_not_awarded(kent_at: Stage) -> None:
    office = kent_at("determined")
    office.types("rescind 1 --reason 'Wrong application'")

    office.types(f"{AWARD} 1", exits=1)
    office.types(AWARD)

    assert office.counts("contracts") == 15


# Again


@pytest.mark.parametrize("terms", ["", "--starts 2021-05-04", "--ends 2026-06-14"])
def test_the_same_award_again_does_nothing(kent_at: Stage, terms: str) -> None:
    office = kent_at("awarded").on("2021-04-25")

    told = office.types(f"{AWARD} KBP-2021-0001 {terms}")

    assert told.lines == ["nothing to do: application 1 was awarded contract 1"]
    assert office.counts("contracts") == 16


@pytest.mark.parametrize(
    "terms", ["--starts 2021-05-05", "--ends 2027-06-14", "--basis 'Another letter'"]
)
def test_an_award_on_other_terms_is_refused(kent_at: Stage, terms: str) -> None:
    refused = kent_at("awarded").types(f"{AWARD} 1 {terms}", exits=1)

    assert (
        "application 1 was awarded contract 1 on other terms: "
        "2021-05-04 to 2026-06-14 under decision 20/00108" in refused.err
    )


def test_an_award_under_another_decision_is_other_terms_too(kent_at: Stage) -> None:
    refused = kent_at("awarded").types("award 1 --decision 18/00030 --yes", exits=1)

    assert "on other terms" in refused.err


def test_what_is_left_is_awarded_beside_what_was(kent_at: Stage) -> None:
    office = kent_at("awarded")
    office.under(HEAD_OF_QUALITY).types("determine 20 admit --reason 'The post was slow'")

    told = office.types(f"{AWARD} 1 20")

    assert told.lines[0] == "nothing to do: application 1 was awarded contract 1"
    assert told.lines[1].startswith("contract 17: Sample Home 20")


# The power, and the validity


def test_18_00030_awards_nothing_that_was_received_in_a_window(kent_at: Stage) -> None:
    office = kent_at("determined")

    refused = office.types("award --decision 18/00030 --yes", exits=1)

    assert (
        "decision 18/00030 covers existing services: "
        "it awards no application received in a window" in refused.err
    )
    assert office.counts("contracts") == 0


def test_a_decision_without_the_power_to_award(kent_at: Stage) -> None:
    office = kent_at("determined")
    office.records(decision({"decision": "21/00001", "powers": ["open"]}))

    refused = office.types("award --decision 21/00001 --yes", exits=1)

    assert "decision 21/00001 gives power to open only" in refused.err


def test_a_decision_not_yet_in_effect(kent_at: Stage) -> None:
    office = kent_at("determined")
    office.records(decision({"decision": "21/00001", "effective_on": "2021-04-10"}))

    refused = office.types("award --decision 21/00001 --yes", exits=1)
    office.on("2021-04-10").types("award --decision 21/00001 --yes")

    assert "takes effect on 2021-04-10" in refused.err


def test_a_decision_that_is_not_on_the_ledger(kent_at: Stage) -> None:
    refused = kent_at("determined").types("award --decision 21/00001 --yes", exits=1)

    assert "there is no decision 21/00001 on the ledger" in refused.err


def test_on_the_last_day_of_the_validity_but_not_after(kent_at: Stage) -> None:
    office = kent_at("determined")

    refused = office.on("2026-06-15").types(AWARD, exits=1)
    last = renewed(office.on("2026-06-14"), 1, until="2026-06-14", application=True)
    last.types(f"{AWARD} 1")

    assert "the validity of kent-ldpdmh ended on 2026-06-14" in refused.err


def test_a_contract_does_not_end_before_it_starts(kent_at: Stage) -> None:
    refused = kent_at("determined").types(f"{AWARD} --starts 2021-05-04 --ends 2021-05-03", exits=1)

    assert "a contract from 2021-05-04 cannot end on 2021-05-03" in refused.err


@pytest.mark.parametrize(
    ("terms", "complaint"),
    [
        (
            "--starts 2021-01-01 --ends 2021-04-08",
            "a contract to 2021-04-08 would have ended before its award on 2021-04-09",
        ),
        (
            "--starts 2012-05-04",
            "the validity of kent-ldpdmh begins on 2020-06-15: "
            "no contract under it starts on 2012-05-04",
        ),
    ],
)
def test_days_that_no_award_can_give(kent_at: Stage, terms: str, complaint: str) -> None:
    refused = kent_at("determined").types(f"{AWARD} {terms}", exits=1)

    assert refused.err.splitlines()[0] == f"dpsctl: {complaint}"


def test_days_that_are_past_or_outlive_the_validity_are_remarked_on(kent_at: Stage) -> None:
    office = kent_at("determined")

    past = office.types(f"{AWARD} 1 --starts 2021-04-01")
    longer = office.types(f"{AWARD} 2 --ends 2026-06-15")

    assert past.err == (
        "2021-04-01 is past: what is awarded on 2021-04-09 is in force only once it is signed\n"
    )
    assert longer.err.startswith("2026-06-15 is past the validity of kent-ldpdmh, which stays")


def test_a_home_that_was_sold_since_is_awarded_with_a_remark(kent_at: Stage) -> None:
    office = kent_at("awarded").on("2022-03-28")
    office.types("transfer 7 --to transfers/sample-home-07.yaml --reason Sold")
    office.types("end-contract 7 --reason 'Wrong terms' --yes")

    renewed(office, 7, until="2022-12-31", application=True)

    before = office.types(f"{AWARD} 7 --starts 2022-03-31 --dry-run")
    told = office.types(f"{AWARD} 7 --starts 2022-04-01")

    assert "who did not apply" not in before.err
    assert told.err == (
        "contract 17: Sample Home 07 is run by Sample Provider 41 Ltd on 2022-04-01, who did not "
        "apply: if it was sold, `dpsctl transfer 17 --to FILE`\n"
    )


@pytest.mark.parametrize("option", ["starts", "ends", "basis", "reason", "conflicts"])
def test_an_option_that_says_nothing_is_wrong_usage(kent_at: Stage, option: str) -> None:
    told = kent_at("determined").types(f"{AWARD} --{option} ''", exits=2)

    assert told.err.startswith(f"dpsctl: --{option}")


def test_a_home_holds_one_contract_under_an_agreement(kent_at: Stage) -> None:
    """Two windows, each with an application of the home that was admitted."""
    office = kent_at("determined").on("2021-04-10")
    office.types("open-window --opens 2021-04-10 --closes 2021-04-30")
    office = office.on("2021-04-12")
    office.imports(application(1, {"received_at": "2021-04-11T10:00"}))
    office.types("check")
    office.types("determine 21 admit --reason 'Meets every criterion'")

    at_once = office.types(AWARD, exits=1)
    office.types(f"{AWARD} 21")
    afterwards = office.types(f"{AWARD} 1", exits=1)

    assert (
        "applications 1 and 21 are of one home, which can hold one contract under dps"
        in at_once.err
    )
    assert "the home of application 1 holds contract 1 under dps" in afterwards.err


# Asking


def test_off_a_terminal_it_needs_yes(kent_at: Stage) -> None:
    office = kent_at("determined")

    told = office.types("award --decision 20/00108", exits=2)

    assert told.err.splitlines() == [
        "dpsctl: an award cannot be undone here, and there is nobody to ask",
        "  say --yes; --dry-run shows what would be awarded",
    ]
    assert office.counts("contracts") == 0


def test_a_dry_run_needs_no_yes(kent_at: Stage) -> None:
    office = kent_at("determined")

    told = office.types("award --decision 20/00108 --dry-run")

    assert len(told.lines) == 16
    assert told.err == "dry run: nothing recorded\n"
    assert office.counts("contracts") == 0


def test_without_a_last_day_of_the_system_the_award_must_say_one(new_office: Office) -> None:
    """A dynamic market may have no end."""
    law = {"regime": "pa2023-dynamic-market"}
    rules = rule_set("2020-01-01", [{**RATED_GOOD, "cite": "PA 2023 s 36(3)"}], law)
    endless = {**law, "valid.until": None, "reopening": None, "assessment": None}
    office = small_system(new_office, rules, endless, version="2020-01-01")
    office.types(f"open-window {OWN_RULES}")
    office.imports(
        application(1, {"answers": None, "declaration": None, "received_at": "2021-03-09T10:00"})
    )
    office.types("check")
    office.types("determine --all-qualified admit --reason 'Meets every criterion'")

    asked = office.types(f"{AWARD} --basis 'user choice'", exits=2)
    office.types(f"{AWARD} --basis 'user choice' --ends 2026-03-31")

    assert asked.err.splitlines() == [
        "dpsctl: nothing says when the contracts end: the system has no last day",
        "  give --ends DATE",
    ]


def test_the_record_of_an_award_may_be_completed_later(kent_at: Callable[[str], Office]) -> None:
    office = kent_at("admitted")
    award = "award 1 --decision 20/00108 --yes"
    office.types(f"{award} --reason 'It meets every criterion'")

    told = office.types(f"{award} --alternatives 'To buy the places one by one'")
    again = office.types(f"{award} --alternatives 'To buy the places one by one'")

    assert told.out == ("contract 1: the record of its award now says what else was considered\n")
    assert again.out == "nothing to do: application 1 was awarded contract 1\n"
    assert office.counts("award_records") == 2
    assert office.counts("contracts") == 1


def test_a_value_that_is_given_decides_whether_it_is_sealed(
    kent_at: Callable[[str], Office],
) -> None:
    office = kent_at("admitted")

    above = office.types("award 1 --decision 20/00108 --value 1000000 --yes")
    below = office.types("award 2 --decision 20/00108 --value 999,999.99 --yes")

    assert above.out.endswith("awaiting signature and seal\n")
    assert below.out.endswith("awaiting signature\n")


def test_the_same_award_of_another_value_is_another_award(
    kent_at: Callable[[str], Office],
) -> None:
    office = kent_at("admitted")
    office.types("award 1 --decision 20/00108 --value 1000000 --yes")

    told = office.types("award 1 --decision 20/00108 --value 1000001 --yes", exits=1)

    assert "was awarded contract 1 on other terms" in told.err
    assert "`dpsctl end-contract 1` annuls it" in told.err


def test_why_it_was_awarded_stands_in_its_entry(kent_at: Callable[[str], Office]) -> None:
    office = kent_at("admitted")
    office.types("award 1 --decision 20/00108 --reason 'It meets every criterion' --yes")

    assert office.report("history")["rows"][-1]["reason"] == "It meets every criterion"
