"""People who left: the day is the first on which they are not there."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ..executing import executed, on_roster
from ..office import Office


@pytest.fixture
def office(kent_at: Callable[[str], Office]) -> Office:
    """Kent's office on 10 May 2021: contracts 1 and 3 in force, P-0101 placed under the third."""
    office = executed(kent_at("awarded"), 1, 3).on("2021-05-10")
    who = "--need LD --band Specialist --weekly 1650.10 --basis call-off --starts 2021-05-06"
    office.types(f"place 3 --ref P-0101 {who}")
    return office


def people(office: Office, contract: int) -> int:
    found: int = on_roster(office, contract)["placements"]
    return found


def test_who_left_is_gone_from_that_day_on(office: Office) -> None:
    told = office.types("end-placement P-0101 --on 2021-05-09")
    assert told.lines == ["P-0101 left contract 3 on 2021-05-09"]
    assert people(office.on("2021-05-08"), 3) == 4
    assert people(office.on("2021-05-09"), 3) == 3


def test_who_came_with_the_application_may_leave_as_well(office: Office) -> None:
    office.types("end-placement P-0001 --on 2021-05-10 --reason 'Moved nearer to family'")
    assert people(office, 1) == 3
    again = office.types("end-placement P-0001 --on 2021-05-10")
    assert again.lines == ["nothing to do: P-0001 left on 2021-05-10"]


def test_on_the_first_day_the_placement_never_was(office: Office) -> None:
    told = office.types("end-placement P-0101 --on 2021-05-06 --reason 'The wrong person'")
    assert told.lines == [
        "P-0101 left contract 3 on 2021-05-06: the placement never was",
    ]
    assert people(office.on("2021-05-06"), 3) == 3


def test_nobody_leaves_before_they_came(office: Office) -> None:
    told = office.types("end-placement P-0101 --on 2021-05-05", exits=1)
    assert "P-0101 is placed from 2021-05-06: they cannot have left on 2021-05-05" in told.err


def test_a_wrong_day_is_put_right_for_a_reason(office: Office) -> None:
    office.types("end-placement P-0101 --on 2021-05-08")
    told = office.types("end-placement P-0101 --on 2021-05-09", exits=1)
    assert "P-0101 left on 2021-05-08" in told.err and "--correct REASON" in told.err
    office.types("end-placement P-0101 --on 2021-05-09 --correct 'A slip of the pen'")
    assert people(office.on("2021-05-08"), 3) == 4
    refused = office.types("end-placement P-0001 --on 2021-05-09 --correct x", exits=1)
    assert "no day is recorded on which P-0001 left" in refused.err


def test_a_day_ahead_is_told_so(office: Office) -> None:
    told = office.types("end-placement P-0101 --on 2021-06-30")
    assert told.lines == ["P-0101 leaves contract 3 on 2021-06-30"]


def test_nobody_of_that_reference(office: Office) -> None:
    told = office.types("end-placement P-9999 --on 2021-05-09", exits=1)
    assert "nobody is placed under the reference P-9999" in told.err


def test_a_reference_in_two_homes_needs_the_contract(office: Office) -> None:
    who = "--need LD --band Specialist --weekly 100 --basis direct"
    told = office.types(f"place 1 --ref P-0101 {who}")
    assert "P-0101 lives under contract 3 as well, at £1,650.10 a week" in told.err
    refused = office.types("end-placement P-0101 --on 2021-05-10", exits=1)
    assert "P-0101 is placed under contract 1 and under contract 3" in refused.err
    office.types("end-placement P-0101 --on 2021-05-11 --contract 3")
    assert (people(office.on("2021-05-11"), 1), people(office.on("2021-05-11"), 3)) == (5, 3)


def test_a_batch_is_recorded_whole_or_not_at_all(office: Office) -> None:
    table = "ref,on,reason\nP-0101,2021-05-09,\nP-0001,2021-05-09,Moved\n"
    bad = office.writes("bad.csv", table.replace("P-0101", "P-9999"))
    told = office.types(f"end-placement {bad}", exits=1)
    assert told.err.startswith("bad.csv:2:1: endings[1]: nobody is placed under the reference")
    assert office.counts("placement_endings") == 0
    office.types(f"end-placement {office.writes('good.csv', table)}")
    assert office.counts("placement_endings") == 2
    assert office.types("end-placement good.csv").lines == [
        "nothing to do for 2: recorded so already"
    ]
    listed = "endings: [{ref: P-0002, on: 2021-05-10}]\n"
    office.types(f"end-placement {office.writes('good.yaml', listed)}")
    assert office.counts("placement_endings") == 3


def test_of_two_homes_it_is_the_one_where_they_were_by_then(office: Office) -> None:
    who = "--need LD --band Specialist --weekly 100 --basis direct"
    office.types(f"place 1 --ref P-0101 {who} --starts 2021-05-12")
    told = office.types("end-placement P-0101 --on 2021-05-11")
    assert told.lines == ["P-0101 leaves contract 3 on 2021-05-11"]
    again = office.types("end-placement P-0101 --on 2021-05-20")
    assert again.lines == ["P-0101 leaves contract 1 on 2021-05-20"]


def test_a_correction_is_of_the_placement_that_ended_last(office: Office) -> None:
    who = "--need LD --band Specialist --weekly 100 --basis direct"
    office.types("end-placement P-0101 --on 2021-05-12")
    office.types(f"place 1 --ref P-0101 {who} --starts 2021-05-07")
    office.types("end-placement P-0101 --on 2021-05-08")
    told = office.types("end-placement P-0101 --on 2021-05-09", exits=1)
    assert "P-0101 leaves on 2021-05-12" in told.err
    corrected = office.types("end-placement P-0101 --on 2021-05-13 --correct 'A slip'")
    assert corrected.lines == ["P-0101 leaves contract 3 on 2021-05-13"]


def test_a_home_without_a_contract_is_named_by_its_location(office: Office) -> None:
    who = "--need LD --band Specialist --weekly 100 --basis direct --reason 'Nowhere else'"
    office.types(f"place 1-00099999 --home 'Sea View' --ref P-0101 {who}")
    refused = office.types("end-placement P-0101 --on 2021-05-12", exits=1)
    assert "--contract CONTRACT, or the CQC location of a home without one" in refused.err
    told = office.types("end-placement P-0101 --on 2021-05-12 --contract 1-00099999")
    assert told.lines == ["P-0101 leaves a home without a contract on 2021-05-12"]
    fee = "change-fee P-0101 --weekly 120 --from 2021-05-11 --reason Review --contract 1-00099999"
    assert "without a contract: £100.00 to £120.00" in office.types(fee).out
