"""A contract's life on a day: standing, in force, open to placements; and its value."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dpsctl.domain.contracts import (
    AWAITING_SEAL,
    AWAITING_SIGNATURE,
    IN_FORCE,
    NOT_YET_STARTED,
    PARTIES,
    STANDINGS,
    SUSPENDED,
    Life,
    Suspended,
    estimated_value,
)
from dpsctl.domain.days import Duration, parse_day
from dpsctl.domain.evidence import Evidence, evidence
from dpsctl.domain.proofs import Proof, Watch

DAY = timedelta(days=1)
AWARDED = date(2021, 4, 20)


def in_days(first: int, last: int) -> st.SearchStrategy[date]:
    """A day so many days after the award."""
    return st.integers(first, last).map(lambda count: AWARDED + count * DAY)


days = in_days(-5, 70)
perhaps = st.none() | in_days(0, 60)


@st.composite
def suspensions(draw: st.DrawFn) -> Suspended:
    since = draw(in_days(0, 50))
    last_day = since + draw(st.integers(0, 20)) * DAY
    return Suspended(since, last_day, draw(st.none() | st.sampled_from([since, last_day])))


@st.composite
def lives(draw: st.DrawFn) -> Life:
    """A life whose facts came in the order that the commands enforce."""
    signed = {party: draw(in_days(0, 30)) for party in draw(st.sets(st.sampled_from(PARTIES)))}
    wait = draw(st.none() | st.integers(0, 10))
    both = len(signed) == len(PARTIES)
    return Life(
        awarded_on=AWARDED,
        starts_on=draw(in_days(-5, 20)),
        ends_on=draw(in_days(20, 60)),
        signed=signed,
        sealing=draw(st.booleans()),
        sealed_on=max(signed.values()) + wait * DAY if both and wait is not None else None,
        ended_on=draw(perhaps) if both else None,
        left_on=draw(perhaps),
        suspensions=tuple(draw(st.lists(suspensions(), max_size=3))),
    )


def executed(**facts: object) -> Life:
    """Awarded on 20 April 2021 from 4 May to the end of 2021, signed by both on 28 April."""
    signed_on = date(2021, 4, 28)
    life = Life(AWARDED, date(2021, 5, 4), date(2021, 12, 31), dict.fromkeys(PARTIES, signed_on))
    return replace(life, **facts)  # type: ignore[arg-type]


# What always holds


@given(lives(), days)
def test_none_is_open_to_placements_that_is_not_in_force(life: Life, day: date) -> None:
    assert life.in_force(day) or not life.open_to_placements(day, Evidence())


@given(lives(), days)
def test_it_is_in_force_from_its_first_day_in_force_to_its_last(life: Life, day: date) -> None:
    first = life.in_force_from

    assert life.in_force(day) == (first is not None and first <= day <= life.last_day)


@given(lives(), days)
def test_each_contract_on_the_roster_stands_in_one_way(life: Life, day: date) -> None:
    standing = life.standing(day)

    assert (standing in STANDINGS) == life.listed(day)
    assert (standing is None) != life.listed(day)


@given(lives(), days)
def test_no_standing_comes_back_once_it_is_left_but_in_force(life: Life, day: date) -> None:
    now, then = life.standing(day), life.standing(day + DAY)

    if now and then and then != IN_FORCE:
        assert STANDINGS.index(now) <= STANDINGS.index(then)


@given(lives(), days)
def test_a_suspension_changes_nothing_but_who_may_be_placed(life: Life, day: date) -> None:
    never = replace(life, suspensions=())

    assert (life.listed(day), life.in_force(day)) == (never.listed(day), never.in_force(day))
    assert (life.in_force_from, life.last_day) == (never.in_force_from, never.last_day)
    held = life.suspended(day) is not None
    opens = never.open_to_placements(day, Evidence())
    assert life.open_to_placements(day, Evidence()) == (opens and not held)


@given(lives(), days)
def test_evidence_beyond_its_grace_changes_nothing_but_who_may_be_placed(
    life: Life, day: date
) -> None:
    lapsed = Proof("public_liability", "application", 1, AWARDED, last=day - 29 * DAY)
    closed = evidence([lapsed], Watch((60,), Duration(28, "days")), day)

    assert closed.closed or day < AWARDED
    assert life.open_to_placements(day, closed) <= life.open_to_placements(day, Evidence())
    assert not (closed.closed and life.open_to_placements(day, closed))


@given(lives(), days)
def test_the_order_in_which_facts_were_told_does_not_matter(life: Life, day: date) -> None:
    backwards = dict(reversed(list(life.signed.items())))

    told = {
        replace(life, signed=backwards, suspensions=order).standing(day)
        for order in permutations(life.suspensions)
    }
    assert told == {life.standing(day)}


@given(lives(), days, st.integers(0, 400))
def test_a_later_last_day_takes_no_day_away(life: Life, day: date, longer: int) -> None:
    extended = replace(life, ends_on=life.ends_on + longer * DAY)

    assert extended.listed(day) or not life.listed(day)
    assert extended.in_force(day) or not life.in_force(day)


# Days worked by hand


@pytest.mark.parametrize(
    ("day", "standing"),
    [
        ("2021-04-19", None),
        ("2021-04-20", AWAITING_SIGNATURE),
        ("2021-04-27", AWAITING_SIGNATURE),
        ("2021-04-28", AWAITING_SEAL),
        ("2021-04-30", NOT_YET_STARTED),
        ("2021-05-03", NOT_YET_STARTED),
        ("2021-05-04", IN_FORCE),
        ("2021-06-01", SUSPENDED),
        ("2021-06-30", SUSPENDED),
        ("2021-07-01", IN_FORCE),
        ("2021-12-31", IN_FORCE),
        ("2022-01-01", None),
    ],
)
def test_a_life_from_award_to_end(day: str, standing: str | None) -> None:
    held = Suspended(date(2021, 6, 1), date(2021, 6, 30))
    life = executed(sealing=True, sealed_on=date(2021, 4, 30), suspensions=(held,))

    assert life.standing(parse_day(day)) == standing


def test_ninety_full_days_from_the_first_of_march_are_over_with_the_thirtieth_of_may() -> None:
    held = Suspended(date(2021, 3, 1), date(2021, 3, 1) + 90 * DAY)

    assert held.last_day == date(2021, 5, 30)
    assert (held.holds(date(2021, 5, 30)), held.holds(date(2021, 5, 31))) == (True, False)


def test_a_suspension_is_over_on_the_day_on_which_it_was_resumed() -> None:
    held = Suspended(date(2021, 6, 1), date(2021, 6, 30), resumed_on=date(2021, 6, 10))

    assert (held.holds(date(2021, 6, 9)), held.holds(date(2021, 6, 10))) == (True, False)


def test_what_is_signed_late_is_in_force_only_from_then() -> None:
    late = executed(signed=dict.fromkeys(PARTIES, date(2021, 5, 10)))

    assert late.in_force_from == date(2021, 5, 10)
    assert late.standing(date(2021, 5, 9)) == AWAITING_SIGNATURE


def test_one_signature_is_none() -> None:
    half = executed(signed={"provider": date(2021, 4, 28)})

    assert (half.signed_on, half.unsigned, half.in_force_from) == (None, ("council",), None)


def test_a_seal_that_nobody_asked_for_changes_nothing() -> None:
    sealed = executed(sealing=False, sealed_on=date(2021, 6, 1))

    assert sealed.in_force_from == date(2021, 5, 4)


def test_ended_before_it_starts_it_is_never_in_force() -> None:
    ended = executed(ended_on=date(2021, 5, 4))

    assert (ended.last_day, ended.in_force_from) == (date(2021, 5, 3), None)
    assert not any(ended.in_force(AWARDED + count * DAY) for count in range(300))


def test_the_first_of_several_ends_counts() -> None:
    life = executed(ended_on=date(2021, 9, 1), left_on=date(2021, 8, 1))

    assert life.last_day == date(2021, 7, 31)
    assert (life.has_ended(date(2021, 7, 31)), life.has_ended(date(2021, 8, 1))) == (False, True)


# Its value


@pytest.mark.parametrize(
    ("weekly", "starts", "ends", "value"),
    [
        (165_010, "2021-05-04", "2021-05-10", 165_010),  # seven days: a week
        (10_001, "2021-05-04", "2021-05-04", 1_429),  # one day: 1,428.71
        (144_276, "2021-05-04", "2026-06-14", 38_501_081),  # 1,868 days: 38,501,081.14
        (0, "2021-05-04", "2026-06-14", 0),
    ],
)
def test_a_value_is_its_weekly_fees_for_each_day_rounded_once(
    weekly: int, starts: str, ends: str, value: int
) -> None:
    """Rounding the daily rate to 20,611 first would make the third one 38,501,348."""
    assert estimated_value(weekly, parse_day(starts), parse_day(ends)) == value
