from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dpsctl.domain.exclusions import Ground
from dpsctl.domain.rules.fact_types import Facts
from dpsctl.domain.rules.facts import MONEY, exclusion_facts
from dpsctl.domain.rules.findings import Finding
from dpsctl.domain.rules.grounds import ground_rules
from dpsctl.domain.rules.judging import Judge
from dpsctl.domain.rules.operands import Known
from dpsctl.domain.rules.rule_set import Parameter, RuleSet

from .words import QUESTIONS, all_of, any_of, judge, rule, says

RATING = any_of(
    "home.cqc.rating at least Good",
    all_of("home.cqc.rating is Requires improvement", "answers.improvement_plan is yes"),
)
SIZE = rule("home.beds between 3 and 6", id="specialist-size", when=says("agreement is dps"))
MANAGER = rule("home.cqc.registered_manager is yes", id="manager", categories=("MH", "PD"))


GROUNDS = ground_rules(
    [
        Ground("57(1)(a)", "a conviction for conspiracy", "mandatory", "PCR 2015 reg 57(1)(a)"),
        Ground("57(8)(c)", "grave professional misconduct", "discretionary", "reg 57(8)(c)"),
    ]
)


def test_a_finding_says_what_was_seen_who_said_so_what_was_wanted_and_the_law() -> None:
    (finding,) = judge(rule(RATING, id="cqc-rating", otherwise="refer", if_unknown="refer")).judge(
        {"home.cqc.rating": "Requires improvement"}, ["LD", "MH"]
    )
    assert finding == Finding(
        rule="cqc-rating",
        kind="technical",
        categories=("LD", "MH"),
        finding="unknown",
        seen="home.cqc.rating Requires improvement; answers.improvement_plan not answered",
        source="declared",
        wanted="home.cqc.rating at least Good, or (home.cqc.rating is Requires improvement and "
        "answers.improvement_plan is yes)",
        cite="PCR 2015 reg 58(15)",
        otherwise="refer",
        if_unknown="refer",
    )


@pytest.mark.parametrize(
    ("require", "facts", "seen"),
    [
        ("home.cqc.rating at least Good", {"home.cqc.rating": "Good"}, "Good"),
        ("home.cqc.rating at least Good", {}, "not answered"),
        ("answers.awards is none", {"answers.awards": []}, "none"),
        (
            "provider.insurance.public_liability.cover at least $liability_minimum",
            {"provider.insurance.public_liability.cover": 500_000_000},
            "£5,000,000",
        ),
        (
            "provider.policies.safeguarding on or after window.opens - 12 months",
            {"provider.policies.safeguarding": "2020-09-01"},
            "2020-09-01",
        ),
    ],
)
def test_one_fact_is_seen_as_its_value(require: str, facts: Facts, seen: str) -> None:
    (finding,) = judge(rule(require)).judge(facts, ["LD"])
    assert finding.seen == seen


def test_a_rule_on_the_windows_days_alone_is_seen_from_the_ledger() -> None:
    (finding,) = judge(rule("today on or before window.closes + 30 days")).judge({}, ["LD"])
    assert (finding.finding, finding.source) == ("met", "ledger")
    assert finding.seen == "today 2021-04-12; window.closes 2021-03-31"


@pytest.mark.parametrize(
    ("agreement", "outcome", "seen"),
    [
        ("dps", "unmet", "7"),
        ("framework", "not_applicable", "framework"),
        (None, "unknown", "not answered"),
    ],
)
def test_when_decides_whether_a_rule_applies(
    agreement: str | None, outcome: str, seen: str
) -> None:
    (finding,) = judge(SIZE).judge({"agreement": agreement, "home.beds": 7}, ["LD"])
    assert (finding.finding, finding.seen) == (outcome, seen)
    assert finding.wanted == "home.beds between 3 and 6, when agreement is dps"


def test_a_rule_is_judged_for_its_own_categories_of_the_applications() -> None:
    facts: Facts = {"home.cqc.registered_manager": False}
    (both,) = judge(MANAGER).judge(facts, ["LD", "MH"])
    (other,) = judge(MANAGER).judge(facts, ["LD"])
    assert (both.finding, both.categories) == ("unmet", ("MH",))
    assert (other.finding, other.categories) == ("not_applicable", ())
    assert other.seen == "categories LD"


