"""``rules test``: differences at their places, outcomes that none reaches, and files by themselves."""

# ruff: noqa: E501 - an example stands on one line, as in a file

from __future__ import annotations

from pathlib import Path

import pytest

from dpsctl.errors import DocumentError, RefusedError
from dpsctl.reports.rules_examples import examples_tried, in_words
from dpsctl.shipped import RULES
from tests.office import Office
from tests.papers import rule, rule_set

TWO = [
    rule("rated", "home.cqc.rating at least Good", "refer"),
    rule("small", "home.beds between 3 and 6", "fail", categories=["LD"]),
]
HEAD = """\
window: {opens: 2021-03-01, closes: 2021-03-31}
today: 2021-04-12
base:
  received_at: 2021-03-10T14:05
  provider: {name: Sample Provider 41 Ltd, company_number: 99900041}
  home: {name: Sample Home 41, cqc_location: 1-00000041, beds: 3, cqc: {rating: Good}}
  categories: [LD, MH]
  agreement: dps
  band: Specialist
  declaration: {exclusions: none declared}
examples:
"""
FIRST = HEAD.count("\n") + 1


def tried(folder: Path, *examples: str, name: str = "small/2021-01-01") -> list[str]:
    """What ``rules test`` says of a set of two rules with these examples, places first."""
    (folder / "small").mkdir(exist_ok=True)
    (folder / "small" / "2021-01-01.yaml").write_text(rule_set("2021-01-01", TWO))
    path = folder / f"{name}.examples.yaml"
    path.write_text(HEAD + "".join(f"  - {each}\n" for each in examples))
    (found,) = examples_tried([folder, RULES], path)
    return [line.removeprefix(f"{path}:") for line in in_words(found)]


ALL = [
    "{name: low, given: {home.cqc.rating: Inadequate}, expect: {verdict: referred, findings: {rated: unmet}}}",
    "{name: new, given: {home.cqc.rating: null}, expect: {verdict: incomplete, findings: {rated: unknown}}}",
    "{name: large, given: {home.beds: 7}, expect: {verdict: mixed, verdicts: {LD: failed, MH: qualified}, findings: {small: unmet}}}",
    "{name: beds, given: {home.beds: null}, expect: {findings: {small: unknown}}}",
]  # fmt: skip


def test_examples_that_come_out_and_reach_everything(tmp_path: Path) -> None:
    assert tried(tmp_path, *ALL) == [
        "small/2021-01-01: 4 examples, no differences; every outcome of every rule is reached"
    ]


def test_what_no_example_reaches_is_named(tmp_path: Path) -> None:
    assert tried(tmp_path, *ALL[:2])[:-1] == [
        "small/2021-01-01: small: no example reaches unmet and unknown"
    ]


def test_each_difference_is_told_where_its_example_stands(tmp_path: Path) -> None:
    wrong = (
        "{name: wrong, given: {home.beds: 9}, expect: {verdict: qualified, verdicts: {PD: failed}}}"
    )
    said = tried(tmp_path, *ALL, wrong)
    place = f"{FIRST + 4}:5: examples[5]"

    assert said[:3] == [
        f"{place}: wrong: small: expected met, found unmet (saw 9)",
        f"{place}: wrong: verdict: expected qualified, found mixed",
        f"{place}: wrong: verdict for PD: expected failed, found not applied for",
    ]


def test_a_pattern_stands_for_several_and_the_exact_name_comes_first(tmp_path: Path) -> None:
    none = "{name: none, given: {home.cqc.rating: null, home.beds: null}, expect: {findings: {'*': unknown}}}"
    other = "{name: other, given: {home.cqc.rating: null, home.beds: 7}, expect: {findings: {'*': unknown, small: unmet}}}"

    assert "no differences" in tried(tmp_path, none, other)[-1]


def test_a_rule_that_does_not_apply_must_be_said_not_to(tmp_path: Path) -> None:
    silent = "{name: silent, given: {categories: [MH]}, expect: {verdict: qualified}}"
    said = "{name: said, given: {categories: [MH]}, expect: {findings: {small: not_applicable}}}"

    assert "expected met, found not_applicable" in tried(tmp_path, silent)[0]
    assert "no differences" in tried(tmp_path, said)[-1]


def test_a_document_that_should_be_refused(tmp_path: Path) -> None:
    refused = "{name: none, given: {categories: []}, expect: {refused: 'categories: is empty'}}"
    taken = "{name: some, given: {categories: [LD]}, expect: {refused: 'categories: is empty'}}"

    assert "no differences" in tried(tmp_path, refused)[-1]
    assert tried(tmp_path, taken)[0].endswith(
        "some: expected to be refused (categories: is empty), found: it reads well"
    )


