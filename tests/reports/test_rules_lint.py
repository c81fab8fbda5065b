"""``rules lint``: each fault at its character, errors apart from warnings, and what is no fault."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from dpsctl.reports.rules_lint import Linted, linted
from dpsctl.shipped import RULES
from tests.papers import Changes, rule, rule_set

MILLION = 100_000_000  # pence
PL = "provider.insurance.public_liability"
DYNAMIC = {"regime": "pa2023-dynamic-market"}
TURNOVER = {"id": "turnover", "type": "money", "ask": "What was the turnover last year?"}
AUDITED = {"id": "accounts", "type": "yes/no", "ask": "Are the audited accounts filed?"}
AUDIT_DUE = {"id": "must_be", "type": "yes/no", "ask": "Must they be audited?"}
S36 = "Procurement Act 2023 section 36(1)"
PCR = "PCR 2015 reg 57, "


def lint(
    folder: Path, *rules: dict[str, Any], largest: int | None = None, **changed: Any
) -> Linted:
    text = rule_set("2021-01-01", rules, changed)
    path = folder / "small" / "2021-01-01.yaml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return linted([folder, RULES], path, largest)


def told(found: Linted) -> list[str]:
    return [str(each).partition("2021-01-01.yaml:")[2] for each in found.complaints]


def cited(cite: str, **more: Any) -> dict[str, Any]:
    return {**rule("a-rule", "home.beds at least 4", **more), "cite": cite}


def test_all_faults_are_told_at_once_in_file_order_with_their_places(tmp_path: Path) -> None:
    found = lint(
        tmp_path,
        rule("size", "home.beds between 6 and 3"),
        rule("itself", "home.beds at least home.beds"),
        cited("PCR 2015 reg 67", otherwise="refer"),
        rule("nothing", "home.beds at least 0"),
        questions=[AUDITED],
    )
    assert [each[:50] for each in told(found)] == [
        "12:12: rules[1].require: home.beds between 6 and 3",
        "19:12: rules[2].require: home.beds is compared wit",
        "24:9: rules[3].cite: a rule that can keep an appli",
        "33:12: warning: rules[4].require: whoever answers ",
        "36:7: warning: questions[1].id: no rule looks at t",
    ]
    assert (found.errors, found.summary) == (3, "1 rule set file, 3 errors and 2 warnings")


@pytest.mark.parametrize(
    "cite",
    [
        "PCR 2015 reg 57(8)(c)",
        "PCR 2015 reg 58(5)",
        "Public Contracts Regulations 2015, regulation 58(18)",
        "PCR 2015 regs 58(15) and (18)",
    ],
)
def test_what_a_rule_may_rest_on_under_the_regulations(tmp_path: Path, cite: str) -> None:
    assert lint(tmp_path, cited(cite, otherwise="refer")).errors == 0


@pytest.mark.parametrize(
    "cite",
    [
        "PCR 2015 reg 58(4)",
        "PCR 2015 reg 58(19)",
        "PCR 2015 reg 67",
        "PCR 2015 reg 59(1)",
        "PA 2023 s 36(1)",
        "the committee's paper",
    ],
)
def test_what_it_may_not(tmp_path: Path, cite: str) -> None:
    (complaint,) = lint(tmp_path, cited(cite)).complaints

    assert f"must rest on {PCR}" in complaint.what
    assert complaint.what.endswith("else write `otherwise: note`")
    assert complaint.refused and not complaint.warning


def test_a_note_may_cite_anything(tmp_path: Path) -> None:
    assert lint(tmp_path, cited("the committee's paper", otherwise="note")).complaints == []


@pytest.mark.parametrize(
    ("cite", "errors"),
    [("PA2023 s36", 0), (S36, 0), ("PA 2023 s 57", 0), ("PCR 2015 reg 58(6)", 1)],
)
def test_citations_under_the_act(tmp_path: Path, cite: str, errors: int) -> None:
    assert lint(tmp_path, cited(cite, otherwise="refer"), **DYNAMIC).errors == errors


def test_a_declaration_may_refer_and_never_fail(tmp_path: Path) -> None:
    signed = rule("signed", "declaration.signed_on is answered", kind="exclusion")
    signed["cite"] = "PCR 2015 reg 59(1)"

    assert lint(tmp_path, {**signed, "otherwise": "refer"}).complaints == []
    (complaint,) = lint(tmp_path, signed).complaints
    assert complaint.what.startswith("rules[1].otherwise: PCR 2015 reg 59 says how a ground is")


def test_a_citation_under_another_head_is_a_warning(tmp_path: Path) -> None:
    (complaint,) = lint(tmp_path, {**rule("a", "home.beds is 4"), "kind": "suitability"}).complaints

    assert complaint.warning
    assert "is not what a rule of kind suitability rests on" in complaint.what


def turnover(least: str) -> dict[str, Any]:
    asked = rule("turnover", f"answers.turnover at least {least}", "refer")
    return {**asked, "kind": "financial", "cite": "PCR 2015 reg 58(8)(a)"}


def test_turnover_over_twice_the_largest_contract(tmp_path: Path) -> None:
    at_cap = lint(tmp_path, turnover("2000000"), questions=[TURNOVER], largest=MILLION)
    over = lint(tmp_path, turnover("2000000.01"), questions=[TURNOVER], largest=MILLION)
    unknown = lint(tmp_path, turnover("1"), questions=[TURNOVER])

    assert at_cap.complaints == []
    assert [each.what for each in over.complaints] == [
        "rules[1].require: asks for a turnover of more than £2,000,000, which is 2 times the "
        "largest contract to be expected (PCR 2015 reg 58(9) and (14))"
    ]
    assert (unknown.errors, len(unknown.complaints)) == (0, 1)
    assert "write `largest_contract` in the system document" in unknown.complaints[0].what


def test_the_figure_of_any_day_counts(tmp_path: Path) -> None:
    values = {"2021-01-01": "1000000", "2022-01-01": "3000000"}
    figure = {"least": {"type": "money", "law": "illustrative", "values": values}}
    terms = {"questions": [TURNOVER], "parameters": figure}

    assert lint(tmp_path, turnover("$least"), largest=MILLION, **terms).errors == 1
    assert lint(tmp_path, turnover("$least"), largest=2 * MILLION, **terms).errors == 0


def test_a_turnover_that_is_asked_and_not_required_is_none(tmp_path: Path) -> None:
    answered = {**turnover("1"), "require": "answers.turnover is answered"}
    another = {**turnover("1"), "require": {"any of": ["answers.turnover at least 1", "band is A"]}}

    for asked in (answered, another):
        assert lint(tmp_path, asked, questions=[TURNOVER]).complaints == []


def under_the_act(require: Any, **more: Any) -> dict[str, Any]:
    return {**rule("a-rule", require, "refer", **more), "cite": S36}


def test_insurance_in_place_before_award(tmp_path: Path) -> None:
    cover, promise = f"{PL}.cover at least 5000000", f"{PL}.will_obtain at least 5000000"

    (complaint,) = lint(tmp_path, under_the_act(cover), **DYNAMIC).complaints
    assert "requires insurance to be in place before award (PA 2023 s 36(2))" in complaint.what
    both = {"any of": [cover, promise]}
    assert lint(tmp_path, under_the_act(both), **DYNAMIC).complaints == []
    assert lint(tmp_path, rule("a-rule", cover)).complaints == []


def test_audited_accounts(tmp_path: Path) -> None:
    filed, due = "answers.accounts is yes", "answers.must_be is yes"
    asked = {"questions": [AUDITED, AUDIT_DUE]}
    unless = {"any of": ["answers.must_be is no", filed]}

    assert lint(tmp_path, under_the_act(filed), questions=[AUDITED], **DYNAMIC).errors == 1
    assert lint(tmp_path, under_the_act(unless), **asked, **DYNAMIC).complaints == []
    (warning,) = lint(tmp_path, under_the_act(filed, when=due), **asked, **DYNAMIC).complaints
    assert warning.warning


@pytest.mark.parametrize(
    "asks",
    [
        "Is it among the first 10 homes?",
        "Was it ranked among the best?",
        "Was the joining fee paid?",
    ],
)
def test_caps_ranks_and_charges_by_another_name(tmp_path: Path, asks: str) -> None:
    asked: Changes = {**rule("a-rule", "answers.good_enough is yes"), "asks": asks}
    question = {"id": "good_enough", "type": "yes/no", "ask": "Is it?"}

    (complaint,) = lint(tmp_path, dict(asked), questions=[question]).complaints
    assert "reads like a cap, a rank or a charge" in complaint.what


def test_what_nothing_uses_is_a_warning(tmp_path: Path) -> None:
    figure = {"type": "money", "law": "illustrative", "values": {"2021-02-01": "5"}}
    found = lint(
        tmp_path, rule("a", "home.beds is 4"), questions=[AUDITED], parameters={"spare": figure}
    )

    assert found.errors == 0
    assert [each.what.partition(": ")[2] for each in found.complaints] == [
        "no rule looks at the answer; leave the question out, or judge by it",
        "no rule names this figure",
        "has no value yet on 2021-01-01, so that no window opens on that day",
    ]


@pytest.mark.parametrize(
    ("changed", "cite"),
    [({}, "PCR 2015 reg 58(2)"), (DYNAMIC, "PA 2023 s 36(1)")],
)
@pytest.mark.parametrize("otherwise", ["fail", "refer"])
def test_price_keeps_nobody_out(
    tmp_path: Path, changed: Changes, cite: str, otherwise: str
) -> None:
    rests_on = {"cite": S36} if changed else {}
    dear = {**rule("dear", "cost.weekly less than £2,000", otherwise), **rests_on}
    found = lint(tmp_path, dear, **changed)
    assert [each.partition(": ")[2] for each in told(found)] == [
        f"rules[1].otherwise: cost.weekly is a price, which no criterion may rest on ({cite}); "
        "write note"
    ]
    assert found.errors == 1


def test_price_says_not_even_whom_a_rule_is_for(tmp_path: Path) -> None:
    dear = rule("size", "home.beds at most 6", when="cost.over_guide_percent more than 10%")
    assert lint(tmp_path, dear).errors == 1


def test_price_may_be_noted(tmp_path: Path) -> None:
    assert not lint(tmp_path, rule("dear", "cost.weekly less than £2,000", "note")).complaints


def test_a_percentage_below_nought_is_one(tmp_path: Path) -> None:
    between = rule("near", "cost.over_guide_percent between -5 and 10%", "note")
    apart = {
        **rule("never", "home.beds at least 1", "note"),
        "require": {
            "all of": [
                "cost.over_guide_percent less than -5%",
                "cost.over_guide_percent more than -5%",
            ]
        },
    }
    found = lint(tmp_path, between, apart)
    assert [each.partition(": ")[2] for each in told(found)] == [
        "rules[2].require.all of[2]: cost.over_guide_percent less than -5.00% and "
        "cost.over_guide_percent more than -5.00% exclude one another; the rule can never be met"
    ]


# Cost models


def test_cost_models_are_linted_beside_rule_sets(tmp_path: Path) -> None:
    shipped = RULES / "cost-models" / "kent-specialist" / "2021-04-01.yaml"
    path = tmp_path / "cost-models" / "kent-specialist" / "2021-04-01.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(shipped.read_text("utf-8").replace("rounding: total", "rounding: up"), "utf-8")
    sound = rule_set("2021-01-01", [rule("good", "home.cqc.rating at least Good")])
    (tmp_path / "small").mkdir()
    (tmp_path / "small" / "2021-01-01.yaml").write_text(sound, "utf-8")

    for at, summary in (
        (tmp_path, "1 rule set file and 1 cost model file, 1 error"),
        (tmp_path / "cost-models", "1 cost model file, 1 error"),
        (path, "1 cost model file, 1 error"),
        (tmp_path / "small", "1 rule set file, no mistakes"),
    ):
        found = linted([RULES], at)
        assert found.summary == summary
    assert linted([tmp_path, RULES], None).errors == 1
    (complaint,) = linted([RULES], path).complaints
    assert complaint.what == "rounding: 'up' is not one of total, component"
