"""Exclusion grounds in time: when a yes counts, when it is spent, paid or ignored."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dpsctl.domain.days import Duration, parse_day
from dpsctl.domain.exclusions import Admission, Ground, Lookback, ended, in_words, otherwise

TODAY = date(2021, 4, 12)
CONVICTION = Ground(
    code="57(1)(a)",
    title="a conviction",
    kind="mandatory",
    cite="reg 57(1)(a)",
    lookback=Lookback(Duration(5, "years"), "the date of the conviction", "reg 57(11)"),
    self_cleaning=True,
)
MISCONDUCT = Ground(
    code="57(8)(c)",
    title="misconduct",
    kind="discretionary",
    cite="reg 57(8)(c)",
    lookback=Lookback(Duration(3, "years"), "the date of the relevant event", "reg 57(12)"),
    self_cleaning=True,
)
TAX = Ground(
    code="57(3)",
    title="unpaid taxes",
    kind="mandatory",
    cite="reg 57(3)",
    ends_when_paid=True,
    cites={"ends_when_paid": "reg 57(5)"},
)


def under_the_act(ground: Ground, **changes: object) -> Ground:
    """The same ground, its lookback ending with the day of the decision."""
    assert ground.lookback
    lookback = replace(ground.lookback, first_day_counts=True, **changes)  # type: ignore[arg-type]
    return replace(ground, lookback=lookback)


# The day of the event, the last on which it counts.
BOUNDARIES = """
2021-02-28  2026-02-28
2020-02-29  2025-02-28
2016-04-12  2021-04-12
2015-12-31  2020-12-31
"""


@pytest.mark.parametrize("row", BOUNDARIES.strip().splitlines())
def test_five_years_count_on_their_last_day_and_are_spent_on_the_next(row: str) -> None:
    on, last = map(parse_day, row.split())

    assert ended(CONVICTION, Admission(on=on), last) is None
    spent = ended(CONVICTION, Admission(on=on), last + timedelta(days=1))
    assert spent == f"spent, five years ended with {last} (reg 57(11))"


@pytest.mark.parametrize(
    ("on", "last"),
    [("2021-02-28", "2026-02-27"), ("2020-02-29", "2025-02-28"), ("2021-03-01", "2026-02-28")],
)
def test_years_that_end_with_the_decision_begin_with_the_day_itself(on: str, last: str) -> None:
    conviction, told = under_the_act(CONVICTION), Admission(on=parse_day(on))

    assert ended(conviction, told, parse_day(last)) is None
    assert ended(conviction, told, parse_day(last) + timedelta(days=1))


def test_a_day_ahead_has_not_happened_and_no_day_is_never_spent() -> None:
    assert ended(CONVICTION, Admission(on=TODAY + timedelta(days=1)), TODAY) is None
    assert ended(CONVICTION, Admission(), date(2199, 12, 31)) is None
    assert in_words(CONVICTION, Admission(), TODAY) == (
        "yes: not shown to be spent, for want of the date of the conviction"
    )


@pytest.mark.parametrize(
    ("told", "words"),
    [
        (Admission(paid_on=date(2020, 5, 2)), "paid on 2020-05-02 (reg 57(5))"),
        (Admission(paid_on=TODAY), "paid on 2021-04-12 (reg 57(5))"),
        (
            Admission(arranged_on=date(2020, 5, 2), paid_on=date(2020, 9, 1)),
            "under a binding arrangement of 2020-05-02 (reg 57(5))",
        ),
        (
            Admission(arranged_on=date(2020, 5, 2), paid_on=date(2022, 9, 1)),
            "under a binding arrangement of 2020-05-02 (reg 57(5))",
        ),
        (Admission(paid_on=date(2021, 4, 13)), None),
        (Admission(arranged_on=date(2021, 4, 13)), None),
        (Admission(on=date(1999, 1, 1)), None),
    ],
)
def test_tax_ends_when_paid_or_bindingly_arranged_and_not_with_time(
    told: Admission, words: str | None
) -> None:
    assert ended(TAX, told, TODAY) == words


def test_what_was_paid_ends_no_conviction() -> None:
    assert ended(CONVICTION, Admission(on=TODAY, paid_on=TODAY), TODAY) is None


@pytest.mark.parametrize(
    ("ground", "self_cleaning", "follows"),
    [
        (CONVICTION, None, "fail"),
        (CONVICTION, "Board replaced.", "refer"),
        (replace(CONVICTION, self_cleaning=False), "Board replaced.", "fail"),
        (TAX, "Board replaced.", "fail"),
        (MISCONDUCT, None, "refer"),
        (MISCONDUCT, "Board replaced.", "refer"),
    ],
)
def test_what_follows_a_yes_that_counts(
    ground: Ground, self_cleaning: str | None, follows: str
) -> None:
    assert otherwise(ground, Admission(self_cleaning=self_cleaning)) == follows


def test_events_before_the_law_began_to_count_them_are_ignored() -> None:
    cites = {"ignored_before": "Sch 6 para 44(3)"}
    ground = replace(CONVICTION, ignored_before=date(2025, 2, 24), cites=cites)
    early, first = Admission(on=date(2025, 2, 23)), Admission(on=date(2025, 2, 24))

    assert ended(ground, early, date(2026, 1, 1)) == (
        "before 2025-02-24, and ignored for that (Sch 6 para 44(3))"
    )
    assert ended(ground, first, date(2026, 1, 1)) is None


def test_a_lookback_from_knowledge_runs_from_what_the_council_knew() -> None:
    ground = under_the_act(MISCONDUCT, from_knowledge=True, since="the day it was known")
    happened = Admission(on=date(2010, 1, 1))
    known = replace(happened, known_on=date(2018, 4, 12))

    assert ended(ground, happened, TODAY) is None
    assert "not shown to be spent, for want of the day it was known" in in_words(
        ground, happened, TODAY
    )
    assert ended(ground, known, date(2021, 4, 11)) is None
    assert ended(ground, known, TODAY) == "spent, three years ended with 2021-04-11 (reg 57(12))"


@pytest.mark.parametrize(
    ("ground", "told", "words"),
    [
        (
            CONVICTION,
            Admission(on=date(2015, 2, 3)),
            "yes, of 2015-02-03: spent, five years ended with 2020-02-03 (reg 57(11))",
        ),
        (
            MISCONDUCT,
            Admission(on=date(2019, 5, 2), self_cleaning="Board replaced."),
            "yes, of 2019-05-02: counts until 2022-05-02; self-cleaning told",
        ),
        (TAX, Admission(), "yes"),
        (
            TAX,
            Admission(on=date(2019, 5, 2), paid_on=date(2022, 1, 1), self_cleaning="Sorry."),
            "yes, of 2019-05-02: what is to be paid or arranged later does not count yet; "
            "self-cleaning told, which is not open here",
        ),
    ],
)
def test_a_yes_in_words(ground: Ground, told: Admission, words: str) -> None:
    assert in_words(ground, told, TODAY) == words


any_day = st.dates(date(2000, 1, 1), date(2040, 12, 31))


@given(any_day, any_day, st.booleans(), st.integers(1, 20))
def test_what_is_spent_stays_spent(on: date, today: date, first: bool, years: int) -> None:
    lookback = Lookback(Duration(years, "years"), "the date", "a law", first_day_counts=first)
    ground, told = replace(CONVICTION, lookback=lookback), Admission(on=on)

    if ended(ground, told, today):
        assert today > on
        assert ended(ground, told, today + timedelta(days=1)) == ended(ground, told, today)
    else:
        assert today <= lookback.last_day(on)


@given(any_day, any_day, any_day)
def test_what_is_paid_stays_paid_in_the_same_words(paid: date, arranged: date, today: date) -> None:
    told = Admission(paid_on=paid, arranged_on=arranged)
    over = ended(TAX, told, today)

    assert bool(over) == (min(paid, arranged) <= today)
    if over:
        assert ended(TAX, told, today + timedelta(days=1)) == over
