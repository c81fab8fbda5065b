"""A clock that was set back refuses nothing: what it records is recorded, with a remark."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ..office import Office

Stage = Callable[[str], Office]

WITHDRAW = "withdraw 19 --reason 'The home has closed'"
REMARK = (
    "the clock is 19 days behind the newest entry (11, recorded 2021-04-20 10:00): "
    "look to the clock; this is recorded as of 2021-04-01 10:00"
)


def test_it_is_said_how_far_the_clock_is_behind(kent_at: Stage) -> None:
    office = kent_at("awarded").on("2021-04-01")

    tried = office.types(f"{WITHDRAW} --dry-run")
    told = office.types(WITHDRAW)

    assert tried.err == f"{REMARK}\ndry run: nothing recorded\n"
    assert (told.out, told.err) == ("application 19 withdrawn\n", f"{REMARK}\n")
    assert office.standing(19) == "withdrawn"
    office.types("verify")


def test_the_remark_is_there_as_json_too(kent_at: Stage) -> None:
    told = kent_at("awarded").on("2021-04-01").types(f"{WITHDRAW} --format json")
    assert told.json["remarks"] == [REMARK]


@pytest.mark.parametrize(
    ("now", "said"),
    [
        ("2021-04-20T09:58:59", "the clock is 1 minute and 1 second behind"),
        ("2021-04-20T09:59:00", ""),  # whoever waits for the ledger may be that late
        ("2021-04-20T10:00:00", ""),
    ],
)
def test_a_minute_may_be_spent_waiting_for_others(kent_at: Stage, now: str, said: str) -> None:
    told = kent_at("awarded").on(now).types(WITHDRAW)
    assert told.err.startswith(said) and bool(told.err) == bool(said)


def test_where_nothing_is_recorded_nothing_is_remarked(kent_at: Stage) -> None:
    told = kent_at("awarded").on("2021-04-01").types("import applications")
    assert told.err == ""


def test_a_first_entry_is_behind_nothing(new_office: Office) -> None:
    told = new_office.on("1999-01-01").types("init system.yaml")
    assert told.err == "a rehearsal: everything printed says so\n"


def test_what_came_later_counts_whatever_its_clock_said(kent_at: Stage) -> None:
    office = kent_at("checked")
    office.on("2021-04-10").types("determine 1 admit --reason 'Meets every criterion'")

    office.on("2021-04-07").types("rescind 1 --reason 'Wrong application'")

    assert office.on("2021-04-11").standing(1) == "qualified"
    assert "withdrawn" not in office.on("2021-04-11").types("status").out


def test_an_award_is_annulled_once_and_made_again_whatever_the_clock_says(kent_at: Stage) -> None:
    office = kent_at("awarded")
    office.on("2021-05-10").types("end-contract 3 --reason 'On the wrong terms' --yes")
    earlier = office.on("2021-05-05")

    again = earlier.types("end-contract 3 --reason 'On the wrong terms' --yes")
    awarded = earlier.types("award --decision 20/00108 --yes")

    assert again.out == "nothing to do: the award of contract 3 was annulled on 2021-05-10\n"
    assert awarded.out.startswith("contract 17: Sample Home 03, ")
    office.types("verify")


def test_a_letter_is_written_before_the_window_is_known_by_the_clock(kent_at: Stage) -> None:
    office = kent_at("awarded").on("2021-02-01")
    office.types(WITHDRAW)

    told = office.types("letters 19 --into letters")

    assert told.out.startswith("application 19: told on 2021-02-01 that it was withdrawn")
