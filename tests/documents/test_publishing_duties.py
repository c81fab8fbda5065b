"""``rules/publishing.yaml``: the duties as data, and what may be wrong with a council's own."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from dpsctl.documents.publishing_duties import duties_under, read_duties
from dpsctl.documents.regimes import REGIMES
from dpsctl.documents.time_limits import read_time_limits
from dpsctl.domain.publishing import Event
from dpsctl.errors import DocumentError, RefusedError
from dpsctl.shipped import RULES

DUTIES = read_duties(RULES / "publishing.yaml")
PCR, PA = ["award-notice", "contracts-finder"], ["uk6", "uk7"]


@pytest.mark.parametrize(
    ("regime", "names"),
    [
        ("pcr2015", [*PCR, "contract-register"]),
        ("pcr2015-light-touch", [*PCR, "contract-register"]),
        ("pa2023-dynamic-market", [*PA, "uk15", "s59", "contract-register"]),
        ("pa2023-open-framework", [*PA, "s59", "contract-register"]),
    ],
)
def test_what_each_regime_has_published(regime: str, names: list[str]) -> None:
    assert [duty.name for duty in duties_under([RULES], regime)] == names


def test_every_provision_stands_among_the_time_limits() -> None:
    limits = read_time_limits(RULES / "time-limits.yaml")
    named = {each for duty in DUTIES for each in (duty.within, duty.grouped) if each}

    assert named <= set(limits)
    assert all(duty.within or duty.how_soon for duty in DUTIES)
    assert {regime for duty in DUTIES for regime in duty.regimes} == set(REGIMES)


def test_grouping_is_each_regimes_own_provision() -> None:
    grouped = {duty.regimes: duty.grouped for duty in DUTIES if duty.grouped}

    assert grouped == {
        ("pcr2015",): "PCR 2015 reg 50(5)",
        ("pcr2015-light-touch",): "PCR 2015 reg 75(4)",
    }


def begun(name: str, event: Event) -> bool:
    (duty,) = [duty for duty in DUTIES if duty.name == name]
    return duty.begun_by(event)


def test_a_users_choice_owes_no_notice_under_the_act() -> None:
    chosen = Event("entered into", date(2026, 2, 4), contract=1, basis="User choice")
    competed = Event("entered into", date(2026, 2, 4), contract=1, basis="competition SBC-7")

    assert not begun("uk7", chosen)
    assert begun("uk7", competed)
    assert not begun("uk6", competed)  # that is for awards


def test_a_refusal_for_not_cooperating_is_not_for_the_minister() -> None:
    alone = Event("refused", date(2026, 2, 4), application=1, grounds=("Sch6(43)",))
    beside = Event("refused", date(2026, 2, 4), application=1, grounds=("Sch6(43)", "Sch6(15)"))

    assert not begun("s59", alone)
    assert begun("s59", beside)


BAD = """\
duties:
  - publish: minutes
    called: minutes
    regimes: [pcr2006]
    begins: [awarded, ended]
    whitin: reg 50
  - {publish: minutes, called: minutes, regimes: [pcr2015], begins: [], how_soon: soon}
"""


def test_what_is_wrong_with_a_councils_own_is_told_with_its_place(tmp_path: Path) -> None:
    path = tmp_path / "publishing.yaml"
    path.write_text(BAD, encoding="utf-8")

    with pytest.raises(DocumentError) as told:
        duties_under([tmp_path, RULES], "pcr2015")

    complaints = [line.removeprefix(f"{path}:") for line in told.value.lines()]
    assert complaints[:5] == [
        "2:5: duties[1]: say how soon: either within, a provision, or how_soon, in words",
        "4:15: duties[1].regimes[1]: 'pcr2006' is not one of pcr2015, pcr2015-light-touch, "
        "pa2023-dynamic-market, pa2023-open-framework; did you mean pcr2015?",
        "5:13: duties[1].begins: a duty is about contracts, applications or quarters alone",
        "6:5: duties[1].whitin: there is no such key; did you mean within?",
        "7:69: duties[2].begins: names nothing that starts it",
    ]


def test_rules_without_the_file_are_told_where_they_were_looked_for(tmp_path: Path) -> None:
    with pytest.raises(RefusedError, match=r"there is no publishing\.yaml among the rules"):
        duties_under([tmp_path], "pcr2015")
