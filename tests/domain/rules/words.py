"""A small rule set's words, shared by the tests: two grounds, four questions, some parameters."""

from dpsctl.domain.rules.conditions import AllOf, AnyOf, Condition, Not
from dpsctl.domain.rules.facts import DAY, MONEY, YES_NO, FactType, Question, catalogue
from dpsctl.domain.rules.judging import Judge
from dpsctl.domain.rules.operands import Known
from dpsctl.domain.rules.rule_set import Rule
from dpsctl.domain.rules.sentences import parse_sentence
from dpsctl.domain.rules.vocabulary import Vocabulary

QUESTIONS = (
    Question("improvement_plan", YES_NO, "Is an improvement plan agreed with CQC in place?"),
    Question("rooms", FactType("whole number"), "How many rooms are there?"),
    Question("heating", FactType("choice", ("gas", "oil")), "How is the home heated?"),
    Question("awards", FactType("list"), "Which awards does it hold?"),
)
WORDS = Vocabulary(
    catalogue(QUESTIONS, ["57(1)(a)", "57(8)(c)"]),
    {
        "liability_minimum": MONEY,
        "cut_off": DAY,
        "least_rating": FactType("choice", ("Good", "Outstanding")),
    },
)
KNOWN = Known(
    {"liability_minimum": 1_000_000_000, "cut_off": "2020-06-15", "least_rating": "Good"},
    {"window.opens": "2021-03-01", "window.closes": "2021-03-31", "today": "2021-04-12"},
)


def says(text: str) -> Condition:
    return parse_sentence(text, WORDS)


def all_of(*parts: str | Condition) -> AllOf:
    return AllOf(tuple(says(part) if isinstance(part, str) else part for part in parts))


def any_of(*parts: str | Condition) -> AnyOf:
    return AnyOf(tuple(says(part) if isinstance(part, str) else part for part in parts))


def no(part: str) -> Not:
    return Not(says(part))


def rule(require: str | Condition, **changes: object) -> Rule:
    condition = says(require) if isinstance(require, str) else require
    plain: dict[str, object] = {
        "id": "a-rule",
        "asks": "Is it so?",
        "kind": "technical",
        "cite": "PCR 2015 reg 58(15)",
        "proof": "CQC register",
        "require": condition,
        "otherwise": "fail",
    }
    return Rule(**{**plain, **changes})  # type: ignore[arg-type]


def judge(*rules: Rule) -> Judge:
    return Judge(rules, KNOWN)
