"""Evidence that runs out, as reports, ``status`` and cron tell it: what lapses when, told once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from ..executing import executed, on_roster
from ..office import Office
from ..papers import changed_document

Stage = Callable[[str], Office]

RENEWED = "--until 2022-06-30 --cover 10000000"
ALL_THREE = ("public-liability", "employers-liability", "professional-indemnity")


@pytest.fixture
def office(kent_at: Stage) -> Office:
    """Kent's office with contracts 3 and 8 in force, of one provider, insured to 30 June 2021."""
    return executed(kent_at("awarded"), 3, 8)


def proofs(office: Office, contract: int, options: str = "") -> dict[str, dict[str, Any]]:
    rows = office.report("evidence", options)["rows"]
    return {row["kind"]: row for row in rows if row["contract"] == contract}


def renew(office: Office, *kinds: str) -> None:
    for kind in kinds:
        office.types(f"record-evidence 3 {kind} {RENEWED}")


# Insurance to 30 June 2021, with reminders 60, 30 and 7 days before and 28 days of grace


def test_reminders_fall_once_each_though_cron_runs_daily(office: Office) -> None:
    day, told = date(2021, 4, 30), {}
    while day <= date(2021, 8, 2):
        news = office.on(f"{day}T06:00").types("reopen").lines
        if lines := [line for line in news if line.startswith("public liability of contracts 3")]:
            told[str(day)] = lines
        day += timedelta(days=1)

    of = "public liability of contracts 3 and 8: "
    assert told == {
        "2021-05-01": [f"{of}runs out on 2021-06-30, in 60 days"],
        "2021-05-31": [f"{of}runs out on 2021-06-30, in 30 days"],
        "2021-06-23": [f"{of}runs out on 2021-06-30, in 7 days"],
        "2021-07-01": [f"{of}ran out on 2021-06-30; closed to new placements from 2021-07-29"],
        "2021-07-29": [f"{of}ran out on 2021-06-30; closed to new placements since 2021-07-29"],
    }


@pytest.mark.parametrize(
    ("day", "evidence", "open_"),
    [
        ("2021-05-04", "lapsing", True),
        ("2021-06-30", "lapsing", True),
        ("2021-07-01", "lapsed", True),
        ("2021-07-28", "lapsed", True),
        ("2021-07-29", "lapsed", False),
    ],
)
def test_the_roster_says_lapsed_and_then_closed_and_still_in_force(
    office: Office, day: str, evidence: str, open_: bool
) -> None:
    row = on_roster(office.on(day), 3)

    assert (row["evidence"], row["open_to_placements"]) == (evidence, open_)
    assert (row["standing"], row["in_force"]) == ("in force", True)
    assert on_roster(office.on("2022-01-01"), 3, day) == row


def test_its_residents_and_bills_go_on_meanwhile(office: Office) -> None:
    before, after = (
        office.report("costs", f"--as-of {day}") for day in ("2021-07-28", "2021-07-29")
    )

    assert after["rows"] == before["rows"]


def test_stages_that_cron_missed_are_told_once_by_the_nearest(office: Office) -> None:
    office.on("2021-04-30T06:00").types("reopen")

    late = office.on("2021-06-25T06:00").types("reopen").lines
    later = office.on("2021-08-15T06:00").types("reopen").lines

    def of(lines: list[str]) -> list[str]:
        return [line for line in lines if line.startswith("public liability of contracts 3")]

    assert of(late) == ["public liability of contracts 3 and 8: runs out on 2021-06-30, in 5 days"]
    assert [line.split(": ")[1] for line in of(later)] == [
        "ran out on 2021-06-30; closed to new placements since 2021-07-29"
    ]
    assert of(office.on("2021-08-15T07:00").types("reopen").lines) == []


def test_nothing_is_told_of_what_is_renewed(office: Office) -> None:
    renew(office.on("2021-05-10"), *ALL_THREE)

    told = office.on("2021-06-25T06:00").types("reopen").out

    assert "contracts 3" not in told
    assert on_roster(office.on("2021-07-29"), 3)["open_to_placements"] is True


def test_the_reminders_and_the_grace_are_the_systems(office: Office) -> None:
    text = changed_document(
        "system.yaml", {"evidence.remind": ["14"], "evidence.grace": "1 months"}
    )
    amended = office.writes("amended.yaml", text)
    office.types(f"init {amended} --reason 'Fewer letters'")

    row = proofs(office.on("2021-06-15"), 3)["public liability"]

    assert (row["reminders"], row["closes_on"]) == (["2021-06-16"], "2021-07-31")
    assert row["standing"] == "current"


