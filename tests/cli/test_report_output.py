"""``report``: the same bytes wherever it is printed, the totals its rows', and its keys agreed."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable

import pytest

from ..office import Office

Stage = Callable[[str], Office]

ROWS = {
    "roster": (
        "contract home provider company_number cqc_location cqc_provider district categories band "
        "agreement beds rating placements weekly_pence annual_pence awarded_on starts_on ends_on "
        "standing in_force open_to_placements evidence decision rules"
    ),
    "costs": (
        "contract home provider cqc_location district categories band beds placements "
        "current_weekly_pence offered_weekly_pence current_annual_pence offered_annual_pence "
        "change_pence change_percent"
    ),
    "prices": (
        "label band agreement placements outside_terms min_weekly_pence median_weekly_pence "
        "mean_weekly_pence max_weekly_pence variation_percent guide_weekly_pence over_guide "
        "worst_over_pence worst_over_percent worst_home"
    ),
    "supply": (
        "district category band homes homes_3_to_6 homes_6_to_10 homes_beds_unknown beds "
        "beds_not_in_force placed vacancies open_to_placements"
    ),
    "offset": (
        "label band agreement joiners joiners_annual_pence leavers leavers_annual_pence net "
        "net_annual_pence placements mean_annual_pence break_even_beds"
    ),
    "budget": (
        "label decision title of covers cite approved_pence used_pence left_pence used_percent "
        "contracts placements over"
    ),
    "windows": (
        "window opens closes last_day standing rules rules_digest cost_model decision "
        "notice notice_address notice_sent notice_published overridden received late unchecked "
        "qualified referred incomplete failed mixed admitted refused withdrawn "
        "superseded awarded"
    ),
    "applications": (
        "application reference window home provider cqc_location categories band agreement "
        "received_at late standing verdict verdicts unmet unknown assess_by assessed_on "
        "determined_by told_on"
    ),
    "findings": (
        "application window home rule kind categories finding seen source wanted cite otherwise "
        "rules checked_on"
    ),
    "deadlines": "what application contract home due_on basis days_left overdue",
    "evidence": (
        "contract home provider kind cover_pence on_day until_day source reference standing "
        "reminders closes_on days_left"
    ),
    "decision-record": (
        "decided_on authority decision decision_maker under power reason alternatives conflicts "
        "contracts homes placements annual_pence value_pence background keep_until "
        "keep_background_until"
    ),
    "regulation-84": (
        "application reference window candidate home cqc_location agreement band categories "
        "received_at late outcome selected selected_for decided_on decided_by reason override "
        "grounds taken_back contract told_on"
    ),
    "register-of-contracts": (
        "reference_number title department description supplier_name supplier_address "
        "supplier_company_number contract_value_total_pence estimated_annual_value_pence "
        "value_basis irrecoverable_vat_pence start_date end_date review_date procurement_route "
        "is_sme is_vcse registration_number"
    ),
    "history": "entry recorded_at by login command reason facts digest",
}
TOTALS = {
    "roster": ("contracts in_force open_to_placements beds placements weekly_pence annual_pence"),
    "costs": (
        "contracts beds placements current_weekly_pence offered_weekly_pence "
        "current_annual_pence offered_annual_pence change_pence change_percent placements_up "
        "placements_down placements_unchanged up_pence down_pence estimate_pence "
        "estimate_share_percent estimate_rest_pence"
    ),
}
OTHER_TOTALS = {
    "evidence": "contracts proofs current lapsing lapsed unknown closed_contracts",
    "prices": "placements outside_terms over_guide",
    "supply": (
        "homes homes_3_to_6 homes_6_to_10 homes_beds_unknown beds beds_not_in_force placed "
        "vacancies open_to_placements"
    ),
    "offset": (
        "joiners joiners_annual_pence leavers leavers_annual_pence net net_annual_pence placements "
        "since_annual_pence annual_pence stayers_annual_pence"
    ),
    "budget": (
        "annual_cost_approved_pence annual_cost_used_pence annual_cost_left_pence "
        "increase_approved_pence increase_used_pence increase_left_pence"
    ),
}
SECTIONS = {
    "costs": ("bridge",),
    "supply": ("needs", "needs_totals"),
    "regulation-84": (
        *("parts", "particulars", "windows", "windows_totals", "rules", "awards"),
        *("awards_totals", "progress"),
    ),
}
PRESCRIBED = "register-of-contracts"
"""Its CSV is as a code has it: see tests/reports/test_register_of_contracts.py."""
ANNUALISED = ("roster", "costs", "offset", "budget", "decision-record", PRESCRIBED)
NAMES = tuple(ROWS)
EACH = pytest.mark.parametrize("name", NAMES)


def keys(name: str) -> list[str]:
    return ROWS[name].split()


# The keys


@EACH
def test_the_keys_are_those_agreed(kent_at: Stage, name: str) -> None:
    made = kent_at("awarded").report(name)

    weeks = ["weeks_per_year"] if name in ANNUALISED else []
    assert list(made) == [
        *("report", "as_of", "system", "rehearsal", "head"),
        *weeks,
        *("columns", "rows", "totals"),
        *SECTIONS.get(name, ()),
        "notes",
    ]
    assert made["report"] == name
    assert made["rows"]
    for row in made["rows"]:
        assert list(row) == keys(name)


@pytest.mark.parametrize("name", [*TOTALS, *OTHER_TOTALS])
def test_the_totals_are_those_agreed(kent_at: Stage, name: str) -> None:
    agreed = {**TOTALS, **OTHER_TOTALS}[name].split()
    assert sorted(kent_at("awarded").report(name)["totals"]) == sorted(agreed)


@pytest.mark.parametrize("name", sorted(set(NAMES) - {PRESCRIBED}))
def test_csv_carries_the_same_keys_with_pounds_for_pence(kent_at: Stage, name: str) -> None:
    office = kent_at("awarded")

    head, *rows = csv.reader(io.StringIO(office.types(f"report {name} -f csv").out))

    basis = ["weeks_per_year"] if "weeks_per_year" in office.report(name) else []
    assert head == [*(key.replace("_pence", "_gbp") for key in keys(name)), *basis]
    assert len(rows) == len(office.report(name)["rows"])


def test_nobody_was_told_before_there_was_a_letter(kent_at: Stage) -> None:
    office = kent_at("awarded")

    assert {row["told_on"] for row in office.report("applications")["rows"]} == {None}


# The sums


@pytest.mark.parametrize("name", TOTALS)
def test_totals_equal_the_sums_of_the_rows(kent_at: Stage, name: str) -> None:
    made = kent_at("awarded").report(name)
    rows, totals = made["rows"], made["totals"]
    summed = [key for key in totals if key in keys(name) and key != "change_percent"]

    assert {key: totals[key] for key in summed} == {
        key: sum(row[key] for row in rows) for key in summed
    }
    assert totals["contracts"] == len(rows)


def test_change_is_offered_less_current_in_every_row_and_in_the_totals(kent_at: Stage) -> None:
    made = kent_at("awarded").report("costs")

    for each in [*made["rows"], made["totals"]]:
        change = each["offered_annual_pence"] - each["current_annual_pence"]
        assert each["change_pence"] == change


def test_the_papers_figures(kent_at: Stage) -> None:
    made = kent_at("awarded").report("costs")
    totals = made["totals"]

    assert totals["contracts"] == 16
    assert (totals["current_weekly_pence"], totals["offered_weekly_pence"]) == (
        13_605_525,
        13_843_817,
    )
    assert (totals["current_annual_pence"], totals["offered_annual_pence"]) == (
        707_487_300,
        719_878_484,
    )
    assert totals["change_pence"] == 12_391_184
    assert (totals["change_percent"], totals["estimate_share_percent"]) == ("1.75", "2.82")
    assert totals["estimate_rest_pence"] == 427_608_816
    assert totals["up_pence"] - totals["down_pence"] == totals["change_pence"]
    assert made["weeks_per_year"] == "52"


def test_the_standings_of_a_window_sum_to_what_it_received(kent_at: Stage) -> None:
    (window,) = kent_at("awarded").report("windows")["rows"]

    standings = keys("windows")[keys("windows").index("late") + 1 :]
    assert (window["received"], window["late"], window["awarded"]) == (20, 1, 16)
    assert sum(window[standing] for standing in standings) == 20


# The same bytes


@EACH
@pytest.mark.parametrize("format", ["table", "csv", "json", "md", "html"])
def test_the_same_ledger_and_day_give_the_same_bytes(
    kent_at: Stage, name: str, format: str
) -> None:
    office = kent_at("awarded")
    command = f"report {name} --as-of 2021-04-20 --format {format}"

    first = office.types(command).out

    assert office.types(command).out == first
    assert office.on("2025-01-01").types(command).out == first


# Which day, which window


def test_a_report_tells_of_its_day_and_not_of_what_came_after(kent_at: Stage) -> None:
    office = kent_at("awarded")

    standings = {
        day: {row["standing"] for row in office.report("applications", f"--as-of {day}")["rows"]}
        for day in ("2021-04-06", "2021-04-08", "2021-04-20")
    }

    assert standings["2021-04-06"] == {"qualified", "failed", "referred", "incomplete"}
    assert "admitted" in standings["2021-04-08"] and "awarded" not in standings["2021-04-08"]
    assert "awarded" in standings["2021-04-20"] and "admitted" not in standings["2021-04-20"]


def test_contracts_awarded_and_not_ended_are_on_the_roster_whatever_they_await(
    kent_at: Stage,
) -> None:
    office = kent_at("awarded")

    counted = {
        day: len(office.report("roster", f"--as-of {day}")["rows"])
        for day in ("2021-04-19", "2021-04-20", "2026-06-14", "2026-06-15")
    }

    assert list(counted.values()) == [0, 16, 16, 0]


@pytest.mark.parametrize("name", sorted(set(NAMES) - {"history"}))
def test_one_window_alone(kent_at: Stage, name: str) -> None:
    office = kent_at("awarded")
    office.types("open-window --opens 2021-05-10 --closes 2021-06-30")

    march = office.report(name, "--window 2021-03-01")["rows"]
    may = office.report(name, "--window 2021-05-10")["rows"]

    assert march
    # Itself, its close, and two sums approved, whatever is used of them.
    assert len(may) == {"windows": 1, "deadlines": 1, "budget": 2}.get(name, 0)


def test_the_history_is_of_no_one_window(kent_at: Stage) -> None:
    kent_at("awarded").types("report history --window 2021-03-01", exits=2)


def test_the_head_that_is_printed_is_the_chains(kent_at: Stage) -> None:
    office = kent_at("awarded")

    head = office.types("head").out.strip()

    assert office.report("roster")["head"] == head
    assert office.types("head --format json").json["head"] == head
    assert office.types("verify --format json").json == {
        "entries": office.entries(),
        "head": head,
        "intact": True,
        "broken_at": None,
        "why": None,
        "findings": [],
    }
