"""Prices on arrival: each input at its place, the fee to the penny, and what rules see of it."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from typing import Any

import pytest

from ..office import Office
from ..papers import Changes, application, rule, rule_set
from ..small_system import OPEN_MARCH, RATED_GOOD, small_system

Stage = Callable[[str], Office]

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


def placed(fee: str = "1650.10", **changed: Any) -> dict[str, Any]:
    """A placement whose fee the price makes."""
    return {
        "ref": "P-0101",
        "need": "LD",
        "band": "Specialist",
        "current_weekly_fee": "1622.50",
        "offered_weekly_fee": fee,
        "price": PRICE,
        **changed,
    }


def applies(office: Office, *placements: dict[str, Any], exits: int = 0, **changed: Any) -> str:
    """What importing one application with these placements says on stderr."""
    document = application(21, {"placements": list(placements), **changed})
    return office.imports(document, exits=exits).err


def complaints(office: Office, *placements: dict[str, Any]) -> list[str]:
    """What is said against an application that is refused, without file, line and column."""
    told = applies(office, *placements, exits=1)
    return [line.split(": ", 1)[1] for line in told.splitlines() if line.startswith("batch.yaml")]


def facts(office: Office) -> dict[str, Any]:
    """What rules see of the newest application's costs."""
    with closing(sqlite3.connect(office.ledger)) as ledger:
        (kept,) = ledger.execute("SELECT facts FROM applications ORDER BY id DESC").fetchone()
    return {path: value for path, value in json.loads(kept).items() if path.startswith("cost.")}


@pytest.fixture
def office(kent_at: Stage) -> Office:
    """Kent's office with the window open, which pinned the cost model."""
    return kent_at("open")


def test_a_price_is_kept_exactly_beside_its_fee(office: Office) -> None:
    applies(office, placed(price={**PRICE, "support": "28.00"}), placed(ref="P-0102", price=None))

    with closing(sqlite3.connect(office.ledger)) as ledger:
        kept = ledger.execute("SELECT ref, price FROM application_placements ORDER BY id")
        assert kept.fetchall() == [
            (
                "P-0101",
                '{"core":50389,"food_and_supplies":7800,"one_to_one":"5","premises":14500,'
                '"sleep_ins":"2","support":"28","two_to_one":"0","waking_nights":"0"}',
            ),
            ("P-0102", None),
        ]


def test_a_fee_that_the_model_does_not_make_is_refused(office: Office) -> None:
    assert complaints(office, placed(price=None), placed("1650.40", ref="P-0102")) == [
        "placements[2].offered_weekly_fee: is £1,650.40; kent-specialist/2021-04-01 makes "
        "£1,650.10 of its price"
    ]


def test_every_bad_input_is_told_at_its_place(office: Office) -> None:
    price = {**PRICE, "core": "lots", "suport": "28", "sleep_ins": "8", "premises": "500"}
    del price["food_and_supplies"]

    told = applies(office, placed(price=price), exits=1)

    lines = [line for line in told.splitlines() if line.startswith("batch.yaml")]
    assert [line.split(": ", 1)[1] for line in lines] == [
        "placements[1].price.food_and_supplies: is missing; give pounds a week, 0 where there are "
        "none",
        "placements[1].price.core: 'lots' is not an amount of money; write it as 1650.10 or "
        "£1,650.10",
        "placements[1].price.sleep_ins: is 8 nights; a week may have 0 to 7",
        "placements[1].price.premises: is £500.00; for Specialist it may be £50.00 to £400.00",
        "placements[1].price.suport: is no input of kent-specialist/2021-04-01; did you mean "
        "support?",
    ]
    written = (office.folder / "batch.yaml").read_text("utf-8").splitlines()
    for line, key in zip(lines[1:], ("core", "sleep_ins", "premises", "suport"), strict=True):
        assert key in written[int(line.split(":")[1]) - 1]


def test_an_empty_price_is_not_a_free_place(office: Office) -> None:
    assert len(complaints(office, placed("0.00", price={}))) == len(PRICE)


