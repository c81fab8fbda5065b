"""Which decision lets the council open a window, and from which day."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ..office import Office
from ..papers import decision, system

Stage = Callable[[str], Office]
MARCH = "open-window --opens 2021-03-01T09:00 --closes 2021-03-31"


def assessed(office: Office) -> Office:
    """The office with both of the impact assessments that Kent's gates ask for."""
    for kind in ("eqia", "dpia"):
        office.types(
            f"record-assessment {kind} --version 1 --signed 2020-12-01 --review-by 2021-12-01"
        )
    return office


def test_18_00030_alone_opens_nothing_and_says_what_to_record_instead(kent_at: Stage) -> None:
    office = assessed(kent_at("empty"))
    office.types("record-decision decisions/18-00030.yaml")

    refused = office.types(MARCH, exits=1)

    assert refused.err.splitlines() == [
        "dpsctl: decision 18/00030 gives power to award only: "
        "it makes no provision for new services to join",
        "  take a new decision and record it: dpsctl record-decision FILE, "
        "with `powers: [open, award]`",
    ]


def test_without_any_decision_the_power_is_asked_for(kent_at: Stage) -> None:
    office = assessed(kent_at("empty"))

    refused = office.types(MARCH, exits=1)

    assert "no decision on the ledger gives the power to open" in refused.err


def test_no_window_opens_before_the_decision_takes_effect(kent_at: Stage) -> None:
    office = kent_at("decided").on("2021-02-15")

    refused = office.types("open-window --opens 2021-02-14 --closes 2021-03-31", exits=1)
    office.types("open-window --opens 2021-02-15 --closes 2021-03-31")

    assert "decision 20/00108 takes effect on 2021-02-15 (as the document says)" in refused.err
    assert "choose 2021-02-15 or a later day" in refused.err


def test_a_window_may_be_scheduled_before_its_decision_takes_effect(kent_at: Stage) -> None:
    office = kent_at("decided").on("2021-02-08")

    office.types("open-window --opens 2021-02-15 --closes 2021-03-31")


def test_a_decision_that_is_named_must_have_the_power_and_stand_on_the_ledger(
    kent_at: Stage,
) -> None:
    office = kent_at("decided")

    without = office.types(f"{MARCH} --decision 18/00030", exits=1)
    unknown = office.types(f"{MARCH} --decision 19/00001", exits=1)

    assert "decision 18/00030 gives power to award only" in without.err
    assert "there is no decision 19/00001 on the ledger" in unknown.err


@pytest.mark.parametrize(
    ("published", "effective"),
    [
        ("2019-10-17", "2019-10-25"),
        ("2024-06-11", "2024-06-19"),
        ("2020-12-21", "2020-12-31"),
    ],
)
def test_a_decision_takes_effect_after_call_in(
    kent_at: Stage, published: str, effective: str
) -> None:
    office = kent_at("empty")

    unknown = {"effective_on": None, "notice_published": None, "approves": None}
    told = office.records(decision({"published_on": published, **unknown}))

    assert told.lines == [
        f"decision 20/00108: power to open and award, from {effective} "
        f"(5 clear working days after {published}, England calendar)"
    ]


def test_a_call_in_beyond_the_calendar_names_the_file_to_extend(kent_at: Stage) -> None:
    refused = kent_at("empty").records(
        decision({"published_on": "2029-12-28", "effective_on": None}), exits=1
    )

    assert "calendars/england.yaml" in refused.err


def test_call_in_counts_on_the_calendar_of_the_systems_law(new_office: Office) -> None:
    """The Procurement Act keeps the bank holidays of every part of the United Kingdom."""
    new_office.writes("own.yaml", system({"regime": "pa2023-open-framework"}))
    new_office.types("init own.yaml")

    told = new_office.records(decision({"published_on": "2021-02-05", "effective_on": None}))

    assert "(5 clear working days after 2021-02-05, UK calendar)" in told.out


def test_without_a_call_in_a_decision_takes_effect_on_publication(new_office: Office) -> None:
    new_office.writes("own.yaml", system({"call_in": None}))
    new_office.types("init own.yaml")

    told = new_office.records(decision({"published_on": "2020-12-24", "effective_on": None}))

    assert "from 2020-12-24 (on publication: the system has no call-in)" in told.out


@pytest.mark.parametrize(
    ("taken", "warned"),
    [("2021-01-05", True), ("2021-01-06", False)],
    ids=["27 clear days", "28 clear days"],
)
def test_a_key_decision_under_28_clear_days_is_recorded_with_a_warning(
    kent_at: Stage, taken: str, warned: bool
) -> None:
    told = kent_at("empty").records(decision({"notice_published": "2020-12-08", "taken_on": taken}))

    assert ("less than 28 clear days after its notice of 2020-12-08" in told.err) is warned


def test_other_words_for_a_recorded_decision_need_a_correction(kent_at: Stage) -> None:
    office = kent_at("decided")
    moved = decision({"effective_on": "2021-03-02"})

    refused = office.records(moved, exits=1)
    office.records(moved, options="--correct 'The effective day was misread'")
    too_early = office.types(MARCH, exits=1)

    assert "decision 20/00108 is on the ledger in other words" in refused.err
    assert "takes effect on 2021-03-02" in too_early.err


def test_only_what_is_on_the_ledger_can_be_corrected(kent_at: Stage) -> None:
    refused = kent_at("empty").records(decision(), options="--correct 'A slip'", exits=1)

    assert "there is no decision 20/00108 to correct" in refused.err


# The system's other gates


@pytest.mark.parametrize("day", ["2021-01-19", "2022-01-21"])
def test_an_assessment_is_in_force_from_its_signature_to_its_review(
    kent_at: Stage, day: str
) -> None:
    office = kent_at("decided")
    office.records(decision({"effective_on": "2021-01-01"}), options="--correct 'Earlier'")

    refused = office.types(f"open-window --opens {day} --closes 2022-03-01", exits=1)

    assert f"no equality impact assessment is in force on {day}" in refused.err
    assert "dpsctl record-assessment eqia" in refused.err


def test_every_gate_that_is_shut_is_told_at_once(kent_at: Stage) -> None:
    refused = kent_at("empty").types(MARCH, exits=1)

    for what in ("power to open", "equality impact", "data protection impact"):
        assert what in refused.err


def test_a_system_that_wants_a_notice_gets_one(new_office: Office) -> None:
    new_office.writes("own.yaml", system({"gates.open": ["decision", "notice"]}))
    new_office.types("init own.yaml")
    office = new_office.on("2021-02-16")
    office.types("record-decision decisions/20-00108.yaml")

    refused = office.types(MARCH, exits=1)
    office.types(f"{MARCH} --notice 2021/S-00001")

    assert "--notice REF" in refused.err
    assert office.report("windows")["rows"][0]["notice"] == "2021/S-00001"


def test_an_assessment_is_not_reviewed_before_it_is_signed(kent_at: Stage) -> None:
    refused = kent_at("empty").types(
        "record-assessment eqia --version 2 --signed 2021-01-20 --review-by 2021-01-20", exits=1
    )

    assert "cannot be due for review by 2021-01-20" in refused.err
