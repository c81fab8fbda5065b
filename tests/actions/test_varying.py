"""``vary``: another band or number of beds, from a day on, under a decision."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ..executing import executed, on_roster
from ..office import Office
from ..papers import decision, system

Stage = Callable[[str], Office]
UNDER = "--decision 20/00108 --reason 'A room was added'"
EXTENSION = {"decision": "24/00113", "powers": ["extend"], "effective_on": "2021-05-01"}


@pytest.fixture
def office(kent_at: Stage) -> Office:
    """Kent's office on 10 May 2021, contract 1 in force, with a decision to extend alone."""
    office = executed(kent_at("awarded"), 1).on("2021-05-10")
    office.records(decision(EXTENSION))
    return office


def test_band_and_beds_hold_from_their_day(office: Office) -> None:
    told = office.types(f"vary 1 --from 2021-06-01 --band 'Specialist Plus' --beds 6 {UNDER}")

    assert told.lines == [
        "contract 1: Specialist Plus, 6 beds from 2021-06-01 under decision 20/00108; "
        "Specialist, 4 beds until then"
    ]
    assert told.err == "the weekly fees of those who live there stay as they are\n"
    before, after = (on_roster(office, 1, f"2021-0{day}") for day in ("5-31", "6-01"))
    assert (before["band"], before["beds"]) == ("Specialist", 4)
    assert (after["band"], after["beds"]) == ("Specialist Plus", 6)
    assert before["annual_pence"] == after["annual_pence"]


def test_one_of_them_leaves_the_other_as_it_was(office: Office) -> None:
    office.types(f"vary 1 --from 2021-06-01 --band 'Specialist Plus' {UNDER}")

    told = office.types(f"vary 1 --from 2021-07-01 --beds 5 {UNDER}")

    assert told.lines == [
        "contract 1: Specialist Plus, 5 beds from 2021-07-01 under decision 20/00108; "
        "Specialist Plus, 4 beds until then"
    ]
    assert told.err == ""


def test_what_it_is_already_needs_no_varying(office: Office) -> None:
    told = office.types(f"vary 1 --from 2021-06-01 --band Specialist --beds 4 {UNDER}")

    assert told.lines == ["nothing to do: contract 1 is Specialist, 4 beds on 2021-06-01"]
    assert office.counts("variations") == 0


def test_the_same_variation_again_does_nothing(office: Office) -> None:
    office.types(f"vary 1 --from 2021-06-01 --beds 6 {UNDER}")

    told = office.types(f"vary 1 --from 2021-06-01 --beds 6 {UNDER}")

    assert told.lines == ["nothing to do: contract 1 is Specialist, 6 beds on 2021-06-01"]
    assert office.counts("variations") == 1


def test_the_newest_variation_of_a_day_counts(office: Office) -> None:
    office.types(f"vary 1 --from 2021-06-01 --beds 6 {UNDER}")
    office.types(f"vary 1 --from 2021-06-01 --beds 5 {UNDER}")

    assert on_roster(office, 1, "2021-06-01")["beds"] == 5


def test_what_an_earlier_variation_makes_otherwise_again_is_told(office: Office) -> None:
    office.types(f"vary 1 --from 2021-08-01 --beds 6 {UNDER}")

    of_beds = office.types(f"vary 1 --from 2021-07-01 --beds 5 {UNDER}")
    of_band = office.types(f"vary 1 --from 2021-07-01 --band 'Specialist Plus' {UNDER}")

    assert of_beds.err == "from 2021-08-01 on it is Specialist, 6 beds, as varied before\n"
    assert "as varied before" not in of_band.err
    beds = [on_roster(office, 1, f"2021-0{day}")["beds"] for day in ("6-30", "7-01", "8-01")]
    assert beds == [4, 5, 6]


def test_a_past_day_is_recorded_with_a_remark(office: Office) -> None:
    told = office.types(f"vary 1 --from 2021-05-04 --beds 5 {UNDER}")

    assert told.err == "2021-05-04 is past: rosters printed since then say otherwise\n"


@pytest.mark.parametrize("beds", [4, 5])
@pytest.mark.parametrize("day", ["2021-05-03", "2026-06-15"])
def test_the_day_lies_in_the_contracts_life(office: Office, day: str, beds: int) -> None:
    refused = office.types(f"vary 1 --from {day} --beds {beds} {UNDER}", exits=1)

    assert refused.err.splitlines() == [
        f"dpsctl: contract 1 runs from 2021-05-04 to 2026-06-14: it cannot be varied from {day}",
        "  give a --from DATE inside those days",
    ]


def test_the_band_is_one_of_its_agreement(office: Office) -> None:
    refused = office.types(f"vary 1 --from 2021-06-01 --band High {UNDER}", exits=1)

    assert refused.err.splitlines() == [
        "dpsctl: High is no band of the agreement dps",
        "  its bands: Specialist, Specialist Plus",
    ]


def test_where_the_agreement_is_no_more_the_beds_may_vary_and_the_band_may_not(
    office: Office,
) -> None:
    office.types("import-contracts contracts/SC19012-L2-0031.yaml")
    fewer = office.writes("fewer.yaml", system({"agreements.framework": None}))
    office.types(f"init {fewer} --reason 'Run out'")

    office.types(f"vary 17 --from 2021-06-01 --beds 11 {UNDER}")
    refused = office.types(f"vary 17 --from 2021-06-01 --band High {UNDER}", exits=1)

    assert refused.err.splitlines() == [
        "dpsctl: kent-ldpdmh has no agreement framework any more, and so no bands of it",
        "  amend it, if that was a mistake: dpsctl init SYSTEM.yaml",
    ]


def test_the_decision_gives_power_to_award(office: Office) -> None:
    command = "vary 1 --from 2021-06-01 --beds 5 --reason 'A room was added'"

    refused = office.types(f"{command} --decision 24/00113", exits=1)
    unknown = office.types(f"{command} --decision 24/99999", exits=1)
    office.types(f"{command} --decision 18/00030")

    assert "decision 24/00113 gives power to extend only" in refused.err
    assert "there is no decision 24/99999 on the ledger" in unknown.err


def test_an_ended_contract_is_not_varied(office: Office) -> None:
    ended = office.on("2026-06-15")

    refused = ended.types(f"vary 1 --from 2021-06-01 --beds 5 {UNDER}", exits=1)

    assert "contract 1 has ended: its last day was 2026-06-14" in refused.err


@pytest.mark.parametrize(
    ("terms", "complaint"),
    [
        ("", "nothing says what is varied"),
        ("--beds 0", "--beds: a contract without beds is none"),
        ("--beds five", "--beds: 'five' is not a whole number; write it in digits, such as 12"),
    ],
)
def test_it_must_be_said_what_is_varied(office: Office, terms: str, complaint: str) -> None:
    told = office.types(f"vary 1 --from 2021-06-01 {terms} {UNDER}", exits=2)

    assert told.err.splitlines()[0] == f"dpsctl: {complaint}"


def test_a_dry_run_records_nothing(office: Office) -> None:
    office.types(f"vary 1 --from 2021-06-01 --beds 6 {UNDER} --dry-run")

    assert office.counts("variations") == 0
