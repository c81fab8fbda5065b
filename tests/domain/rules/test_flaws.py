"""What can be proved of a rule: that it is never met, or asks nothing; and never too much."""

# ruff: noqa: E501 - a condition and what is told of it stand on one line

from __future__ import annotations

import pytest

from dpsctl.domain.rules.conditions import Condition, Not
from dpsctl.domain.rules.flaws import flaws
from dpsctl.domain.rules.operands import Known

from .words import KNOWN, all_of, any_of, no, rule, says

FIGURES = Known(KNOWN.parameters)  # and no window: what is proved, is proved of every window
PL = "provider.insurance.public_liability"


def told(require: str | Condition, when: str | None = None) -> list[tuple[str, str, bool]]:
    condition = says(require) if isinstance(require, str) else require
    found = flaws(rule(condition, when=says(when) if when else None), FIGURES)
    return [(".".join(map(str, each.route)), each.what, each.warning) for each in found]


NEVER = "the rule can never be met"
NOT_SO = "nobody can meet the rule this way"


@pytest.mark.parametrize(
    ("require", "at", "what"),
    [
        ("home.beds between 6 and 3", "require", f"home.beds between 6 and 3 holds of no answer; {NEVER}"),
        ("home.beds less than 0", "require", f"home.beds less than 0 holds of no answer; {NEVER}"),
        (all_of("band is Mid", "band is High"), "require.all of.1", f"band is Mid and band is High exclude one another; {NEVER}"),
        (all_of("home.beds is 5", "home.beds at least 6"), "require.all of.1", f"home.beds is 5 and home.beds at least 6 exclude one another; {NEVER}"),
        (all_of("home.beds at least 7", "home.district is answered", "home.beds at most 6"), "require.all of.2", f"home.beds at least 7 and home.beds at most 6 exclude one another; {NEVER}"),
        (all_of("home.cqc.rating at least Good", "home.cqc.rating is Unrated"), "require.all of.1", f"home.cqc.rating at least Good and home.cqc.rating is Unrated exclude one another; {NEVER}"),
        (all_of("home.cqc.dormant is no", no("home.cqc.dormant is no")), "require.all of.1.not", f"home.cqc.dormant is no and not (home.cqc.dormant is no) exclude one another; {NEVER}"),
        (all_of("home.beds is 5", no("home.beds is answered")), "require.all of.1.not", f"home.beds is 5 and not (home.beds is answered) exclude one another; {NEVER}"),
        (no("band is answered"), "require.not", f"not (band is answered) holds of no answer; {NEVER}"),
        (all_of("categories is none", "categories includes LD"), "require.all of.1", f"categories is none and categories includes LD exclude one another; {NEVER}"),
        (all_of("band is one of Mid, High", "band is none of High, Mid"), "require.all of.1", f"band is one of Mid, High and band is none of High, Mid exclude one another; {NEVER}"),
        (all_of(f"{PL}.cover at least $liability_minimum", f"{PL}.cover less than 5000000"), "require.all of.1", f"{PL}.cover at least £10,000,000 and {PL}.cover less than £5,000,000 exclude one another; {NEVER}"),
        (all_of("declaration.signed_on before 2021-03-01", "declaration.signed_on after 2021-03-01"), "require.all of.1", f"declaration.signed_on before 2021-03-01 and declaration.signed_on after 2021-03-01 exclude one another; {NEVER}"),
    ],
)  # fmt: skip
def test_what_can_never_be_met(require: str | Condition, at: str, what: str) -> None:
    assert told(require) == [(at, what, False)]


