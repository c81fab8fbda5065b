"""``sign``: who signed a contract, and when; in order, and only once."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ..executing import executed, on_roster
from ..office import Office

Stage = Callable[[str], Office]


@pytest.fixture
def office(kent_at: Stage) -> Office:
    """Kent's office on 29 April 2021: sixteen contracts awarded on the 20th, from 4 May."""
    return kent_at("awarded").on("2021-04-29")


def test_several_are_signed_by_both_at_once(office: Office) -> None:
    told = office.types("sign 1 KBP-2021-0002 1-00000003 1 --on 2021-04-28")

    assert told.lines == [
        "contract 1: signed by both on 2021-04-28; awaiting seal",
        "contract 2: signed by both on 2021-04-28; awaiting seal",
        "contract 3: signed by both on 2021-04-28; awaiting seal",
    ]
    assert office.counts("signatures") == 6
    assert on_roster(office, 3)["standing"] == "awaiting seal"
    assert on_roster(office, 3, "2021-04-27")["standing"] == "awaiting signature"


def test_one_party_after_the_other(office: Office) -> None:
    first = office.types("sign 1 --on 2021-04-26 --party provider")
    waiting = on_roster(office, 1)["standing"]
    second = office.types("sign 1 --on 2021-04-28 --party Council")

    assert first.lines == [
        "contract 1: signed by the provider on 2021-04-26; awaiting the council's signature"
    ]
    assert waiting == "awaiting signature"
    assert second.lines == ["contract 1: signed by the council on 2021-04-28; awaiting seal"]


def test_without_a_seal_to_wait_for_it_is_in_force_from_its_first_day(kent_at: Stage) -> None:
    office = kent_at("determined")
    office.types("award 1 --decision 20/00108 --starts 2021-05-04 --value 999999.99 --yes")

    told = office.on("2021-04-29").types("sign 1 --on 2021-04-28")

    assert told.lines == ["contract 1: signed by both on 2021-04-28; in force from 2021-05-04"]
    assert told.err == ""
    assert on_roster(office.on("2021-05-03"), 1)["standing"] == "not yet started"
    assert on_roster(office.on("2021-05-04"), 1)["in_force"] is True


def test_signed_after_its_first_day_it_is_in_force_only_from_then(kent_at: Stage) -> None:
    office = kent_at("determined")
    office.types("award 1 --decision 20/00108 --starts 2021-05-04 --value 1000 --yes")

    told = office.on("2021-05-11").types("sign 1 --on 2021-05-10")

    assert told.lines == ["contract 1: signed by both on 2021-05-10; in force from 2021-05-10"]
    assert told.err == (
        "contract 1 was to start on 2021-05-04: it is in force only from 2021-05-10\n"
    )


# Again, and put right


def test_the_same_again_does_nothing(office: Office) -> None:
    office.types("sign 1 2 --on 2021-04-28")
    entries = office.entries()

    again = office.types("sign 1 2 --on 2021-04-28")
    party = office.types("sign 1 --on 2021-04-28 --party council --correct 'To be sure'")

    assert again.lines == [
        "nothing to do: contract 1 was signed by both on 2021-04-28",
        "nothing to do: contract 2 was signed by both on 2021-04-28",
    ]
    assert party.lines == ["nothing to do: contract 1 was signed by the council on 2021-04-28"]
    assert office.entries() == entries


def test_both_adds_the_party_that_was_missing(office: Office) -> None:
    office.types("sign 1 --on 2021-04-28 --party provider")

    told = office.types("sign 1 --on 2021-04-28")

    assert told.lines == ["contract 1: signed by the council on 2021-04-28; awaiting seal"]


def test_another_day_is_refused_for_all_of_them_unless_it_corrects(office: Office) -> None:
    office.types("sign 1 --on 2021-04-28")

    refused = office.types("sign 2 1 --on 2021-04-27", exits=1)
    corrected = office.types("sign 1 --on 2021-04-27 --correct 'The post book says so'")

    assert refused.err.splitlines() == [
        "dpsctl: contract 1 was signed by both on 2021-04-28, as the ledger has it",
        "  if 2021-04-27 is right, say why with --correct REASON; "
        "for one party's signature, say whose with --party",
    ]
    assert corrected.lines == ["contract 1: signed by both on 2021-04-27; awaiting seal"]
    assert on_roster(office, 2)["standing"] == "awaiting signature"
    assert on_roster(office, 1, "2021-04-27")["standing"] == "awaiting seal"


