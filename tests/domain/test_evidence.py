"""Proofs that run out: how each stands on a day, when reminders fall, and when a home closes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dpsctl.domain.days import Duration, parse_day
from dpsctl.domain.evidence import (
    CURRENT,
    LAPSED,
    LAPSING,
    STANDINGS,
    Evidence,
    Held,
    evidence,
    held,
)
from dpsctl.domain.evidence_words import closed_words, lapse_words
from dpsctl.domain.proof_kinds import KINDS, kind_typed, kind_words
from dpsctl.domain.proofs import Proof, Watch

DAY = timedelta(days=1)
APPLIED = date(2021, 4, 20)
KENT = Watch((60, 30, 7), Duration(28, "days"), Duration(3, "years"), Duration(3, "years"))


def insured(last: str | None, first: str | None = None, **more: object) -> Proof:
    """Public liability insurance, known since the award of 20 April 2021."""
    days = {key: parse_day(day) if day else None for key, day in (("last", last), ("first", first))}
    proof = Proof("public_liability", "application", 1, APPLIED, days["first"], days["last"])
    return replace(proof, **more)  # type: ignore[arg-type]


def on(day: str, *proofs: Proof, watch: Watch = KENT) -> Held:
    found = held(proofs, watch, parse_day(day))
    assert found is not None
    return found


# By hand: insurance to 30 June 2021, reminders 60, 30 and 7 days before, 28 days of grace


@pytest.mark.parametrize(
    ("day", "standing", "closed"),
    [
        ("2021-04-30", CURRENT, False),
        ("2021-05-01", LAPSING, False),
        ("2021-06-30", LAPSING, False),
        ("2021-07-01", LAPSED, False),
        ("2021-07-28", LAPSED, False),
        ("2021-07-29", LAPSED, True),
    ],
)
def test_insurance_to_the_end_of_june(day: str, standing: str, closed: bool) -> None:
    found = on(day, insured("2021-06-30"))

    assert (found.standing, found.closed) == (standing, closed)
    assert [str(each) for each in found.reminders] == ["2021-05-01", "2021-05-31", "2021-06-23"]
    assert found.closes_on == date(2021, 7, 29)


def test_without_reminders_it_lapses_at_once() -> None:
    watch = replace(KENT, remind=())

    standings = [on(day, insured("2021-06-30"), watch=watch).standing for day in _AROUND]

    assert standings == [CURRENT, CURRENT, LAPSED]


_AROUND = ("2021-06-29", "2021-06-30", "2021-07-01")


# Policies and declarations, which count for a while from their own day


@pytest.mark.parametrize("kind", ["policies.safeguarding", "declaration"])
def test_a_policy_and_a_declaration_count_as_long_as_the_system_says(kind: str) -> None:
    proof = Proof(kind, "application", 1, APPLIED, first=date(2020, 2, 29))

    assert on("2021-05-01", proof).last == date(2023, 2, 28)
    assert on("2023-03-01", proof).standing == LAPSED


def test_without_a_period_they_do_not_run_out() -> None:
    proof = Proof("declaration", "application", 1, APPLIED, first=date(2001, 2, 28))

    found = on("2021-05-01", proof, watch=replace(KENT, declaration=None))

    assert (found.standing, found.last, found.closes_on, found.reminders) == (
        CURRENT,
        None,
        None,
        [],
    )


def test_a_last_day_of_their_own_goes_before_the_systems() -> None:
    proof = Proof("declaration", "record", 1, APPLIED, APPLIED, parse_day("2021-12-31"))

    assert on("2021-05-01", proof).last == date(2021, 12, 31)


# What is not known


def test_cover_without_a_last_day_stands_in_no_way() -> None:
    found = on("2021-05-01", insured(None, cover=1_000))

    assert (found.standing, found.closed) == (None, False)


def test_what_is_only_promised_stands_in_no_way_and_gives_way_to_a_certificate() -> None:
    promised = insured(None, promised=1_000)
    seen = insured("2021-06-30", entry=2)

    assert on("2021-05-01", promised).standing is None
    assert on("2021-05-01", seen, replace(promised, entry=3)).proof == seen


def test_nothing_shown_is_nothing_held() -> None:
    assert held([], KENT, APPLIED) is None
    assert (Evidence().standing, Evidence().closed) == (None, False)


# Renewals


def test_a_later_certificate_takes_the_place_of_an_earlier_even_if_it_ends_sooner() -> None:
    found = on("2021-05-10", insured("2021-12-31"), insured("2021-05-31", entry=2))

    assert str(found.last) == "2021-05-31"


def test_a_renewal_that_begins_when_the_last_one_ends_carries_it_on() -> None:
    renewed = insured("2022-06-30", "2021-07-01", entry=2)

    assert on("2021-06-29", insured("2021-06-30"), renewed).standing == CURRENT
    assert str(on("2021-06-29", insured("2021-06-30"), renewed).last) == "2022-06-30"
    assert on("2021-07-01", insured("2021-06-30"), renewed).standing == CURRENT


def test_one_that_begins_later_leaves_a_gap() -> None:
    both = insured("2021-06-30"), insured("2022-06-30", "2021-07-03", entry=2)

    assert str(on("2021-06-29", *both).last) == "2021-06-30"
    assert on("2021-07-02", *both).standing == LAPSED
    assert on("2021-07-03", *both).standing == CURRENT


def test_a_certificate_found_later_counts_from_its_own_first_day_or_from_when_it_was_seen() -> None:
    late = parse_day("2021-08-10")
    dated = insured("2022-06-30", "2021-07-01", entry=2, recorded=late)
    undated = insured("2022-06-30", entry=2, recorded=late)

    assert on("2021-07-15", insured("2021-06-30"), dated).standing == CURRENT
    assert on("2021-07-15", insured("2021-06-30"), undated).standing == LAPSED
    assert on("2021-08-10", insured("2021-06-30"), undated).standing == CURRENT


def test_nobody_knows_ahead_of_a_renewal() -> None:
    renewed = insured("2022-06-30", "2021-07-01", entry=2, recorded=parse_day("2021-06-20"))

    assert on("2021-06-19", insured("2021-06-30"), renewed).standing == LAPSING
    assert on("2021-06-20", insured("2021-06-30"), renewed).standing == CURRENT


# What always holds

days = st.dates(date(2020, 1, 1), date(2024, 12, 31))
watches = st.builds(
    Watch,
    st.lists(st.integers(0, 120), max_size=4).map(tuple),
    st.builds(Duration, st.integers(0, 60), st.just("days")),
    st.none() | st.builds(Duration, st.integers(0, 3), st.just("years")),
    st.none() | st.builds(Duration, st.integers(0, 36), st.just("months")),
)
proofs = st.lists(
    st.builds(
        Proof,
        kind=st.sampled_from(["public_liability", "policies.safeguarding", "declaration"]),
        source=st.just("record"),
        entry=st.integers(1, 9),
        recorded=days,
        first=st.none() | days,
        last=st.none() | days,
    ),
    max_size=5,
)


@given(days, watches, days)
def test_it_goes_from_current_over_lapsing_to_lapsed_and_never_back(
    last: date, watch: Watch, day: date
) -> None:
    proof = Proof("public_liability", "record", 1, date.min, last=last)

    now, then = (held([proof], watch, each) for each in (day, day + DAY))

    assert now and then and now.standing and then.standing
    assert STANDINGS.index(now.standing) <= STANDINGS.index(then.standing)
    assert now.closed <= then.closed
    assert (now.standing == LAPSED) == (day > last)


@given(proofs, watches, days)
def test_what_is_closed_has_lapsed_and_what_reminds_lapses(
    shown: list[Proof], watch: Watch, day: date
) -> None:
    found = evidence(shown, watch, day)

    assert not found.closed or found.standing == LAPSED
    for each in found.held:
        assert each.closes_on is None or (each.last and each.closes_on > each.last)
        reminded = any(reminder <= day for reminder in each.reminders)
        assert reminded <= (each.standing in (LAPSING, LAPSED))
        assert all(each.last and reminder <= each.last for reminder in each.reminders)


@given(proofs, watches, days)
def test_the_whole_stands_as_the_worst_of_it(shown: list[Proof], watch: Watch, day: date) -> None:
    found = evidence(shown, watch, day)
    standings = [each.standing for each in found.held if each.standing]

    assert found.standing == max(standings, key=STANDINGS.index, default=None)
    assert len({each.proof.kind for each in found.held}) == len(found.held)


@given(proofs, watches, days)
def test_what_was_seen_and_holds_to_the_end_of_time_mends_its_kind(
    shown: list[Proof], watch: Watch, day: date
) -> None:
    seen = Proof("public_liability", "record", 10, day, day, date(2199, 12, 31))

    found = evidence([*shown, seen], watch, day).of("public_liability")

    assert found and (found.standing, found.closed) == (CURRENT, False)


@given(proofs, watches, days)
def test_it_does_not_matter_in_which_order_proofs_are_found(
    shown: list[Proof], watch: Watch, day: date
) -> None:
    own = [replace(each, entry=place) for place, each in enumerate(shown)]

    assert evidence(own[::-1], watch, day) == evidence(own, watch, day)


# In words


def test_each_kind_is_called_and_typed_by_names_of_its_own() -> None:
    assert len({kind_words(kind) for kind in KINDS}) == len(KINDS) == 11
    assert len({kind_typed(kind) for kind in KINDS}) == len(KINDS)
    assert kind_words("employers_liability") == "employers' liability"
    assert kind_words("policies.health_and_safety") == "health and safety policy"
    assert kind_typed("policies.health_and_safety") == "health-and-safety"


def test_what_runs_out_on_a_day_is_told_together() -> None:
    declaration = Proof("declaration", "record", 1, APPLIED, last=date(2021, 9, 30))
    professional = replace(insured("2021-06-30"), kind="professional_indemnity")
    found = evidence([insured("2021-06-30"), professional, declaration], KENT, date(2021, 7, 29))

    assert lapse_words(found.held) == (
        "public liability and professional indemnity ran out on 2021-06-30 and "
        "declaration runs out on 2021-09-30"
    )
    assert (
        closed_words(found) == "public liability and professional indemnity ran out on 2021-06-30"
    )
