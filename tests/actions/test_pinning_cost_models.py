"""A window carries its cost model, as it carries its rules; so does a placement that is priced."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date

import pytest

from dpsctl.actions.desk import Desk, carrying_out
from dpsctl.actions.pinning_cost_models import Priced, priced
from dpsctl.documents.pinned_cost_models import cost_models_known, guides_known
from dpsctl.domain.cost_model import PriceError
from dpsctl.domain.days import parse_instant
from dpsctl.errors import RefusedError
from dpsctl.ledger.chain import sha256
from dpsctl.ledger.file import reading
from dpsctl.ledger.lookups import system_now
from dpsctl.shipped import RULES

from ..office import Office
from ..papers import Changes, decision, system

Stage = Callable[[str], Office]
KENT = RULES / "cost-models" / "kent-specialist" / "2021-04-01.yaml"
OWN_RULES = "--rules-dir own-rules"
MARCH = f"open-window --opens 2021-03-01 --closes 2021-03-31 {OWN_RULES}"
EASTER = f"open-window --opens 2021-04-05 --closes 2021-04-30 {OWN_RULES}"
PRICE = {
    "core": "503.89",
    "support": "28",
    "one_to_one": "5",
    "two_to_one": "0",
    "waking_nights": "0",
    "sleep_ins": "2",
    "premises": "145.00",
    "food_and_supplies": "78.00",
}


@pytest.fixture
def office(new_office: Office) -> Office:
    """An office with the shipped rules as its own, and no ledger yet."""
    shutil.copytree(RULES, new_office.folder / "own-rules")
    return new_office


def with_system(office: Office, changed: Changes | None = None) -> Office:
    """Kent's system on the ledger, with some paths changed, no gates and its decision."""
    office.writes("own.yaml", system({"gates": None, **(changed or {})}))
    office.types("init own.yaml")
    office.records(decision({"effective_on": "2020-06-01"}))
    return office.on("2021-03-10")


def writes_model(office: Office, version: str, old: str = "", new: str = "") -> str:
    """Write a version of Kent's cost model into the office's own rules; its text."""
    text = KENT.read_text("utf-8").replace("version: 2021-04-01", f"version: {version}")
    assert old in text
    text = text.replace(old, new) if old else text
    office.writes(f"own-rules/cost-models/kent-specialist/{version}.yaml", text)
    return text


def test_the_version_that_the_system_names_is_pinned_though_its_day_comes_later(
    office: Office,
) -> None:
    with_system(office)

    told = office.on("2021-03-10").types(MARCH)

    text = KENT.read_text("utf-8")
    assert told.lines[2] == f"prices for dps: kent-specialist/2021-04-01, sha256 {sha256(text)}"
    with reading(office.ledger) as ledger:
        (pinned,) = cost_models_known(ledger)
        kept = ledger.value("SELECT text FROM documents WHERE sha256 = ?", [pinned.sha256])
    assert (pinned.id, pinned.model.named, kept) == (1, "kent-specialist/2021-04-01", text)
    (row,) = office.report("windows", "--as-of 2021-03-10")["rows"]
    assert row["cost_model"] == ["kent-specialist/2021-04-01"]


def test_a_name_alone_means_the_version_in_force_on_the_opening_day(office: Office) -> None:
    writes_model(office, "2021-03-01")
    with_system(office, {"agreements.dps.cost_model": "kent-specialist"})

    for command, version in ((MARCH, "2021-03-01"), (EASTER, "2021-04-01")):
        told = office.on("2021-03-10").types(command)
        assert told.lines[2].startswith(f"prices for dps: kent-specialist/{version}, sha256 ")

    rows = office.report("windows", "--as-of 2021-05-01")["rows"]
    assert [row["cost_model"] for row in rows] == [
        ["kent-specialist/2021-03-01"],
        ["kent-specialist/2021-04-01"],
    ]


def test_two_windows_share_one_text(office: Office) -> None:
    with_system(office).types(MARCH)
    office.on("2021-03-10").types(EASTER)

    assert (office.counts("cost_models"), office.counts("window_cost_models")) == (1, 2)


def test_an_agreement_without_a_cost_model_opens_without_one(office: Office) -> None:
    told = with_system(office, {"agreements.dps.cost_model": None}).types(MARCH)

    assert [line for line in told.lines if line.startswith("prices for")] == []
    (row,) = office.report("windows", "--as-of 2021-03-10")["rows"]
    assert row["cost_model"] == []


def test_an_edited_file_is_refused_with_both_digests(office: Office) -> None:
    with_system(office).types(MARCH)
    before = KENT.read_text("utf-8")
    after = writes_model(office, "2021-04-01", "weekly: 2100.00", "weekly: 2300.00")

    told = office.on("2021-03-10").types(EASTER, exits=1)

    assert "2021-04-01.yaml has changed since a window pinned it" in told.err
    assert f"expected sha256 {sha256(before)}, found {sha256(after)}" in told.err


@pytest.mark.parametrize(
    ("changed", "what"),
    [
        (
            {"agreements.dps.cost_model": "kent-specialists"},
            "there is no cost model kent-specialists",
        ),
        (
            {"agreements.dps.cost_model": "kent-specialist/2021-04-02"},
            "there is no version 2021-04-02 of cost model kent-specialist",
        ),
        (
            {"agreements.dps.cost_model": "kent-specialist"},
            "no version of cost model kent-specialist is in force on 2021-03-01",
        ),
        (
            {"agreements.dps.bands": ["Specialist", "High"]},
            "cost model kent-specialist/2021-04-01 prices Specialist Plus, and agreement dps has "
            "the bands Specialist, High",
        ),
    ],
)
def test_a_model_that_cannot_be_used_opens_nothing(
    office: Office, changed: Changes, what: str
) -> None:
    told = with_system(office, changed).types(MARCH, exits=1)

    assert what in told.err
    assert office.counts("windows") == 0


