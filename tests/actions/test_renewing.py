"""``request-renewal``: a declaration asked for anew, and when it is due by which law."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from ..executing import executed
from ..office import Office
from ..papers import application, decision, rule, rule_set, system

Stage = Callable[[str], Office]


@pytest.fixture
def office(kent_at: Stage) -> Office:
    """Kent's office on 27 May 2022, the Friday before the Jubilee, contracts 3 and 8 in force."""
    return executed(kent_at("awarded"), 3, 8).on("2022-05-27")


def due(office: Office, options: str = "") -> list[dict[str, Any]]:
    rows = office.report("deadlines", options)["rows"]
    return [row for row in rows if row["what"] == "renew declaration"]


# DOMAIN.md 1.1, the table of five working days
@pytest.mark.parametrize(
    ("asked", "due_on"),
    [("2022-05-27", "2022-06-07"), ("2022-09-12", "2022-09-20"), ("2024-03-22", "2024-04-02")],
)
def test_it_is_due_in_five_working_days(office: Office, asked: str, due_on: str) -> None:
    then = office.on(asked)

    then.types("request-renewal 3")

    (row,) = due(then)
    assert (row["contract"], row["home"], row["due_on"]) == (3, "Sample Home 03", due_on)
    assert row["basis"] == (
        f"PCR 2015 reg 76(7), with reg 34(25), 5 working days from {asked}, England calendar"
    )


def test_what_was_asked_for_some_days_ago_counts_from_then(office: Office) -> None:
    told = office.on("2022-06-10").types("request-renewal 3 --on 2022-05-27")

    assert "is to renew its declaration by 2022-06-07" in told.out
    assert "2022-06-07 is past: it is overdue already" in told.err


def test_it_is_overdue_on_the_day_after_and_news_once(office: Office) -> None:
    office.types("request-renewal 3")

    def news(day: str) -> list[str]:
        lines = office.on(f"{day}T06:00").tries("reopen").lines
        return [line for line in lines if line.startswith("renew declaration")]

    assert news("2022-06-03") == ["renew declaration contract 3: due 2022-06-07, in 4 days"]
    assert news("2022-06-07") == ["renew declaration contract 3: due 2022-06-07, today"]
    assert news("2022-06-08") == ["renew declaration contract 3: overdue since 2022-06-07"]
    assert news("2022-06-09") == []
    assert [row["overdue"] for row in due(office, "--as-of 2022-06-08")] == [True]


def test_a_declaration_of_that_day_or_later_answers_it(office: Office) -> None:
    office.types("request-renewal 3")
    then = office.on("2022-06-01")

    then.types("record-evidence 3 declaration --on 2022-05-26")
    assert len(due(then)) == 1
    then.types("record-evidence 8 declaration --on 2022-06-01")

    assert due(then) == []
    assert len(due(then, "--as-of 2022-05-31")) == 1


def test_while_one_is_open_there_is_no_second(office: Office) -> None:
    office.types("request-renewal 3")

    same = office.on("2022-06-01").types("request-renewal 3")
    other = office.on("2022-06-01").types("request-renewal 8")

    told = (
        "nothing to do: Sample Provider 03 Ltd was asked on 2022-05-27 for contract 3, and has "
        "until 2022-06-07\n"
    )
    assert (same.out, other.out) == (told, told)
    assert office.counts("renewal_requests") == 1


def test_once_answered_it_may_be_asked_for_again(office: Office) -> None:
    office.types("request-renewal 3")
    office.types("record-evidence 3 declaration --on 2022-05-27")

    office.on("2022-07-01").types("request-renewal 3")

    assert office.counts("renewal_requests") == 2


def test_a_new_owner_was_not_asked(kent_at: Stage) -> None:
    office = executed(kent_at("awarded"), 7).on("2022-03-29")
    office.types("request-renewal 7")
    office.types("transfer 7 --to transfers/sample-home-07.yaml --reason Sold")

    assert [len(due(office, f"--as-of 2022-0{day}")) for day in ("3-31", "4-01")] == [1, 0]
    office.on("2022-04-01").types("request-renewal 7")
    assert len(due(office.on("2022-04-01"))) == 1


def test_the_contracts_story_tells_that_it_was_asked_for(office: Office) -> None:
    office.types("request-renewal 3")

    assert (
        "a renewed declaration asked for, due 2022-06-07"
        in office.types("explain 3 --contract").out
    )


@pytest.mark.parametrize(
    ("typed", "code", "told"),
    [
        ("3 --due 2022-06-30", 2, "the law sets the period, 5 working days from the request"),
        ("3 --on 2022-05-28", 1, "2022-05-28 has not come"),
        ("99", 1, "there is no contract 99"),
    ],
)
def test_what_is_refused(office: Office, typed: str, code: int, told: str) -> None:
    assert told in office.types(f"request-renewal {typed}", exits=code).err
    assert office.counts("renewal_requests") == 0


def test_a_day_beyond_the_calendar_is_refused(office: Office) -> None:
    refused = office.on("2029-12-28").tries("request-renewal 3")

    assert refused.code == 1


# Where the law sets no period


@pytest.fixture
def framework(new_office: Office) -> Office:
    """An open framework under the Act of 2023, with one contract."""
    text = rule_set(
        "2025-03-01",
        [{**rule("good", "home.cqc.rating at least Good", "refer"), "cite": "PA 2023 s 36(1)"}],
        {"regime": "pa2023-open-framework"},
    )
    new_office.writes("own-rules/small/2025-03-01.yaml", text)
    terms = {
        "regime": "pa2023-open-framework",
        "valid": {"from": "2025-03-01", "until": "2029-02-28"},
        "agreements.dps.rules": "small",
        "agreements.dps.cost_model": None,
        "gates": None,
        "reopening": None,
    }
    office = new_office.on("2025-03-01")
    office.types(f"init {office.writes('own.yaml', system(terms))}")
    office.records(decision({"effective_on": "2025-03-01"}))
    office.types("open-window --opens 2025-03-01 --closes 2025-03-31 --rules-dir own-rules")
    insured = {f"provider.insurance.{kind}.expires": "2026-03-31" for kind in _INSURANCES}
    signed = {"declaration.signed_on": "2025-03-01", "received_at": "2025-03-10T10:00"}
    reviewed = {"provider.policies": {"safeguarding": "2025-01-10"}}
    office.on("2025-03-10").imports(
        application(
            1, {**insured, **signed, "declaration.exclusions": None, "answers": None, **reviewed}
        ),
        options="--rules-dir own-rules",
    )
    office = office.on("2025-04-01")
    office.types("check --rules-dir own-rules")
    office.types("determine 1 admit --reason 'Meets every criterion'")
    office.types("award 1 --decision 20/00108 --yes")
    return office


_INSURANCES = ("public_liability", "employers_liability", "professional_indemnity")


def test_under_the_act_of_2023_somebody_says_by_when(framework: Office) -> None:
    refused = framework.types("request-renewal 1", exits=2)
    early = framework.types("request-renewal 1 --due 2025-03-31", exits=1)
    told = framework.types("request-renewal 1 --due 2025-04-20")

    assert (
        "the law of pa2023-open-framework sets no period for a renewed declaration" in refused.err
    )
    assert "2025-03-31 is before 2025-04-01" in early.err
    assert told.lines == [
        "contract 1: Sample Provider 01 Ltd is to renew its declaration by 2025-04-20 "
        "(as asked on 2025-04-01, for the law sets no period)"
    ]
    assert [row["due_on"] for row in due(framework)] == ["2025-04-20"]
