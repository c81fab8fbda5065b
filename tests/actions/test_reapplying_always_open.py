"""Applying again in a system that is always open, whose one window has no next."""

from __future__ import annotations

from ..office import Office
from ..papers import application, rule_set
from ..small_system import OWN_RULES, RATED_GOOD, small_system


def paper(received: str, home: int = 1) -> str:
    return application(home, {"received_at": received, "answers": None, "placements": None})


def always_open(office: Office) -> Office:
    """A strict system under reg 34, its window open, home 1 refused and home 2 admitted in it."""
    strict = {"regime": "pcr2015", "reopening": None}
    rules = rule_set("2020-06-01", [RATED_GOOD], {"regime": "pcr2015"})
    office = small_system(office, rules, strict, version="2020-06-01")
    office.types(f"open-window {OWN_RULES}")
    office.imports(paper("2021-03-01T09:00"), paper("2021-03-01T09:00", home=2))
    office.types("check")
    office.types("determine 1 refuse --reason 'As the rules say'")
    office.types("determine 2 admit --reason 'As the rules say'")
    return office


def test_a_refused_home_applies_again_in_the_same_window(new_office: Office) -> None:
    office = always_open(new_office).on("2021-03-11")

    told = office.imports(paper("2021-03-11T09:00"))

    assert told.lines == ["application 3: Sample Home 01 (LD), window 2020-06-15"]
    assert (office.standing(1), office.standing(3)) == ("refused", "received")


def test_and_what_it_sends_then_takes_the_place_of_its_newest(new_office: Office) -> None:
    office = always_open(new_office).on("2021-03-12")
    office.imports(paper("2021-03-11T09:00"))

    office.imports(paper("2021-03-12T09:00"))

    assert [office.standing(number) for number in (1, 3, 4)] == [
        "refused",
        "superseded",
        "received",
    ]


def test_one_that_stands_admitted_has_nothing_more_to_apply_for(new_office: Office) -> None:
    office = always_open(new_office).on("2021-03-12")

    told = office.imports(paper("2021-03-12T09:00", home=2), exits=1).err

    assert "application 2 of this home stands admitted: there is nothing more to apply" in told


def test_one_whose_contract_has_ended_applies_again(new_office: Office) -> None:
    office = always_open(new_office).on("2021-03-12")
    basis = "--basis 'user choice' --ends 2021-06-30"
    office.types(f"award 2 --decision 20/00108 {basis} --yes")
    before = office.imports(paper("2021-03-12T09:00", home=2), exits=1).err

    office.on("2021-07-01").imports(paper("2021-07-01T09:00", home=2))

    assert "this home holds contract 1 under dps, which has not ended" in before
