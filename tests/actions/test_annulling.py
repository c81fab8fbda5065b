"""``end-contract`` before both have signed: the award is annulled, and may be made again."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ..executing import on_roster
from ..office import Office

Stage = Callable[[str], Office]


@pytest.fixture
def office(kent_at: Stage) -> Office:
    """Kent's office on 10 May 2021: sixteen contracts awarded, none of them signed."""
    return kent_at("awarded").on("2021-05-10")


def numbers(office: Office, as_of: str) -> list[int]:
    return [row["contract"] for row in office.report("roster", f"--as-of {as_of}")["rows"]]


@pytest.mark.parametrize("before", ["", "sign 3 --on 2021-05-10 --party provider"])
def test_before_both_have_signed_the_award_is_annulled(office: Office, before: str) -> None:
    if before:
        office.types(before)

    told = office.types("end-contract 3 --reason 'Wrong terms' --yes")

    assert told.lines == [
        "contract 3 (Sample Home 03): its award is annulled; application 3 stands admitted again"
    ]
    assert told.err == ""
    assert office.standing(3) == "admitted"
    assert (3 in numbers(office, "2021-05-09"), 3 in numbers(office, "2021-05-10")) == (True, False)


def test_what_was_annulled_may_be_awarded_again_under_a_new_number(office: Office) -> None:
    office.types("end-contract 3 --reason 'Wrong terms' --yes")

    told = office.types("award 3 --decision 20/00108 --ends 2025-03-31 --yes")
    office.types("sign 17 --on 2021-05-10")

    assert told.lines == [
        "contract 17: Sample Home 03, Specialist Plus, 2021-05-10 to 2025-03-31, "
        "awaiting signature and seal"
    ]
    assert office.standing(3) == "awarded"
    assert on_roster(office, 17)["standing"] == "awaiting seal"
    assert 3 not in numbers(office, "2021-05-10")


def test_annulling_is_of_today(office: Office) -> None:
    told = office.types("end-contract 3 --on 2021-06-01 --reason 'Wrong terms' --yes", exits=2)
    office.types("end-contract 3 --on 2021-05-10 --reason 'Wrong terms' --yes")

    assert told.err.splitlines() == [
        "dpsctl: contract 3 has not been signed by both: its award is annulled, "
        "and that as of today",
        "  leave --on out",
    ]


def test_annulled_again_there_is_nothing_to_do(office: Office) -> None:
    office.types("end-contract 3 --reason 'Wrong terms' --yes")

    again = office.types("end-contract 3 --reason 'Wrong terms' --yes")

    assert again.lines == ["nothing to do: the award of contract 3 was annulled on 2021-05-10"]
    assert office.counts("endings") == 1


def test_what_was_recorded_of_people_under_an_annulled_award_is_told(office: Office) -> None:
    office.types("end-placement P-0009 --on 2021-05-08")
    office.types("change-fee P-0010 --weekly 3000 --from 2021-05-09 --reason Review")
    office.types("end-contract 3 --reason 'Wrong terms' --yes")
    told = office.types("award 3 --decision 20/00108 --starts 2021-06-01 --yes")
    assert told.err.splitlines() == [
        "P-0009 left on 2021-05-08 as recorded under contract 3, not 17; if that stands, "
        "dpsctl end-placement P-0009 --on 2021-05-08",
        "the fee of P-0010 changed on 2021-05-09 as recorded under contract 3, not 17; if that "
        "stands, dpsctl change-fee P-0010 --weekly 3000.00 --from 2021-05-09 --reason TEXT",
    ]
    office.types("end-placement P-0009 --on 2021-05-08")
    assert on_roster(office.on("2021-06-02"), 17)["placements"] == 2
