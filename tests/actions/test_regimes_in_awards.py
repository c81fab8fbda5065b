"""What an award rests on, as the regime has it: the window's notice, or a basis of its own."""

from __future__ import annotations

from ..office import Office
from ..papers import application, rule, rule_set
from ..small_system import OPEN_MARCH, OWN_RULES, RATED_GOOD, small_system

ALWAYS_OPEN = {"regime": "pcr2015", "reopening": None}


def basis_of(office: Office) -> str | None:
    told: str | None = office.types("explain 1 --format json").json["contract"]["basis"]
    return told


def one_admitted(office: Office) -> None:
    office.imports(application(1, {"received_at": "2021-03-09T09:00", "answers": None}))
    office.types("check")
    office.types("determine --all-qualified admit --reason 'Meets all'")


def test_under_light_touch_the_windows_notice_is_the_basis(new_office: Office) -> None:
    office = small_system(new_office)
    office.types(f"{OPEN_MARCH} --notice '2021/S 000-004711'")
    one_admitted(office)
    office.types("award --decision 20/00108 --yes")
    assert basis_of(office) == "notice 2021/S 000-004711"


def test_under_strict_pcr2015_an_award_says_what_it_rests_on(new_office: Office) -> None:
    strict = rule_set("2020-06-01", [RATED_GOOD], {"regime": "pcr2015"})
    office = small_system(new_office, strict, ALWAYS_OPEN, "2020-06-01")
    office.types(f"open-window {OWN_RULES}")
    one_admitted(office)

    refused = office.types("award --decision 20/00108 --yes", exits=1)
    assert "admission gives membership and no contract (PCR 2015 reg 34(5)" in refused.err
    assert "--basis TEXT" in refused.err
    assert office.counts("contracts") == 0

    office.types("award --decision 20/00108 --basis 'mini-competition 7' --yes")
    assert basis_of(office) == "mini-competition 7"


def test_a_set_that_lint_finds_errors_in_opens_no_window(new_office: Office) -> None:
    award_criterion = rule("cheap", "home.beds at least 3", "refer", cite="PCR 2015 reg 67")
    text = rule_set("2021-01-01", [award_criterion]).replace("reg 58(15)", "reg 67")
    office = small_system(new_office, text)

    told = office.types(f"open-window --opens 2021-03-01 --closes 2021-03-31 {OWN_RULES}", exits=1)

    assert "own-rules/small/2021-01-01.yaml:" in told.err
    assert "reg 58" in told.err
    assert office.counts("windows") == 0
