"""Kent's story as documents: the paper's figures to the pound; what is invented says so."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

import pytest
import yaml

from dpsctl.domain.days import day_end, parse_day, parse_instant
from dpsctl.domain.money import parse_pence, percent, whole_pounds
from dpsctl.shipped import FIXTURES, RULES

KENT = FIXTURES / "kent"
WEEKS = 52
DISTRICTS = {
    "Ashford",
    "Canterbury",
    "Dartford",
    "Dover",
    "Folkestone and Hythe",
    "Gravesham",
    "Maidstone",
    "Sevenoaks",
    "Swale",
    "Thanet",
    "Tonbridge and Malling",
    "Tunbridge Wells",
}
IDENTIFIERS = {
    "company_number": r"999000\d\d",
    "charity_number": r"99900\d\d",
    "cqc_provider": r"1-9990000\d\d",
}

Document = dict[str, Any]


def read(name: str) -> Document:
    loaded: Document = yaml.load((KENT / name).read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    return loaded


APPLICATIONS = [
    read(f"applications/{path.name}") for path in sorted((KENT / "applications").glob("*.yaml"))
]
SIXTEEN = APPLICATIONS[:16]
EACH = pytest.mark.parametrize(
    "application", APPLICATIONS, ids=[application["reference"] for application in APPLICATIONS]
)


def fees(application: Document, which: str) -> int:
    placed = application.get("placements", [])
    return sum(parse_pence(placement[f"{which}_weekly_fee"]) for placement in placed)


# The paper's figures


def test_twenty_homes_apply_and_each_file_is_named_after_its_reference() -> None:
    references = [application["reference"] for application in APPLICATIONS]
    names = [path.stem for path in sorted((KENT / "applications").iterdir())]

    assert references == names == [f"KBP-2021-{number:04}" for number in range(1, 21)]


def test_the_sixteen_come_to_the_papers_figures() -> None:
    offered = sum(fees(application, "offered") for application in SIXTEEN)
    current = sum(fees(application, "current") for application in SIXTEEN)

    assert (offered, current) == (13_843_817, 13_605_525)
    assert (offered * WEEKS, current * WEEKS) == (719_878_484, 707_487_300)
    assert whole_pounds(offered * WEEKS) == "£7,198,785"
    assert whole_pounds(current * WEEKS) == "£7,074,873"
    assert whole_pounds((offered - current) * WEEKS) == "£123,912"


def test_what_follows_from_them_by_arithmetic() -> None:
    estimate = parse_pence(read("system.yaml")["estimate"]["potential_increase"])
    offered = sum(fees(application, "offered") for application in SIXTEEN) * WEEKS
    current = sum(fees(application, "current") for application in SIXTEEN) * WEEKS

    assert percent(offered - current, current) == "1.75"
    assert percent(offered - current, estimate) == "2.82"
    assert whole_pounds(estimate - (offered - current)) == "£4,276,088"


def test_some_fees_go_up_some_down_and_some_stay() -> None:
    moves = Counter(
        (offered > current) - (offered < current)
        for application in SIXTEEN
        for placement in application["placements"]
        for offered in [parse_pence(placement["offered_weekly_fee"])]
        for current in [parse_pence(placement["current_weekly_fee"])]
    )

    assert moves == {1: 41, -1: 17, 0: 6}


# Each application


@EACH
def test_every_file_says_first_that_it_is_invented(application: Document) -> None:
    text = (KENT / "applications" / f"{application['reference']}.yaml").read_text(encoding="utf-8")

    assert text.startswith("# Invented: there is no such provider and no such home.")


@EACH
def test_names_and_identifiers_say_that_they_are_invented(application: Document) -> None:
    provider, home = application["provider"], application["home"]
    number = application["reference"][-2:]
    known = [key for key in IDENTIFIERS if key in provider]

    assert re.fullmatch(r"Sample Provider \d\d( Ltd| LLP| CIC| Trust)?", provider["name"])
    assert len(known) == 1
    assert re.fullmatch(IDENTIFIERS[known[0]], provider[known[0]])
    assert provider["name"].split()[2] == provider[known[0]][-2:]
    assert (home["name"], home["cqc_location"]) == (f"Sample Home {number}", f"1-000000{number}")


@EACH
def test_homes_are_small_and_in_kent(application: Document) -> None:
    assert application["home"]["district"] in DISTRICTS
    assert 3 <= int(application["home"]["beds"]) <= 6
    assert set(application["categories"]) <= {"LD", "PD", "MH"}


@EACH
def test_placements_fit_the_home_that_offers_them(application: Document) -> None:
    placed = application.get("placements", [])

    assert len(placed) <= int(application["home"]["beds"])
    assert {placement["need"] for placement in placed} <= set(application["categories"])
    assert {placement["band"] for placement in placed} <= {application["band"]}
    for placement in placed:
        for fee in ("current_weekly_fee", "offered_weekly_fee"):
            assert parse_pence("1200") <= parse_pence(placement[fee]) <= parse_pence("3500")


@pytest.mark.parametrize("application", SIXTEEN, ids=[a["reference"] for a in SIXTEEN])
def test_each_of_the_sixteen_offers_at_least_4000_pounds_a_week(application: Document) -> None:
    assert fees(application, "offered") >= parse_pence("4000")
    assert len(application["placements"]) >= 3


def test_every_placement_has_a_reference_of_its_own() -> None:
    references = [
        placement["ref"]
        for application in APPLICATIONS
        for placement in application.get("placements", [])
    ]

    assert references == [f"P-{number:04}" for number in range(1, len(references) + 1)]


def test_one_provider_has_one_number_one_name_and_one_insurance() -> None:
    providers: dict[str, Document] = {}
    for application in APPLICATIONS:
        provider = application["provider"]
        assert providers.setdefault(provider["name"], provider) == provider
    homes = Counter(application["provider"]["name"] for application in APPLICATIONS)

    assert sorted(homes.values(), reverse=True)[:5] == [2, 2, 2, 2, 1]


def test_the_bands_and_categories_are_the_systems_own() -> None:
    system = read("system.yaml")

    for application in APPLICATIONS:
        assert application["band"] in system["agreements"][application["agreement"]]["bands"]
        assert set(application["categories"]) <= set(system["categories"])


def test_answers_are_to_questions_that_the_rules_ask() -> None:
    text = (RULES / "kent-specialist" / "2021-02-01.yaml").read_text(encoding="utf-8")
    rule_set = yaml.load(text, Loader=yaml.BaseLoader)
    asked = {question["id"] for question in rule_set["questions"]}

    assert all(application["answers"].keys() <= asked for application in APPLICATIONS)


# The story


def test_nineteen_arrive_while_the_window_is_open_and_the_last_is_late() -> None:
    opens = parse_instant(read("system.yaml")["reopening"]["first"])
    closes = day_end(parse_day("2021-03-31"))
    received = [parse_instant(application["received_at"]) for application in APPLICATIONS]

    assert received == sorted(received)
    assert all(opens <= instant < closes for instant in received[:19])
    assert received[19] > closes


def test_each_of_the_last_four_differs_from_the_sixteen_in_one_thing() -> None:
    fails, referred, incomplete, late = APPLICATIONS[16:]

    assert fails["home"]["cqc"]["registration"] == "Deregistered"
    assert referred["home"]["cqc"]["rating"] == "Requires improvement"
    assert referred["answers"]["improvement_plan"] == "no"
    assert "safeguarding" not in incomplete["provider"]["policies"]
    assert late["received_at"] == "2021-04-02T10:15"


def test_exclusions_are_declared_none_or_answered_code_by_code() -> None:
    text = (RULES / "grounds" / "pcr2015-2019-04-18.yaml").read_text(encoding="utf-8")
    codes = [ground["code"] for ground in yaml.load(text, Loader=yaml.BaseLoader)["codes"]]
    declared = [application["declaration"]["exclusions"] for application in APPLICATIONS]
    one_by_one = [answers for answers in declared if answers != "none declared"]

    assert one_by_one == [dict.fromkeys(codes, "no")] * 3


def test_the_first_decision_gives_no_power_to_open_and_the_second_does() -> None:
    first, second = read("decisions/18-00030.yaml"), read("decisions/20-00108.yaml")

    assert (first["decision"], first["powers"]) == ("18/00030", ["award"])
    assert first["covers"] == "existing services"
    assert (second["decision"], second["powers"]) == ("20/00108", ["open", "award"])
    assert second["effective_on"] == "2021-02-15"
