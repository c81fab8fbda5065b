"""``record-evidence``: what was seen of a proof; whose it is, what it serves, and what is said."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ..executing import executed, on_roster
from ..office import Office
from ..papers import application, changed_document

Stage = Callable[[str], Office]
PLACE = "place 3 --ref P-0901 --need LD --band 'Specialist Plus' --weekly 2400 --basis call-off"


@pytest.fixture
def office(kent_at: Stage) -> Office:
    """Kent's office on 29 July 2021, the day on which contracts 3 and 8 close to placements."""
    return executed(kent_at("awarded"), 3, 8).on("2021-07-29")


def renew_all(office: Office, contract: int = 3) -> None:
    for kind in ("public-liability", "employers-liability", "professional-indemnity"):
        office.types(f"record-evidence {contract} {kind} --until 2022-06-30 --cover 10000000")


def source(office: Office, contract: int, kind: str = "public liability") -> str:
    rows = office.report("evidence")["rows"]
    return str(
        next(row["source"] for row in rows if (row["contract"], row["kind"]) == (contract, kind))
    )


# Whose it is


def test_one_certificate_serves_every_contract_of_its_provider(office: Office) -> None:
    told = office.types("record-evidence 3 public-liability --until 2022-06-30 --cover 10000000")

    assert told.lines == [
        "Sample Provider 03 Ltd: public liability of £10,000,000 until 2022-06-30; "
        "for contracts 3 and 8"
    ]
    assert told.err == (
        "lapsed all the same: employers' liability and professional indemnity ran out on "
        "2021-06-30\n"
    )
    assert [source(office, number) for number in (3, 8, 1)] == ["record", "record", "application"]


def test_once_all_is_renewed_the_homes_are_open_again(office: Office) -> None:
    renew_all(office)

    assert [on_roster(office, each)["open_to_placements"] for each in (3, 8)] == [True, True]
    assert on_roster(office, 3, "2021-07-28")["evidence"] == "lapsed"


def test_a_new_owner_starts_with_nothing_on_record(kent_at: Stage) -> None:
    office = executed(kent_at("awarded"), 7).on("2022-04-01")
    assert on_roster(office, 7)["evidence"] == "lapsed"
    office.types("transfer 7 --to transfers/sample-home-07.yaml --reason Sold")

    row = on_roster(office, 7)
    assert (row["evidence"], row["open_to_placements"]) == (None, True)
    assert on_roster(office, 7, "2022-03-31")["evidence"] == "lapsed"
    office.types("record-evidence 7 public-liability --until 2022-12-31")
    assert on_roster(office, 7)["evidence"] == "current"
    assert on_roster(office, 7, "2022-03-31")["evidence"] == "lapsed"


def test_cover_that_begins_under_a_new_owner_is_the_new_owners(kent_at: Stage) -> None:
    office = executed(kent_at("awarded"), 7).on("2022-03-20")
    office.types("transfer 7 --to transfers/sample-home-07.yaml --reason Sold")

    told = office.types("record-evidence 7 public-liability --on 2022-04-01 --until 2023-03-31")

    assert told.out.startswith("Sample Provider 41 Ltd: public liability from 2022-04-01 until")


def test_what_a_contract_from_before_the_ledger_says_counts_too(kent_at: Stage) -> None:
    office = kent_at("decided")
    insured = {
        "provider.insurance": {"public_liability": {"cover": "5000000", "expires": "2021-04-30"}},
        "provider.policies": {"safeguarding": "2020-01-10"},
    }
    taken = changed_document("contracts/SC19012-L2-0031.yaml", insured)
    office.types(f"import-contracts {office.writes('taken.yaml', taken)}")

    rows = office.report("evidence", "--as-of 2021-03-01")["rows"]

    assert [
        (row["kind"], row["until_day"], row["source"], row["reference"]) for row in rows[:2]
    ] == [
        ("public liability", "2021-04-30", "contract", "SC19012-L2-0031"),
        ("safeguarding policy", "2023-01-10", "contract", "SC19012-L2-0031"),
    ]
    assert (rows[0]["cover_pence"], rows[0]["standing"]) == (500_000_000, "lapsing")


def test_an_answer_to_a_clarification_takes_the_applications_place(kent_at: Stage) -> None:
    office = kent_at("checked")
    insured = "provider.insurance.public_liability.expires=2022-03-31"
    office.types(f"clarify 1 --answer {insured}")
    office.types("check")
    office.types("determine 1 admit --reason 'Meets every criterion'")
    office.on("2021-04-20").types("award 1 --decision 20/00108 --yes")

    (row,) = (
        row
        for row in office.on("2021-04-20").report("evidence")["rows"]
        if row["kind"] == "public liability"
    )
    assert (row["until_day"], row["cover_pence"]) == ("2022-03-31", 1_000_000_000)