def test_without_a_cost_model_nothing_can_be_priced(new_office: Office) -> None:
    office = small_system(new_office)
    office.types(OPEN_MARCH)

    told = office.imports(application(21, {"placements": [placed()], "answers": None}), exits=1).err

    assert (
        "placements[1].price: window 2021-03-01 has no cost model for dps; leave price out" in told
    )


@pytest.mark.parametrize(
    ("placements", "changed", "seen"),
    [
        ([], {}, {}),
        ([placed(price=None)], {}, {"cost.weekly": 165_010, "cost.over_guide_percent": -2_142}),
        (
            [placed("2205.00", price=None), placed("3280.00", band="Specialist Plus", price=None)],
            {},
            {"cost.weekly": 328_000, "cost.over_guide_percent": 500},
        ),
        (
            [placed("2250.48", price=None)],
            {"home.district": "sevenoaks"},
            {"cost.weekly": 225_048, "cost.over_guide_percent": 2},
        ),
    ],
)
def test_what_rules_see_of_the_fees(
    office: Office, placements: list[dict[str, Any]], changed: Changes, seen: dict[str, int]
) -> None:
    people = [{**each, "ref": f"P-02{place:02}"} for place, each in enumerate(placements)]

    applies(office, *people, **changed)

    assert facts(office) == seen


# Rules on costs

NOTED = [
    rule("over-guide", "cost.over_guide_percent at most 10%", "note"),
    rule("dear", "cost.weekly less than £2,000", "note"),
]


def judged(
    new_office: Office,
    *placements: dict[str, Any],
    model: str | None = "kent-specialist/2021-04-01",
) -> Office:
    """A small system whose rules note what places cost, with one application judged."""
    rules = rule_set("2021-01-01", [RATED_GOOD, *NOTED])
    office = small_system(new_office, rules, {"agreements.dps.cost_model": model})
    office.types(OPEN_MARCH)
    office.imports(application(1, {"placements": list(placements), "answers": None}))
    office.types("check")
    return office


def findings(office: Office) -> dict[str, tuple[str, str]]:
    """What the rules on costs found, and saw."""
    rows = office.report("findings")["rows"]
    return {row["rule"]: (row["finding"], row["seen"]) for row in rows if row["rule"] != "good"}


def test_a_rule_notes_what_lies_too_far_over_its_guide_price(new_office: Office) -> None:
    office = judged(new_office, placed("2362.50", price=None))

    assert findings(office) == {
        "over-guide": ("unmet", "12.50%"),
        "dear": ("unmet", "£2,362.50"),
    }
    assert office.standing(1) == "qualified"


def test_a_check_on_costs_is_replayed_from_the_ledger_alone(new_office: Office) -> None:
    office = judged(new_office, placed())
    (office.folder / "own-rules" / "small" / "2021-01-01.yaml").unlink()

    assert "judged again, no differences" in office.types("verify --replay").out


def test_without_a_cost_model_nothing_is_known_of_guide_prices(new_office: Office) -> None:
    office = judged(new_office, placed(price=None), model=None)

    assert findings(office) == {
        "over-guide": ("unknown", "not answered"),
        "dear": ("met", "£1,650.10"),
    }


def test_a_rule_on_costs_that_could_refer_opens_no_window(new_office: Office) -> None:
    rules = rule_set("2021-01-01", [rule("dear", "cost.weekly less than £2,000", "refer")])

    told = small_system(new_office, rules).types(OPEN_MARCH, exits=1)

    assert (
        "rules[1].otherwise: cost.weekly is a price, which no criterion may rest on "
        "(PCR 2015 reg 58(2)); write note" in told.err
    )


def test_what_places_cost_is_not_clarified(new_office: Office) -> None:
    office = judged(new_office, placed())

    told = office.types("clarify 1 --answer cost.weekly=100", exits=1)

    assert "cost.weekly follows from the fees that are offered, and is not clarified" in told.err
