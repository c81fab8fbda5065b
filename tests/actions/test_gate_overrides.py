"""``open-window --override``: gates passed shut, where the system lets them be."""

from __future__ import annotations

from typing import Any

import pytest

from ..office import Office
from ..papers import system
from ..small_system import OPEN_MARCH, small_system

GATES = ["decision", "eqia", "dpia"]
WHY = "--override 'The assessment is signed next week'"
REASON = "The assessment is signed next week"
NO_EQIA = "no equality impact assessment is in force on 2021-03-01"
NO_DPIA = "no data protection impact assessment is in force on 2021-03-01"
ALL_THE_SAME = "or open all the same, for a reason that stays on the window: --override REASON"


def gated(office: Office, *override: str, opening: list[str] | None = None) -> Office:
    """A small system with gates before its windows, of which some may be overridden."""
    gates: dict[str, Any] = {"gates.open": opening or GATES, "gates.award": ["decision"]}
    return small_system(
        office, changed={**gates, "gates.override": list(override) if override else None}
    )


def assessed(office: Office, kind: str) -> None:
    office.types(f"record-assessment {kind} --version 1 --signed 2021-01-01 --review-by 2022-01-01")


def todo_lines(err: str) -> list[str]:
    return [line.strip() for line in err.splitlines()]


# Passed for a reason


def test_gates_that_the_system_lets_be_overridden_are_passed_for_a_reason(
    new_office: Office,
) -> None:
    office = gated(new_office, "eqia", "dpia")

    told = office.types(f"{OPEN_MARCH} {WHY}")

    assert told.lines[0].startswith("window 2021-03-01 under decision 20/00108: ")
    assert told.lines[2:] == [
        f"gate eqia overridden: {NO_EQIA}",
        f"gate dpia overridden: {NO_DPIA}",
    ]
    assert office.counts("gate_overrides") == 2


def test_an_open_gate_is_not_among_those_passed(new_office: Office) -> None:
    office = gated(new_office, "eqia", "dpia")
    assessed(office, "eqia")

    told = office.types(f"{OPEN_MARCH} {WHY}")

    assert told.lines[2:] == [f"gate dpia overridden: {NO_DPIA}"]


def test_the_window_shows_it_for_ever(new_office: Office) -> None:
    office = gated(new_office, "eqia", "dpia")
    assessed(office, "dpia")
    office.types(f"{OPEN_MARCH} {WHY}")
    assessed(office, "eqia")

    report = office.on("2021-06-01").report("windows")

    assert report["rows"][0]["overridden"] == ["eqia"]
    assert report["notes"] == [
        "window 2021-03-01 opened without eqia "
        "(no equality impact assessment was in force on 2021-03-01), "
        f"because: {REASON} (by commissioning officer, entry 4)"
    ]


def test_the_reason_is_the_entrys_too(new_office: Office) -> None:
    office = gated(new_office, "eqia", "dpia")
    office.types(f"{OPEN_MARCH} {WHY}")

    entry = office.report("history")["rows"][-1]

    assert entry["reason"] == REASON
    assert entry["command"].startswith("open-window --opens ")
    assert entry["command"].endswith(" --override")


def test_an_expired_assessment_is_told_as_such(new_office: Office) -> None:
    office = gated(new_office, "eqia", opening=["eqia"])
    office.types("record-assessment eqia --version 1 --signed 2020-01-01 --review-by 2021-01-01")
    office.types(f"{OPEN_MARCH} {WHY}")

    (note,) = office.report("windows")["notes"]

    assert "was in force on 2021-03-01; the newest was to be reviewed by 2021-01-01)" in note


def test_a_notice_may_be_wanting(new_office: Office) -> None:
    office = gated(new_office, "notice", opening=["decision", "notice"])

    told = office.types(f"{OPEN_MARCH} {WHY}")

    assert told.lines[2:] == [
        "gate notice overridden: the system opens a window only under a published notice"
    ]


# Refused


def test_without_a_reason_the_refusal_says_how_to_give_one(new_office: Office) -> None:
    refused = gated(new_office, "eqia", "dpia").types(OPEN_MARCH, exits=1)

    assert todo_lines(refused.err) == [
        f"dpsctl: {NO_EQIA}",
        "record it: dpsctl record-assessment eqia --version TEXT --signed DATE --review-by DATE",
        f"also: {NO_DPIA}; record it: "
        "dpsctl record-assessment dpia --version TEXT --signed DATE --review-by DATE",
        ALL_THE_SAME,
    ]


