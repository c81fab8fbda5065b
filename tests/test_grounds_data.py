"""The exclusion grounds as data: every ground, its kind, how long it counts and what ends it."""

from __future__ import annotations

from datetime import date
from functools import cache

import pytest

from dpsctl.documents.grounds import ExclusionGround, GroundsDocument, read_grounds
from dpsctl.domain.days import Duration
from dpsctl.shipped import RULES

OLD, NEW, ACT = "pcr2015-2019-04-18", "pcr2015-2020-12-31", "pa2023-2025-02-24"
REGULATIONS = [OLD, NEW]
ALL = [*REGULATIONS, ACT]
FIVE, THREE = Duration(5, "years"), Duration(3, "years")
BEGAN, THREE_YEARS_BEFORE = date(2025, 2, 24), date(2022, 2, 24)


@cache
def grounds(name: str) -> GroundsDocument:
    return read_grounds(RULES / "grounds" / f"{name}.yaml")


def codes(name: str) -> list[str]:
    return [each.code for each in grounds(name).codes]


def named(name: str, code: str) -> ExclusionGround:
    return next(each for each in grounds(name).codes if each.code == code)


def test_every_ground_of_regulation_57_is_there_once_in_order() -> None:
    convictions = [f"57(1)({letter})" for letter in [*"abcdefghijklm", "ma", "n"]]
    conduct = [f"57(8)({letter})" for letter in "abcdefghi"]

    assert codes(OLD) == [*convictions, "57(3)", "57(4)", *conduct]
    assert codes(NEW) == [code for code in codes(OLD) if code != "57(1)(e)"]


def test_every_paragraph_of_schedules_6_and_7_is_there_but_for_debarment_only() -> None:
    sixth = [f"Sch6({para})" for para in [*range(2, 35), *range(36, 44)]]
    seventh = [f"Sch7({para})" for para in [*range(1, 12), 13, 14]]
    twelfth = ["12)(1)", "12)(2)", "12)(3)", "12)(4)-breach", "12)(4)-performance"]
    split = ["Sch6(6)(b)", "Sch6(7)(b)", *(f"Sch7({each}" for each in twelfth)]
    listed = ["s57(1)(b)", "s57(2)(b)"]

    assert set(codes(ACT)) == {*sixth, *seventh, *split, *listed}
    assert len(codes(ACT)) == len(set(codes(ACT)))


@pytest.mark.parametrize("name", REGULATIONS)
def test_convictions_and_decided_tax_are_mandatory_and_nothing_else(name: str) -> None:
    for ground in grounds(name).codes:
        mandatory = ground.code.startswith("57(1)") or ground.code == "57(3)"
        assert ground.kind == ("mandatory" if mandatory else "discretionary")


def test_schedule_6_is_mandatory_and_schedule_7_discretionary() -> None:
    mandatory = [each.code for each in grounds(ACT).codes if each.kind == "mandatory"]
    assert mandatory == [code for code in codes(ACT) if code.startswith(("Sch6", "s57(1)"))]


@pytest.mark.parametrize("name", REGULATIONS)
def test_convictions_count_five_years_conduct_three_and_tax_until_it_is_paid(name: str) -> None:
    assert not grounds(name).lookback_trigger_day
    for ground in grounds(name).codes:
        tax = ground.code in ("57(3)", "57(4)")
        years = FIVE if ground.code.startswith("57(1)") else THREE
        assert ground.lookback == (None if tax else years)
        assert ground.ends_when_paid == tax
        assert ground.self_cleaning == (not tax)
        paragraph = {FIVE: "(11)", THREE: "(12)"}[years]
        assert tax or ground.cites.lookback == f"PCR 2015 reg 57{paragraph}"


def test_schedule_6_counts_five_years_to_the_decision_from_the_event() -> None:
    assert grounds(ACT).lookback_trigger_day
    for ground in grounds(ACT).codes:
        if ground.code.startswith("Sch6"):
            assert (ground.lookback, ground.lookback_runs_from) == (FIVE, "on")
            assert ground.self_cleaning and not ground.ends_when_paid


