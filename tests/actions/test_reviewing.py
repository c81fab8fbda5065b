"""One person's fee after a review: dated, and every report of the days before keeps the old."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ..executing import executed
from ..office import Office

WHY = "--reason 'Annual review'"


@pytest.fixture
def office(kent_at: Callable[[str], Office]) -> Office:
    """Kent's office on 10 May 2021, with contract 1 in force."""
    return executed(kent_at("awarded"), 1).on("2021-05-10")


def fee(office: Office, ref: str = "P-0001") -> int:
    people = office.types("explain 1 --contract --format json").json["residents"]
    found: int = next(row["weekly_pence"] for row in people if row["ref"] == ref)
    return found


def test_a_fee_changes_from_its_day_on(office: Office) -> None:
    told = office.types(f"change-fee P-0001 --weekly 2100.00 --from 2021-05-10 {WHY}")
    assert told.lines == ["P-0001, contract 1: £2,093.82 to £2,100.00 a week from 2021-05-10"]
    assert told.err == ""
    assert (fee(office.on("2021-05-09")), fee(office)) == (209_382, 210_000)
    again = office.types(f"change-fee P-0001 --weekly 2100.00 --from 2021-05-10 {WHY}")
    assert again.lines == ["nothing to do: P-0001 costs £2,100.00 on 2021-05-10"]


def test_explain_tells_who_lives_there_on_which_terms(office: Office) -> None:
    office.types(f"change-fee P-0001 --weekly 2100.00 --from 2021-05-10 {WHY}")
    first, *_ = office.types("explain 1 --contract --format json").json["residents"]
    assert first == {
        "ref": "P-0001",
        "need": "LD",
        "band": "Specialist",
        "came": "with the application",
        "basis": "transfer",
        "outside": None,
        "starts_on": None,
        "left_on": None,
        "current_weekly_pence": 213_041,
        "offered_weekly_pence": 209_382,
        "weekly_pence": 210_000,
        "price": None,
    }


def test_a_day_that_is_past_and_a_fee_that_follows_are_told(office: Office) -> None:
    office.types(f"change-fee P-0001 --weekly 2100.00 --from 2021-06-01 {WHY}")
    told = office.types(f"change-fee P-0001 --weekly 2095.00 --from 2021-05-08 {WHY}")
    assert told.err.splitlines() == [
        "2021-05-08 is past: rosters printed since then say otherwise",
        "from 2021-06-01 on it is £2,100.00, as recorded before",
    ]


def test_the_band_may_change_with_it(office: Office) -> None:
    told = office.types(
        f"change-fee P-0001 --weekly 2900 --from 2021-05-10 --band 'Specialist Plus' {WHY}"
    )
    assert told.out.endswith("from 2021-05-10, Specialist to Specialist Plus\n")
    told = office.types(f"change-fee P-0001 --weekly 1 --from 2021-05-11 --band Top {WHY}", exits=1)
    assert "Top is no band of this system" in told.err


def test_only_who_lives_there_has_a_fee(office: Office) -> None:
    office.types("end-placement P-0001 --on 2021-05-09")
    told = office.types(f"change-fee P-0001 --weekly 2100 --from 2021-05-09 {WHY}", exits=1)
    assert "P-0001 left on 2021-05-09: no fee can change from 2021-05-09" in told.err
    who = "--need LD --band Specialist --weekly 1650.10 --basis call-off --starts 2021-06-01"
    office.types(f"place 1 --ref P-0101 {who}")
    told = office.types(f"change-fee P-0101 --weekly 2100 --from 2021-05-31 {WHY}", exits=1)
    assert "P-0101 is placed only from 2021-06-01" in told.err


@pytest.mark.parametrize("weekly", ["-1", "12.345", "much"])
def test_a_fee_is_an_amount_of_money(office: Office, weekly: str) -> None:
    office.types(f"change-fee P-0001 --weekly={weekly} --from 2021-05-10 {WHY}", exits=2)


def test_a_fee_after_the_contracts_end_is_told(office: Office) -> None:
    told = office.types("change-fee P-0001 --weekly 2000 --from 2027-01-01 --reason Review")
    assert "contract 1 ends on 2026-06-14: nothing is paid under it after that" in told.err
