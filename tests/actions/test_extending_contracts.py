"""``extend-contract``: a later last day, under a decision with the power to extend."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ..executing import executed, on_roster
from ..office import Office
from ..papers import decision

Stage = Callable[[str], Office]
EXTENSION = {"decision": "24/00113", "powers": ["extend"], "effective_on": "2021-05-01"}
LONGER = "--ends 2028-06-14 --decision 24/00113"


@pytest.fixture
def office(kent_at: Stage) -> Office:
    """Kent's office on 10 May 2021, contracts 1 and 2 in force, with the power to extend."""
    office = executed(kent_at("awarded"), 1, 2).on("2021-05-10")
    office.records(decision(EXTENSION))
    return office


def test_contracts_are_extended_past_the_validity_which_stays_as_it_is(office: Office) -> None:
    told = office.types(f"extend-contract 1 2 {LONGER}")

    assert told.lines == [
        "contract 1: extended from 2026-06-15 to 2028-06-14 under decision 24/00113",
        "contract 2: extended from 2026-06-15 to 2028-06-14 under decision 24/00113",
    ]
    assert told.err == (
        "2028-06-14 is past the validity of kent-ldpdmh, which stays as it is: nothing new can "
        "be awarded after 2026-06-14, but contracts run to their own end\n"
    )
    assert on_roster(office, 1)["ends_on"] == "2028-06-14"
    assert on_roster(office, 1, "2028-06-14")["in_force"] is True
    assert office.report("roster", "--as-of 2028-06-15")["rows"] == []


def test_what_runs_so_long_already_needs_no_extending(office: Office) -> None:
    office.types(f"extend-contract 1 {LONGER}")

    again = office.types(f"extend-contract 1 {LONGER}")
    own_end = office.types("extend-contract 2 --ends 2026-06-14 --decision 24/00113")

    assert again.lines == ["nothing to do: contract 1 runs to 2028-06-14"]
    assert own_end.lines == ["nothing to do: contract 2 runs to 2026-06-14"]
    assert (again.err, office.counts("contract_extensions")) == ("", 1)


def test_within_the_validity_there_is_nothing_to_remark(kent_at: Stage) -> None:
    office = kent_at("determined")
    office.records(decision({**EXTENSION, "effective_on": "2021-04-01"}))
    office.types("award 1 --decision 20/00108 --ends 2022-03-31 --yes")

    told = office.types("extend-contract 1 --ends 2026-06-14 --decision 24/00113")

    assert told.lines == [
        "contract 1: extended from 2022-04-01 to 2026-06-14 under decision 24/00113"
    ]
    assert told.err == ""


def test_an_earlier_day_is_no_extension(office: Office) -> None:
    refused = office.types("extend-contract 1 --ends 2025-03-31 --decision 24/00113", exits=1)

    assert refused.err.splitlines() == [
        "dpsctl: contract 1 runs to 2026-06-14: 2025-03-31 is no extension",
        "  to end it earlier, dpsctl end-contract 1 --on 2025-04-01",
    ]


def test_the_decision_gives_power_to_extend(office: Office) -> None:
    refused = office.types("extend-contract 1 --ends 2028-06-14 --decision 20/00108", exits=1)

    assert refused.err.splitlines() == [
        "dpsctl: decision 20/00108 gives power to open and award only",
        "  take a new decision and record it: dpsctl record-decision FILE, with `powers: [extend]`",
    ]


def test_one_that_has_ended_keeps_the_others_back(office: Office) -> None:
    office.types("end-contract 2 --reason 'The home closes' --yes")

    refused = office.types(f"extend-contract 1 2 {LONGER}", exits=1)

    assert "contract 2 has ended: its last day was 2021-05-09" in refused.err
    assert office.counts("contract_extensions") == 0


def test_one_that_is_to_end_early_runs_on_first_and_is_extended_then(office: Office) -> None:
    office.types("end-contract 1 --on 2021-10-01 --reason 'The home closes' --yes")

    refused = office.types(f"extend-contract 1 {LONGER}", exits=1)
    office.types("end-contract 1 --on 2026-06-15 --reason 'It does not close' --yes")
    office.types(f"extend-contract 1 {LONGER}")

    assert refused.err.splitlines() == [
        "dpsctl: contract 1 is to end on 2021-09-30, before its own last day",
        "  to let it run on to that, dpsctl end-contract 1 --on 2026-06-15",
    ]
    assert on_roster(office, 1)["ends_on"] == "2028-06-14"


def test_an_extended_contract_may_still_end_early(office: Office) -> None:
    office.types(f"extend-contract 1 {LONGER}")

    office.types("end-contract 1 --on 2027-01-01 --reason 'The home closes' --yes")

    assert on_roster(office, 1)["ends_on"] == "2026-12-31"


def test_a_dry_run_records_nothing(office: Office) -> None:
    office.types(f"extend-contract 1 {LONGER} --dry-run")

    assert office.counts("contract_extensions") == 0