# What it says


def test_lower_cover_is_recorded_and_told(office: Office) -> None:
    told = office.types("record-evidence 3 public-liability --until 2022-06-30 --cover 5000000")

    assert "its cover is lower than before, which was £10,000,000" in told.err


def test_cover_that_is_not_said_is_told(office: Office) -> None:
    told = office.types("record-evidence 3 public-liability --until 2022-06-30")

    assert "its cover is not said (--cover); it was £10,000,000 before" in told.err


def test_a_day_that_has_passed_is_recorded_and_told(office: Office) -> None:
    told = office.types("record-evidence 3 public-liability --until 2021-07-15 --cover 10000000")

    assert "2021-07-15 is past: it has lapsed already" in told.err
    assert office.counts("evidence") == 1


def test_a_policy_reviewed_and_a_declaration_signed(office: Office) -> None:
    office.types("record-evidence 3 policies.safeguarding --on 2021-07-01 --ref 'Minutes 4'")
    office.types("record-evidence 3 Declaration --on 2021-07-02 --until 2022-07-01")

    rows = {
        row["kind"]: (row["on_day"], row["until_day"], row["reference"])
        for row in office.report("evidence")["rows"]
        if row["contract"] == 3 and row["source"] == "record"
    }
    assert rows == {
        "safeguarding policy": ("2021-07-01", "2024-07-01", "Minutes 4"),
        "declaration": ("2021-07-02", "2022-07-01", None),
    }


def test_the_same_again_does_nothing_until_something_else_was_recorded(office: Office) -> None:
    command = "record-evidence 3 safeguarding --on 2021-07-01"
    office.types(command)

    again = office.types(command)
    office.types("record-evidence 8 safeguarding --on 2021-07-20")
    office.types(command)

    assert again.out == (
        "nothing to do: safeguarding policy of 2021-07-01 of Sample Provider 03 Ltd is on the "
        "ledger\n"
    )
    assert office.counts("evidence") == 3


# What is refused


@pytest.mark.parametrize(
    ("typed", "code", "told"),
    [
        ("3 public-liabilty --until 2022-06-30", 2, "did you mean public-liability?"),
        ("3 zebra --until 2022-06-30", 2, "the kinds are public-liability, employers-liability"),
        ("3 public-liability", 2, "nothing says how long the public liability holds"),
        ("3 public-liability --on 2021-07-01", 2, "give its last day: --until DATE"),
        ("3 safeguarding", 2, "give the day it was signed or reviewed: --on DATE"),
        ("3 declaration --on 2021-07-01 --cover 5", 2, "--cover: a declaration insures nothing"),
        ("3 declaration --on 2021-07-30", 1, "2021-07-30 has not come"),
        ("3 declaration --on 2021-07-20 --until 2021-07-19", 1, "cannot end on 2021-07-19"),
        ("99 declaration --on 2021-07-01", 1, "there is no contract 99"),
        ("KBP-2021-0017 declaration --on 2021-07-01", 1, "is for its application: --application"),
        ("99 declaration --on 2021-07-01 --application", 1, "there is no application 99"),
    ],
)
def test_what_is_refused_and_what_to_do(office: Office, typed: str, code: int, told: str) -> None:
    refused = office.types(f"record-evidence {typed}", exits=code)

    assert told in refused.err
    assert office.counts("evidence") == 0


def test_a_contract_that_has_ended_takes_none(office: Office) -> None:
    office.types("end-contract 3 --on 2021-07-29 --reason 'It closes' --yes")

    refused = office.types("record-evidence 3 declaration --on 2021-07-01", exits=1)

    assert "contract 3 has ended" in refused.err


# Who is placed meanwhile


def test_who_is_placed_in_a_closed_home_is_outside_terms_and_why(office: Office) -> None:
    refused = office.types(PLACE, exits=1)
    told = office.types(f"{PLACE} --reason 'A Friday night'")

    why = (
        "contract 3 is closed to new placements: its public liability, employers' liability and "
        "professional indemnity ran out on 2021-06-30"
    )
    assert why in refused.err
    assert told.lines[0].endswith(f"OUTSIDE TERMS: {why}")


def test_who_was_placed_in_the_days_of_grace_is_not(office: Office) -> None:
    assert "OUTSIDE TERMS" not in office.types(f"{PLACE} --starts 2021-07-28").out


