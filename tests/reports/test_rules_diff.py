"""``rules diff``: what changed in words, and which applications flip; nothing is recorded."""

from __future__ import annotations

import hashlib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from dpsctl.documents.rule_shelf import as_pinned, rules_at
from dpsctl.ledger.file import reading
from dpsctl.reports.rules_flips import Flip, rejudged
from dpsctl.shipped import RULES
from tests.office import Office
from tests.papers import application, rule, rule_set
from tests.small_system import OPEN_MARCH, OWN_RULES, small_system

EL = "provider.insurance.employers_liability.cover"
FIVE, TEN = "5000000", "10000000"


def cover(least: str, **more: Any) -> dict[str, Any]:
    return rule("employers-liability", f"{EL} at least {least}", "refer", **more)


def figure(*dated: tuple[str, str]) -> dict[str, Any]:
    return {"least": {"type": "money", "law": "illustrative", "values": dict(dated)}}


@pytest.fixture
def ten(new_office: Office) -> Office:
    """Ten applications checked: seven homes have £10m of cover and three £5m; £5m is enough."""
    office = small_system(new_office, rule_set("2021-01-01", [cover(FIVE)]))
    office.types(OPEN_MARCH)
    amounts = [TEN] * 7 + [FIVE] * 3
    office.imports(
        *(application(at, {EL: each, "answers": None}) for at, each in enumerate(amounts, 1))
    )
    assert office.types("check").out.endswith("10 checked: 10 qualified\n")
    return office


def flips(office: Office, new: str, old: str = "small/2021-01-01", window: str = "all") -> Any:
    command = f"rules diff {old} {new} --window {window} {OWN_RULES} --format json"
    return office.types(command).json["rows"]


def test_a_stricter_version_flips_three_and_moves_nothing(ten: Office) -> None:
    ten.writes("own-rules/small/2021-03-05.yaml", rule_set("2021-03-05", [cover(TEN)]))
    before, entries = hashlib.sha256(ten.ledger.read_bytes()).hexdigest(), ten.entries()

    rows = flips(ten, "small/2021-03-05")
    assert [(row["application"], row["home"]) for row in rows] == [
        (8, "Sample Home 08"),
        (9, "Sample Home 09"),
        (10, "Sample Home 10"),
    ]
    assert {row["rule"] for row in rows} == {"employers-liability"}
    assert {(row["before"], row["after"]) for row in rows} == {("met", "unmet")}
    assert {(row["verdict_before"], row["verdict_after"]) for row in rows} == {
        ("qualified", "referred")
    }
    assert (hashlib.sha256(ten.ledger.read_bytes()).hexdigest(), ten.entries()) == (before, entries)
    assert ten.standing(8) == "qualified"


def test_a_window_may_be_named_and_the_draft_be_a_file(ten: Office) -> None:
    draft = ten.writes("small/2021-03-05.yaml", rule_set("2021-03-05", [cover(TEN)]))

    assert len(flips(ten, draft, window="2021-03-01")) == 3
    told = ten.types(f"rules diff small {draft} --window all {OWN_RULES}")
    assert "10 applications judged again, 3 flip; nothing was recorded" in told.out
    ten.types(f"rules diff small {draft} --window 2020-01-01 {OWN_RULES}", exits=1)


def test_a_version_is_tried_with_its_own_figures(ten: Office) -> None:
    raised = figure(("2020-01-01", FIVE), ("2021-03-05", TEN))
    text = rule_set("2021-03-05", [cover("$least")], {"parameters": raised})
    ten.writes("own-rules/small/2021-03-05.yaml", text)

    assert len(flips(ten, "small/2021-03-05")) == 3


def test_other_words_for_the_same_flip_nothing(ten: Office) -> None:
    same = {**cover(FIVE), "asks": "Is cover enough?", "proof": "the certificate"}
    met_by_all = rule("named", "home.name is answered")
    ten.writes("own-rules/small/2021-03-05.yaml", rule_set("2021-03-05", [same, met_by_all]))

    assert flips(ten, "small/2021-03-05") == []


