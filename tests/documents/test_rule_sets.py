"""Rule sets from their text: a whole one end to end, then every way one can be wrong."""

# ruff: noqa: E501 - a mistake and its complaint stand on one line, as they are printed

from datetime import date
from pathlib import Path

import pytest

from dpsctl.documents.paths import check_place
from dpsctl.documents.reading import Document, read_documents
from dpsctl.documents.rule_sets import read_rule_set
from dpsctl.domain.rules.conditions import wanted
from dpsctl.domain.rules.fact_types import Facts
from dpsctl.domain.rules.facts import MONEY, YES_NO, FactType, Question
from dpsctl.domain.rules.judging import Judge
from dpsctl.domain.rules.rule_set import RuleSet
from dpsctl.domain.rules.verdicts import overall, verdict_of
from dpsctl.errors import DocumentError

GROUNDS = """\
grounds: two-grounds
title: Two grounds
regimes: [pcr2015-light-touch]
in_force: 2019-04-18
source: PCR 2015 reg 57
codes:
  - {code: 57(1)(a), title: a conviction for conspiracy, kind: mandatory}
  - {code: 57(8)(c), title: grave professional misconduct, kind: discretionary}
"""

HEAD = """\
rule_set: small-homes
version: 2021-02-01
title: Twelve rules
regime: pcr2015-light-touch
illustrative: yes
supersedes: 2020-06-15
grounds: two-grounds
questions:
  - {id: improvement_plan, type: yes/no, ask: "Is an improvement plan agreed with CQC in place?"}
  - {id: heating, type: choice, ask: "How is it heated?", choices: [gas, oil]}
parameters:
  liability_minimum: {type: money, law: illustrative, values: {2020-06-15: 5000000, 2021-02-01: 10000000}}
  least_rating: {type: choice, choices: [Good], law: illustrative, values: {2020-06-15: Good}}
rules:
"""

# Each rule's id, its kind, what it requires and what follows.
TWELVE = [
    ("declared", "exclusion", "declaration.signed_on is answered", "fail"),
    ("cqc-registered", "suitability", "home.cqc.registration is Registered", "fail"),
    ("awake", "suitability", "{not: home.cqc.dormant is yes}", "fail"),
    ("cqc-rating", "technical", "home.cqc.rating at least $least_rating", "refer"),
    ("district", "technical", '"home.district is one of Ashford, Tunbridge Wells"', "note"),
    ("size", "technical", "home.beds between 3 and 6", "note"),
    ("heated", "technical", "answers.heating is not oil", "note"),
    ("takes-ld", "technical", "categories includes LD", "note"),
    ("named", "suitability", "provider.company_number is answered", "refer"),
    (
        "signed-lately",
        "exclusion",
        "declaration.signed_on on or after window.opens - 6 months",
        "refer",
    ),
    ("conspiracy", "exclusion", "declaration.exclusions.57(1)(a) is no", "fail"),
]
LIABILITY = """\
  - id: public-liability
    asks: Is public liability cover high enough and in force, or promised before award?
    kind: financial
    categories: [MH]
    when: agreement is dps
    cite: PCR 2015 reg 58(18)
    proof: certificate of insurance, before award
    require:
      any of:
        - all of:
            - provider.insurance.public_liability.cover at least $liability_minimum
            - provider.insurance.public_liability.expires on or after window.closes
        - provider.insurance.public_liability.will_obtain at least $liability_minimum
    otherwise: refer
    if unknown: fail
"""


def rule(id: str, kind: str, require: str, otherwise: str) -> str:
    return (
        f"  - id: {id}\n    asks: Is it so?\n    kind: {kind}\n    cite: PCR 2015 reg 58(15)\n"
        f"    proof: the register\n    require: {require}\n    otherwise: {otherwise}\n"
    )


GOOD = HEAD + "".join(rule(*each) for each in TWELVE) + LIABILITY


def grounds(name: str) -> Document | None:
    return read_documents(GROUNDS.encode(), "grounds.yaml")[0] if name == "two-grounds" else None


def read(text: str) -> RuleSet:
    (document,) = read_documents(text.encode(), "small-homes/2021-02-01.yaml")
    return read_rule_set(document, grounds)


def complaints_of(text: str) -> list[str]:
    with pytest.raises(DocumentError) as error:
        read(text)
    return [
        str(each).removeprefix("small-homes/2021-02-01.yaml:") for each in error.value.complaints
    ]