def test_a_model_with_a_mistake_opens_nothing(office: Office) -> None:
    writes_model(office, "2021-04-01", "rounding: total", "rounding: up")

    told = with_system(office).types(MARCH, exits=4)

    assert "2021-04-01.yaml:45:11: rounding: 'up' is not one of total, component" in told.err


def adopts(office: Office, decision: str) -> None:
    """Have rules and cost model adopted, so that a system may be more than a rehearsal."""
    path = "own-rules/kent-specialist/2021-02-01.yaml"
    text = (office.folder / path).read_text("utf-8")
    office.writes(path, text.replace("illustrative: yes", "adopted: {decision: 20/00108}"))
    writes_model(office, "2021-04-01", "illustrative: yes", f"adopted: {{decision: {decision}}}")


def test_an_illustrative_model_prices_in_a_rehearsal_only(office: Office) -> None:
    adopts(office, "20/00108")
    writes_model(office, "2021-04-01")

    told = with_system(office, {"rehearsal": None}).types(MARCH, exits=1)

    assert (
        "cost model kent-specialist/2021-04-01 is illustrative and prices nothing outside a "
        "rehearsal" in told.err
    )


def test_an_adopted_model_prices_under_its_decision(office: Office) -> None:
    adopts(office, "20/00108")

    told = with_system(office, {"rehearsal": None}).types(MARCH)

    assert "prices for dps: kent-specialist/2021-04-01" in told.out


def test_without_that_decision_on_the_ledger_it_does_not(office: Office) -> None:
    adopts(office, "19/00001")

    told = with_system(office, {"rehearsal": None}).types(MARCH, exits=1)

    assert (
        "cost model kent-specialist/2021-04-01 was adopted by decision 19/00001, "
        "which is not on the ledger and in effect on 2021-03-01" in told.err
    )


# A placement that is priced, which is for `place` to record


def price_one(
    office: Office, price: dict[str, str], day: str = "2021-05-01", agreement: str = "dps"
) -> Priced:
    """Price a Specialist placement that begins on a day."""
    rules = [office.folder / "own-rules"]
    desk = Desk(office.ledger, rules, parse_instant(office.now), "Anna", "anna01")
    with carrying_out(desk, "a placement") as (ledger, to, _):
        begins = date.fromisoformat(day)
        return priced(to, desk.rules, system_now(ledger), agreement, begins, "Specialist", price)


def test_a_price_pins_its_cost_model_once(office: Office) -> None:
    with_system(office)

    first, again = price_one(office, PRICE), price_one(office, PRICE)

    assert (first.cost_model, again.cost_model, office.counts("cost_models")) == (1, 1, 1)
    assert first.price.weekly == 165_010
    assert first.kept == (
        '{"core":50389,"food_and_supplies":7800,"one_to_one":"5","premises":14500,'
        '"sleep_ins":"2","support":"28","two_to_one":"0","waking_nights":"0"}'
    )


def test_a_price_with_mistakes_pins_nothing(office: Office) -> None:
    with_system(office)

    with pytest.raises(PriceError) as caught:
        price_one(office, {**PRICE, "support": "200", "suport": "1"})

    assert dict(caught.value.mistakes) == {
        ("support",): "is 200 hours; a week may have 0 to 168",
        ("suport",): "is no input of kent-specialist/2021-04-01; did you mean support?",
    }
    assert office.counts("cost_models") == 0


@pytest.mark.parametrize("agreement", ["framework", "other"])
def test_an_agreement_without_a_cost_model_prices_nothing(office: Office, agreement: str) -> None:
    with_system(office)

    with pytest.raises(RefusedError, match=f"agreement {agreement} of kent-ldpdmh has no cost mod"):
        price_one(office, PRICE, agreement=agreement)


def test_guide_prices_are_those_of_the_version_that_prices_on_a_day(office: Office) -> None:
    writes_model(office, "2022-04-01", "weekly: 2100.00", "weekly: 2200.00")
    with_system(office, {"agreements.dps.cost_model": "kent-specialist"})
    price_one(office, PRICE, "2021-05-01")
    price_one(office, PRICE, "2022-05-01")

    def guide(day: str, band: str = "Specialist", district: str | None = None) -> int | None:
        with reading(office.ledger) as ledger:
            return guides_known(ledger, date.fromisoformat(day)).weekly(band, district)

    assert [guide(day) for day in ("2021-04-01", "2022-03-31", "2022-04-01")] == [
        210_000,
        210_000,
        220_000,
    ]
    assert guide("2021-03-01") == 210_000  # before the first: the oldest
    assert guide("2022-04-01", district="Sevenoaks") == 225_000
    assert guide("2022-04-01", band="High") is None


def test_guide_prices_are_read_from_the_ledger_alone(office: Office) -> None:
    with_system(office)
    price_one(office, PRICE)
    shutil.rmtree(office.folder / "own-rules")

    with reading(office.ledger) as ledger:
        assert guides_known(ledger, date(2021, 5, 1)).weekly("Specialist Plus", None) == 320_000


def test_where_nothing_is_pinned_there_are_no_guide_prices(office: Office) -> None:
    with_system(office)

    with reading(office.ledger) as ledger:
        assert guides_known(ledger, date(2021, 5, 1)).weekly("Specialist", None) is None