def test_left_out_of_the_system_they_are_the_shipped_ones_and_nothing_else_runs_out(
    office: Office,
) -> None:
    amended = office.writes("amended.yaml", changed_document("system.yaml", {"evidence": None}))
    office.types(f"init {amended} --reason 'Left to the defaults'")

    held = proofs(office.on("2021-06-15"), 3)

    assert held["public liability"]["reminders"] == ["2021-05-01", "2021-05-31", "2021-06-23"]
    assert held["public liability"]["closes_on"] == "2021-07-29"
    assert (held["declaration"]["standing"], held["declaration"]["until_day"]) == ("current", None)


# The report


def test_a_proof_as_the_report_has_it(office: Office) -> None:
    assert proofs(office.on("2021-05-31"), 3)["public liability"] == {
        "contract": 3,
        "home": "Sample Home 03",
        "provider": "Sample Provider 03 Ltd",
        "kind": "public liability",
        "cover_pence": 1_000_000_000,
        "on_day": None,
        "until_day": "2021-06-30",
        "source": "application",
        "reference": "KBP-2021-0003",
        "standing": "lapsing",
        "reminders": ["2021-05-01", "2021-05-31", "2021-06-23"],
        "closes_on": "2021-07-29",
        "days_left": 30,
    }


def test_what_lapses_first_stands_first_and_what_is_unknown_last(office: Office) -> None:
    office.types("import-contracts contracts")

    report = office.on("2021-05-31").report("evidence")

    last_days = [row["until_day"] for row in report["rows"] if row["until_day"]]
    unknown = [row for row in report["rows"] if row["standing"] == "unknown"]
    assert last_days == sorted(last_days)
    assert report["rows"][-len(unknown) :] == unknown
    assert [(row["contract"], row["kind"]) for row in unknown] == [
        (18, "public liability"),
        (18, "employers' liability"),
        (18, "professional indemnity"),
        (18, "declaration"),
    ]
    counted = {key: report["totals"][key] for key in ("current", "lapsing", "lapsed", "unknown")}
    assert sum(counted.values()) == report["totals"]["proofs"] == len(report["rows"])
    assert on_roster(office, 18)["evidence"] is None


def test_a_policy_runs_out_so_long_after_its_review(office: Office) -> None:
    row = proofs(office, 3)["safeguarding policy"]

    assert (row["on_day"], row["until_day"]) == ("2021-01-18", "2024-01-18")


def test_one_windows_and_what_was_known_then(office: Office) -> None:
    renew(office.on("2021-05-10"), "public-liability")
    day = office.on("2021-06-30")

    known = proofs(day, 3, "--known-at 2021-05-09T12:00")["public liability"]

    assert known["until_day"] == "2021-06-30"
    assert proofs(day, 3)["public liability"]["until_day"] == "2022-06-30"
    assert proofs(day, 3, "--as-of 2021-05-09")["public liability"]["until_day"] == "2021-06-30"
    assert proofs(day, 3, "--window 2021-03-01") == proofs(day, 3)


# Deadlines, status, explain


def test_what_lapses_is_a_deadline_from_its_first_reminder_on(office: Office) -> None:
    def due(day: str) -> list[dict[str, Any]]:
        rows = office.report("deadlines", f"--as-of {day}")["rows"]
        return [row for row in rows if (row["what"], row["contract"]) == ("public liability", 3)]

    (row,) = due("2021-07-01")
    assert due("2021-04-30") == []
    assert [each["overdue"] for each in due("2021-05-01")] == [False]
    assert (row["due_on"], row["days_left"], row["overdue"]) == ("2021-06-30", -1, True)
    assert row["home"] == "Sample Home 03"
    assert row["basis"] == (
        "as the application KBP-2021-0003 has it; no new placements from 2021-07-29"
    )


def test_status_says_how_many_lapse_and_are_closed(office: Office) -> None:
    then = office.on("2021-07-29")

    assert (
        "  evidence  2 lapsing, 3 lapsed, 3 of them closed to placements: "
        "see dpsctl report evidence"
    ) in then.types("status").lines
    told = then.types("status --format json").json["contracts"]
    assert told["evidence"] == {"current": 11, "lapsing": 2, "lapsed": 3, "unknown": 0, "closed": 3}
    assert (told["in_force"], told["open_to_placements"]) == (2, 0)


def test_status_says_nothing_where_nothing_lapses(kent_at: Stage) -> None:
    office = kent_at("determined").on("2021-02-20")
    office.types("award 1 --decision 20/00108 --yes")

    assert "evidence" not in office.types("status").out


def test_a_contracts_story_tells_what_is_held(office: Office) -> None:
    told = office.on("2021-07-29").types("explain 3 --contract")

    assert "  public liability            £10,000,000, until 2021-06-30, lapsed" in told.lines


def test_a_home_that_is_closed_offers_no_vacancy(office: Office) -> None:
    before, after = (
        office.report("supply", f"--as-of {day}")["totals"] for day in ("2021-07-28", "2021-07-29")
    )

    assert (before["open_to_placements"], after["open_to_placements"]) == (2, 0)
