"""``end-contract``: a contract ended before its own end; until it has come, put to another day."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ..executing import executed, on_roster, signed
from ..office import Office
from ..papers import system

Stage = Callable[[str], Office]
WHY = "--reason 'The home closes' --yes"


@pytest.fixture
def office(kent_at: Stage) -> Office:
    """Kent's office on 10 May 2021, with contracts 1 and 2 in force."""
    return executed(kent_at("awarded"), 1, 2).on("2021-05-10")


def numbers(office: Office, as_of: str) -> list[int]:
    return [row["contract"] for row in office.report("roster", f"--as-of {as_of}")["rows"]]


def test_the_day_given_is_the_first_no_longer_in_force(office: Office) -> None:
    told = office.types(f"end-contract 1 --on 2021-09-01 {WHY}")

    assert told.lines == ["contract 1 (Sample Home 01): ends; its last day is 2021-08-31"]
    assert told.err == (
        "4 people live there under it: from 2021-09-01 their places and fees rest on no contract\n"
    )
    assert on_roster(office, 1, "2021-08-31")["in_force"] is True
    assert 1 not in numbers(office, "2021-09-01")
    assert office.standing(1) == "awarded"


def test_by_default_it_is_today(office: Office) -> None:
    told = office.types(f"end-contract 1 {WHY}")
    again = office.types(f"end-contract 1 {WHY}")

    assert told.lines == ["contract 1 (Sample Home 01): ended; its last day was 2021-05-09"]
    assert again.lines == ["nothing to do: contract 1 has ended; its last day was 2021-05-09"]
    assert office.counts("endings") == 1


def test_a_past_day_is_recorded_with_a_remark(office: Office) -> None:
    told = office.types(f"end-contract 1 --on 2021-05-07 {WHY}")

    assert told.err.splitlines()[0] == (
        "2021-05-07 is past: rosters printed since then say otherwise"
    )
    assert 1 not in numbers(office, "2021-05-07")


def test_signed_and_not_yet_sealed_it_is_ended_and_not_annulled(office: Office) -> None:
    signed(office, [3])

    told = office.types(f"end-contract 3 {WHY}")

    assert told.lines == ["contract 3 (Sample Home 03): ended; its last day was 2021-05-09"]
    assert office.standing(3) == "awarded"


def test_it_ends_inside_its_life(office: Office) -> None:
    before = office.types(f"end-contract 1 --on 2021-04-19 {WHY}", exits=1)
    unsigned = office.types(f"end-contract 1 --on 2021-04-27 {WHY}", exits=1)
    after = office.types(f"end-contract 1 --on 2026-06-16 {WHY}", exits=1)
    at_its_end = office.types(f"end-contract 1 --on 2026-06-15 {WHY}")

    assert before.err.splitlines() == [
        "dpsctl: contract 1 was awarded on 2021-04-20: it cannot have ended on 2021-04-19",
        "  --on is the first day no longer in force",
    ]
    assert unsigned.err.splitlines() == [
        "dpsctl: contract 1 was signed by both on 2021-04-28: it cannot have ended on 2021-04-27",
        "  --on is the first day no longer in force; look at its year",
    ]
    assert after.err.splitlines() == [
        "dpsctl: contract 1 ends by itself: its last day is 2026-06-14",
        "  to let it run longer, dpsctl extend-contract 1 --ends 2026-06-15 --decision REF",
    ]
    assert at_its_end.lines == ["nothing to do: contract 1 ends so; its last day is 2026-06-14"]


def test_an_ending_that_lies_ahead_may_be_put_to_another_day(office: Office) -> None:
    office.types(f"end-contract 1 --on 2021-09-01 {WHY}")

    same = office.types(f"end-contract 1 --on 2021-09-01 {WHY}")
    office.types(f"end-contract 1 --on 2021-11-01 {WHY}")
    later = on_roster(office, 1)["ends_on"]
    office.types(f"end-contract 1 --on 2021-07-01 {WHY}")

    assert same.lines == ["nothing to do: contract 1 ends so; its last day is 2021-08-31"]
    assert (later, on_roster(office, 1)["ends_on"]) == ("2021-10-31", "2021-06-30")


def test_or_be_taken_back(office: Office) -> None:
    office.types(f"end-contract 1 --on 2021-09-01 {WHY}")

    told = office.types(f"end-contract 1 --on 2026-06-15 {WHY}")

    assert told.lines == ["contract 1 (Sample Home 01): runs to its own end again, 2026-06-14"]
    assert told.err == ""
    assert on_roster(office, 1)["ends_on"] == "2026-06-14"


def test_one_that_has_come_may_not(office: Office) -> None:
    office.types(f"end-contract 1 --on 2021-09-01 {WHY}")

    refused = office.on("2021-09-01").types(f"end-contract 1 --on 2021-10-01 {WHY}", exits=1)
    same = office.on("2021-09-01").types(f"end-contract 1 --on 2021-09-01 {WHY}")

    assert refused.err.startswith("dpsctl: contract 1 has ended: its last day was 2021-08-31\n")
    assert same.lines == ["nothing to do: contract 1 has ended; its last day was 2021-08-31"]


# Notice


@pytest.mark.parametrize(
    ("notice", "last_day"),
    [
        ("3 months", "2021-08-10"),
        ("30 days", "2021-06-09"),
        ("10 working days", "2021-05-24"),  # 11 to 14, 17 to 21, 24 May
        ("5 clear days", "2021-05-15"),  # 11 to 15 May
    ],
)
def test_a_notice_shorter_than_the_systems_is_told(
    office: Office, notice: str, last_day: str
) -> None:
    office.writes("notice.yaml", system({"ending_notice": notice}))
    office.types("init notice.yaml --reason 'The contract says so'")

    short = office.types(f"end-contract 1 --on {last_day} {WHY}")
    office.types(f"end-contract 2 --on 2021-12-31 {WHY}")
    ends = on_roster(office, 1)["ends_on"]

    assert short.err.splitlines()[0] == (
        f"the system asks for {notice} of notice, which given today runs to the end of "
        f"{last_day}: this is shorter"
    )
    assert str(ends) < last_day


@pytest.mark.parametrize(
    ("notice", "day"), [("3 months", "2021-08-11"), ("30 days", "2021-06-10"), (None, "2021-05-10")]
)
def test_a_full_notice_is_not_remarked_on_nor_one_that_nobody_asks_for(
    office: Office, notice: str | None, day: str
) -> None:
    office.writes("notice.yaml", system({"ending_notice": notice}))
    office.types("init notice.yaml --reason 'The contract says so'")

    told = office.types(f"end-contract 1 --on {day} {WHY}")

    assert "notice" not in told.err


# Asking


def test_off_a_terminal_it_needs_yes(office: Office) -> None:
    told = office.types("end-contract 1 --reason 'The home closes'", exits=2)

    assert told.err.splitlines() == [
        "dpsctl: an ending cannot be undone here, and there is nobody to ask",
        "  say --yes; --dry-run shows what would end",
    ]
    assert office.counts("endings") == 0


@pytest.mark.parametrize("number", [1, 3])
def test_a_dry_run_needs_no_yes(office: Office, number: int) -> None:
    told = office.types(f"end-contract {number} --reason 'The home closes' --dry-run")

    assert told.lines[0].startswith(f"contract {number} (Sample Home 0{number}): ")
    assert told.err.endswith("dry run: nothing recorded\n")
    assert office.counts("endings") == 0
