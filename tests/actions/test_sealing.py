"""``seal``: the council's seal, after both have signed, under a number of its own."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ..executing import executed, on_roster, sealed, signed
from ..office import Office

Stage = Callable[[str], Office]


@pytest.fixture
def office(kent_at: Stage) -> Office:
    """Kent's office on 29 April 2021: sixteen contracts awarded on the 20th, from 4 May."""
    return kent_at("awarded").on("2021-04-29")


def test_sealed_it_is_in_force_from_its_first_day(office: Office) -> None:
    office = signed(office, [1]).on("2021-04-30")

    told = office.types("seal 1 --on 2021-04-30 --register 2021/117")

    assert told.lines == [
        "contract 1: sealed on 2021-04-30, number 2021/117 in the register; "
        "in force from 2021-05-04"
    ]
    assert told.err == ""
    assert on_roster(office, 1)["standing"] == "not yet started"


def test_sealed_late_it_is_in_force_only_from_then(office: Office) -> None:
    office = signed(office, [1]).on("2021-05-12")

    told = office.types("seal 1 --on 2021-05-11 --register 2021/117")

    assert told.lines[0].endswith("; in force from 2021-05-11")
    assert told.err == (
        "contract 1 was to start on 2021-05-04: it is in force only from 2021-05-11\n"
    )
    assert on_roster(office, 1, "2021-05-10")["standing"] == "awaiting seal"


@pytest.mark.parametrize(
    ("before", "absent"),
    [
        ("", "the provider and the council"),
        ("sign 1 --on 2021-04-28 --party council", "the provider"),
    ],
)
def test_there_is_no_seal_before_both_have_signed(office: Office, before: str, absent: str) -> None:
    if before:
        office.types(before)

    refused = office.types("seal 1 --on 2021-04-29 --register 2021/117", exits=1)

    assert refused.err.splitlines() == [
        f"dpsctl: contract 1 has not been signed by {absent}: no seal before both have signed",
        "  record the signature first: dpsctl sign 1 --on DATE",
    ]


def test_nor_on_a_day_before_both_had_signed(office: Office) -> None:
    office = signed(office, [1])

    refused = office.types("seal 1 --on 2021-04-27 --register 2021/117", exits=1)
    office.types("seal 1 --on 2021-04-28 --register 2021/117")

    assert refused.err.startswith(
        "dpsctl: contract 1 was signed by both only on 2021-04-28: "
        "it was not sealed before that, on 2021-04-27\n"
    )


def test_nor_on_a_day_that_has_not_come(office: Office) -> None:
    refused = signed(office, [1]).types("seal 1 --on 2021-04-30 --register 2021/117", exits=1)

    assert "2021-04-30 has not come: nothing can have been sealed on it" in refused.err


def test_the_same_seal_again_does_nothing_and_another_one_corrects(office: Office) -> None:
    office = executed(office, 1)

    again = office.types("seal 1 --on 2021-04-30 --register 2021/101")
    refused = office.types("seal 1 --on 2021-04-30 --register 2021/110", exits=1)
    office.types("seal 1 --on 2021-04-30 --register 2021/110 --correct 'Misread'")
    corrected = office.types("seal 1 --on 2021-04-30 --register 2021/110 --correct 'Misread'")

    assert again.lines == ["nothing to do: contract 1 was sealed on 2021-04-30"]
    assert refused.err.splitlines() == [
        "dpsctl: contract 1 was sealed on 2021-04-30, number 2021/101 in the register, "
        "as the ledger has it",
        "  if that is wrong, say why with --correct REASON",
    ]
    assert corrected.lines == again.lines


def test_a_seal_that_is_not_there_is_not_corrected(office: Office) -> None:
    office = signed(office, [1])

    refused = office.types("seal 1 --on 2021-04-29 --register 2021/1 --correct 'So'", exits=1)

    assert refused.err.startswith("dpsctl: contract 1 has no seal to correct\n")


def test_a_number_of_the_register_is_one_contracts_alone(office: Office) -> None:
    office = sealed(signed(office, [1, 2]), [1])

    refused = office.types("seal 2 --on 2021-04-30 --register 2021/101", exits=1)
    office.types("seal 1 --on 2021-04-30 --register 2021/109 --correct 'Misread'")
    freed = office.types("seal 2 --on 2021-04-30 --register 2021/101")

    assert refused.err.startswith(
        "dpsctl: number 2021/101 in the register of seals is contract 1's\n"
    )
    assert freed.lines[0].startswith("contract 2: sealed on 2021-04-30, number 2021/101")


def test_one_that_asks_for_no_seal_may_have_one(kent_at: Stage) -> None:
    office = kent_at("determined")
    office.types("award 1 --decision 20/00108 --starts 2021-05-04 --value 999999.99 --yes")
    office = signed(office, [1])

    told = office.types("seal 1 --on 2021-04-29 --register 2021/117")

    assert told.lines[0].endswith("; in force from 2021-05-04")
    assert told.err == (
        "contract 1 asks for no seal: its value £999,999.99 is below £1,000,000.00\n"
    )


def test_at_the_sealing_value_itself_it_asks_for_one(kent_at: Stage) -> None:
    office = kent_at("determined")
    office.types("award 1 --decision 20/00108 --starts 2021-05-04 --value 1000000 --yes")

    told = office.on("2021-04-29").types("sign 1 --on 2021-04-28")

    assert told.lines == ["contract 1: signed by both on 2021-04-28; awaiting seal"]


def test_a_seal_found_after_the_end_is_recorded_with_a_remark(office: Office) -> None:
    late = signed(office, [1]).on("2026-06-15")

    told = late.types("seal 1 --on 2021-04-30 --register 2021/1")

    assert "contract 1 has ended, its last day was 2026-06-14" in told.err
    assert on_roster(late, 1, "2026-06-14")["standing"] == "in force"


def test_after_its_end_a_contract_is_not_sealed(office: Office) -> None:
    office = signed(office, [1])

    refused = office.on("2026-06-15").types("seal 1 --on 2026-06-15 --register 2021/1", exits=1)

    assert "contract 1 has ended: its last day was 2026-06-14" in refused.err