@pytest.mark.parametrize(
    "pair",
    [
        ("declaration.signed_on on or after window.opens", "declaration.signed_on before window.opens"),
        ("declaration.signed_on on or after window.closes", "declaration.signed_on before window.opens"),
        ("declaration.signed_on on or after window.opens - 6 months", "declaration.signed_on before window.opens - 6 months"),
        ("declaration.signed_on on or after window.opens - 6 months", "declaration.signed_on on or before window.opens - 1 years"),
        ("declaration.signed_on after window.opens + 10 days", "declaration.signed_on before window.opens + 11 days"),
        ("declaration.signed_on before home.cqc.rated_on", "home.cqc.rated_on before declaration.signed_on"),
        ("home.beds more than answers.rooms", "answers.rooms at least home.beds"),
    ],
)  # fmt: skip
def test_days_and_amounts_that_cross(pair: tuple[str, str]) -> None:
    ((at, what, warning),) = told(all_of(*pair))
    assert (at, warning) == ("require.all of.1", False)
    assert what.endswith(f"exclude one another; {NEVER}")


@pytest.mark.parametrize(
    "pair",
    [
        ("declaration.signed_on on or after window.opens - 6 months", "declaration.signed_on before window.opens"),
        ("declaration.signed_on after window.opens + 10 days", "declaration.signed_on before window.opens + 12 days"),
        ("declaration.signed_on on or after window.opens - 1 months", "declaration.signed_on on or before window.opens - 30 days"),
        ("home.beds at least 6", "home.beds at most 6"),
        ("home.beds at least 6", "home.beds is not 6"),
        ("home.beds at least answers.rooms", "answers.rooms at least home.beds"),
        ("categories includes LD", "categories includes MH"),
        ("band is not Mid", "band is not High"),
    ],
)  # fmt: skip
def test_what_can_be_met_is_not_complained_of(pair: tuple[str, str]) -> None:
    assert told(all_of(*pair)) == []


def test_a_fact_compared_with_itself() -> None:
    assert told("home.beds at least home.beds") == [
        ("require", "home.beds is compared with itself", False)
    ]
    assert told("window.opens before window.opens + 6 months")[0][1] == (
        "window.opens is compared with itself"
    )


def test_a_branch_that_nobody_can_take_is_told_where_it_stands() -> None:
    require = all_of("home.beds at least 6", any_of("home.beds at most 3", "band is High"))
    assert told(require) == [
        (
            "require.all of.1.any of.0",
            f"home.beds at least 6 and home.beds at most 3 exclude one another; {NOT_SO}",
            False,
        )
    ]


def test_a_when_that_can_never_hold_and_one_that_excludes_what_is_required() -> None:
    assert told("band is Mid", when="home.beds between 9 and 2") == [
        ("when", f"home.beds between 9 and 2 holds of no answer; {NEVER}", False)
    ]
    assert told("band is Mid", when="band is High") == [
        ("require", f"band is High and band is Mid exclude one another; {NEVER}", False)
    ]


@pytest.mark.parametrize(
    ("require", "at"),
    [
        ("home.beds at least 0", "require"),
        (any_of("home.beds at least 3", "home.beds less than 5"), "require"),
        (any_of("home.cqc.dormant is yes", "home.cqc.dormant is no"), "require"),
        (any_of("home.beds between 1 and 5", "home.beds is 0", "home.beds more than 5"), "require"),
        (all_of("band is Mid", any_of("home.beds is 4", "home.beds is not 4")), "require.all of.1"),
        (any_of("home.cqc.rating is Unrated", "home.cqc.rating at least Inadequate"), "require"),
    ],
)  # fmt: skip
def test_what_everybody_meets_is_a_warning(require: str | Condition, at: str) -> None:
    what = "whoever answers meets this, whatever the answer; it asks nothing"
    assert told(require) == [(at, what, True)]


@pytest.mark.parametrize(
    "require",
    [
        any_of("home.cqc.rating less than Good", "home.cqc.rating at least Good"),  # not Unrated
        any_of("home.beds at least 5", "home.beds at most 3"),
        any_of("band is Mid", "home.beds is answered"),
        Not(all_of("home.beds is 4", "band is Mid")),
        "home.beds is answered",
    ],
)
def test_what_somebody_fails_asks_something(require: str | Condition) -> None:
    assert told(require) == []


def test_more_ways_than_can_be_followed_prove_nothing() -> None:
    many = [any_of(*(f"home.beds is {n}" for n in range(place, place + 10))) for place in range(8)]
    assert told(all_of(*many)) == []
