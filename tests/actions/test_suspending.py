"""``suspend`` and ``resume``: closed to new placements for a while, open again by itself."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ..executing import executed, on_roster
from ..office import Office

Stage = Callable[[str], Office]
WHY = "--reason 'A safeguarding enquiry'"


@pytest.fixture
def office(kent_at: Stage) -> Office:
    """Kent's office on 10 May 2021, with contracts 1 and 2 in force."""
    return executed(kent_at("awarded"), 1, 2).on("2021-05-10")


def open_at(office: Office, instant: str) -> object:
    return on_roster(office.on(instant), 1)["open_to_placements"]


def test_ninety_full_days_and_then_open_again_though_nothing_ran(kent_at: Stage) -> None:
    """Awarded, signed and sealed on 15 February 2021, suspended on 1 March at noon."""
    office = kent_at("determined").on("2021-02-15")
    office.types("award 1 --decision 20/00108 --yes")
    office.types("sign 1 --on 2021-02-15")
    office.types("seal 1 --on 2021-02-15 --register 2021/1")

    told = office.on("2021-03-01T12:00").types(f"suspend 1 --days 90 {WHY}")

    assert told.lines == [
        "contract 1: no new placements until the end of 2021-05-30; open again from 2021-05-31; "
        "residents and bills go on"
    ]
    assert told.err == ""
    assert open_at(office, "2021-02-28T23:59") is True
    assert open_at(office, "2021-05-30T23:59") is False
    assert open_at(office, "2021-05-31T00:00") is True


def test_a_suspended_contract_is_still_in_force_and_still_paid(office: Office) -> None:
    before = on_roster(office, 1)
    office.types(f"suspend 1 --until 2021-05-30 {WHY}")

    after = on_roster(office, 1)

    assert (after["standing"], after["open_to_placements"]) == ("suspended", False)
    changed = {"standing", "open_to_placements"}
    assert {key for key in before if before[key] != after[key]} == changed


def test_until_today_means_the_rest_of_the_day(office: Office) -> None:
    told = office.types(f"suspend 1 --until 2021-05-10 {WHY}")

    assert "open again from 2021-05-11" in told.out
    assert (open_at(office, "2021-05-10"), open_at(office, "2021-05-11")) == (False, True)


def test_a_second_suspension_meanwhile_is_refused(office: Office) -> None:
    office.types(f"suspend 1 --until 2021-05-30 {WHY}")

    refused = office.on("2021-05-30").types("suspend 1 --days 5 --reason 'Another'", exits=1)
    other_reason = office.types("suspend 1 --until 2021-05-30 --reason 'Another'", exits=1)
    office.on("2021-05-31").types("suspend 1 --days 5 --reason 'Another'")

    assert refused.err.splitlines() == [
        "dpsctl: contract 1 is suspended until the end of 2021-05-30 (A safeguarding enquiry): "
        "there is no second one meanwhile",
        "  to put another day, take that one back first: dpsctl resume 1 --reason TEXT",
    ]
    assert other_reason.err == refused.err


def test_the_very_same_again_does_nothing(office: Office) -> None:
    office.types(f"suspend 1 --until 2021-05-30 {WHY}")

    again = office.types(f"suspend 1 --days 20 {WHY}")

    assert again.lines == ["nothing to do: contract 1 is suspended until the end of 2021-05-30"]
    assert office.counts("suspensions") == 1


def test_the_last_day_is_neither_past_nor_beyond_the_contracts_end(office: Office) -> None:
    past = office.types(f"suspend 1 --until 2021-05-09 {WHY}", exits=1)
    beyond = office.types(f"suspend 1 --until 2026-06-15 {WHY}", exits=1)
    to_the_end = office.types(f"suspend 1 --until 2026-06-14 {WHY}")

    assert past.err.startswith("dpsctl: 2021-05-09 is past")
    assert beyond.err.splitlines() == [
        "dpsctl: contract 1 ends on 2026-06-14, before 2026-06-15",
        "  suspend it to its end: --until 2026-06-14",
    ]
    assert "; the contract ends with that day; " in to_the_end.out


@pytest.mark.parametrize("days", ["", "--days 5 --until 2021-05-30"])
def test_it_takes_one_last_day(office: Office, days: str) -> None:
    told = office.types(f"suspend 1 {days} {WHY}", exits=2)

    assert told.err.splitlines() == [
        "dpsctl: a suspension has one last day",
        "  give either --until DATE or --days N",
    ]