def test_schedule_7_counts_from_what_the_council_knew() -> None:
    three = {*map(str, range(5, 12)), "12)(1", "12)(2", "12)(4)-breach", "13"}
    for ground in grounds(ACT).codes:
        if ground.code.startswith("Sch7"):
            para = ground.code.removeprefix("Sch7(").removesuffix(")")
            assert ground.lookback == (THREE if para in three else FIVE)
            assert ground.lookback_runs_from == "known_on"


@pytest.mark.parametrize(
    ("code", "first"),
    [
        ("Sch6(2)", BEGAN),
        ("Sch6(6)", BEGAN),
        ("Sch6(6)(b)", THREE_YEARS_BEFORE),
        ("Sch6(12)", None),
        ("Sch6(14)", None),
        ("Sch6(15)", THREE_YEARS_BEFORE),
        ("Sch6(17)", None),
        ("Sch6(23)", None),
        ("Sch6(36)", THREE_YEARS_BEFORE),
        ("Sch6(43)", None),
        ("Sch7(1)", BEGAN),
        ("Sch7(4)", BEGAN),
        ("Sch7(11)", None),
        ("Sch7(12)(3)", BEGAN),
        ("Sch7(12)(4)-breach", None),
        ("Sch7(12)(4)-performance", BEGAN),
        ("Sch7(14)", BEGAN),
    ],
)
def test_which_events_before_the_act_are_ignored(code: str, first: date | None) -> None:
    assert named(ACT, code).ignored_before == first


def test_what_goes_by_another_offence_says_so_to_whoever_weighs_it() -> None:
    for code in ("Sch6(23)", "Sch6(24)", "Sch6(25)", "Sch6(33)", "Sch6(34)"):
        assert "44" in (named(ACT, code).note or "")


@pytest.mark.parametrize("name", REGULATIONS)
def test_every_ground_of_the_regulations_cites_its_own_place(name: str) -> None:
    assert all(each.cite == f"PCR 2015 reg {each.code}" for each in grounds(name).codes)


def test_every_ground_of_the_act_cites_its_own_place() -> None:
    for ground in grounds(ACT).codes:
        place = ground.code.replace("Sch6(", "Sch 6 para ").replace("Sch7(", "Sch 7 para ")
        para = place.replace("s57", "s 57").split(")")[0]
        assert (ground.cite or "").startswith(f"Procurement Act 2023 {para}")


@pytest.mark.parametrize("name", ALL)
def test_every_title_is_its_own_and_completes_the_question(name: str) -> None:
    titles = [each.title for each in grounds(name).codes]

    assert len(set(titles)) == len(titles)
    assert all(title[0].islower() and title[-1].isalnum() for title in titles)


@pytest.mark.parametrize("name", ALL)
def test_what_is_not_confirmed_is_marked(name: str) -> None:
    assert grounds(name).unconfirmed


@pytest.mark.parametrize("name", ALL)
def test_a_code_is_one_word_of_a_sentence(name: str) -> None:
    assert not any(set(code) & set(" ,:#{}[]") for code in codes(name))


def test_the_grounds_say_which_laws_and_days_they_are_for() -> None:
    spans = [(grounds(name).in_force, grounds(name).until) for name in ALL]
    assert spans == [
        (date(2019, 4, 18), date(2020, 12, 30)),
        (date(2020, 12, 31), date(2025, 2, 23)),
        (date(2025, 2, 24), None),
    ]
    pcr = ["pcr2015", "pcr2015-light-touch"]
    pa = ["pa2023-dynamic-market", "pa2023-open-framework"]
    assert [grounds(name).regimes for name in ALL] == [pcr, pcr, pa]


def test_kents_rule_sets_keep_the_text_that_their_system_began_under() -> None:
    for version in ("2020-06-15", "2021-02-01"):
        text = (RULES / "kent-specialist" / f"{version}.yaml").read_text(encoding="utf-8")
        assert f"grounds: {OLD}\n" in text