def test_suspension_and_lapse_are_two_things(office: Office) -> None:
    suspended = office.on("2021-06-01").types("suspend 3 --until 2021-08-10 --reason Enquiry")
    resumed = office.types("resume 3 --reason 'Nothing was found'")

    lapsed = "its public liability, employers' liability and professional indemnity ran out on"
    assert f"closed after that too, unless it is renewed: {lapsed} 2021-06-30" in suspended.out
    assert f"closed to new placements all the same: {lapsed} 2021-06-30" in resumed.out


# Before an award


def promising(kent_at: Stage, pence: str = "10000000") -> Office:
    """Kent's office with one application, admitted, whose cover is promised."""
    office = kent_at("open")
    promised = {"provider.insurance.public_liability": {"will_obtain": pence}}
    office.imports(application(1, promised), application(2))
    office = office.on("2021-04-06")
    office.types("check")
    office.types("determine --all-qualified admit --reason 'Meets every criterion'")
    return office.on("2021-04-20")


AWARD = "award --decision 20/00108 --starts 2021-05-04 --yes"
SEEN = "record-evidence 1 public-liability --application"


def test_promised_cover_is_to_be_certified_before_the_award(kent_at: Stage) -> None:
    office = promising(kent_at)

    refused = office.types(AWARD, exits=1)
    seen = office.types(f"{SEEN} --until 2022-04-19 --cover 10000000")
    awarded = office.types(AWARD)

    assert refused.err.splitlines() == [
        "dpsctl: nothing is awarded: the evidence of 1 application is not in order",
        "  application 1, Sample Home 01: public liability cover of £10,000,000 was promised and "
        "is not certified",
        "    dpsctl record-evidence 1 public-liability --until DATE --cover 10000000 --application",
    ]
    assert seen.lines == [
        "Sample Provider 01 Ltd: public liability of £10,000,000 until 2022-04-19; "
        "for application 1"
    ]
    assert len(awarded.lines) == 2
    assert source(office, 1) == "record"


def test_all_of_it_is_awarded_or_none(kent_at: Stage) -> None:
    office = promising(kent_at)

    office.types(AWARD, exits=1)
    assert office.counts("contracts") == 0
    office.types(AWARD.replace("award", "award 2"))

    assert office.counts("contracts") == 1


def test_lower_cover_than_was_promised_does_not_certify_it(kent_at: Stage) -> None:
    office = promising(kent_at)

    told = office.types(f"{SEEN} --until 2022-04-19 --cover 9999999.99")
    unsaid = office.types(f"{SEEN} --until 2022-04-19")

    assert "does not certify the £10,000,000 that was promised: it is lower" in told.err
    assert "that was promised: give its cover with --cover" in unsaid.err
    assert "is not certified" in office.types(AWARD, exits=1).err


def test_cover_that_begins_by_the_first_day_certifies_and_later_does_not(kent_at: Stage) -> None:
    office = promising(kent_at)
    office.types(f"{SEEN} --on 2021-05-05 --until 2022-05-04 --cover 10000000")

    assert "is not certified" in office.types(AWARD, exits=1).err
    office.types(AWARD.replace("05-04", "05-05"))


def test_what_has_lapsed_keeps_every_application_from_its_award(kent_at: Stage) -> None:
    office = kent_at("determined").on("2021-07-01")

    refused = office.types(AWARD.replace("2021-05-04", "2021-07-01"), exits=1)

    assert refused.err.splitlines()[0] == (
        "dpsctl: nothing is awarded: the evidence of 3 applications is not in order"
    )
    assert len(refused.err.splitlines()) == 1 + 2 * 9
    assert refused.err.splitlines()[1:3] == [
        "  application 3, Sample Home 03: its public liability ran out on 2021-06-30",
        "    dpsctl record-evidence 3 public-liability --until DATE --application",
    ]
    assert office.counts("contracts") == 0


def test_the_last_day_itself_is_no_lapse(kent_at: Stage) -> None:
    office = kent_at("determined").on("2021-05-31")

    office.types("award 15 --decision 20/00108 --yes")

    assert office.counts("contracts") == 1


def test_what_lapses_before_the_first_day_is_told(kent_at: Stage) -> None:
    office = kent_at("determined").on("2021-05-20")

    told = office.types("award 15 --decision 20/00108 --starts 2021-06-01 --yes")

    assert (
        "application 15, Sample Home 15: its public liability, employers' liability and "
        "professional indemnity run out on 2021-05-31, before the contract starts on 2021-06-01"
    ) in told.err


def test_status_names_what_an_award_lacks(kent_at: Stage) -> None:
    told = promising(kent_at).types("status --format json").json["next"]

    assert told == {
        "command": "dpsctl record-evidence 1 public-liability --until DATE --cover 10000000 "
        "--application",
        "why": "2 applications wait for an award: of application 1, public liability cover of "
        "£10,000,000 was promised and is not certified",
    }
