"""Contracts that began before the ledger, and transfers, as documents."""

from __future__ import annotations

from datetime import date

import pytest

from dpsctl.documents.contracts import ContractDocument
from dpsctl.documents.kinds import taken_for
from dpsctl.documents.transfers import TransferDocument
from dpsctl.documents.validating import read_as_model
from dpsctl.shipped import FIXTURES

LEAST = """\
contract: L2-1
agreement: framework
decision: 18/00030
starts_on: 2020-06-15
ends_on: 2026-06-14
provider: {name: Sample Provider 42 Ltd, company_number: 99900042}
home: {name: Sample Home 42, cqc_location: 1-00000042}
categories: [LD]
band: High
"""


def contract(more: str = "") -> ContractDocument:
    return read_as_model(f"{LEAST}{more}".encode(), "f", ContractDocument)[0][1]


def test_the_least_a_contract_says() -> None:
    read = contract()
    assert read.awarded == date(2020, 6, 15)
    assert (read.signatures, read.sealed, read.placements) == ({}, None, [])


def test_one_day_for_both_signatures_or_a_day_for_each() -> None:
    eighth, tenth = date(2020, 6, 8), date(2020, 6, 10)
    both = contract("signed_on: 2020-06-10")
    each = contract("signed: {provider: 2020-06-08, council: 2020-06-10}")
    one = contract("signed: {council: 2020-06-10}")
    assert both.signatures == {"provider": tenth, "council": tenth}
    assert each.signatures == {"provider": eighth, "council": tenth}
    assert one.signatures == {"council": tenth}


def test_money_is_pence_and_days_are_days() -> None:
    read = contract(
        "awarded_on: 2020-06-01\n"
        "sealed: {on: 2020-06-12, register: 2020/311}\n"
        "estimated_value: 1,200,000\n"
        "placements:\n"
        "  - {ref: P-0101, need: LD, band: High, weekly_fee: 1250.50, since: 2019-03-01}\n"
    )
    (resident,) = read.placements
    assert (read.awarded, read.estimated_value) == (date(2020, 6, 1), 120_000_000)
    assert read.sealed and (read.sealed.on, read.sealed.number) == (date(2020, 6, 12), "2020/311")
    assert (resident.weekly_fee, resident.since) == (125_050, date(2019, 3, 1))


def test_a_transfer() -> None:
    path = FIXTURES / "kent" / "transfers" / "sample-home-07.yaml"
    ((_, read),) = read_as_model(path.read_bytes(), "f", TransferDocument)
    assert read.from_day == date(2022, 4, 1)
    assert read.provider and read.provider.company_number == "99900041"
    assert read.home and (read.home.cqc_location, read.home.name) == ("1-00000107", None)
    assert read.fulfils_criteria is True


@pytest.mark.parametrize(
    ("content", "marker", "told"),
    [
        ({"contract": "1", "decision": "18/00030"}, "contract", None),
        ({"decision": "18/00030"}, "decision", None),
        ({"transfer": "2022-04-01"}, "transfer", None),
        ({"title": "Nothing that any kind is known by"}, "contract", None),
        (
            {"contract": "1", "decision": "18/00030"},
            "decision",
            "this is a contract document, not a decision document; "
            "`dpsctl import-contracts` takes it",
        ),
        (
            {"transfer": "2022-04-01"},
            "contract",
            "this is a transfer document, not a contract document; `dpsctl transfer` takes it",
        ),
        (
            {"decision": "18/00030"},
            "transfer",
            "this is a decision document, not a transfer document; "
            "`dpsctl record-decision` takes it",
        ),
    ],
)
def test_each_kind_is_told_from_the_others(
    content: dict[str, str], marker: str, told: str | None
) -> None:
    assert taken_for(content, marker) == told
