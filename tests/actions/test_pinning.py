"""A window carries its rules: what the file says later changes nothing for it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from dpsctl.ledger.chain import sha256
from dpsctl.shipped import RULES

from ..office import Office
from ..papers import application, decision, rule, rule_set
from ..small_system import OPEN_MARCH, OWN_RULES, RATED_GOOD, small_system

Stage = Callable[[str], Office]
EASTER = "--opens 2021-04-05 --closes 2021-04-30"


@pytest.fixture
def kent_with_own_rules(kent_at: Stage) -> Office:
    """Kent with a copy of the shipped rules as its own, and the March window pinned from it."""
    office = kent_at("decided")
    shutil.copytree(RULES, office.folder / "own-rules")
    office.types(f"open-window --opens 2021-03-01T09:00 --closes 2021-03-31 {OWN_RULES}")
    return office.on("2021-04-06")


def edited(office: Office, old: str, new: str) -> tuple[str, str]:
    """Edit Kent's own criteria; the digests of the text before and after."""
    path = rules_file(office)
    before = path.read_text(encoding="utf-8")
    after = before.replace(old, new)
    assert after != before
    path.write_text(after, encoding="utf-8")
    return sha256(before), sha256(after)


def rules_file(office: Office) -> Path:
    return office.folder / "own-rules" / "kent-specialist" / "2021-02-01.yaml"


def test_a_check_reads_the_pinned_text_and_not_the_edited_file(
    kent_with_own_rules: Office,
) -> None:
    office = kent_with_own_rules
    edited(office, "home.cqc.rating at least Good", "home.cqc.rating at least Outstanding")

    office.imports(application(1))
    office.types(f"check {OWN_RULES}")

    assert office.standing(1) == "qualified"


def test_a_check_does_not_even_need_the_file(kent_with_own_rules: Office) -> None:
    office = kent_with_own_rules
    rules_file(office).write_text("not a rule set", encoding="utf-8")

    office.imports(application(1))
    office.types(f"check {OWN_RULES}")

    assert office.standing(1) == "qualified"


def test_a_later_window_with_the_edited_file_is_refused_with_both_digests(
    kent_with_own_rules: Office,
) -> None:
    office = kent_with_own_rules
    expected, found = edited(office, "2021-02-01: 2}", "2021-02-01: 3}")

    told = office.types(f"open-window {EASTER} {OWN_RULES}", exits=1)

    assert "2021-02-01.yaml has changed since a window pinned it" in told.err
    assert f"expected sha256 {expected}, found {found}" in told.err
    assert "write the change as a new version beside it" in told.err


def test_edited_exclusion_grounds_are_refused_alike(kent_with_own_rules: Office) -> None:
    office = kent_with_own_rules
    grounds = office.folder / "own-rules" / "grounds" / "pcr2015-2019-04-18.yaml"
    grounds.write_text(grounds.read_text(encoding="utf-8") + "# a remark\n", encoding="utf-8")

    told = office.types(f"open-window {EASTER} {OWN_RULES}", exits=1)

    assert "pcr2015-2019-04-18.yaml has changed since a window pinned it" in told.err


def test_put_back_as_it_was_it_is_taken_again(kent_with_own_rules: Office) -> None:
    office = kent_with_own_rules
    edited(office, "at least Good", "at least Outstanding")
    edited(office, "at least Outstanding", "at least Good")

    office.types(f"open-window {EASTER} {OWN_RULES}")

    assert office.counts("rule_sets") == 1
    assert office.counts("window_rules") == 2


def test_a_change_written_as_a_new_version_judges_from_its_day_on(
    kent_with_own_rules: Office,
) -> None:
    office = kent_with_own_rules
    newer = rules_file(office).read_text(encoding="utf-8")
    newer = newer.replace("version: 2021-02-01", "version: 2021-04-01")
    newer = newer.replace("supersedes: 2020-06-15", "supersedes: 2021-02-01")
    newer = newer.replace("home.cqc.rating at least Good", "home.cqc.rating at least Outstanding")
    rules_file(office).with_name("2021-04-01.yaml").write_text(newer, encoding="utf-8")

    office.types(f"open-window {EASTER} {OWN_RULES}")
    office.imports(application(1), application(2, {"received_at": "2021-04-05T10:00"}))
    office.types("check")

    assert (office.standing(1), office.standing(2)) == ("qualified", "referred")
    pinned = [row["rules"] for row in office.report("windows", "--as-of 2021-05-01")["rows"]]
    assert pinned == [["kent-specialist/2021-02-01"], ["kent-specialist/2021-04-01"]]


