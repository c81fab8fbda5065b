"""``decision-event``: a decision called in, released or revoked, and what may be done under it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ..office import Office
from ..papers import decision, rule_set
from ..small_system import OPEN_MARCH, OWN_RULES, RATED_GOOD, small_system

Stage = Callable[[str], Office]

MARCH = "open-window --opens 2021-03-01T09:00 --closes 2021-03-31"
RECORD_RELEASE = (
    "record the release: dpsctl decision-event 20/00108 released --on DATE --reason TEXT"
)


def befalls(office: Office, event: str, on: str, *, exits: int = 0, to: str = "20/00108") -> str:
    """What is told of an event: the lines of the result, then those of the remarks."""
    told = office.types(f"decision-event {to} {event} --on {on} --reason 'So'", exits=exits)
    return told.out + told.err


# Called in, released


def test_a_decision_called_in_opens_nothing_until_it_is_released(kent_at: Stage) -> None:
    office = kent_at("decided")
    called_in = befalls(office, "called-in", "2021-02-09")

    refused = office.types(MARCH, exits=1)
    released = befalls(office, "released", "2021-02-16")
    office.types(MARCH)

    assert called_in.splitlines() == [
        "decision 20/00108 was called in on 2021-02-09: it has no effect until it is released"
    ]
    assert refused.err.splitlines() == [
        "dpsctl: decision 20/00108 was called in on 2021-02-09 and has no effect until it is "
        "released",
        f"  {RECORD_RELEASE}",
    ]
    assert released.splitlines() == [
        "decision 20/00108 was released on 2021-02-16: it has effect from 2021-02-16"
    ]


def test_released_before_its_own_day_it_takes_effect_on_that_day(kent_at: Stage) -> None:
    office = kent_at("decided")
    befalls(office, "called-in", "2021-02-09")

    told = befalls(office, "released", "2021-02-12")
    too_early = office.types("open-window --opens 2021-02-14 --closes 2021-03-31", exits=1)
    office.types("open-window --opens 2021-02-15 --closes 2021-03-31")

    assert "it has effect from 2021-02-15" in told
    assert "takes effect on 2021-02-15 (as the document says)" in too_early.err


def test_a_window_may_be_scheduled_for_the_day_of_the_release_and_no_earlier(
    kent_at: Stage,
) -> None:
    office = kent_at("decided")
    befalls(office, "called-in", "2021-02-09")
    befalls(office, "released", "2021-03-01")

    refused = office.types("open-window --opens 2021-02-28 --closes 2021-03-31", exits=1)
    office.types(MARCH)

    assert refused.err.splitlines() == [
        "dpsctl: decision 20/00108 was called in on 2021-02-09 and released on 2021-03-01: "
        "it gives no power to open on 2021-02-28",
        "  choose 2021-03-01 or a later day",
    ]


def test_a_day_before_its_own_is_not_offered_where_it_is_called_in_by_then(
    kent_at: Stage,
) -> None:
    office = kent_at("decided")
    befalls(office, "called-in", "2021-02-09")

    refused = office.types("open-window --opens 2021-02-08 --closes 2021-03-31", exits=1)

    assert "was called in on 2021-02-09 and has no effect" in refused.err


def test_another_decision_with_the_power_serves_meanwhile(kent_at: Stage) -> None:
    office = kent_at("decided")
    befalls(office, "called-in", "2021-02-09")
    office.records(decision({"decision": "20/00200", "effective_on": "2021-02-10"}))

    told = office.types(MARCH)

    assert told.lines[0].startswith("window 2021-03-01 under decision 20/00200: ")


def test_a_decision_called_in_awards_nothing(kent_at: Stage) -> None:
    office = kent_at("determined").on("2021-04-20")
    befalls(office, "called-in", "2021-04-19")

    refused = office.types("award --decision 20/00108 --yes", exits=1)

    assert "was called in on 2021-04-19 and has no effect until it is released" in refused.err
    assert office.counts("contracts") == 0


def test_what_status_says_to_type_next_is_the_release(kent_at: Stage) -> None:
    office = kent_at("determined").on("2021-04-20")
    befalls(office, "called-in", "2021-04-19")

    step = office.types("status --format json").json["next"]

    assert step["command"] == ("dpsctl decision-event 20/00108 released --on DATE --reason TEXT")


# Revoked


def test_a_revoked_decision_opens_nothing_from_that_day_on(kent_at: Stage) -> None:
    office = kent_at("decided")
    told = befalls(office, "revoked", "2021-03-02")

    refused = office.types("open-window --opens 2021-03-02 --closes 2021-03-31", exits=1)
    office.types(MARCH)

    assert told.splitlines() == [
        "decision 20/00108 was revoked on 2021-03-02: it gives no power from that day on",
        "2021-03-02 lies ahead: it counts from that day on",
    ]
    assert refused.err.splitlines() == [
        "dpsctl: decision 20/00108 was revoked on 2021-03-02: "
        "it gives no power to open on 2021-03-02",
        "  take a new decision and record it: dpsctl record-decision FILE, "
        "with `powers: [open, award]`",
    ]


def test_a_revoked_decision_awards_nothing(kent_at: Stage) -> None:
    office = kent_at("determined").on("2021-04-20")
    befalls(office, "revoked", "2021-04-20")

    refused = office.types("award --decision 20/00108 --yes", exits=1)

    assert (
        "decision 20/00108 was revoked on 2021-04-20: it gives no power to award on 2021-04-20"
        in refused.err
    )


@pytest.mark.parametrize("event", ["called-in", "released", "revoked"])
def test_nothing_befalls_a_decision_after_it_was_revoked(kent_at: Stage, event: str) -> None:
    office = kent_at("decided")
    befalls(office, "revoked", "2021-02-16")

    told = befalls(office, event, "2021-02-17", exits=1)

    assert told.splitlines() == [
        "dpsctl: decision 20/00108 was revoked on 2021-02-16: nothing can befall it after that",
        "  take a new decision and record it: dpsctl record-decision FILE",
    ]


def test_a_correction_of_the_decision_does_not_take_its_events_away(kent_at: Stage) -> None:
    office = kent_at("decided")
    befalls(office, "revoked", "2021-02-16")

    office.records(decision({"title": "Opening the system"}), options="--correct 'A slip'")
    refused = office.types(MARCH, exits=1)

    assert "decision 20/00108 was revoked on 2021-02-16" in refused.err


# What cannot have happened


def test_only_what_is_on_the_ledger_is_befallen(kent_at: Stage) -> None:
    told = befalls(kent_at("decided"), "revoked", "2021-02-16", to="19/00001", exits=1)

    assert told.splitlines() == [
        "dpsctl: there is no decision 19/00001 on the ledger",
        "  record it: dpsctl record-decision FILE",
    ]


def test_nothing_befalls_a_decision_before_it_was_taken(kent_at: Stage) -> None:
    office = kent_at("decided")

    told = befalls(office, "called-in", "2021-02-04", exits=1)
    befalls(office, "called-in", "2021-02-05")

    assert told.splitlines() == [
        "dpsctl: decision 20/00108 was taken on 2021-02-05: "
        "it cannot have been called in on 2021-02-04",
        "  give the day on which it happened; if it was the decision's own that is wrong: "
        "dpsctl record-decision FILE --correct REASON",
    ]


def test_a_decision_that_does_not_say_when_it_was_taken_is_befallen_on_any_day(
    kent_at: Stage,
) -> None:
    office = kent_at("empty").on("2021-02-16")
    office.records(decision({"taken_on": None}))

    befalls(office, "called-in", "2021-02-01")


def test_only_what_is_called_in_is_released(kent_at: Stage) -> None:
    office = kent_at("decided")
    never = befalls(office, "released", "2021-02-12", exits=1)
    befalls(office, "called-in", "2021-02-09")
    before = befalls(office, "released", "2021-02-08", exits=1)
    befalls(office, "released", "2021-02-12")

    twice = befalls(office, "released", "2021-02-15", exits=1)

    assert never.splitlines() == [
        "dpsctl: decision 20/00108 does not stand called in on 2021-02-12",
        "  record the call-in first: dpsctl decision-event 20/00108 called-in "
        "--on DATE --reason TEXT",
    ]
    assert "does not stand called in on 2021-02-08" in before
    assert "does not stand called in on 2021-02-15; it was released on 2021-02-12" in twice


def test_what_is_called_in_is_not_called_in_once_more(kent_at: Stage) -> None:
    office = kent_at("decided")
    befalls(office, "called-in", "2021-02-09")

    told = befalls(office, "called-in", "2021-02-10", exits=1)

    assert told.splitlines() == [
        "dpsctl: decision 20/00108 was called in on 2021-02-09 and has not been released since",
        "  what comes after a call-in is `released` or `revoked`",
    ]


@pytest.mark.parametrize(
    "words", ["called in --on 2021-02-09", "called-in", "revoked --on 09/02/2021"]
)
def test_an_event_is_one_of_three_on_a_day(kent_at: Stage, words: str) -> None:
    kent_at("decided").types(f"decision-event 20/00108 {words} --reason 'So'", exits=2)


# Remarks, runs without recording and runs again


def test_what_was_done_before_a_call_in_stands(kent_at: Stage) -> None:
    office = kent_at("decided").on("2021-02-20")

    told = befalls(office, "called-in", "2021-02-16")
    on_its_day = befalls(office, "released", "2021-02-18")

    assert (
        "decision 20/00108 had taken effect on 2021-02-15: "
        "what was done under it before it was called in stands" in told
    )
    assert "stands" not in on_its_day


def test_called_in_on_the_day_it_was_to_take_effect_it_never_had_any(kent_at: Stage) -> None:
    assert "had taken effect" not in befalls(kent_at("decided"), "called-in", "2021-02-15")


@pytest.mark.parametrize(
    ("stage", "now", "on", "close"),
    [
        ("scheduled", "2021-02-16", "2021-02-16", "2021-03-01 --at 2021-03-01"),
        ("open", "2021-03-15", "2021-03-15", "2021-03-01"),
        ("open", "2021-03-15", "2021-03-20", "2021-03-01 --at 2021-03-19"),
    ],
    ids=["scheduled", "open", "revoked from a day to come"],
)
def test_the_windows_under_it_that_have_not_closed_are_named(
    kent_at: Stage, stage: str, now: str, on: str, close: str
) -> None:
    office = kent_at(stage).on(now)

    told = befalls(office, "revoked", on)
    office.types(f"close-window {close} --reason 'Decision revoked'")

    assert (
        "window 2021-03-01, which opens 2021-03-01 09:00, closes at the end of 2021-03-31, rests "
        f"on it; to close it: dpsctl close-window {close} --reason TEXT" in told.splitlines()
    )


@pytest.mark.parametrize(
    ("now", "on"), [("2021-04-06", "2021-04-06"), ("2021-03-15", "2021-04-01")]
)
def test_windows_that_have_closed_by_then_are_not(kent_at: Stage, now: str, on: str) -> None:
    assert "window 2021-03-01" not in befalls(kent_at("open").on(now), "revoked", on)


def test_a_window_under_the_decision_as_first_recorded_is_named_too(kent_at: Stage) -> None:
    office = kent_at("open")
    office.records(decision({"title": "Opening the system"}), options="--correct 'A slip'")

    assert "window 2021-03-01" in befalls(office, "revoked", "2021-03-15")


def test_the_window_of_a_system_that_is_always_open_is_named_and_not_closed(
    new_office: Office,
) -> None:
    strict = {"regime": "pcr2015", "reopening": None}
    rules = rule_set("2020-06-01", [RATED_GOOD], {"regime": "pcr2015"})
    office = small_system(new_office, rules, strict, version="2020-06-01")
    office.types(f"open-window {OWN_RULES}")

    told = befalls(office, "revoked", "2021-03-10")

    assert "closes at the end of 2026-06-14, rests on it\n" in told
    assert "close-window" not in told


def test_contracts_awarded_under_it_are_named_and_do_not_end(kent_at: Stage) -> None:
    told = befalls(kent_at("awarded").on("2021-05-10"), "revoked", "2021-05-10")

    assert "contracts 1 to 16 were awarded under it, and do not end by this" in told.splitlines()


def test_an_award_that_was_annulled_is_not_named(kent_at: Stage) -> None:
    office = kent_at("awarded").on("2021-05-10")
    office.types("end-contract 1 --reason 'The home was sold' --yes")

    told = befalls(office, "revoked", "2021-05-01")

    assert "contracts 2 to 16 were awarded under it, and do not end by this" in told.splitlines()


def test_nor_is_a_contract_that_has_ended_by_then(kent_at: Stage) -> None:
    assert "contract" not in befalls(kent_at("awarded"), "revoked", "2026-06-15")


def test_a_release_has_nothing_to_remark_on(kent_at: Stage) -> None:
    office = kent_at("open")
    befalls(office, "called-in", "2021-03-15")

    assert befalls(office, "released", "2021-03-15").splitlines() == [
        "decision 20/00108 was released on 2021-03-15: it has effect from 2021-03-15"
    ]


def test_the_same_event_again_does_nothing(kent_at: Stage) -> None:
    office = kent_at("decided")
    befalls(office, "revoked", "2021-02-16")
    entries = office.entries()

    again = befalls(office, "revoked", "2021-02-16")

    assert again == "nothing to do: decision 20/00108 was revoked on 2021-02-16\n"
    assert office.entries() == entries


def test_a_dry_run_says_the_same_and_records_nothing(kent_at: Stage) -> None:
    office = kent_at("decided")
    command = "decision-event 20/00108 called-in --on 2021-02-09 --reason 'Scrutiny'"

    dry = office.types(f"{command} --dry-run")
    assert office.counts("decision_events") == 0
    wet = office.types(command)

    assert dry.out == wet.out
    assert "dry run: nothing recorded" in dry.err


def test_the_ledger_keeps_what_was_typed_and_why(kent_at: Stage) -> None:
    office = kent_at("decided")
    befalls(office, "called-in", "2021-02-09")

    entry = office.report("history")["rows"][-1]

    assert entry["command"] == "decision-event 20/00108 called-in --on 2021-02-09"
    assert (entry["reason"], entry["facts"]) == ("So", 1)


def test_a_system_without_gates_still_looks_at_a_decision_that_is_named(
    new_office: Office,
) -> None:
    office = small_system(new_office, changed={"gates.open": ["eqia"]})
    office.types("record-assessment eqia --version 1 --signed 2021-01-01 --review-by 2022-01-01")
    befalls(office, "called-in", "2021-02-09")

    refused = office.types(f"{OPEN_MARCH} --decision 20/00108", exits=1)
    office.types(OPEN_MARCH)

    assert "decision 20/00108 was called in on 2021-02-09" in refused.err
