"""The solver never disproves what some application does, and knows which outcomes are left."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dpsctl.domain.rules.compiling import compiled
from dpsctl.domain.rules.conditions import AllOf, AnyOf, Condition, Not
from dpsctl.domain.rules.operands import Known
from dpsctl.domain.rules.solving import can_be, outcomes

from .words import KNOWN, all_of, any_of, rule, says

SENTENCES = [
    says(text)
    for text in (
        "home.beds at least 3",
        "home.beds less than answers.rooms",
        "home.beds between 2 and 4",
        "home.beds is not 3",
        "home.beds is answered",
        "answers.rooms at most 3",
        "answers.rooms is one of 1, 5",
        "home.cqc.rating at least Good",
        "home.cqc.rating is none of Good, Unrated",
        "home.cqc.dormant is yes",
        "categories includes LD",
        "categories is none",
        "band is Mid",
        "declaration.signed_on on or after window.opens - 6 months",
        "declaration.signed_on before window.opens",
        "declaration.signed_on before home.cqc.rated_on",
        "home.cqc.rated_on between 2020-09-01 and 2021-03-01",
        "cost.over_guide_percent more than 0%",
        "cost.over_guide_percent less than -2.5",
    )
]
CONDITIONS: st.SearchStrategy[Condition] = st.recursive(
    st.sampled_from(SENTENCES),
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3).map(lambda parts: AllOf(tuple(parts))),
        st.lists(inner, min_size=1, max_size=3).map(lambda parts: AnyOf(tuple(parts))),
        inner.map(Not),
    ),
    max_leaves=6,
)
DAYS = [None, "2020-08-31", "2020-09-01", "2021-02-28", "2021-03-01", "2021-03-02"]
APPLICATIONS = st.fixed_dictionaries(
    {
        "home.beds": st.sampled_from([None, 0, 1, 2, 3, 4, 5]),
        "answers.rooms": st.sampled_from([None, 0, 1, 3, 4, 5]),
        "home.cqc.rating": st.sampled_from([None, "Inadequate", "Good", "Unrated"]),
        "home.cqc.dormant": st.sampled_from([None, True, False]),
        "categories": st.sampled_from([(), ("LD",), ("LD", "MH")]),
        "band": st.sampled_from(["Mid", "High"]),
        "cost.over_guide_percent": st.sampled_from([None, -251, -250, 0, 1]),
        "declaration.signed_on": st.sampled_from(DAYS),
        "home.cqc.rated_on": st.sampled_from(DAYS),
    }
)
FIGURES = Known(KNOWN.parameters)


@given(CONDITIONS, APPLICATIONS)
def test_what_an_application_does_is_never_said_to_be_impossible(
    condition: Condition, facts: dict[str, Any]
) -> None:
    truth = compiled(condition, KNOWN)({**facts, **KNOWN.given})
    if truth is not None:
        assert can_be(condition, truth, FIGURES)
        assert can_be(condition, truth, KNOWN)


@pytest.mark.parametrize(
    ("require", "left"),
    [
        ("home.beds between 3 and 6", ["met", "unmet", "unknown"]),
        ("home.district is answered", ["met", "unmet"]),
        ("band is Mid", ["met", "unmet"]),
        (all_of("band is Mid", "home.beds at least 4"), ["met", "unmet", "unknown"]),
        (any_of("home.beds at least 4", "home.beds less than 4"), ["met", "unknown"]),
        (all_of("home.beds at least 4", "home.beds less than 4"), ["unmet", "unknown"]),
    ],
)
def test_the_outcomes_that_a_rule_can_find(require: str | Condition, left: list[str]) -> None:
    assert outcomes(rule(require), FIGURES) == left


def test_a_when_keeps_a_rule_from_some_outcomes() -> None:
    never = rule("band is Mid", when=says("band is High"))
    assert outcomes(never, FIGURES) == ["unmet"]
