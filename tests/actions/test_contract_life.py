"""Kent's sixteen contracts in all the ways they may stand, and past the end of the validity."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import pytest

from dpsctl.domain.money import whole_pounds

from ..executing import renewed, sealed, signed
from ..office import Office
from ..papers import decision

Stage = Callable[[str], Office]


@pytest.fixture
def office(kent_at: Stage) -> Office:
    """Kent on 10 May 2021: fourteen of sixteen signed, twelve sealed, one of those suspended."""
    office = sealed(signed(kent_at("awarded"), range(1, 15)), range(1, 13))
    office.on("2021-05-05").types("suspend 7 --days 90 --reason 'A safeguarding enquiry'")
    return office.on("2021-05-10")


def test_twelve_are_in_force_and_eleven_open_to_placements(office: Office) -> None:
    told = office.report("roster")

    totals = told["totals"]
    assert (totals["contracts"], totals["in_force"], totals["open_to_placements"]) == (16, 12, 11)
    assert Counter(row["standing"] for row in told["rows"]) == {
        "awaiting signature": 2,
        "awaiting seal": 2,
        "in force": 11,
        "suspended": 1,
    }


def test_costs_count_all_sixteen_and_the_papers_figures_stand(office: Office) -> None:
    totals = office.report("costs")["totals"]

    assert totals["contracts"] == 16
    assert whole_pounds(totals["offered_annual_pence"]) == "£7,198,785"
    assert whole_pounds(totals["change_pence"]) == "£123,912"


def test_the_day_before_they_start_none_is_in_force(office: Office) -> None:
    told = office.report("roster", "--as-of 2021-05-03")

    assert told["totals"]["in_force"] == told["totals"]["open_to_placements"] == 0
    assert Counter(row["standing"] for row in told["rows"])["not yet started"] == 12


def test_past_the_validity_nothing_new_is_awarded_and_contracts_run_to_their_own_end(
    office: Office,
) -> None:
    office.records(
        decision({"decision": "24/00113", "powers": ["extend"], "effective_on": "2021-05-01"})
    )
    office.types("extend-contract 1 2 7 --ends 2028-06-14 --decision 24/00113")
    office.types("end-contract 16 --reason 'Wrong terms' --yes")

    late = renewed(office.on("2026-06-15"), 1, 2, 7, until="2028-06-14")
    refused = late.types(
        "award 16 --decision 20/00108 --starts 2026-06-15 --ends 2027-06-14 --yes", exits=1
    )

    assert refused.err.splitlines()[0] == (
        "dpsctl: the validity of kent-ldpdmh ended on 2026-06-14: "
        "nothing new can be awarded; contracts run to their own end"
    )
    for day in ("2026-06-15", "2027-01-01", "2028-06-14"):
        rows = late.report("roster", f"--as-of {day}")["rows"]
        assert [row["contract"] for row in rows] == [1, 2, 7]
        assert all(row["open_to_placements"] for row in rows)
    assert late.report("roster", "--as-of 2028-06-15")["rows"] == []


def test_every_act_is_an_entry_that_verifies(office: Office) -> None:
    history = office.report("history")["rows"]

    assert [row["command"] for row in history][-14:-12] == [
        f"sign {' '.join(map(str, range(1, 15)))} --on 2021-04-28",
        "seal 1 --on 2021-04-30 --register 2021/101",
    ]
    assert (history[-1]["command"], history[-1]["reason"]) == (
        "suspend 7 --days 90",
        "A safeguarding enquiry",
    )
    office.types("verify")
