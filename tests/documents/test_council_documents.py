"""The system and decision documents of FORMATS sections 1 and 2."""

from __future__ import annotations

from datetime import UTC, date, datetime
from fractions import Fraction

import pytest

from dpsctl.documents.decisions import DecisionDocument
from dpsctl.documents.rhythm import parse_rrule
from dpsctl.documents.systems import SystemDocument
from dpsctl.documents.validating import read_as_model
from dpsctl.domain.days import Duration
from dpsctl.domain.weeks import weeks
from dpsctl.errors import DocumentError

SYSTEM = """\
system: sample-dps
title: Residential care homes
buyer: {name: Sample Council, department: Adult Social Care}
rehearsal: yes
regime: pcr2015-light-touch
valid: {from: 2020-06-15, until: 2026-06-14}
categories: {LD: Learning disability or autism, MH: Mental health needs}
agreements:
  dps: {title: Specialist contract, bands: [Specialist, Specialist Plus], rules: sample-rules}
  framework: {title: Framework contract, bands: [Mid, High, Specialist]}
reopening: {rrule: FREQ=MONTHLY;INTERVAL=6;BYMONTHDAY=1, first: 2021-03-01T09:00, open_for: 30 days}
assessment: {within: 10 working days, from: receipt, cite: "notice, under reg 76(3)"}
call_in: 5 clear working days
weeks_per_year: 365/7
estimate: {potential_increase: 4400000, covers: all existing services}
needs:
  - {district: Ashford, category: LD, beds: 40}
gates: {open: [decision, eqia, dpia], award: [decision]}
seal_above: 1000000
four_eyes: [referred, late]
"""


def system(text: str = SYSTEM) -> SystemDocument:
    return read_as_model(text.encode(), "f", SystemDocument)[0][1]


def test_a_whole_system() -> None:
    read = system()
    assert read.valid.begins == date(2020, 6, 15)
    assert read.agreements["dps"].rules == "sample-rules"
    assert read.agreements["framework"].rules is None
    assert read.reopening and read.reopening.first == datetime(2021, 3, 1, 9, tzinfo=UTC)
    assert read.reopening.open_for == Duration(30, "days")
    assert read.assessment and read.assessment.counted_from == "receipt"
    assert read.estimate and read.estimate.potential_increase == 440_000_000
    assert read.seal_above == 100_000_000
    assert weeks(read.weeks_per_year) == Fraction(365, 7)


def test_a_system_as_json_keeps_texts_that_read_back() -> None:
    terms = system().model_dump(mode="json", by_alias=True, exclude_none=True)
    assert terms["valid"] == {"from": "2020-06-15", "until": "2026-06-14"}
    assert terms["call_in"] == "5 clear working days"
    assert terms["reopening"]["first"] == "2021-03-01T09:00:00Z"
    assert terms["rehearsal"] is True


def test_every_mistake_of_a_system_at_once() -> None:
    text = (
        SYSTEM.replace("2026-06-14", "2016-06-14")
        .replace("category: LD", "category: PD")
        .replace("[Mid, High, Specialist]", "[Mid, Mid]")
        .replace("seal_above: 1000000", "seal_above: much")
    )
    with pytest.raises(DocumentError) as caught:
        system(text)
    paths = [complaint.what.split(":")[0] for complaint in caught.value.complaints]
    assert paths == [
        "valid.until",
        "agreements.framework.bands[2]",
        "needs[1].category",
        "seal_above",
    ]


@pytest.mark.parametrize(
    ("rrule", "first"),
    [
        ("FREQ=MONTHLY;BYMONTHDAY=1", "2021-03-02T09:00"),
        ("FREQ=YEARLY;BYMONTH=4,10", "2021-03-01T09:00"),
        ("FREQ=MONTHLY;BYDAY=-1MO", "2021-03-01T09:00"),
        ("FREQ=MONTHLY;UNTIL=20210228", "2021-03-01T09:00"),
    ],
)
def test_a_first_opening_off_its_own_rule(rrule: str, first: str) -> None:
    old = "FREQ=MONTHLY;INTERVAL=6;BYMONTHDAY=1, first: 2021-03-01T09:00"
    with pytest.raises(DocumentError, match="is not a date of its own rule"):
        system(SYSTEM.replace(old, f'"{rrule}", first: {first}'))


@pytest.mark.parametrize("rrule", ["FREQ=WEEKLY;BYDAY=MO,WE", "FREQ=MONTHLY;BYDAY=-1FR;COUNT=4"])
def test_rules_of_reopening(rrule: str) -> None:
    assert parse_rrule(rrule) == rrule


@pytest.mark.parametrize(
    "rrule",
    [
        "every month",
        "INTERVAL=6",
        "FREQ=HOURLY",
        "FREQ=DAILY;FREQ=DAILY",
        "FREQ=DAILY;COUNT=2;UNTIL=20210301",
        "FREQ=MONTHLY;",
        "FREQ=MONTHLY;BYMONTHDAY=0",
        "FREQ=MONTHLY;BYMONTHDAY=32",
        "FREQ=MONTHLY;BYDAY=6MO",
        "FREQ=WEEKLY;BYDAY=1MO",
        "FREQ=WEEKLY;BYMONTHDAY=1",
        "FREQ=MONTHLY;BYWEEKNO=5",
        "FREQ=MONTHLY;BYYEARDAY=5",
        "FREQ=MONTHLY;BYSETPOS=1",
        "FREQ=YEARLY;BYMONTH=13",
        "FREQ=DAILY;UNTIL=20210230",
    ],
)
def test_what_is_no_rule_of_reopening(rrule: str) -> None:
    with pytest.raises(ValueError, match="FREQ=MONTHLY"):
        parse_rrule(rrule)


@pytest.mark.parametrize("text", ["53", "52.1", "1/0"])
def test_weeks_of_another_year(text: str) -> None:
    with pytest.raises(ValueError, match="is not one of 52, 365/7"):
        weeks(text)


def decision(number: str) -> DecisionDocument:
    text = f"decision: {number}\ntitle: Sample\npublished_on: 2021-02-05\npowers: [Open, award]\n"
    return read_as_model(text.encode(), "f", DecisionDocument)[0][1]


def test_a_decision() -> None:
    read = decision("20/00108")
    assert (read.powers, read.published_on) == (["open", "award"], date(2021, 2, 5))
    assert read.remarks() == []


def test_sums_that_a_decision_approves_are_in_pence_and_of_what_is_written_here() -> None:
    text = (
        "decision: 20/00108\ntitle: Sample\neffective_on: 2021-02-05\npowers: [award]\n"
        "approves: [{sum: 7198785, of: Annual Cost}, {sum: £0.50, of: increase, covers: all}]\n"
    )
    read = read_as_model(text.encode(), "f", DecisionDocument)[0][1]
    assert [(each.sum, each.of, each.covers) for each in read.approves] == [
        (719_878_500, "annual cost", None),
        (50, "increase", "all"),
    ]
    assert decision("20/00108").approves == []


def test_a_decision_numbered_otherwise_is_remarked_on() -> None:
    assert decision("Cabinet 12").remarks() == [
        "decision Cabinet 12 is not numbered like 20/00108; is that meant?"
    ]
