"""The law as data: the regimes and the time limits; and what Kent's rule sets make of it."""

from __future__ import annotations

import json
from typing import Any

import pytest
import yaml

from dpsctl.documents.time_limits import read_time_limits
from dpsctl.domain.days import parse_day
from dpsctl.shipped import RULES

PCR = ["pcr2015", "pcr2015-light-touch"]
LIMITS = ["begins_by", "ends_by", "validity_frozen_after"]
TERMS = [
    "calendar",
    "windows",
    "until_required",
    "reapplication_limit",
    "award_basis",
    "rules_frozen",
    "inform",
]
REGIMES = [*PCR, "pa2023-dynamic-market", "pa2023-open-framework"]


def read(name: str) -> dict[str, Any]:
    text = (RULES / name).read_text(encoding="utf-8")
    loaded: dict[str, Any] = yaml.load(text, Loader=yaml.BaseLoader)
    return loaded


# The regimes


def test_there_are_four_regimes() -> None:
    assert list(read("regimes.yaml")) == REGIMES


@pytest.mark.parametrize("regime", REGIMES)
def test_a_regime_says_what_it_must_and_cites_every_limit(regime: str) -> None:
    told = read("regimes.yaml")[regime]
    limits = [limit for limit in LIMITS if limit in told]

    assert told["title"] and told["law"]
    assert told["calendar"] in ("england", "uk")
    assert told["windows"] in ("periodic", "always open")
    assert told["until_required"] in ("yes", "no")
    renewal = ["renewal"] if "renewal" in told else []
    assert set(told["cites"]) == {*TERMS, *limits, *renewal}
    assert told["counting"]["cite"]
    assert all(parse_day(told[limit]) for limit in limits)
    assert all(told["cites"].values())


def test_only_the_regulations_of_2015_set_a_period_for_a_renewed_declaration() -> None:
    told = {name: told.get("renewal") for name, told in read("regimes.yaml").items()}

    assert told == {**dict.fromkeys(REGIMES), **dict.fromkeys(PCR, "PCR 2015 reg 34(25)")}
    assert "PCR 2015 reg 34(25)" in read_time_limits(RULES / "time-limits.yaml")


@pytest.mark.parametrize("regime", PCR)
def test_a_system_of_2015_ends_with_23_february_2029(regime: str) -> None:
    told = read("regimes.yaml")[regime]

    assert [told[limit] for limit in LIMITS] == ["2025-02-23", "2029-02-23", "2026-02-23"]
    assert all(told["cites"][limit].startswith("SI 2024/716 reg 5") for limit in LIMITS)


def test_only_a_dynamic_market_may_leave_its_end_open() -> None:
    open_ended = [
        name for name, told in read("regimes.yaml").items() if told["until_required"] == "no"
    ]

    assert open_ended == ["pa2023-dynamic-market"]


def test_what_is_always_open() -> None:
    always = [
        name for name, told in read("regimes.yaml").items() if told["windows"] == "always open"
    ]

    assert always == ["pcr2015", "pa2023-dynamic-market"]


def by_term(term: str) -> dict[str, str]:
    return {name: told[term] for name, told in read("regimes.yaml").items()}


def test_what_differs_by_regime_is_one_table() -> None:
    pcr, light_touch, market, framework = REGIMES

    assert by_term("calendar") == {
        pcr: "england",
        light_touch: "england",
        market: "uk",
        framework: "uk",
    }
    assert by_term("reapplication_limit") == {
        pcr: "refused",
        light_touch: "allowed",
        market: "refused",
        framework: "allowed",
    }
    assert by_term("award_basis") == {
        pcr: "required",
        light_touch: "window notice",
        market: "required",
        framework: "window notice",
    }
    assert [name for name, frozen in by_term("rules_frozen").items() if frozen == "yes"] == [market]


@pytest.mark.parametrize("regime", REGIMES)
def test_only_pcr_2015_rolls_and_wants_two_working_days(regime: str) -> None:
    told = read("regimes.yaml")[regime]["counting"]
    how = (told["trigger_day"], told["roll"], told["least_working_days"])

    assert how == (("out", "yes", "2") if regime in PCR else ("out", "no", "0"))