def test_but_not_where_one_of_them_may_not_be_overridden(new_office: Office) -> None:
    refused = gated(new_office, "eqia").types(OPEN_MARCH, exits=1)

    assert NO_DPIA in refused.err
    assert "--override" not in refused.err


@pytest.mark.parametrize(
    ("override", "allowed"),
    [((), "none"), (("notice",), "notice")],
    ids=["where it names none", "where it names another"],
)
def test_a_gate_that_may_not_be_overridden_is_not(
    new_office: Office, override: tuple[str, ...], allowed: str
) -> None:
    office = gated(new_office, *override)
    assessed(office, "dpia")

    refused = office.types(f"{OPEN_MARCH} {WHY}", exits=1)

    assert todo_lines(refused.err) == [
        f"dpsctl: {NO_EQIA}",
        f"of its gates the system lets {allowed} be overridden, not eqia",
        "record it: dpsctl record-assessment eqia --version TEXT --signed DATE --review-by DATE",
    ]
    assert office.counts("windows") == 0


def test_one_that_may_be_does_not_carry_the_other_past(new_office: Office) -> None:
    refused = gated(new_office, "eqia").types(f"{OPEN_MARCH} {WHY}", exits=1)

    assert todo_lines(refused.err)[:2] == [
        f"dpsctl: {NO_DPIA}",
        "of its gates the system lets eqia be overridden, not dpia",
    ]


def test_without_power_nothing_is_opened_for_any_reason(new_office: Office) -> None:
    office = gated(new_office, "eqia", "dpia")
    office.types("decision-event 20/00108 revoked --on 2021-02-20 --reason 'Cabinet'")

    refused = office.types(f"{OPEN_MARCH} {WHY}", exits=1)

    assert todo_lines(refused.err)[:2] == [
        "dpsctl: decision 20/00108 was revoked on 2021-02-20: "
        "it gives no power to open on 2021-03-01",
        "without power nothing is opened, so the gate decision is never overridden",
    ]


def test_a_system_without_gates_lets_none_be_overridden(new_office: Office) -> None:
    """Its one gate is the decision, and that is never among them."""
    office = small_system(new_office)
    office.types("decision-event 20/00108 revoked --on 2021-02-20 --reason 'Cabinet'")

    refused = office.types(f"{OPEN_MARCH} {WHY}", exits=1)

    assert "the gate decision is never overridden" in refused.err


def test_where_every_gate_is_open_there_is_nothing_to_override(new_office: Office) -> None:
    office = gated(new_office, "eqia", "dpia")
    assessed(office, "eqia")
    assessed(office, "dpia")

    refused = office.types(f"{OPEN_MARCH} {WHY}", exits=1)

    assert todo_lines(refused.err) == [
        "dpsctl: every gate is open: there is nothing to override",
        "leave --override out",
    ]


def test_a_system_document_cannot_let_the_decision_be_overridden(new_office: Office) -> None:
    new_office.writes("own.yaml", system({"gates.override": ["decision"]}))

    told = new_office.types("init own.yaml", exits=4)

    assert "gates.override[1]: 'decision' is not one of eqia, dpia, notice" in told.err


def test_a_blank_reason_is_none(new_office: Office) -> None:
    gated(new_office, "eqia", "dpia").types(f"{OPEN_MARCH} --override ' '", exits=2)


# Run again, and run without recording


@pytest.mark.parametrize("again", [WHY, ""], ids=["with the reason", "without it"])
def test_the_same_again_does_nothing(new_office: Office, again: str) -> None:
    office = gated(new_office, "eqia", "dpia")
    office.types(f"{OPEN_MARCH} {WHY}")
    entries = office.entries()

    told = office.types(f"{OPEN_MARCH} {again}")

    assert told.out.startswith("nothing to do: window 2021-03-01 is on the ledger")
    assert office.entries() == entries


def test_a_dry_run_says_the_same_and_records_nothing(new_office: Office) -> None:
    office = gated(new_office, "eqia", "dpia")

    dry = office.types(f"{OPEN_MARCH} {WHY} --dry-run")
    assert office.counts("windows") == office.counts("gate_overrides") == 0
    wet = office.types(f"{OPEN_MARCH} {WHY}")

    assert dry.out == wet.out
