"""A window's notice: given when it opens, recorded or put right afterwards, and its gate."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable

import pytest

from ..office import Office
from ..papers import application, rule_set
from ..small_system import OPEN_MARCH, OWN_RULES, RATED_GOOD, small_system

Stage = Callable[[str], Office]

MARCH = "open-window --opens 2021-03-01T09:00 --closes 2021-03-31"
DETAILS = (
    "--notice 2021/S-00001 --notice-address https://example.org/1 "
    "--notice-sent 2021-02-10 --notice-published 2021-02-12"
)
WHY = "--reason 'As published'"


def notice(office: Office, on: str | None = None) -> tuple[str | None, ...]:
    """The notice of the first window: reference, address, days sent and published."""
    row = office.report("windows", f"--as-of {on}" if on else "")["rows"][0]
    keys = ("notice", "notice_address", "notice_sent", "notice_published")
    return tuple(row[key] for key in keys)


# Given with the opening


def test_a_window_is_opened_under_a_notice_with_all_that_is_known_of_it(kent_at: Stage) -> None:
    office = kent_at("decided")

    told = office.types(f"{MARCH} {DETAILS}")

    assert told.err == ""
    assert notice(office) == ("2021/S-00001", "https://example.org/1", "2021-02-10", "2021-02-12")


def test_a_reference_alone_is_enough(kent_at: Stage) -> None:
    office = kent_at("decided")

    office.types(f"{MARCH} --notice 2021/S-00001")

    assert notice(office) == ("2021/S-00001", None, None, None)
    assert office.counts("notices") == 1


def test_a_window_without_a_notice_has_none(kent_at: Stage) -> None:
    office = kent_at("scheduled")

    assert notice(office) == (None, None, None, None)
    assert office.counts("notices") == 0


def test_the_ledger_keeps_what_was_typed(kent_at: Stage) -> None:
    office = kent_at("decided")
    office.types(f"{MARCH} {DETAILS}")

    assert office.report("history")["rows"][-1]["command"].endswith(DETAILS)


@pytest.mark.parametrize("again", [DETAILS, "--notice 2021/S-00001", ""])
def test_the_same_opening_again_does_nothing(kent_at: Stage, again: str) -> None:
    office = kent_at("decided")
    office.types(f"{MARCH} {DETAILS}")
    office.types(f"change-window 2021-03-01 --notice 2021/S-00002 {WHY}")

    told = office.types(f"{MARCH} {again}")

    assert told.out.startswith("nothing to do: window 2021-03-01 is on the ledger")


@pytest.mark.parametrize(
    "other", ["--notice 2021/S-00002", "--notice 2021/S-00001 --notice-sent 2021-02-11"]
)
def test_the_same_window_with_another_notice_is_refused(kent_at: Stage, other: str) -> None:
    office = kent_at("decided")
    office.types(f"{MARCH} {DETAILS}")

    refused = office.types(f"{MARCH} {other}", exits=1)

    assert "window 2021-03-01 is on the ledger with other terms" in refused.err
    assert "to move its closing or record its notice, use change-window" in refused.err


# Recorded afterwards


def test_a_notice_is_recorded_when_it_is_out(kent_at: Stage) -> None:
    office = kent_at("scheduled")

    told = office.types(f"change-window 2021-03-01 {DETAILS} {WHY}")

    assert told.lines == [
        "window 2021-03-01: notice 2021/S-00001, at https://example.org/1, "
        "sent on 2021-02-10, published on 2021-02-12"
    ]
    assert notice(office)[0] == "2021/S-00001"


@pytest.mark.parametrize("stage", ["scheduled", "open", "awarded"])
def test_of_any_window_also_of_one_that_has_closed(kent_at: Stage, stage: str) -> None:
    office = kent_at(stage)

    office.types(f"change-window 2021-03-01 --notice 2021/S-00001 {WHY}")

    assert notice(office) == ("2021/S-00001", None, None, None)


def test_also_of_a_window_that_is_always_open(new_office: Office) -> None:
    strict = {"regime": "pcr2015", "reopening": None}
    rules = rule_set("2020-06-01", [RATED_GOOD], {"regime": "pcr2015"})
    office = small_system(new_office, rules, strict, version="2020-06-01")
    office.types(f"open-window {OWN_RULES}")

    office.types(f"change-window 2020-06-15 --notice 2020/S-00001 {WHY}")
    moved = office.types(f"change-window 2020-06-15 --closes 2021-12-31 {WHY}", exits=1)

    assert notice(office)[0] == "2020/S-00001"
    assert "its window is not moved or closed" in moved.err


def test_what_was_known_of_a_notice_is_kept_when_more_is_told(kent_at: Stage) -> None:
    office = kent_at("decided")
    office.types(f"{MARCH} --notice 2021/S-00001 --notice-sent 2021-02-10")

    office.types(
        f"change-window 2021-03-01 --notice 2021/S-00001 --notice-published 2021-02-12 {WHY}"
    )

    assert notice(office) == ("2021/S-00001", None, "2021-02-10", "2021-02-12")


def test_another_notice_takes_nothing_over(kent_at: Stage) -> None:
    office = kent_at("decided")
    office.types(f"{MARCH} {DETAILS}")

    office.types(f"change-window 2021-03-01 --notice 2021/S-00002 {WHY}")

    assert notice(office) == ("2021/S-00002", None, None, None)


def test_a_day_is_put_right(kent_at: Stage) -> None:
    office = kent_at("decided")
    office.types(f"{MARCH} {DETAILS}")

    office.types(f"change-window 2021-03-01 --notice 2021/S-00001 --notice-sent 2021-02-11 {WHY}")

    assert notice(office)[2:] == ("2021-02-11", "2021-02-12")


def test_a_notice_counts_from_when_it_is_recorded(kent_at: Stage) -> None:
    office = kent_at("decided")
    office.types(f"{MARCH} --notice 2021/S-00001")
    office.on("2021-03-05").types(f"change-window 2021-03-01 --notice 2021/S-00002 {WHY}")

    assert notice(office, "2021-03-04")[0] == "2021/S-00001"
    assert notice(office, "2021-03-05")[0] == "2021/S-00002"


def test_what_a_window_typed_in_later_was_opened_under_was_always_its_notice(
    kent_at: Stage,
) -> None:
    office = kent_at("decided").on("2021-06-01")
    office.types(f"{MARCH} {DETAILS}")

    assert notice(office, "2021-03-05")[1:] == ("https://example.org/1", "2021-02-10", "2021-02-12")


def test_the_newest_is_what_an_award_rests_on_and_explain_tells(kent_at: Stage) -> None:
    office = kent_at("determined")
    office.types(f"change-window 2021-03-01 --notice 2021/S-00001 {WHY}")
    office.types("award 1 --decision 20/00108 --yes")

    told = office.types("explain 1 --format json").json

    assert told["contract"]["basis"] == "notice 2021/S-00001"
    assert told["window"]["notice"] == "2021/S-00001"


def test_a_closing_and_a_notice_change_together(kent_at: Stage) -> None:
    office = kent_at("open")
    office.imports(application(1, {"received_at": "2021-03-10T14:05"}))

    told = office.types(f"change-window 2021-03-01 --closes 2021-04-09 {DETAILS} {WHY}")

    assert told.lines[0] == "window 2021-03-01 now closes at the end of 2021-04-09"
    assert told.lines[1].startswith("window 2021-03-01: notice 2021/S-00001, ")
    assert office.report("history")["rows"][-1]["facts"] == 2


def test_a_refused_closing_keeps_the_notice_back(kent_at: Stage) -> None:
    office = kent_at("imported")

    office.types(f"change-window 2021-03-01 --closes 2021-04-30 {DETAILS} {WHY}", exits=1)

    assert office.counts("notices") == 0


def test_the_same_notice_again_does_nothing(kent_at: Stage) -> None:
    office = kent_at("open")
    office.types(f"change-window 2021-03-01 {DETAILS} {WHY}")
    entries = office.entries()

    told = office.types(f"change-window 2021-03-01 {DETAILS} {WHY}")
    less = office.types(f"change-window 2021-03-01 --notice 2021/S-00001 {WHY}")

    assert told.lines == [
        "nothing to do: window 2021-03-01 has notice 2021/S-00001, at https://example.org/1, "
        "sent on 2021-02-10, published on 2021-02-12"
    ]
    assert less.lines == ["nothing to do: window 2021-03-01 has notice 2021/S-00001"]
    assert office.entries() == entries


def test_a_dry_run_records_nothing(kent_at: Stage) -> None:
    office = kent_at("open")

    told = office.types(f"change-window 2021-03-01 {DETAILS} {WHY} --dry-run")

    assert told.lines[0].startswith("window 2021-03-01: notice 2021/S-00001")
    assert office.counts("notices") == 0


def test_an_older_ledgers_reference_is_the_notice_until_a_newer_is_recorded(
    kent_at: Stage,
) -> None:
    """Windows opened before notices were facts of their own have the reference alone."""
    office = kent_at("decided")
    office.types(f"{MARCH} --notice 2021/S-00001")
    connection = sqlite3.connect(office.ledger)
    connection.executescript("DROP TRIGGER notices_no_delete; DELETE FROM notices;")
    connection.close()

    assert notice(office) == ("2021/S-00001", None, None, None)
    again = office.types(f"change-window 2021-03-01 --notice 2021/S-00001 {WHY}")
    assert again.out.startswith("nothing to do: ")
    office.types(f"change-window 2021-03-01 --notice 2021/S-00001 --notice-sent 2021-02-10 {WHY}")
    assert notice(office) == ("2021/S-00001", None, "2021-02-10", None)


# What cannot be


@pytest.mark.parametrize("command", [MARCH, f"change-window 2021-03-01 {WHY}"])
def test_no_notice_is_published_before_it_was_sent(kent_at: Stage, command: str) -> None:
    office = kent_at("decided" if command == MARCH else "open")
    days = "--notice-sent 2021-02-12 --notice-published 2021-02-11"

    refused = office.types(f"{command} --notice 2021/S-00001 {days}", exits=1)

    assert refused.err.splitlines() == [
        "dpsctl: a notice sent on 2021-02-12 cannot have been published on 2021-02-11",
        "  see which of the two days is right",
    ]


def test_nor_before_the_day_known_from_earlier(kent_at: Stage) -> None:
    office = kent_at("decided")
    office.types(f"{MARCH} {DETAILS}")

    refused = office.types(
        f"change-window 2021-03-01 --notice 2021/S-00001 --notice-sent 2021-02-13 {WHY}", exits=1
    )

    assert "sent on 2021-02-13 cannot have been published on 2021-02-12" in refused.err


@pytest.mark.parametrize("option", ["address https://example.org/1", "sent 2021-02-10"])
@pytest.mark.parametrize("command", [MARCH, f"change-window 2021-03-01 {WHY}"])
def test_details_are_those_of_a_notice(kent_at: Stage, command: str, option: str) -> None:
    told = kent_at("open").types(f"{command} --notice-{option}", exits=2)

    named = option.split()[0]
    assert told.err.splitlines() == [
        f"dpsctl: --notice-{named} tells of a notice that is not named",
        "  name it: --notice REF",
    ]


def test_a_change_says_what_changes(kent_at: Stage) -> None:
    told = kent_at("open").types(f"change-window 2021-03-01 {WHY}", exits=2)

    assert told.err.splitlines() == [
        "dpsctl: nothing says what changes about window 2021-03-01",
        "  give --closes WHEN or --notice REF",
    ]


@pytest.mark.parametrize("blank", ["--notice ' '", "--notice ''", f"{DETAILS} --notice-address ''"])
def test_a_blank_is_no_notice(kent_at: Stage, blank: str) -> None:
    kent_at("open").types(f"change-window 2021-03-01 {blank} {WHY}", exits=2)


# The gate


@pytest.fixture
def noticed(new_office: Office) -> Office:
    """A system that opens a window only under a published notice."""
    return small_system(new_office, changed={"gates.open": ["notice"], "gates.award": ["decision"]})


def test_the_gate_asks_for_a_reference(noticed: Office) -> None:
    refused = noticed.types(OPEN_MARCH, exits=1)

    assert refused.err.splitlines() == [
        "dpsctl: the system opens a window only under a published notice",
        "  give its reference with --notice REF",
    ]


@pytest.mark.parametrize("day", ["", "--notice-published 2021-03-01"])
def test_a_notice_published_by_the_opening_day_or_on_a_day_not_told_opens_it(
    noticed: Office, day: str
) -> None:
    noticed.types(f"{OPEN_MARCH} --notice 2021/S-00001 {day}")


def test_one_published_after_it_does_not(noticed: Office) -> None:
    late = "--notice 2021/S-00001 --notice-published 2021-03-02"

    refused = noticed.types(f"{OPEN_MARCH} {late}", exits=1)

    assert refused.err.splitlines() == [
        "dpsctl: notice 2021/S-00001 is published on 2021-03-02, "
        "after the window opens on 2021-03-01",
        "  choose 2021-03-02 or a later day",
    ]


def test_where_it_is_no_gate_a_late_notice_is_remarked_on(kent_at: Stage) -> None:
    office = kent_at("decided")

    told = office.types(f"{MARCH} --notice 2021/S-00001 --notice-published 2021-03-02")

    assert told.err.splitlines() == [
        "notice 2021/S-00001 is published on 2021-03-02, after the window opens on 2021-03-01"
    ]


def test_a_notice_not_yet_published_is_remarked_on(kent_at: Stage) -> None:
    office = kent_at("decided")

    told = office.types(f"{MARCH} --notice 2021/S-00001 --notice-published 2021-02-20")

    assert told.err.splitlines() == ["2021-02-20 lies ahead: the notice is not published yet"]