@pytest.mark.parametrize("regime", REGIMES)
def test_what_letters_say_of_the_law_has_its_provision(regime: str) -> None:
    told, limits = read("regimes.yaml")[regime], read("time-limits.yaml")
    provisions = [told[key] for key in ("challenge", "reasons") if key in told]

    assert told["called"] and told["inform"]
    assert all(provision in limits for provision in provisions)
    assert told["no_standstill"].startswith("PCR 2015" if regime in PCR else "Procurement Act")


def test_an_applicant_has_thirty_days_under_either_law() -> None:
    limits = read_time_limits(RULES / "time-limits.yaml")
    challenged = {told["challenge"] for told in read("regimes.yaml").values()}

    assert challenged == {"PCR 2015 reg 92(2)", "Procurement Act 2023 s 106"}
    assert {str(limits[provision].period) for provision in challenged} == {"30 days"}


# The time limits

PART_2 = ("PCR 2015 reg 34", "PCR 2015 reg 50", "PCR 2015 reg 55", "PCR 2015 reg 84")


def test_every_time_limit_is_counted_as_its_law_counts() -> None:
    limits = read_time_limits(RULES / "time-limits.yaml").values()
    by_law = {
        law: {
            (limit.calendar, limit.counting.rolls, limit.counting.least_working_days)
            for limit in limits
            if limit.provision.startswith(law)
        }
        for law in (*PART_2, "PCR 2015 reg 87", "PCR 2015 reg 9", "Procurement Act 2023")
    }
    assert by_law == {
        **{law: {("england", True, 2)} for law in PART_2},
        "PCR 2015 reg 87": {("england", True, 0)},  # 2(3) is for Part 2 only
        "PCR 2015 reg 9": {("england", True, 0)},
        "Procurement Act 2023": {("uk", False, 0)},
    }
    assert all(limit.what and limit.runs_from and limit.counting.cite for limit in limits)


def test_where_the_day_of_the_event_counts() -> None:
    limits = read_time_limits(RULES / "time-limits.yaml").values()
    out = [each.provision for each in limits if not each.counting.trigger_day_counts]
    counted = [each.provision for each in limits if each.counting.trigger_day_counts]

    assert [each for each in counted if "PCR" in each] == ["PCR 2015 reg 92(2)"]
    assert [each for each in out if "Act" in each] == [
        "Procurement Act 2023 s 54(4)",
        "Procurement Act 2023 s 98",
    ]


# Kent's rule sets


@pytest.mark.parametrize("version", ["2020-06-15", "2021-02-01"])
def test_a_rule_set_is_illustrative_and_every_rule_gives_citation_and_proof(version: str) -> None:
    rule_set = read(f"kent-specialist/{version}.yaml")
    ids = [rule["id"] for rule in rule_set["rules"]]

    assert (rule_set["rule_set"], rule_set["version"]) == ("kent-specialist", version)
    assert rule_set["illustrative"] == "yes"
    assert len(ids) == len(set(ids)) >= 12
    for rule in rule_set["rules"]:
        assert all(rule[key] for key in ("asks", "kind", "cite", "proof", "require", "otherwise"))
        assert rule["otherwise"] == "note" or rule["cite"].startswith("PCR 2015 reg 5")
    kinds = {rule["kind"] for rule in rule_set["rules"]}
    assert kinds == {"exclusion", "suitability", "financial", "technical"}


def test_no_rule_of_kents_names_today_so_that_verdicts_replay_the_same() -> None:
    for version in ("2020-06-15", "2021-02-01"):
        rules = read(f"kent-specialist/{version}.yaml")["rules"]
        assert "today" not in json.dumps([[r["require"], r.get("when")] for r in rules])


def test_every_question_is_asked_for_a_rule() -> None:
    for version in ("2020-06-15", "2021-02-01"):
        rule_set = read(f"kent-specialist/{version}.yaml")
        required = json.dumps([rule["require"] for rule in rule_set["rules"]])
        assert all(f"answers.{question['id']} " in required for question in rule_set["questions"])
        assert all(f"${parameter}" in required for parameter in rule_set["parameters"])