def test_a_rule_set_is_read_whole_from_its_text() -> None:
    rule_set = read(GOOD)
    assert (rule_set.name, rule_set.version) == ("small-homes", "2021-02-01")
    assert (rule_set.illustrative, rule_set.adopted) == (True, None)
    assert (rule_set.supersedes, rule_set.grounds) == ("2020-06-15", "two-grounds")
    assert rule_set.questions == (
        Question("improvement_plan", YES_NO, "Is an improvement plan agreed with CQC in place?"),
        Question("heating", FactType("choice", ("gas", "oil")), "How is it heated?"),
    )
    assert [(each.id, each.type) for each in rule_set.parameters] == [
        ("liability_minimum", MONEY),
        ("least_rating", FactType("choice", ("Good",))),
    ]
    assert rule_set.parameters_on(date(2021, 3, 1))["liability_minimum"] == 1_000_000_000
    assert [each.id for each in rule_set.rules] == [each[0] for each in TWELVE] + [
        "public-liability"
    ]


def test_a_rule_keeps_everything_it_says() -> None:
    liability = read(GOOD).rules[-1]
    assert (liability.kind, liability.otherwise, liability.if_unknown) == (
        "financial",
        "refer",
        "fail",
    )
    assert (liability.categories, liability.cite) == (("MH",), "PCR 2015 reg 58(18)")
    assert liability.when and wanted(liability.when) == "agreement is dps"
    assert wanted(liability.require).startswith(
        "(provider.insurance.public_liability.cover at least $liability_minimum and "
    )


ANSWERED: Facts = {
    "declaration.signed_on": "2021-03-08",
    "home.cqc.registration": "Registered",
    "home.cqc.dormant": False,
    "home.cqc.rating": "Unrated",
    "home.beds": 4,
    "categories": ["LD", "MH"],
    "agreement": "dps",
    "provider.company_number": "99900007",
    "declaration.exclusions.57(1)(a)": False,
}


def test_a_home_is_judged_end_to_end() -> None:
    judge = Judge.for_window(
        read(GOOD), opens=date(2021, 3, 1), closes=date(2021, 3, 31), today=date(2021, 4, 12)
    )
    findings = judge.judge(ANSWERED, ["LD", "MH"])
    assert {each.rule: each.finding for each in findings if each.finding != "met"} == {
        "cqc-rating": "unmet",
        "district": "unknown",
        "heated": "unknown",
        "public-liability": "unknown",
    }
    verdicts = verdict_of(findings, ["LD", "MH"])
    assert verdicts == {"LD": "referred", "MH": "failed"}
    assert overall(verdicts) == "mixed"


def test_an_adopted_set_names_its_decision() -> None:
    adopted = GOOD.replace("illustrative: yes", "adopted: {decision: 20/00108}")
    assert (read(adopted).adopted, read(adopted).illustrative) == ("20/00108", False)


def test_a_set_needs_no_grounds_questions_or_parameters() -> None:
    short = HEAD.partition("supersedes")[0] + "rules:\n" + rule(*TWELVE[0])
    assert read(short).grounds is None


def test_the_place_of_a_file_is_its_name_and_version() -> None:
    (document,) = read_documents(GOOD.encode(), "a.yaml")
    rule_set = read_rule_set(document, grounds)
    check_place(document, "rule_set", rule_set.version, Path("rules/small-homes/2021-02-01.yaml"))
    with pytest.raises(DocumentError) as error:
        check_place(
            document, "rule_set", rule_set.version, Path("rules/large-homes/2021-02-02.yaml")
        )
    assert [str(each) for each in error.value.complaints] == [
        "a.yaml:1:11: rule_set: is not the name of its folder, large-homes",
        "a.yaml:2:10: version: is not the name of its file, 2021-02-02; the version is the day it "
        "begins",
    ]


NO_LIMITS = (
    "a rule set cannot cap, rank or charge: all who meet the criteria are admitted, in any number "
    "and free of charge (PCR 2015 reg 34(6) and 34(29))"
)
ONLY_REFERS = "a discretionary ground can only refer (PCR 2015 reg 57(4) and 57(8)); write refer"
CONDITION = "write a sentence, or one of `all of`, `any of` (with a list) and `not`"