def test_the_version_in_force_on_the_opening_day_is_pinned(kent_at: Stage) -> None:
    office = kent_at("decided")
    office.records(decision({"effective_on": "2021-01-01"}), options="--correct 'Earlier'")

    for day, version in (("2021-01-31", "2020-06-15"), ("2021-02-01", "2021-02-01")):
        told = office.types(f"open-window --opens {day} --closes {day}", exits=0)
        assert told.lines[1].startswith(f"rules for dps: kent-specialist/{version}, sha256 ")


# Which rule sets may judge at all


def opened(office: Office) -> str:
    """What ``open-window`` says to a small system whose rules should let it open."""
    return office.types(OPEN_MARCH).out


def refused(office: Office, exits: int = 1) -> str:
    """What ``open-window`` says to one whose rules should not."""
    return office.types(OPEN_MARCH, exits=exits).err


def test_an_illustrative_rule_set_judges_in_a_rehearsal_only(new_office: Office) -> None:
    office = small_system(new_office, changed={"rehearsal": None})

    assert (
        "rule set small/2021-01-01 is illustrative and judges nobody outside a rehearsal"
        in refused(office)
    )


def adopted_by(decision: str) -> str:
    """A rule set that a decision adopted."""
    adopted = {"illustrative": None, "adopted": {"decision": decision}}
    return rule_set("2021-01-01", [RATED_GOOD], adopted)


def test_an_adopted_rule_set_judges_under_its_decision(new_office: Office) -> None:
    office = small_system(new_office, adopted_by("20/00108"), {"rehearsal": None})

    assert "rules for dps: small/2021-01-01" in opened(office)


def test_without_that_decision_on_the_ledger_it_does_not(new_office: Office) -> None:
    office = small_system(new_office, adopted_by("19/00001"), {"rehearsal": None})

    assert (
        "rule set small/2021-01-01 was adopted by decision 19/00001, "
        "which is not on the ledger and in effect on 2021-03-01" in refused(office)
    )


def test_a_rule_set_of_another_law_judges_nobody(new_office: Office) -> None:
    rules = rule_set("2021-01-01", [RATED_GOOD], {"regime": "pcr2015"})

    told = refused(small_system(new_office, rules))

    assert "rule set small/2021-01-01 is written for pcr2015" in told


def test_a_parameter_without_a_value_yet_is_refused(new_office: Office) -> None:
    least = {"type": "whole number", "law": "illustrative", "values": {"2021-06-01": "2"}}
    enough_beds = rule("beds", "home.beds at least $least")
    rules = rule_set("2021-01-01", [enough_beds], {"parameters": {"least": least}})

    told = refused(small_system(new_office, rules))

    assert "parameter least of rule set small/2021-01-01 has no value yet on 2021-03-01" in told


def test_a_rule_set_with_a_mistake_opens_nothing(new_office: Office) -> None:
    rules = rule_set("2021-01-01", [rule("good", "home.cqc.ratng at least Good")])

    told = refused(small_system(new_office, rules), exits=4)

    assert told.startswith("own-rules/small/2021-01-01.yaml:")
    assert "home.cqc.rating" in told


def test_a_rule_set_that_is_nowhere(new_office: Office) -> None:
    office = small_system(new_office, changed={"agreements.dps.rules": "smal"})

    assert "there is no rule set smal" in refused(office)


def test_before_the_first_version_nothing_is_in_force(new_office: Office) -> None:
    told = refused(small_system(new_office, version="2021-06-01"))

    assert "no version of rule set small is in force on 2021-03-01" in told
    assert "the first is 2021-06-01" in told