def test_what_weighs_heavier_flips_though_the_finding_is_the_same(ten: Office) -> None:
    ten.writes("own-rules/small/2021-03-05.yaml", rule_set("2021-03-05", [cover(TEN)]))
    strict = {**cover(TEN), "otherwise": "fail"}
    ten.writes("own-rules/small/2021-03-06.yaml", rule_set("2021-03-06", [strict]))

    rows = flips(ten, "small/2021-03-06", old="small/2021-03-05")
    assert {(row["before"], row["after"]) for row in rows} == {("unmet (refer)", "unmet (fail)")}
    assert len(rows) == 3


def test_a_rule_that_comes_or_goes_flips_those_who_fall_short_of_it(ten: Office) -> None:
    other = rule("many-beds", "home.beds at least 5")
    ten.writes("own-rules/small/2021-03-05.yaml", rule_set("2021-03-05", [cover(FIVE), other]))

    rows = flips(ten, "small/2021-03-05")
    assert len(rows) == 10
    assert {(row["before"], row["after"]) for row in rows} == {("not asked", "unmet")}
    back = flips(ten, "small/2021-01-01", old="small/2021-03-05")
    assert {(row["before"], row["after"]) for row in back} == {("unmet", "not asked")}


def test_the_flips_against_the_pinned_rules(ten: Office) -> None:
    ten.writes("own-rules/small/2021-03-05.yaml", rule_set("2021-03-05", [cover(TEN)]))
    new = as_pinned(rules_at([ten.folder / "own-rules", RULES], "small/2021-03-05"))
    with reading(ten.ledger) as ledger:
        found = rejudged(ledger, new, date(2021, 3, 10))

    assert (found.applications, found.flipped) == (10, 3)
    assert found.flips[0] == Flip(
        8, "Sample Home 08", "employers-liability", "met", "unmet", "qualified", "referred"
    )


def test_what_changed_is_told_field_by_field(new_office: Office) -> None:
    old = [rule("stays", "home.beds is 4"), rule("goes", "band is Mid"), cover(FIVE)]
    new = [
        rule("stays", "home.beds is 4"),
        cover(TEN, categories=["LD"]),
        rule("comes", "band is X"),
    ]
    new_office.writes("own/small/2021-01-01.yaml", rule_set("2021-01-01", old))
    changed = {"title": "Fewer criteria", "parameters": figure(("2021-02-01", FIVE))}
    new_office.writes("own/small/2021-02-01.yaml", rule_set("2021-02-01", new, changed))
    command = "rules diff small/2021-01-01 small/2021-02-01 --rules-dir own --format json"
    rows = new_office.types(command).json["rows"]

    told = [(row["part"], row["name"], row["change"], row["field"]) for row in rows]
    assert told == [
        ("rule set", "small", "changed", "title"),
        ("figure", "$least", "added", None),
        ("rule", "goes", "removed", None),
        ("rule", "employers-liability", "changed", "wants"),
        ("rule", "employers-liability", "changed", "for"),
        ("rule", "employers-liability", "changed", "asks"),
        ("rule", "comes", "added", None),
    ]
    assert (rows[3]["before"], rows[3]["after"]) == (
        f"{EL} at least £5,000,000",
        f"{EL} at least £10,000,000",
    )
    assert rows[2]["before"] == "Is it so that band is Mid? Otherwise fail"


def test_the_grounds_are_compared_one_by_one(new_office: Office) -> None:
    older, newer = "pcr2015-2019-04-18", "pcr2015-2020-12-31"
    for version, grounds in (("2021-01-01", older), ("2021-02-01", newer)):
        text = rule_set(version, [cover(FIVE)], {"grounds": grounds})
        new_office.writes(f"own/small/{version}.yaml", text)
    command = "rules diff small/2021-01-01 small/2021-02-01 --rules-dir own --format json"
    rows = new_office.types(command).json["rows"]

    assert ("57(1)(e)", "removed") in [(row["name"], row["change"]) for row in rows]
    assert rows[0]["field"] == "grounds"


def test_the_same_version_differs_in_nothing(new_office: Office, tmp_path: Path) -> None:
    told = new_office.types("rules diff kent-specialist kent-specialist/2021-02-01")
    assert "none" in told.out