@pytest.mark.parametrize(
    ("before", "after", "complaint"),
    [
        ("rule_set: small-homes", "rule_set: Small Homes", "1:11: rule_set: 'Small Homes' is not a name; write lower-case words as cqc-registered"),
        ("title: Twelve rules\n", "", "1:1: title: is missing"),
        ("regime: pcr2015-light-touch", "regime: pcr2006", "4:9: regime: 'pcr2006' is not one of pcr2015, pcr2015-light-touch, pa2023-dynamic-market, pa2023-open-framework; did you mean pcr2015?"),
        ("illustrative: yes\n", "", "1:1: write `illustrative: yes`, or `adopted: {decision: REF}` once it is adopted"),
        ("illustrative: yes", "illustrative: yes\nadopted: {decision: 20/00108}", "6:10: adopted: an illustrative rule set is not adopted; write one or the other"),
        ("supersedes: 2020-06-15", "supersedes: 2021-02-01", "6:13: supersedes: '2021-02-01' is not an earlier version than 2021-02-01"),
        ("regime: pcr2015-light-touch", "regime: pcr2015", "7:10: grounds: two-grounds is for pcr2015-light-touch, not for pcr2015"),
        ("grounds: two-grounds", "grounds: three-grounds", "7:10: grounds: there is no rules/grounds/three-grounds.yaml"),
        ("grounds: two-grounds", "grounds: two-grounds\ncap: 16", f"8:1: cap: {NO_LIMITS}"),
        ("grounds: two-grounds", "grounds: two-grounds\nadmission_fee: 50", f"8:1: admission_fee: {NO_LIMITS}"),
        ("    kind: financial\n", "    kind: financial\n    rank: 1\n", f"95:5: rules[12].rank: {NO_LIMITS}"),
        ("    kind: financial\n", "    kind: financial\n    prof: x\n", "95:5: rules[12].prof: there is no such key; did you mean proof?"),
        ("type: yes/no", "type: yesno", "9:34: questions[1].type: 'yesno' is not one of yes/no, money, day, whole number, percentage, text, list, choice; did you mean yes/no?"),
        (", choices: [gas, oil]", "", "10:25: questions[2].type: a choice needs its choices, such as `choices: [gas, oil]`"),
        ("in place?\"}", "in place?\", choices: [a]}", "9:108: questions[1].choices: only a choice or a list has choices"),
        ("  - {id: heating", "  - {id: heating, type: text, ask: x}\n  - {id: heating", "11:10: questions[3].id: 'heating' stands twice; each may stand once"),
        ("type: money", "type: list", "12:29: parameters.liability_minimum.type: 'list' is not one of yes/no, money, day, whole number, percentage, text, choice"),
        (": 5000000,", ": lots,", "12:76: parameters.liability_minimum.values.2020-06-15: 'lots' is not an amount of money; write it as 1650.10 or £1,650.10"),
        ("{2020-06-15: 5000000", "{15/06/2020: 5000000", "12:64: parameters.liability_minimum.values.15/06/2020: 15/06/2020 is not an ISO day; write 2020-06-15 if that is meant"),
        ("{2020-06-15: Good}", "{2020-06-15: Fine}", "13:89: parameters.least_rating.values.2020-06-15: 'Fine' is not one of Good"),
        ("{2020-06-15: Good}", "{}", "13:76: parameters.least_rating.values: is empty; give at least one"),
        ("  - id: awake", "  - id: declared", "29:9: rules[3].id: 'declared' stands twice; each may stand once"),
        ("kind: financial", "kind: finance", "94:11: rules[12].kind: 'finance' is not one of exclusion, suitability, financial, technical; did you mean financial?"),
        ("categories: [MH]", "categories: []", "95:17: rules[12].categories: is empty; give at least one"),
        ("if unknown: fail", "if unknown: note", "106:17: rules[12].if unknown: 'note' is not one of incomplete, refer, fail"),
        ("if unknown: fail", "if_unknown: fail", "106:5: rules[12].if_unknown: there is no such key; did you mean if unknown?"),
        ("on or after window.closes", "on or after window.close", "103:71: rules[12].require.any of[1].all of[2]: there is no fact 'window.close'; the nearest is window.closes (in 'provider.insurance.public_liability.expires on or after w...')"),
        ("when: agreement is dps", "when: agreemnt is dps", "96:11: rules[12].when: there is no fact 'agreemnt'; the nearest is agreement (in 'agreemnt is dps')"),
        ("Ashford, Tunbridge Wells\"", "Ashford,, Dover\"", "48:47: rules[5].require: a value is missing here (in 'home.district is one of Ashford,, Dover')"),
        ("require: home.beds between 3 and 6", "require:\n      home.beds\n      between 3 and six", "57:21: rules[6].require: 'six' is not a whole number; write it as 6 (in 'home.beds between 3 and six')"),
        ("require: home.beds between 3 and 6", "require: >-\n      home.beds between\n      3 and six", "57:13: rules[6].require: 'six' is not a whole number; write it as 6 (in 'home.beds between 3 and six')"),
        ("{not: home.cqc.dormant is yes}", "{nt: home.cqc.dormant is yes}", f"34:15: rules[3].require.nt: no condition begins so; did you mean not?; {CONDITION}"),
        ("{not: home.cqc.dormant is yes}", "{}", f"34:14: rules[3].require: holds no conditions; {CONDITION}"),
        ("{not: home.cqc.dormant is yes}", "{not: band is A, all of: [band is B]}", f"34:14: rules[3].require: holds 2 conditions; {CONDITION}"),
        ("{not: home.cqc.dormant is yes}", "[band is A]", f"34:14: rules[3].require: is a list; {CONDITION}"),
        ("{not: home.cqc.dormant is yes}", "{any of: []}", "34:23: rules[3].require.any of: any of takes a list of one condition or more"),
        ("declaration.exclusions.57(1)(a) is no", "declaration.exclusions.57(8)(c) is no", f"91:16: rules[11].otherwise: {ONLY_REFERS}"),
    ],
)  # fmt: skip
def test_a_mistake_is_named_at_its_character(before: str, after: str, complaint: str) -> None:
    assert GOOD.count(before) >= 1
    assert complaints_of(GOOD.replace(before, after, 1)) == [complaint]


