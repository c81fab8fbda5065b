"""Kleene's three values, stated as properties over every operator and random conditions."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dpsctl.domain.rules.compiling import Truth, compiled
from dpsctl.domain.rules.conditions import AllOf, AnyOf, Condition, Not, named_facts
from dpsctl.domain.rules.fact_types import Facts, FactType, Value
from dpsctl.domain.rules.operands import Known
from dpsctl.domain.rules.operators import OPERATORS
from dpsctl.domain.rules.sentences import Sentence
from dpsctl.domain.rules.vocabulary import SentenceError

from .words import KNOWN, WORDS, all_of, any_of, no, says

# At least one sentence for every operator, on every type and with every kind of value.
SENTENCES = [
    "home.cqc.dormant is no",
    "home.cqc.dormant is not answers.improvement_plan",
    "home.cqc.rating is not Good",
    "home.cqc.rating is one of Good, Outstanding",
    "home.district is none of Ashford, Dover",
    "home.beds is one of answers.rooms, 4",
    "categories includes LD",
    "categories includes home.district",
    "answers.awards is none",
    "home.cqc.rating at least Good",
    "home.cqc.rating less than Good",
    "home.cqc.rating at most $least_rating",
    "home.beds at most answers.rooms",
    "home.beds more than 3",
    "home.beds between 3 and answers.rooms",
    "cost.over_guide_percent at most 10%",
    "cost.over_guide_percent between -5 and 10.01",
    "cost.over_guide_percent is one of 0, 10.00%",
    "provider.insurance.public_liability.cover at least $liability_minimum",
    "home.cqc.rated_on before declaration.signed_on",
    "home.cqc.rated_on after $cut_off",
    "home.cqc.rated_on on or before window.closes",
    "home.cqc.rated_on on or after declaration.signed_on - 12 months",
    "declaration.signed_on between window.opens - 6 months and today",
]
TRUTHS: dict[Truth, float] = {False: 0.0, None: 0.5, True: 1.0}


def evaluate(condition: Condition, facts: Facts) -> Truth:
    return compiled(condition, KNOWN)(facts)


def values_of(type_: FactType) -> st.SearchStrategy[Value]:
    known: dict[str, st.SearchStrategy[Any]] = {
        "yes/no": st.booleans(),
        "money": st.sampled_from([0, 500_000_000, 1_000_000_000]),
        "day": st.dates(date(1900, 1, 1), date(2199, 12, 31)).map(str),
        "whole number": st.integers(0, 8),
        "percentage": st.sampled_from([-500, 0, 1_000, 1_001]),
        "text": st.sampled_from(["Ashford", "Dover", "LD"]),
        "list": st.lists(st.sampled_from(["LD", "MH", "Ashford"])),
        "choice": st.sampled_from(type_.choices or ("gas",)),
    }
    return known[type_.kind]


sentences = st.sampled_from([says(text) for text in SENTENCES])
conditions = st.recursive(
    sentences,
    lambda parts: st.one_of(
        st.lists(parts, min_size=1, max_size=3).map(lambda each: AllOf(tuple(each))),
        st.lists(parts, min_size=1, max_size=3).map(lambda each: AnyOf(tuple(each))),
        parts.map(Not),
    ),
    max_leaves=8,
)
PATHS = sorted({path for text in SENTENCES for path in named_facts(says(text))})
full = st.fixed_dictionaries({path: values_of(WORDS.facts[path]) for path in PATHS})
partial = st.fixed_dictionaries(
    {}, optional={path: st.none() | values_of(WORDS.facts[path]) for path in PATHS}
)


def test_every_operator_is_among_the_sentences() -> None:
    used = {sentence.operator for text in SENTENCES if isinstance(sentence := says(text), Sentence)}
    assert used == OPERATORS.keys() - {"is answered"}


@given(st.lists(conditions, min_size=1, max_size=4), partial)
def test_all_of_is_the_least_and_any_of_the_greatest_of_its_parts(
    parts: list[Condition], facts: dict[str, Value | None]
) -> None:
    weights = [TRUTHS[evaluate(part, facts)] for part in parts]
    assert TRUTHS[evaluate(AllOf(tuple(parts)), facts)] == min(weights)
    assert TRUTHS[evaluate(AnyOf(tuple(parts)), facts)] == max(weights)


@given(conditions, partial)
def test_not_turns_met_and_unmet_about_and_leaves_unknown(
    part: Condition, facts: dict[str, Value | None]
) -> None:
    assert TRUTHS[evaluate(Not(part), facts)] == 1 - TRUTHS[evaluate(part, facts)]
    assert evaluate(Not(Not(part)), facts) is evaluate(part, facts)


@given(conditions, full)
def test_who_answers_everything_is_never_unknown(
    condition: Condition, facts: dict[str, Value | None]
) -> None:
    assert evaluate(condition, facts) is not None


@given(conditions, partial, full)
def test_adding_an_answer_never_changes_what_is_settled(
    condition: Condition, facts: dict[str, Value | None], more: dict[str, Value | None]
) -> None:
    before = evaluate(condition, facts)
    answered = {path: value for path, value in facts.items() if value is not None}
    after = evaluate(condition, {**more, **answered})
    assert before is None or after is before


@given(sentences, full, st.data())
def test_a_fact_missing_on_either_side_makes_a_sentence_unknown(
    sentence: Sentence, facts: dict[str, Value | None], draw: st.DataObject
) -> None:
    open_facts = [path for path in named_facts(sentence) if path not in KNOWN.given]
    missing = draw.draw(st.sampled_from(open_facts))
    for without in ({**facts, missing: None}, {k: v for k, v in facts.items() if k != missing}):
        assert evaluate(sentence, without) is None
        assert evaluate(Not(sentence), without) is None
        assert evaluate(all_of(sentence, sentence), without) is None
        assert evaluate(any_of(sentence, sentence), without) is None


@pytest.mark.parametrize("path", WORDS.facts)
def test_is_answered_is_never_unknown(path: str) -> None:
    answered = says(f"{path} is answered")
    assert evaluate(answered, {}) is False
    assert evaluate(answered, {path: None}) is False
    assert evaluate(answered, {path: "whatever"}) is True
    assert evaluate(no(f"{path} is answered"), {}) is True


def test_no_is_an_answer_and_so_is_nought_and_so_is_none() -> None:
    assert evaluate(says("home.cqc.dormant is no"), {"home.cqc.dormant": False}) is True
    assert evaluate(says("home.beds less than 3"), {"home.beds": 0}) is True
    assert evaluate(says("answers.awards is none"), {"answers.awards": []}) is True
    assert evaluate(says("answers.awards includes Gold"), {"answers.awards": []}) is False
    assert evaluate(says("answers.awards is none"), {}) is None


@pytest.mark.parametrize("order", ["at least", "at most", "more than", "less than"])
def test_unrated_lies_outside_the_order_so_every_ordering_of_it_is_unmet(order: str) -> None:
    unrated: Facts = {"home.cqc.rating": "Unrated"}
    assert evaluate(says(f"home.cqc.rating {order} Good"), unrated) is False
    assert evaluate(says("home.cqc.rating between Inadequate and Outstanding"), unrated) is False
    assert evaluate(says("home.cqc.rating is not Good"), unrated) is True


@pytest.mark.parametrize(("beds", "truth"), [(2, False), (3, True), (6, True), (7, False)])
def test_between_takes_in_both_ends(beds: int, truth: bool) -> None:
    assert evaluate(says("home.beds between 3 and 6"), {"home.beds": beds}) is truth


@pytest.mark.parametrize(
    ("reviewed", "truth"), [("2020-02-29", False), ("2020-03-01", True), ("2021-03-02", True)]
)
def test_a_day_is_counted_back_from_the_opening(reviewed: str, truth: bool) -> None:
    within = says("provider.policies.safeguarding on or after window.opens - 12 months")
    assert evaluate(within, {"provider.policies.safeguarding": reviewed}) is truth


def test_a_hundred_years_are_the_longest_duration() -> None:
    sentence = says("home.cqc.rated_on before declaration.signed_on + 100 years")
    facts: Facts = {"home.cqc.rated_on": "2020-01-01", "declaration.signed_on": "2199-12-31"}
    assert evaluate(sentence, facts) is True
    with pytest.raises(SentenceError, match="longer than a hundred years"):
        says("home.cqc.rated_on after window.opens - 101 years")


def test_a_parameter_without_a_value_yet_leaves_its_sentence_unknown() -> None:
    sentence = says("provider.insurance.public_liability.cover at least $liability_minimum")
    facts: Facts = {"provider.insurance.public_liability.cover": 1}
    assert compiled(sentence, Known({"liability_minimum": None}))(facts) is None
    assert compiled(sentence, Known())(facts) is None
