"""Windows: opened, scheduled, moved, closed early; never overlapping, never past the validity."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ..office import Office
from ..papers import application, decision, rule_set, system
from ..small_system import OWN_RULES, RATED_GOOD, small_system

Stage = Callable[[str], Office]


def windows(office: Office) -> list[tuple[str, str, str]]:
    """Each window as it runs: its name, when it opens and when it closes, in London time."""
    rows = office.report("windows")["rows"]
    return [(row["window"], row["opens"], row["closes"]) for row in rows]


# When a window opens and closes


def test_a_day_means_the_whole_of_it_and_an_instant_is_exact(kent_at: Stage) -> None:
    office = kent_at("decided")
    office.types("open-window --opens 2021-03-01T09:00 --closes 2021-03-31")
    office.types("open-window --opens 2021-05-01 --closes 2021-05-31T12:00:30")

    assert windows(office) == [
        ("2021-03-01", "2021-03-01T09:00:00+00:00", "2021-04-01T00:00:00+01:00"),
        ("2021-05-01", "2021-05-01T00:00:00+01:00", "2021-05-31T12:00:30+01:00"),
    ]


def test_28_days_from_31_january_2023_close_at_the_end_of_28_february(kent_at: Stage) -> None:
    office = kent_at("decided")
    for kind in ("eqia", "dpia"):
        office.types(
            f"record-assessment {kind} --version 3 --signed 2022-06-01 --review-by 2023-06-01"
        )

    told = office.types("open-window --opens 2023-01-31T09:00 --for '28 days'")

    assert "closes at the end of 2023-02-28" in told.lines[0]
    assert windows(office)[0][2] == "2023-03-01T00:00:00+00:00"


def test_the_system_says_how_long_a_window_is_open_where_nobody_else_does(kent_at: Stage) -> None:
    office = kent_at("decided")

    told = office.types("open-window --opens 2021-03-01T09:00")

    assert "closes at the end of 2021-03-31" in told.lines[0]


def test_a_duration_of_working_days_counts_on_the_calendar(kent_at: Stage) -> None:
    told = kent_at("decided").types("open-window --opens 2021-03-29 --for '5 working days'")

    assert "closes at the end of 2021-04-07" in told.lines[0]  # Good Friday and Easter Monday


def test_a_system_without_a_rhythm_needs_to_be_told_the_close(new_office: Office) -> None:
    new_office.writes("own.yaml", system({"reopening": None, "gates": None}))
    new_office.types("init own.yaml")
    office = new_office.on("2021-02-16")
    office.records(decision())

    asked = office.types("open-window", exits=2)

    assert asked.err.startswith("dpsctl: nothing says when the window closes\n  give --closes WHEN")


def test_without_a_day_the_window_opens_today(kent_at: Stage) -> None:
    office = kent_at("decided").on("2021-03-10T15:00")

    office.types("open-window --closes 2021-03-31")

    assert windows(office)[0][:2] == ("2021-03-10", "2021-03-10T00:00:00+00:00")


def test_a_window_published_elsewhere_is_recorded_afterwards_with_a_remark(kent_at: Stage) -> None:
    office = kent_at("decided").on("2021-06-01")

    told = office.types("open-window --opens 2021-03-01 --closes 2021-03-31")

    assert told.err == "opened 2021-03-01, before now: taken as published\n"


@pytest.mark.parametrize(
    "options",
    [
        "--opens 2021-03-01 --closes 2021-02-28",
        "--opens 2021-03-01T09:00 --closes 2021-03-01T09:00",
    ],
)
def test_a_window_closes_after_it_opens(kent_at: Stage, options: str) -> None:
    refused = kent_at("decided").types(f"open-window {options}", exits=1)

    assert "give a later --closes" in refused.err


# Apart from each other, inside the validity


@pytest.mark.parametrize(
    "options",
    [
        "--opens 2021-03-31 --closes 2021-04-30",
        "--opens 2021-03-01T08:00 --closes 2021-03-01T09:00:01",
        "--opens 2021-03-15 --closes 2021-03-16",
        "--opens 2021-02-20 --closes 2021-05-01",
    ],
    ids=["its last day", "its first second", "inside it", "around it"],
)
def test_windows_never_overlap(kent_at: Stage, options: str) -> None:
    refused = kent_at("scheduled").types(f"open-window {options}", exits=1)

    assert "overlaps window 2021-03-01" in refused.err or "with other terms" in refused.err


def test_windows_may_touch(kent_at: Stage) -> None:
    office = kent_at("scheduled")

    office.types("open-window --opens 2021-04-01 --closes 2021-04-30")
    office.types("open-window --opens 2021-02-20 --closes 2021-03-01T09:00")

    assert [name for name, _, _ in windows(office)] == ["2021-02-20", "2021-03-01", "2021-04-01"]


def test_a_second_window_of_the_same_opening_day_is_refused(kent_at: Stage) -> None:
    refused = kent_at("scheduled").types("open-window --opens 2021-03-01 --for '3 days'", exits=1)

    assert "window 2021-03-01 is on the ledger with other terms" in refused.err


@pytest.mark.parametrize(
    "options",
    ["--opens 2026-06-01 --closes 2026-06-15", "--opens 2026-06-01 --closes 2026-06-15T00:00:01"],
)
def test_no_window_outlives_the_validity(kent_at: Stage, options: str) -> None:
    refused = kent_at("decided").types(f"open-window {options}", exits=1)

    assert "lies outside the validity of kent-ldpdmh, 2020-06-15 to 2026-06-14" in refused.err


def test_a_window_may_close_with_the_last_moment_of_the_validity(kent_at: Stage) -> None:
    office = kent_at("decided")
    for kind in ("eqia", "dpia"):
        office.types(
            f"record-assessment {kind} --version 9 --signed 2026-05-01 --review-by 2027-05-01"
        )

    office.types("open-window --opens 2026-06-01 --closes 2026-06-14")


def test_no_window_begins_before_the_validity(kent_at: Stage) -> None:
    refused = kent_at("decided").types(
        "open-window --opens 2020-06-14 --closes 2020-07-01", exits=1
    )

    assert "lies outside the validity" in refused.err


# The closing moved


def test_the_closing_is_moved_while_the_window_runs(kent_at: Stage) -> None:
    office = kent_at("open")

    told = office.types("change-window 2021-03-01 --closes 2021-04-09 --reason 'Portal was down'")

    assert told.lines == ["window 2021-03-01 now closes at the end of 2021-04-09"]
    assert windows(office)[0][2] == "2021-04-10T00:00:00+01:00"


def test_the_window_opened_again_word_for_word_is_told_as_it_now_runs(kent_at: Stage) -> None:
    office = kent_at("open")
    office.types("change-window 2021-03-01 --closes 2021-04-09 --reason 'Portal was down'")

    told = office.types("open-window --opens 2021-03-01T09:00 --closes 2021-03-31")

    assert told.lines == [
        "nothing to do: window 2021-03-01 is on the ledger, and opens 2021-03-01 09:00, "
        "closes at the end of 2021-04-09"
    ]


def test_an_earlier_closing_may_not_cut_off_what_was_received(kent_at: Stage) -> None:
    office = kent_at("open")
    office.imports(application(1, {"received_at": "2021-03-10T14:05"}))
    command = "change-window 2021-03-01 --reason 'Enough beds' --closes"

    refused = office.types(f"{command} 2021-03-10T14:05", exits=1)
    office.types(f"{command} 2021-03-10T14:05:01")

    assert "application 1 was received in time, on 2021-03-10 14:05" in refused.err
    assert office.report("applications")["rows"][0]["late"] is False


def test_a_closed_window_is_not_moved(kent_at: Stage) -> None:
    refused = kent_at("imported").types(
        "change-window 2021-03-01 --closes 2021-04-30 --reason 'More time'", exits=1
    )

    assert refused.err.splitlines() == [
        "dpsctl: window 2021-03-01 is closed: it closed at the end of 2021-03-31",
        "  a closed window is not opened again; open another with open-window",
    ]


def test_a_moved_closing_stays_within_the_validity_and_clear_of_other_windows(
    kent_at: Stage,
) -> None:
    office = kent_at("open")
    office.types("open-window --opens 2021-04-15 --closes 2021-05-15")

    into_next = office.types(
        "change-window 2021-03-01 --closes 2021-04-15 --reason 'Longer'", exits=1
    )
    past_end = office.types(
        "change-window 2021-04-15 --closes 2026-06-15 --reason 'Longer'", exits=1
    )
    before_opening = office.types(
        "change-window 2021-04-15 --closes 2021-04-14 --reason 'Shorter'", exits=1
    )

    assert "overlaps window 2021-04-15" in into_next.err
    assert "lies outside the validity" in past_end.err
    assert "cannot close before that" in before_opening.err


def test_there_is_no_window_of_that_name(kent_at: Stage) -> None:
    refused = kent_at("open").types(
        "change-window 2021-04-01 --closes 2021-04-30 --reason 'More time'", exits=1
    )

    assert refused.err.splitlines() == [
        "dpsctl: there is no window 2021-04-01",
        "  windows on the ledger: 2021-03-01",
    ]


# Closed early


def test_a_window_is_closed_early_for_good(kent_at: Stage) -> None:
    office = kent_at("open").on("2021-03-15T10:00")

    told = office.types("close-window --reason 'Enough beds were found'")
    again = office.on("2021-03-16").types("close-window --reason 'Enough beds were found'")
    reopened = office.types(
        "change-window 2021-03-01 --closes 2021-04-09 --reason 'Too early'", exits=1
    )

    assert told.lines == ["window 2021-03-01 closed early: it closed 2021-03-15 10:00"]
    assert again.lines == ["nothing to do: window 2021-03-01 is closed; it closed 2021-03-15 10:00"]
    assert "window 2021-03-01 was closed early" in reopened.err


def test_a_window_may_be_closed_from_a_day_to_come(kent_at: Stage) -> None:
    office = kent_at("open").on("2021-03-15T10:00")

    told = office.types("close-window 2021-03-01 --at 2021-03-24 --reason 'Decision revoked'")

    assert told.lines == ["window 2021-03-01 closes early: it closes at the end of 2021-03-24"]
    assert windows(office)[0][2] == "2021-03-25T00:00:00+00:00"


def test_it_is_not_closed_before_an_application_that_was_received(kent_at: Stage) -> None:
    office = kent_at("open")
    office.imports(application(1, {"received_at": "2021-03-10T14:05"}))

    refused = office.types("close-window --at 2021-03-10T14:05 --reason 'Slip'", exits=1)

    assert "would be late if window 2021-03-01 closed 2021-03-10 14:05" in refused.err


def test_it_is_not_closed_after_its_own_close_nor_before_its_opening(kent_at: Stage) -> None:
    office = kent_at("open")

    after = office.types("close-window --at 2021-04-02 --reason 'Longer'", exits=1)
    before = office.types("close-window --at 2021-02-28 --reason 'Never'", exits=1)

    assert "use change-window" in after.err
    assert "cannot close before that" in before.err


def test_where_none_is_open_a_window_must_be_named(kent_at: Stage) -> None:
    refused = kent_at("scheduled").types("close-window --reason 'Enough'", exits=1)

    assert "no window is open on 2021-02-16" in refused.err


# Systems that are always open


OPEN_FOR_GOOD = f"open-window {OWN_RULES}"


@pytest.fixture
def always_open(new_office: Office) -> Office:
    """A strict system under regulation 34, which is open as long as it lives."""
    rules = rule_set("2020-06-01", [RATED_GOOD], {"regime": "pcr2015"})
    strict = {"regime": "pcr2015", "reopening": None}
    return small_system(new_office, rules, strict, version="2020-06-01").on("2020-06-10")


def test_a_strict_system_has_one_window_from_its_first_day_to_its_last(
    always_open: Office,
) -> None:
    told = always_open.types(OPEN_FOR_GOOD)

    assert told.lines[0].endswith("opens 2020-06-15, closes at the end of 2026-06-14")
    assert [name for name, _, _ in windows(always_open)] == ["2020-06-15"]


def test_the_window_of_a_strict_system_is_neither_chosen_nor_moved_nor_closed(
    always_open: Office,
) -> None:
    chosen = always_open.types(f"{OPEN_FOR_GOOD} --closes 2021-03-31", exits=1)
    always_open.types(OPEN_FOR_GOOD)
    moved = always_open.types(
        "change-window 2020-06-15 --closes 2021-03-31 --reason 'Shorter'", exits=1
    )
    closed = always_open.on("2021-03-01").types("close-window --reason 'Enough'", exits=1)

    for refused in (chosen, moved, closed):
        assert "a pcr2015 system is always open (PCR 2015 reg 34(15))" in refused.err


def test_an_application_is_taken_on_any_day_of_a_strict_system(always_open: Office) -> None:
    always_open.types(OPEN_FOR_GOOD)
    office = always_open.on("2024-01-05")

    office.imports(application(1, {"received_at": "2024-01-04T11:00", "answers": None}))
    office.types("check")

    assert office.standing(1) == "qualified"
    assert "open, closes at the end of 2026-06-14" in office.types("status").out