def test_a_rule_that_cites_a_discretionary_ground_may_not_fail_and_is_refused() -> None:
    text = GOOD.replace("cite: PCR 2015 reg 58(15)", "cite: PCR 2015 reg 57(4)", 1)
    with pytest.raises(DocumentError) as error:
        read(text)
    assert error.value.exit_code == 1
    assert [each.what for each in error.value.complaints] == [f"rules[1].otherwise: {ONLY_REFERS}"]


def test_all_mistakes_are_told_at_once_and_only_once_each_in_file_order() -> None:
    text = (
        GOOD.replace("type: yes/no", "type: yesno")
        .replace("home.cqc.registration is Registered", "answers.improvement_plan is yes")
        .replace("title: Twelve rules", "quota: 16")
        .replace("home.beds between 3 and 6", "home.bed between 3 and 6")
        .replace("kind: financial", "kind: finance")
        .replace("type: money", "type: coins")
    )
    assert [each.partition(": ")[0] for each in complaints_of(text)] == [
        "1:1",  # the title
        "3:1",  # the quota
        "9:34",  # yesno, and nothing on the sentence that asks for the answer
        "12:29",  # coins, and nothing on the sentences with $liability_minimum
        "55:14",
        "94:11",
    ]


def test_faulty_grounds_are_complained_of_in_their_own_file() -> None:
    (document,) = read_documents(GOOD.encode(), "small-homes/2021-02-01.yaml")
    (faulty,) = read_documents(
        GROUNDS.replace("kind: mandatory", "kind: strict").encode(), "g.yaml"
    )
    with pytest.raises(DocumentError) as error:
        read_rule_set(document, lambda _: faulty)
    assert [str(each) for each in error.value.complaints] == [
        "g.yaml:7:64: codes[1].kind: 'strict' is not one of mandatory, discretionary"
    ]


@pytest.mark.parametrize("before", ["---\n", "# one\n\n---\n", "\ufeff# two\n"])
def test_what_stands_before_the_document_moves_no_mark(before: str) -> None:
    lines = before.count("\n")
    text = before + GOOD.replace("home.beds between 3 and 6", "home.beds between 3 and six")
    assert complaints_of(text)[0].startswith(f"{55 + lines}:38: ")


def test_a_sentence_written_with_escapes_is_marked_at_its_beginning() -> None:
    text = GOOD.replace("home.beds between 3 and 6", r'"home\x2ebeds between 3 and six"')
    assert complaints_of(text)[0].startswith("55:14: ")