@pytest.mark.parametrize(
    ("days", "complaint"),
    [
        ("0", "a suspension lasts for one full day at least"),
        ("-1", "'-1' is not a whole number; write it in digits, such as 12"),
        ("36526", "36526 days is longer than a hundred years"),
        ("999999999", "999999999 days is longer than a hundred years"),
    ],
)
def test_days_are_counted_in_whole_ones(office: Office, days: str, complaint: str) -> None:
    told = office.types(f"suspend 1 --days={days} {WHY}", exits=2)

    assert told.err == f"dpsctl: --days: {complaint}\n"


def test_an_ended_contract_is_not_suspended(office: Office) -> None:
    refused = office.on("2026-06-15").types(f"suspend 1 --days 1 {WHY}", exits=1)

    assert "contract 1 has ended: its last day was 2026-06-14" in refused.err


def test_one_not_yet_in_force_may_be_suspended(office: Office) -> None:
    told = office.types(f"suspend 3 --days 5 {WHY}")

    assert "; open to them once it is in force; " in told.out
    assert (
        told.err
        == "contract 3 is not in force yet: awaiting the provider's and the council's signature\n"
    )


def test_one_that_starts_after_it_is_open_from_its_start(kent_at: Stage) -> None:
    office = executed(kent_at("awarded"), 1)

    told = office.types(f"suspend 1 --until 2021-05-01 {WHY}")

    assert "; open to them from 2021-05-04; " in told.out
    assert told.err == "contract 1 is not in force yet: in force from 2021-05-04\n"


# Resuming


def test_resumed_it_is_open_from_that_day(office: Office) -> None:
    office.types(f"suspend 1 --until 2021-05-30 {WHY}")
    later = office.on("2021-05-20")

    told = later.types("resume 1 --reason 'The enquiry is closed'")

    assert told.lines == ["contract 1: no longer suspended; open to new placements again"]
    assert [on_roster(later, 1, f"2021-05-{day}")["standing"] for day in (19, 20)] == [
        "suspended",
        "in force",
    ]


def test_resumed_it_may_be_suspended_again_the_same_day(office: Office) -> None:
    office.types(f"suspend 1 --until 2021-05-30 {WHY}")
    office.types("resume 1 --reason 'Wrong day'")

    office.types(f"suspend 1 --until 2021-06-30 {WHY}")

    assert on_roster(office, 1)["standing"] == "suspended"
    assert (open_at(office, "2021-06-30"), open_at(office, "2021-07-01")) == (False, True)


def test_what_is_not_suspended_needs_no_resuming(office: Office) -> None:
    office.types(f"suspend 1 --until 2021-05-30 {WHY}")
    office.types("resume 1 --reason 'Over'")
    office.types(f"suspend 2 --until 2021-05-30 {WHY}")

    resumed = office.on("2021-06-02").types("resume 1 --reason 'Over'")
    run_out = office.on("2021-06-02").types("resume 2 --reason 'Over'")
    never = office.types("resume 3 --reason 'Over'")

    assert resumed.lines == [
        "nothing to do: contract 1 is not suspended; it returned on 2021-05-10"
    ]
    assert run_out.lines == [
        "nothing to do: contract 2 is not suspended; it returned on 2021-05-31"
    ]
    assert never.lines == ["nothing to do: contract 3 is not suspended"]
    assert office.counts("resumptions") == 1


def test_one_not_in_force_says_what_it_still_waits_for(office: Office) -> None:
    office.types(f"suspend 3 --days 5 {WHY}")
    office.types("sign 3 --on 2021-05-10")

    told = office.types("resume 3 --reason 'Over'")

    assert told.lines == ["contract 3: no longer suspended; awaiting seal"]


def test_a_suspension_of_an_ended_contract_is_not_resumed(office: Office) -> None:
    office.types(f"suspend 1 --until 2021-05-30 {WHY}")
    office.types("end-contract 1 --reason 'The home closes' --yes")

    refused = office.types("resume 1 --reason 'Over'", exits=1)

    assert "contract 1 has ended: its last day was 2021-05-09" in refused.err


def test_dry_runs_record_nothing(office: Office) -> None:
    entries = office.entries()
    office.types(f"suspend 1 --days 5 {WHY} --dry-run")
    assert office.entries() == entries

    office.types(f"suspend 1 --days 5 {WHY}")
    told = office.types("resume 1 --reason 'Over' --dry-run")

    assert told.lines == ["contract 1: no longer suspended; open to new placements again"]
    assert on_roster(office, 1)["standing"] == "suspended"
