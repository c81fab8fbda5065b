"""When a decision gives its powers, by what befell it."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dpsctl.domain.days import parse_day
from dpsctl.domain.decisions import (
    Befalling,
    Event,
    bar,
    has_effect,
    newest,
    released_on,
    turning_days,
)

OWN_DAY = date(2021, 2, 15)
WORDS: dict[str, Befalling] = {"in": "called in", "out": "released", "gone": "revoked"}


def events(told: str) -> list[Event]:
    """``in 02-09, out 02-24``: events of 2021 in the order of their recording."""
    pairs = [each.split() for each in told.split(", ") if each]
    return [Event(WORDS[word], parse_day(f"2021-{day}")) for word, day in pairs]


# What befell it, a day, and whether it has effect on that day; its own day is 15 February.
VECTORS = """
                                      | 02-14 | no
                                      | 02-15 | yes
in 02-09                              | 02-15 | no
in 02-09                              | 12-31 | no
in 02-09, out 02-12                   | 02-14 | no
in 02-09, out 02-12                   | 02-15 | yes
in 02-09, out 02-24                   | 02-23 | no
in 02-09, out 02-24                   | 02-24 | yes
in 02-20                              | 02-19 | yes
in 02-20                              | 02-20 | no
in 02-09, out 02-12, in 03-01         | 02-28 | yes
in 02-09, out 02-12, in 03-01         | 03-01 | no
in 02-09, out 02-09                   | 02-15 | yes
gone 03-01                            | 02-28 | yes
gone 03-01                            | 03-01 | no
gone 03-01                            | 12-31 | no
in 02-09, gone 02-10                  | 02-15 | no
out 02-24, in 02-09                   | 02-24 | yes
in 03-05, out 03-10, gone 03-01       | 03-11 | no
"""


@pytest.mark.parametrize("row", VECTORS.strip("\n").splitlines())
def test_whether_it_has_effect_on_a_day(row: str) -> None:
    told, day, effect = (cell.strip() for cell in row.split("|"))

    assert has_effect(OWN_DAY, events(told), parse_day(f"2021-{day}")) is (effect == "yes")


def test_of_two_events_of_one_day_the_one_recorded_last_counts() -> None:
    both = events("in 02-09, out 02-09")

    assert newest(both, date(2021, 2, 9)) == both[1]
    assert newest(both[::-1], date(2021, 2, 9)) == both[0]


def test_before_anything_befell_it_nothing_counts() -> None:
    assert newest(events("in 02-09"), date(2021, 2, 8)) is None
    assert bar(events("in 02-09"), date(2021, 2, 8)) is None


@pytest.mark.parametrize(
    ("told", "released"),
    [
        ("in 02-09", None),
        ("in 02-09, out 02-24", date(2021, 2, 24)),
        ("in 02-09, out 02-24, in 03-01, out 03-05", date(2021, 2, 24)),
        ("in 02-09, gone 02-20, out 02-24", None),
    ],
)
def test_the_release_that_a_call_in_ends_with(told: str, released: date | None) -> None:
    assert released_on(events(told), date(2021, 2, 10)) == released


a_day = st.dates(date(2021, 1, 1), date(2021, 12, 31))
an_event = st.builds(Event, st.sampled_from(get_args(Befalling)), a_day)
befell = st.lists(an_event, max_size=8)


@given(befell, a_day, a_day)
def test_the_power_on_a_day_rests_on_the_events_up_to_that_day(
    told: list[Event], own_day: date, day: date
) -> None:
    by_then = [each for each in told if each.on_day <= day]

    assert has_effect(own_day, told, day) is has_effect(own_day, by_then, day)


@given(befell, a_day, a_day, st.integers(0, 400))
def test_revoked_is_for_ever(told: list[Event], own_day: date, day: date, later: int) -> None:
    revoked = [*told, Event("revoked", day)]

    assert not has_effect(own_day, revoked, day + timedelta(days=later))


@given(befell, a_day, a_day)
def test_no_event_brings_the_effect_forward(told: list[Event], own_day: date, day: date) -> None:
    if has_effect(own_day, told, day):
        assert own_day <= day


@given(befell, a_day)
def test_effect_begins_on_a_turning_day_and_no_other(told: list[Event], own_day: date) -> None:
    days = [date(2020, 12, 31) + timedelta(days=n) for n in range(367)]
    begins = [
        day
        for before, day in pairwise(days)
        if has_effect(own_day, told, day) and not has_effect(own_day, told, before)
    ]

    assert set(begins) <= set(turning_days(own_day, told))