@pytest.mark.parametrize(
    ("example", "complaint"),
    [
        ("{name: a, given: {home.cqc.ratng: Good}, expect: {verdict: failed}}", ":23: home.cqc.ratng: there is no such key; did you mean rating?"),
        ("{name: a, given: {home.cqc.rating: Fine}, expect: {verdict: failed}}", ":40: home.cqc.rating: 'Fine' is not one of Outstanding, Good, Requires improvement, Inadequate, Unrated"),
        ("{name: a, given: {home.postcode: null}, expect: {verdict: failed}}", ":23: examples[1].given.home.postcode: there is nothing of this in the base to take away"),
        ("{name: a, expect: {findings: {smal: unmet}}}", ":35: examples[1].expect.findings.smal: there is no such rule; did you mean small?"),
        ("{name: a, expect: {}}", ":23: examples[1].expect: expects nothing; write a verdict, findings, or refused"),
        ("{name: a, expect: {verdict: passed}}", ":33: examples[1].expect.verdict: 'passed' is not one of failed, incomplete, referred, qualified, mixed"),
        ("{name: a, expect: {verdict: failed, refused: x}}", ":23: examples[1].expect: what is refused as a document has no verdict and no findings"),
    ],
)  # fmt: skip
def test_a_mistake_in_an_example_is_named_at_its_character(
    tmp_path: Path, example: str, complaint: str
) -> None:
    with pytest.raises(DocumentError) as error:
        tried(tmp_path, example)
    (told,) = error.value.complaints

    assert str(told).partition(".examples.yaml:")[2] == f"{FIRST}{complaint}"


def test_a_file_by_itself_says_what_it_is_of(tmp_path: Path) -> None:
    with pytest.raises(RefusedError, match="stands beside no version"):
        tried(tmp_path, *ALL, name="mine")
    path = tmp_path / "mine.examples.yaml"
    path.write_text(f"examples_of: small\n{path.read_text()}")

    (found,) = examples_tried([tmp_path, RULES], path)
    assert (found.rules, found.examples, found.differences) == ("small/2021-01-01", 4, [])


def test_the_command_ends_with_3_on_a_difference_and_0_on_a_gap(new_office: Office) -> None:
    new_office.writes("own/small/2021-01-01.yaml", rule_set("2021-01-01", TWO))
    new_office.writes("own/small/2021-01-01.examples.yaml", f"{HEAD}  - {ALL[0]}\n")
    told = new_office.types("rules test own --rules-dir own --format json").json
    assert told[0]["unreached"] == {"rated": ["unknown"], "small": ["unmet", "unknown"]}

    wrong = ALL[0].replace("verdict: referred", "verdict: failed")
    new_office.writes("own/small/2021-01-01.examples.yaml", f"{HEAD}  - {wrong}\n")
    said = new_office.types("rules test own --rules-dir own", exits=3)
    assert "low: verdict: expected failed, found referred" in said.out


# What places cost, which no application says of itself

COSTS = [
    *TWO,
    rule("over-guide", "cost.over_guide_percent at most 10%", "note"),
    rule("dear", "cost.weekly less than £2,000", "note"),
]
OF_COSTS = [
    "{name: dear, given: {cost.weekly: 2000.00, cost.over_guide_percent: 12.5%}, expect: {findings: {dear: unmet, over-guide: unmet}}}",
    "{name: nobody, given: {cost: null}, expect: {findings: {dear: unknown, over-guide: unknown}}}",
    "{name: fees, given: {cost: null, placements: [{ref: P-1, need: LD, band: Specialist, current_weekly_fee: 1.00, offered_weekly_fee: 2500}]}, expect: {findings: {dear: unmet, over-guide: unknown}}}",
]  # fmt: skip


def of_costs(folder: Path, *examples: str) -> list[str]:
    """What ``rules test`` says of a set with two rules on costs, places first."""
    (folder / "small").mkdir()
    (folder / "small" / "2021-01-01.yaml").write_text(rule_set("2021-01-01", COSTS))
    path = folder / "small" / "2021-01-01.examples.yaml"
    costs = "  cost: {weekly: 1450, over_guide_percent: -3}\n"
    base = HEAD.replace("  declaration:", f"{costs}  declaration:")
    path.write_text(base + "".join(f"  - {each}\n" for each in examples))
    (found,) = examples_tried([folder, RULES], path)
    return [line.removeprefix(f"{path}:") for line in in_words(found)]


def test_examples_give_what_places_cost(tmp_path: Path) -> None:
    assert of_costs(tmp_path, *ALL, *OF_COSTS) == [
        "small/2021-01-01: 7 examples, no differences; every outcome of every rule is reached"
    ]


@pytest.mark.parametrize(
    ("given", "what"),
    [
        ("cost.weekly: lots", "cost.weekly: 'lots' is not an amount of money"),
        ("cost.wekly: 5", "cost.wekly: there is no fact cost.wekly; did you mean cost.weekly?"),
        ("cost.weekly: [5]", "cost.weekly: it should be plain text (money)"),
        ("cost: 5", "cost: it should be a group of keys"),
    ],
)
def test_what_an_example_says_wrongly_of_costs(tmp_path: Path, given: str, what: str) -> None:
    example = f"{{name: wrong, given: {{{given}}}, expect: {{verdict: qualified}}}}"
    with pytest.raises(DocumentError) as caught:
        of_costs(tmp_path, example)
    (complaint,) = caught.value.complaints
    assert complaint.what.startswith(what)
    assert complaint.line == FIRST + 1
