"""The law as data: the calendar against gov.uk; regimes and grounds say what they must."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from dpsctl.domain.days import parse_day
from dpsctl.shipped import RULES

GOV_UK = Path(__file__).with_name("gov-uk-bank-holidays-england.json")
PCR = ["pcr2015", "pcr2015-light-touch"]
LIMITS = ["begins_by", "ends_by", "validity_frozen_after"]
REGIMES = [*PCR, "pa2023-dynamic-market", "pa2023-open-framework"]
SATURDAY = 5


def read(name: str) -> dict[str, Any]:
    text = (RULES / name).read_text(encoding="utf-8")
    loaded: dict[str, Any] = yaml.load(text, Loader=yaml.BaseLoader)
    return loaded


def england() -> dict[str, list[dict[str, str]]]:
    years: dict[str, list[dict[str, str]]] = read("calendars/england.yaml")["holidays"]
    return years


def days_of(first: int, last: int) -> list[date]:
    years = england()
    return [
        parse_day(holiday["day"]) for year in range(first, last + 1) for holiday in years[str(year)]
    ]


# The calendar


def test_the_calendar_covers_every_year_it_says() -> None:
    table = read("calendars/england.yaml")
    first, last = int(table["first_year"]), int(table["last_year"])

    assert (table["calendar"], first, last) == ("england", 2019, 2029)
    assert list(table["holidays"]) == [str(year) for year in range(first, last + 1)]


def test_every_day_stands_in_its_year_in_order_on_a_weekday_with_name_and_source() -> None:
    for year, holidays in england().items():
        days = [parse_day(holiday["day"]) for holiday in holidays]
        assert days == sorted(set(days))
        assert {str(day.year) for day in days} == {year}
        assert all(day.weekday() < SATURDAY for day in days)
        assert all(holiday.keys() == {"day", "name", "cite"} for holiday in holidays)
        assert all(holiday["name"] and holiday["cite"] for holiday in holidays)


def test_the_calendar_is_gov_uks() -> None:
    published = json.loads(GOV_UK.read_text(encoding="utf-8"))["england-and-wales"]["events"]

    assert days_of(2019, 2028) == [parse_day(event["date"]) for event in published]


def test_the_calendar_is_that_of_the_holidays_package() -> None:
    holidays = pytest.importorskip("holidays")
    known = holidays.country_holidays("GB", subdiv="ENG", years=range(2019, 2030))

    assert days_of(2019, 2029) == sorted(day for day in known if day.weekday() < SATURDAY)


@pytest.mark.parametrize("year", range(2019, 2030))
def test_the_days_of_the_schedule_are_there_or_moved_by_proclamation(year: int) -> None:
    cited = {parse_day(holiday["day"]): holiday["cite"] for holiday in england()[str(year)]}
    mondays = [date(year, 5, day) for day in range(25, 32)] + [
        date(year, 8, day) for day in range(25, 32)
    ]
    spring, summer = (day for day in mondays if day.weekday() == 0)

    assert cited[summer] == "1971 Act Sch 1 para 1"
    if spring in cited:
        assert cited[spring] == "1971 Act Sch 1 para 1"
    else:
        assert "royal proclamation, 1971 Act s 1(2)" in cited.values()


@pytest.mark.parametrize("year", range(2019, 2030))
def test_good_friday_and_christmas_day_are_named_by_the_regulations_themselves(year: int) -> None:
    by_name = [
        holiday["name"]
        for holiday in england()[str(year)]
        if holiday["cite"] == "PCR 2015 reg 2(1)"
    ]
    christmas_is_a_weekday = date(year, 12, 25).weekday() < SATURDAY

    assert by_name == ["Good Friday", *(["Christmas Day"] if christmas_is_a_weekday else [])]


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
    assert set(told["cites"]) == {"calendar", "windows", "until_required", *limits}
    assert all(parse_day(told[limit]) for limit in limits)
    assert all(told["cites"].values())


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


# The exclusion grounds


def codes() -> list[dict[str, str]]:
    listed: list[dict[str, str]] = read("grounds/pcr2015-2019-04-18.yaml")["codes"]
    return listed


def test_every_ground_of_regulation_57_is_there_once_in_order() -> None:
    convictions = [f"57(1)({letter})" for letter in [*"abcdefghijklm", "ma", "n"]]
    conduct = [f"57(8)({letter})" for letter in "abcdefghi"]

    assert [ground["code"] for ground in codes()] == [*convictions, "57(3)", "57(4)", *conduct]


def test_convictions_and_decided_tax_are_mandatory_and_nothing_else() -> None:
    for ground in codes():
        mandatory = ground["code"].startswith("57(1)") or ground["code"] == "57(3)"
        assert ground["kind"] == ("mandatory" if mandatory else "discretionary")


def test_every_ground_cites_its_own_place() -> None:
    assert all(ground["cite"] == f"PCR 2015 reg {ground['code']}" for ground in codes())


def test_every_title_is_its_own_and_completes_the_question() -> None:
    titles = [ground["title"] for ground in codes()]

    assert len(set(titles)) == len(titles)
    assert all(title[0].islower() and title[-1].isalnum() for title in titles)


def test_the_grounds_say_which_laws_and_days_they_are_for() -> None:
    told = read("grounds/pcr2015-2019-04-18.yaml")

    assert told["grounds"] == "pcr2015-2019-04-18"
    assert told["regimes"] == PCR
    assert (told["in_force"], told["until"]) == ("2019-04-18", "2020-12-30")
    assert told["title"] and told["source"]


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
