"""``rules list``, ``rules show`` and ``rules lint``: the shelf, looked at without a ledger."""

from __future__ import annotations

import json

import pytest

from dpsctl.reports.rules import shelf_report
from dpsctl.shipped import RULES

from ..office import Office
from ..papers import rule, rule_set

OWN = "--rules-dir own-rules"


@pytest.fixture
def office(new_office: Office) -> Office:
    """An office without a ledger, with a rule set of its own that has two mistakes."""
    sound = rule_set("2021-01-01", [rule("good", "home.cqc.rating at least Good")])
    unsound = rule_set(
        "2022-01-01",
        [rule("good", "home.cqc.ratng at least Good"), rule("beds", "home.beds at least many")],
    )
    new_office.writes("own-rules/small/2021-01-01.yaml", sound)
    new_office.writes("unsound/small/2022-01-01.yaml", unsound)
    return new_office


def test_the_shelf_lists_every_version_ones_own_first(office: Office) -> None:
    shipped = office.types("rules list").out
    both = office.types(f"rules list {OWN} --format json").json["rows"]

    assert "kent-specialist" in shipped and "small" not in shipped
    assert {"small", "kent-specialist"} <= {row["rule_set"] for row in both}


def test_a_rule_set_in_words_tells_the_law_the_proof_and_what_follows(office: Office) -> None:
    told = office.types("rules show kent-specialist/2021-02-01").out

    for words in (
        "cqc-rating",
        "Is the home rated Good or better, or improving under an agreed plan?",
        "PCR 2015 reg 58(15)",
        "CQC register",
        "illustrative",
    ):
        assert words in told


def test_without_a_version_the_newest_is_shown(office: Office) -> None:
    newest = office.types("rules show kent-specialist").out

    assert newest == office.types("rules show kent-specialist/2021-02-01").out


def test_the_facts_a_rule_may_name_with_their_types(office: Office) -> None:
    facts = office.types("rules show kent-specialist --facts --format json").json
    listed = office.types("rules show kent-specialist --facts").lines

    assert facts["home.beds"] == "whole number"
    assert (facts["cost.weekly"], facts["cost.over_guide_percent"]) == ("money", "percentage")
    assert facts["answers.improvement_plan"] == "yes/no"
    assert "declaration.exclusions.57(8)(c)" in facts
    assert [line.split()[0] for line in listed] == list(facts)


@pytest.mark.parametrize(
    ("name", "hint"),
    [("kent-specialists", "kent-specialist"), ("kent-specialist/2021-02-02", "2021-02-01")],
)
def test_what_is_not_on_the_shelf(office: Office, name: str, hint: str) -> None:
    refused = office.types(f"rules show {name}", exits=1)

    assert hint in refused.err


def test_sound_rule_sets_are_linted_in_silence_but_for_their_number(office: Office) -> None:
    assert office.types("rules lint").lines == [
        "5 rule set files and 1 cost model file, no mistakes"
    ]
    assert office.types("rules lint own-rules/small/2021-01-01.yaml").lines == [
        "1 rule set file, no mistakes"
    ]


@pytest.mark.parametrize("path", ["unsound", "unsound/small", "unsound/small/2022-01-01.yaml"])
def test_every_mistake_is_told_with_its_place_and_is_a_finding(office: Office, path: str) -> None:
    told = office.types(f"rules lint {path}", exits=3)
    as_json = office.tries(f"rules lint {path} --format json")

    *mistakes, summary = told.lines
    assert [line.split(":")[0] for line in mistakes] == ["unsound/small/2022-01-01.yaml"] * 2
    assert summary == "1 rule set file, 2 errors"
    assert "the nearest is home.cqc.rating" in told.lines[0]
    assert as_json.code == 3
    assert len(json.loads(as_json.out)["mistakes"]) == 2


def test_ones_own_folder_is_linted_with_the_shipped_one(office: Office) -> None:
    told = office.types("rules lint --rules-dir unsound", exits=3)

    assert told.lines[-1] == "6 rule set files and 1 cost model file, 2 errors"


def test_the_shelf_lists_cost_models_in_a_section_of_their_own() -> None:
    (section,) = shelf_report([RULES]).sections

    assert section.key == "cost_models"
    (row,) = section.rows
    assert {key: row[key] for key in ("cost_model", "version", "standing", "bands")} == {
        "cost_model": "kent-specialist",
        "version": "2021-04-01",
        "standing": "illustrative",
        "bands": ["Specialist", "Specialist Plus"],
    }
