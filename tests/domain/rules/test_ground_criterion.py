"""An exclusion ground judged: every answer, on the day, and what the finding rests on."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dpsctl.domain.days import Duration
from dpsctl.domain.exclusions import Ground, Lookback
from dpsctl.domain.rules.fact_types import Facts
from dpsctl.domain.rules.findings import Finding
from dpsctl.domain.rules.grounds import ground_rules
from dpsctl.domain.rules.judging import Judge
from dpsctl.domain.rules.operands import Known

from .words import rule

GROUNDS = (
    Ground(
        code="57(1)(a)",
        title="a conviction for conspiracy",
        kind="mandatory",
        cite="PCR 2015 reg 57(1)(a)",
        lookback=Lookback(Duration(5, "years"), "the date of the conviction", "reg 57(11)"),
        self_cleaning=True,
    ),
    Ground("57(3)", "unpaid taxes", "mandatory", "PCR 2015 reg 57(3)", ends_when_paid=True),
    Ground(
        code="57(8)(c)",
        title="misconduct",
        kind="discretionary",
        cite="PCR 2015 reg 57(8)(c)",
        lookback=Lookback(Duration(3, "years"), "the date of the event", "reg 57(12)"),
        self_cleaning=True,
    ),
)
RULES = ground_rules(GROUNDS, "self-declaration (PCR 2015 reg 59)")


def judge_on(today: str) -> Judge:
    return Judge(RULES, Known(given={"window.opens": "2021-03-01", "today": today}))


def told(code: str, answer: bool | None = True, **with_it: str) -> Facts:
    path = f"declaration.exclusions.{code}"
    return {path: answer, **{f"{path}.{field}": value for field, value in with_it.items()}}


def finding(code: str, facts: Facts, today: str = "2021-04-12") -> Finding:
    found = judge_on(today).judge(facts, ["LD", "MH"])
    return next(each for each in found if each.rule == code)


@pytest.mark.parametrize(
    ("code", "facts", "outcome", "otherwise"),
    [
        ("57(1)(a)", told("57(1)(a)", False), "met", "fail"),
        ("57(1)(a)", {}, "unknown", "fail"),
        ("57(1)(a)", told("57(1)(a)", None), "unknown", "fail"),
        ("57(1)(a)", told("57(1)(a)"), "unmet", "fail"),
        ("57(1)(a)", told("57(1)(a)", on="2016-04-12"), "unmet", "fail"),
        ("57(1)(a)", told("57(1)(a)", on="2016-04-11"), "met", "fail"),
        ("57(1)(a)", told("57(1)(a)", self_cleaning="Board replaced."), "unmet", "refer"),
        ("57(3)", told("57(3)", on="1999-01-01"), "unmet", "fail"),
        ("57(3)", told("57(3)", self_cleaning="Board replaced."), "unmet", "fail"),
        ("57(3)", told("57(3)", paid_on="2021-04-12"), "met", "fail"),
        ("57(3)", told("57(3)", arranged_on="2021-04-12"), "met", "fail"),
        ("57(3)", told("57(3)", arranged_on="2021-04-13"), "unmet", "fail"),
        ("57(8)(c)", told("57(8)(c)"), "unmet", "refer"),
        ("57(8)(c)", told("57(8)(c)", on="2018-04-11"), "met", "refer"),
        ("57(8)(c)", {}, "unknown", "refer"),
    ],
)
def test_every_answer(code: str, facts: Facts, outcome: str, otherwise: str) -> None:
    found = finding(code, facts)
    assert (found.finding, found.otherwise) == (outcome, otherwise)


def test_a_finding_says_what_was_told_and_what_would_have_been_enough() -> None:
    assert finding("57(1)(a)", told("57(1)(a)", on="2015-02-03")) == Finding(
        rule="57(1)(a)",
        kind="exclusion",
        categories=("LD", "MH"),
        finding="met",
        seen="yes, of 2015-02-03: spent, five years ended with 2020-02-03 (reg 57(11))",
        source="declared",
        wanted="declaration.exclusions.57(1)(a) is no, or spent "
        "(5 years from the date of the conviction)",
        cite="PCR 2015 reg 57(1)(a)",
        otherwise="fail",
        if_unknown="incomplete",
    )
    assert finding("57(3)", {}).wanted == (
        "declaration.exclusions.57(3) is no, or paid or bindingly arranged to be"
    )
    assert {finding(each.code, {}).seen for each in GROUNDS} == {"not answered"}
    assert RULES[0].proof == "self-declaration (PCR 2015 reg 59)"


def test_the_day_of_judgement_is_no_fact_of_those_who_answered_no() -> None:
    facts = {**told("57(1)(a)", False), **told("57(3)", False), **told("57(8)(c)", False)}

    rested = [judge_on(today).rested_on(facts) for today in ("2021-04-12", "2031-04-12")]
    assert rested[0] == rested[1]
    assert not any("today" in path or path.endswith(".ended") for path in rested[0])


def test_what_a_finding_rests_on_changes_on_the_day_it_is_spent_and_no_other() -> None:
    facts = told("57(1)(a)", on="2021-02-28")
    days = ["2026-02-27", "2026-02-28", "2026-03-01", "2026-03-02"]

    rested = [judge_on(day).rested_on(facts) for day in days]
    assert rested[0] == rested[1] != rested[2] == rested[3]
    path = "declaration.exclusions.57(1)(a)"
    assert (rested[1][path], rested[1][f"{path}.on"]) == (True, "2021-02-28")
    assert f"{path}.ended" not in rested[1]
    assert str(rested[2][f"{path}.ended"]).startswith("spent, five years ended with 2026-02-28")


def test_a_rule_that_names_today_still_rests_on_it() -> None:
    judge = Judge(
        [rule("today on or before window.closes"), *RULES],
        Known(given={"today": "2021-04-12", "window.closes": "2021-03-31"}),
    )
    assert judge.rested_on({})["today"] == "2021-04-12"


days = st.dates(date(2010, 1, 1), date(2030, 12, 31)).map(date.isoformat)
admissions = st.fixed_dictionaries(
    {"answer": st.sampled_from([True, False, None])},
    optional={
        "on": days,
        "paid_on": days,
        "arranged_on": days,
        "self_cleaning": st.sampled_from(["Board replaced."]),
    },
)


@given(st.tuples(admissions, admissions, admissions), days, days)
def test_findings_are_the_same_wherever_what_they_rest_on_is(
    answers: tuple[dict[str, Any], ...], one: str, other: str
) -> None:
    facts: dict[str, Any] = {}
    for ground, given_ in zip(GROUNDS, answers, strict=True):
        facts |= told(ground.code, **given_)
    first, second = judge_on(one), judge_on(other)
    same = first.rested_on(facts) == second.rested_on(facts)

    assert same == (first.judge(facts, ["LD"]) == second.judge(facts, ["LD"]))