def test_every_rule_is_always_judged_in_order_whatever_the_first_one_found() -> None:
    rules = [rule("home.cqc.dormant is no", id="first"), SIZE, MANAGER]
    found = judge(*rules).judge({"home.cqc.dormant": True}, ["MH"])
    assert [each.rule for each in found] == ["first", "specialist-size", "manager"]
    assert [each.finding for each in found] == ["unmet", "unknown", "unknown"]


def test_each_ground_is_a_rule_and_a_discretionary_one_can_only_refer() -> None:
    asked = {"declaration.exclusions.57(1)(a)": False, "declaration.exclusions.57(8)(c)": True}
    found = judge(*GROUNDS).judge(asked, ["LD"])
    assert [(each.rule, each.finding, each.otherwise) for each in found] == [
        ("57(1)(a)", "met", "fail"),
        ("57(8)(c)", "unmet", "refer"),
    ]
    assert found[0].wanted == "declaration.exclusions.57(1)(a) is no"
    assert GROUNDS[0].asks == "Is the applicant free of a conviction for conspiracy?"
    assert [each.cite for each in found] == ["PCR 2015 reg 57(1)(a)", "reg 57(8)(c)"]
    assert {each.finding for each in judge(*GROUNDS).judge({}, ["LD"])} == {"unknown"}


def minimum(**values: int) -> Parameter:
    days = {"old": "2020-06-15", "new": "2021-02-01"}
    return Parameter("least", MONEY, "illustrative", {days[k]: v for k, v in values.items()})


def test_a_parameter_takes_its_newest_value_on_or_before_the_day() -> None:
    least = minimum(old=5, new=10)
    days = ["2020-06-14", "2020-06-15", "2021-01-31", "2021-02-01", "2030-01-01"]
    assert [least.on(date.fromisoformat(day)) for day in days] == [None, 5, 5, 10, 10]


def test_a_windows_judge_knows_its_days_and_the_parameters_of_its_opening() -> None:
    rule_set = RuleSet(
        name="small",
        version="2021-02-01",
        title="Small",
        regime="pcr2015",
        illustrative=True,
        adopted=None,
        supersedes=None,
        grounds=None,
        questions=QUESTIONS,
        parameters=(minimum(old=5, new=10),),
        rules=(SIZE, rule("declaration.signed_on on or after window.opens - 6 months")),
    )
    made = Judge.for_window(
        rule_set,
        GROUNDS,
        opens=date(2021, 1, 31),
        closes=date(2021, 3, 31),
        today=date(2021, 4, 12),
    )
    days = {"window.opens": "2021-01-31", "window.closes": "2021-03-31", "today": "2021-04-12"}
    assert made.known == Known({"least": 5}, days)
    assert [each.rule.id for each in made.criteria] == [
        "57(1)(a)",
        "57(8)(c)",
        "specialist-size",
        "a-rule",
    ]
    assert made.facts_named == (
        *exclusion_facts("57(1)(a)"),
        *exclusion_facts("57(8)(c)"),
        "agreement",
        "home.beds",
        "declaration.signed_on",
        "window.opens",
    )


def test_under_a_window_without_end_its_last_day_is_unknown() -> None:
    closing = rule("today on or before window.closes")
    given = {"window.opens": "2021-03-01", "today": "2021-04-12"}
    (finding,) = Judge([closing], Known(given=given)).judge({}, ["LD"])
    assert finding.finding == "unknown"
    assert finding.seen == "today 2021-04-12; window.closes not answered"


RULES = (rule(RATING), SIZE, MANAGER, rule("categories includes LD"), *GROUNDS)
SHARED = judge(*RULES)
applications = st.fixed_dictionaries(
    {"categories": st.lists(st.sampled_from(["LD", "MH", "PD"]), min_size=1, unique=True)},
    optional={
        "home.cqc.rating": st.sampled_from(["Good", "Unrated", "Requires improvement", None]),
        "answers.improvement_plan": st.booleans(),
        "agreement": st.sampled_from(["dps", "framework"]),
        "home.beds": st.integers(0, 9),
        "home.cqc.registered_manager": st.booleans(),
        "declaration.exclusions.57(8)(c)": st.booleans(),
    },
)


@given(applications)
def test_findings_that_are_shared_are_those_that_would_be_made_anew(facts: Facts) -> None:
    categories = facts["categories"]
    assert isinstance(categories, list)
    assert SHARED.judge(facts, categories) == judge(*RULES).judge(facts, categories)
