"""Worked sums, typed in as an officer would: from documents to what reports print."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import pytest

from ..office import Office
from ..papers import application, decision
from ..small_system import OPEN_MARCH, small_system

MODEL = """
cost_model: small
version: 2021-01-01
title: All in one
illustrative: yes
bands: [Specialist, Specialist Plus]
components:
  - {id: everything, title: Everything, input: money, bounds: {Specialist: [0.00, 5000.00]}}
guide:
  - {band: Specialist, weekly: 1400.00}
bounds: {Specialist: [0.00, 5000.00], Specialist Plus: [0.00, 5000.00]}
rounding: total
"""
UPLIFT = """
uplift: 2022/23
decision: 22/00012
from: 2022-04-01
until: 2023-03-31
percent: 3.5
"""


def awarded(office: Office, *fees: str) -> Office:
    """A small council with one contract, and people who came with it at these weekly fees."""
    office.writes("own-rules/cost-models/small/2021-01-01.yaml", MODEL)
    small_system(office, changed={"agreements.dps.cost_model": "small", "seal_above": None})
    office = office.on("2021-03-10")
    office.types(OPEN_MARCH)
    people = [_person(number, fee) for number, fee in enumerate(fees, 1)]
    office.imports(application(1, {"placements": people, "answers": None}))
    office = office.on("2021-04-06")
    office.types("check")
    office.types("determine --all-qualified admit --reason 'Meets all'")
    office.types("award --decision 20/00108 --starts 2021-04-06 --yes")
    office.types("sign 1 --on 2021-04-06")
    return office


def _person(number: int, fee: str) -> dict[str, Any]:
    fees = {"current_weekly_fee": fee, "offered_weekly_fee": fee, "price": {"everything": fee}}
    return {"ref": f"P-{number:04}", "need": "LD", "band": "Specialist", **fees}


@pytest.mark.parametrize(
    ("weeks", "a_year"), [("52", "£301,600.00"), ("365/7", "£302,428.57"), ("52.18", "£302,644.00")]
)
def test_four_placements_for_a_year(new_office: Office, weeks: str, a_year: str) -> None:
    office = awarded(new_office, *["1450.00"] * 4)
    told = office.types(f"report costs --weeks {weeks}")
    assert ["total", "4", a_year, a_year] in [line.split()[:4] for line in told.lines]
    assert f"{weeks} weeks a year" in told.out


def test_a_placement_for_a_part_of_a_year(new_office: Office) -> None:
    office = awarded(new_office).on("2021-04-12")
    office.types(
        "place 1 --ref P-0101 --need LD --band Specialist --weekly 1,234.56 --basis call-off "
        "--starts 2021-04-12 --reason x"
    )
    found = office.report("costs", "--part-year 2021/22")
    assert (found["totals"]["days"], found["totals"]["offered_pence"]) == (354, 6_243_346)
    assert "£62,433.46" in office.types("report costs --part-year 2021/22").out


def test_an_uplift_of_three_and_a_half_percent(new_office: Office) -> None:
    office = awarded(new_office, "1450.00", "1388.55").on("2022-03-10")
    office.records(decision({"decision": "22/00012", "powers": ["uplift"]}))
    office.types(f"uplift {office.writes('uplift.yaml', UPLIFT)}")
    for day, fees in (("2022-03-31", (1_450_00, 1_388_55)), ("2022-04-01", (1_500_75, 1_437_15))):
        found = office.report("prices", f"--as-of {day}")["rows"][0]
        assert (found["max_weekly_pence"], found["min_weekly_pence"]) == fees


def test_five_prices_and_a_guide(new_office: Office) -> None:
    office = awarded(new_office, "1200.00", "1300.00", "1450.00", "1500.00", "1950.00")
    (row,) = office.report("prices")["rows"]
    assert (row["median_weekly_pence"], row["mean_weekly_pence"]) == (1_450_00, 1_480_00)
    assert (row["variation_percent"], row["guide_weekly_pence"]) == ("17.44", 1_400_00)
    assert (row["over_guide"], row["worst_over_pence"]) == (3, 550_00)
    assert row["worst_over_percent"] == "39.29"


COUNTED = {
    "--weeks": "365/7",
    "--since": "2021-04-01",
    "--part-year": "2021/22",
    "--end-day": "paid",
}
GO_TOGETHER = {frozenset(["--weeks", "--since"]), frozenset(["--part-year", "--end-day"])}


@pytest.mark.parametrize("pair", list(combinations(COUNTED, 2)), ids=" ".join)
def test_no_two_bases_meet_in_one_report(new_office: Office, pair: tuple[str, str]) -> None:
    office = awarded(new_office, "1450.00")
    options = " ".join(f"{option} {COUNTED[option]}" for option in pair)
    allowed = frozenset(pair) in GO_TOGETHER
    told = office.types(f"report costs {options}", exits=0 if allowed else 2)
    assert allowed or (told.out == "" and any(option in told.err for option in pair))


ANNUAL = ("costs", "roster", "offset", "budget", "decision-record")


@pytest.mark.parametrize("format", ["table", "csv", "json", "md", "html"])
def test_whatever_is_annual_says_by_which_weeks(new_office: Office, format: str) -> None:
    office = awarded(new_office, *["1450.00"] * 4)
    for weeks in ("52.14", "365/7"):
        for name in ANNUAL:
            for public in ("", "--publish"):
                asked = f"report {name} --weeks {weeks} --format {format} {public}"
                assert weeks in office.types(asked).out, asked


@pytest.mark.parametrize("name", ANNUAL)
def test_the_basis_asked_for_is_the_one_that_is_counted_by(new_office: Office, name: str) -> None:
    office = awarded(new_office, *["1450.00"] * 4)
    assert str(5_800_00 * 5218 // 100) in str(office.report(name, "--weeks 52.18"))
    assert str(5_800_00 * 52) not in str(office.report(name, "--weeks 52.18"))
