"""``init``: the system's terms, the law's limits on its life, and amendments."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from ..office import Office
from ..papers import application, system

Stage = Callable[[str], Office]

LAST_BEGINNING = "2025-02-23"
LAST_DAY = "2029-02-23"
REGIMES = pytest.mark.parametrize("regime", ["pcr2015", "pcr2015-light-touch"])


def initiated(office: Office, changed: dict[str, Any], *, exits: int = 0, why: str = "") -> str:
    """What ``init`` says of Kent's system with a few paths changed."""
    office.writes("changed.yaml", system(changed))
    told = office.types("init changed.yaml" + (f" --reason '{why}'" if why else ""), exits=exits)
    return told.out + told.err


# The law's limits on the validity


@REGIMES
def test_a_system_under_the_old_law_began_before_the_new_one_did(
    new_office: Office, regime: str
) -> None:
    late = {"regime": regime, "reopening": None, "valid.from": "2025-02-24"}

    told = initiated(new_office, late, exits=1)

    assert f"a {regime} system may not begin after {LAST_BEGINNING}" in told
    assert "SI 2024/716 reg 5(3)" in told
    initiated(new_office, {**late, "valid.from": LAST_BEGINNING})


@REGIMES
def test_a_system_under_the_old_law_ends_four_years_into_the_new_one(
    new_office: Office, regime: str
) -> None:
    too_long = {"regime": regime, "reopening": None, "valid.until": "2029-02-24"}

    told = initiated(new_office, too_long, exits=1)

    assert f"a {regime} system may not run past {LAST_DAY}" in told
    assert f"end valid.until on {LAST_DAY} or before" in told
    initiated(new_office, {**too_long, "valid.until": LAST_DAY})


@pytest.mark.parametrize("regime", ["pcr2015", "pcr2015-light-touch", "pa2023-open-framework"])
def test_it_must_say_when_it_ends(new_office: Office, regime: str) -> None:
    told = initiated(
        new_office, {"regime": regime, "reopening": None, "valid.until": None}, exits=1
    )

    assert f"a {regime} system must say when its validity ends" in told


def test_only_a_dynamic_market_may_leave_its_end_open(new_office: Office) -> None:
    told = initiated(
        new_office, {"regime": "pa2023-dynamic-market", "reopening": None, "valid.until": None}
    )

    assert "pa2023-dynamic-market, valid from 2020-06-15 with no last day" in told


def test_a_refused_first_init_leaves_no_file_behind(new_office: Office) -> None:
    initiated(new_office, {"valid.until": "2029-02-24"}, exits=1)

    assert not new_office.ledger.exists()


# Amendments


def test_the_validity_can_be_changed_until_the_law_freezes_it(kent_at: Stage) -> None:
    office = kent_at("awarded")
    moved = {"valid.until": "2027-06-14"}

    frozen = initiated(office.on("2026-02-24"), moved, exits=1, why="Extended")
    initiated(office.on("2026-02-23"), moved, why="Extended")

    assert "may not be changed after 2026-02-23" in frozen
    assert "SI 2024/716 reg 5(4)" in frozen


def test_what_is_not_the_validity_can_still_be_amended_afterwards(kent_at: Stage) -> None:
    office = kent_at("awarded").on("2026-03-01")

    told = initiated(office, {"seal_above": "250000"}, why="The constitution changed")

    assert "kent-ldpdmh amended: seal_above" in told


def test_an_amendment_needs_a_reason_and_says_what_changed(kent_at: Stage) -> None:
    office = kent_at("open")
    changed = {"four_eyes": ["late"], "title": "Specialist care homes"}

    asked = initiated(office, changed, exits=2)
    told = initiated(office, changed, why="The notice said so")

    assert "say why with --reason TEXT to record the amendment" in asked
    assert "kent-ldpdmh amended: four_eyes, title" in told
    assert "windows keep the terms they were opened under" in told
    assert office.report("history")["rows"][-1]["reason"] == "The notice said so"


def test_a_window_keeps_the_terms_it_was_opened_under(kent_at: Stage) -> None:
    office = kent_at("open")
    initiated(office, {"categories.MH": None, "needs": None}, why="No mental health any more")

    told = office.imports(application(1, {"categories": ["MH"], "placements": None}))

    assert told.lines == ["application 1: Sample Home 01 (MH), window 2021-03-01"]


@pytest.mark.parametrize(
    ("changed", "kept"),
    [
        ({"system": "kent-other"}, "the ledger keeps system kent-ldpdmh"),
        ({"regime": "pcr2015"}, "the ledger keeps regime pcr2015-light-touch"),
    ],
)
def test_a_ledger_keeps_one_system_under_one_law(
    kent_at: Stage, changed: dict[str, Any], kept: str
) -> None:
    told = initiated(kent_at("open"), changed, exits=1, why="Another")

    assert kept in told
    assert "set up another ledger with --ledger PATH" in told


@pytest.mark.parametrize(
    "valid", [{"valid.until": "2021-03-30"}, {"valid.from": "2021-03-02"}], ids=["end", "beginning"]
)
def test_no_window_is_left_outside_the_validity(kent_at: Stage, valid: dict[str, Any]) -> None:
    told = initiated(kent_at("open"), valid, exits=1, why="Shorter")

    assert "window 2021-03-01 would lie outside this validity" in told


def test_the_same_document_again_amends_nothing(kent_at: Stage) -> None:
    office = kent_at("open")

    told = office.types("init system.yaml")

    assert told.lines == ["nothing to do: kent-ldpdmh stands as this document has it"]


def test_the_first_document_again_takes_an_amendment_back(kent_at: Stage) -> None:
    office = kent_at("open")
    initiated(office, {"seal_above": "250000"}, why="Lower")

    told = office.types("init system.yaml --reason 'It was right before'")

    assert told.lines[0] == "kent-ldpdmh amended: seal_above"


def test_a_ledger_of_this_version_has_nothing_to_migrate(kent_at: Stage) -> None:
    told = kent_at("open").types("migrate")

    assert told.lines == ["nothing to do: dps.db is up to date"]
