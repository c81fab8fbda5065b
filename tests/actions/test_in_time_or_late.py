"""Half-open windows: one second before the close is in time, the close itself is late."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ..office import Office
from ..papers import application

Stage = Callable[[str], Office]


@pytest.mark.parametrize(
    ("opens", "closes", "last_second", "the_close"),
    [
        ("2021-03-01", "2021-03-27", "2021-03-27T23:59:59Z", "2021-03-28T00:00:00Z"),
        ("2021-03-01", "2021-03-28", "2021-03-28T22:59:59Z", "2021-03-28T23:00:00Z"),
        ("2021-10-01", "2021-10-30", "2021-10-30T22:59:59Z", "2021-10-30T23:00:00Z"),
        ("2021-10-01", "2021-10-31", "2021-10-31T23:59:59Z", "2021-11-01T00:00:00Z"),
        ("2021-06-01", "2021-06-30T12:00", "2021-06-30T10:59:59Z", "2021-06-30T11:00:00Z"),
    ],
    ids=[
        "the day before the clocks go forward",
        "the day the clocks go forward",
        "the day before the clocks go back",
        "the day the clocks go back",
        "an instant inside summer time",
    ],
)
def test_in_time_until_one_second_before_the_close(
    kent_at: Stage, opens: str, closes: str, last_second: str, the_close: str
) -> None:
    office = kent_at("decided")
    office.types(f"open-window --opens {opens} --closes {closes}")
    office = office.on("2021-11-20")

    office.imports(
        application(1, {"received_at": last_second}), application(2, {"received_at": the_close})
    )

    rows = office.report("applications")["rows"]
    assert [(row["application"], row["late"]) for row in rows] == [(1, False), (2, True)]


def test_london_time_is_meant_where_no_offset_is_given(kent_at: Stage) -> None:
    office = kent_at("decided")
    office.types("open-window --opens 2021-06-01 --closes 2021-06-30")

    told = office.on("2021-07-05").imports(
        application(1, {"received_at": "2021-06-30T23:59:59"}),
        application(2, {"received_at": "2021-07-01T00:00"}),
    )

    assert [line.endswith("LATE") for line in told.lines] == [False, True]
    assert told.err.splitlines() == [
        "application 2 is late: received 2021-07-01, and window 2021-06-01 closed at the end of "
        "2021-06-30; it is judged, and only a determination by name can admit it"
    ]


def test_the_first_moment_of_a_window_is_in_it_and_the_second_before_is_not(
    kent_at: Stage,
) -> None:
    office = kent_at("open")

    office.imports(application(1, {"received_at": "2021-03-01T09:00"}))
    refused = office.imports(application(2, {"received_at": "2021-03-01T08:59:59"}), exits=1)

    assert "is before the first window, which opens 2021-03-01 09:00" in refused.err


def test_between_two_windows_it_is_late_for_the_one_that_closed(kent_at: Stage) -> None:
    office = kent_at("open").on("2021-03-20")
    office.types("open-window --opens 2021-04-10 --closes 2021-04-30")

    told = office.on("2021-04-12").imports(
        application(1, {"received_at": "2021-04-05T12:00"}),
        application(2, {"received_at": "2021-04-11T12:00"}),
    )

    assert told.lines == [
        "application 1: Sample Home 01 (LD), window 2021-03-01, LATE",
        "application 2: Sample Home 02 (LD), window 2021-04-10",
    ]


def test_it_belongs_to_the_window_it_was_received_in_whenever_it_is_imported(
    kent_at: Stage,
) -> None:
    office = kent_at("open").on("2021-03-20")
    office.types("open-window --opens 2021-04-10 --closes 2021-04-30")

    told = office.on("2021-04-20").imports(application(1, {"received_at": "2021-03-10T14:05"}))

    assert told.lines == ["application 1: Sample Home 01 (LD), window 2021-03-01"]


def test_closed_early_means_late_from_that_instant_on(kent_at: Stage) -> None:
    office = kent_at("open").on("2021-03-15T10:00")
    office.types("close-window --reason 'Enough beds were found'")

    told = office.on("2021-03-16").imports(
        application(1, {"received_at": "2021-03-15T09:59:59"}),
        application(2, {"received_at": "2021-03-15T10:00"}),
    )

    assert [line.endswith("LATE") for line in told.lines] == [False, True]


def test_a_receipt_that_lies_ahead_of_the_clock_is_remarked_on(kent_at: Stage) -> None:
    told = kent_at("open").imports(application(1, {"received_at": "2021-03-30T12:00"}))

    assert "received_at, 2021-03-30 12:00, lies ahead of the clock" in told.err