def test_the_party_whose_day_differs_is_named(office: Office) -> None:
    office.types("sign 1 --on 2021-04-26 --party provider")

    refused = office.types("sign 1 --on 2021-04-28", exits=1)

    assert refused.err.startswith(
        "dpsctl: contract 1 was signed by the provider on 2021-04-26, as the ledger has it\n"
    )


@pytest.mark.parametrize(
    ("before", "party", "whose"),
    [
        ("", "both", "either party"),
        ("", "council", "the council"),
        ("sign 1 --on 2021-04-28 --party provider", "both", "the council"),
    ],
)
def test_nothing_is_corrected_that_is_not_there(
    office: Office, before: str, party: str, whose: str
) -> None:
    if before:
        office.types(before)

    refused = office.types(f"sign 1 --on 2021-04-27 --party {party} --correct 'A slip'", exits=1)

    assert refused.err.splitlines() == [
        f"dpsctl: contract 1 has no signature of {whose} to correct",
        "  record it without --correct, or name the party that signed with --party",
    ]


def test_a_correction_may_not_fall_after_the_seal(office: Office) -> None:
    office = executed(office, 1).on("2021-05-05")

    refused = office.types("sign 1 --on 2021-05-01 --correct 'A slip'", exits=1)
    office.types("sign 1 --on 2021-04-30 --correct 'Signed and sealed on one day'")

    assert refused.err.startswith(
        "dpsctl: contract 1 was sealed on 2021-04-30: nobody signed it after that, on 2021-05-01\n"
    )


# Order


def test_a_day_that_has_not_come_is_refused(office: Office) -> None:
    refused = office.types("sign 1 --on 2021-04-30", exits=1)

    assert refused.err.splitlines() == [
        "dpsctl: 2021-04-30 has not come: nothing can have been signed on it",
        "  come back with it on that day or later",
    ]


def test_nothing_is_signed_before_it_is_awarded(office: Office) -> None:
    refused = office.types("sign 1 --on 2021-04-19", exits=1)
    office.types("sign 1 --on 2021-04-20")

    assert refused.err.startswith(
        "dpsctl: contract 1 was awarded on 2021-04-20: nobody signed it on 2021-04-19\n"
    )


def test_a_signature_found_after_the_end_is_recorded_with_a_remark(office: Office) -> None:
    late = office.on("2026-06-15")
    told = late.types("sign 1 --on 2021-04-28")

    assert told.lines == ["contract 1: signed by both on 2021-04-28; awaiting seal"]
    assert told.err == (
        "contract 1 has ended, its last day was 2026-06-14: "
        "rosters printed meanwhile say otherwise\n"
    )
    assert on_roster(late, 1, "2026-06-14")["standing"] == "awaiting seal"


def test_after_its_end_a_contract_is_not_signed(office: Office) -> None:
    refused = office.on("2026-06-15").types("sign 1 --on 2026-06-15", exits=1)

    assert refused.err.splitlines() == [
        "dpsctl: contract 1 has ended: its last day was 2026-06-14",
        "  a contract that has ended stays as it was; its home may apply in the next window",
    ]


def test_an_annulled_award_is_not_signed(office: Office) -> None:
    office.types("end-contract 1 --reason 'Wrong terms' --yes")

    refused = office.types("sign 1 --on 2021-04-28", exits=1)

    assert refused.err.splitlines() == [
        "dpsctl: the award of contract 1 was annulled on 2021-04-29",
        "  what stands admitted may be awarded again: dpsctl award APPLICATION --decision REF",
    ]


def test_one_that_may_not_be_signed_keeps_the_others_back(office: Office) -> None:
    told = office.types("sign 1 2 99 --on 2021-04-28", exits=1)

    assert told.err.startswith("dpsctl: there is no contract 99\n")
    assert office.counts("signatures") == 0


def test_who_signs_is_one_of_three(office: Office) -> None:
    told = office.types("sign 1 --on 2021-04-28 --party witness", exits=2)

    assert told.err.startswith("dpsctl: --party: 'witness' is not one of both, provider, council")


def test_a_dry_run_records_nothing(office: Office) -> None:
    told = office.types("sign 1 --on 2021-04-28 --dry-run")

    assert told.lines == ["contract 1: signed by both on 2021-04-28; awaiting seal"]
    assert office.counts("signatures") == 0
