"""Cost models as files: read whole, found on the shelf, and prices read and kept by them."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dpsctl.documents.cost_model_shelf import (
    cost_model_files,
    cost_model_named,
    cost_model_on_shelf,
)
from dpsctl.documents.prices import inputs_of, price_of
from dpsctl.domain.cost_components import Counted, Derived, Range, Sum
from dpsctl.domain.cost_model import PriceError
from dpsctl.errors import DocumentError, RefusedError
from dpsctl.ledger.recording import as_json
from dpsctl.shipped import RULES

KENT = cost_model_on_shelf(RULES / "cost-models" / "kent-specialist" / "2021-04-01.yaml").model
WRITTEN = {
    "core": "£503.89",
    "support": "28",
    "one_to_one": "5",
    "two_to_one": "0",
    "waking_nights": "0",
    "sleep_ins": "2",
    "premises": "145",
    "food_and_supplies": "78.00",
}


def test_the_shipped_model_reads_whole() -> None:
    assert (KENT.named, KENT.illustrative) == ("kent-specialist/2021-04-01", True)
    assert KENT.bands == ("Specialist", "Specialist Plus")
    assert KENT.components[:2] == (
        Sum(
            "core",
            "Core staffing and accommodation",
            {"Specialist": Range(30_000, 120_000), "Specialist Plus": Range(40_000, 160_000)},
        ),
        Counted("support", "Shared support", "hours", 1_746, 168),
    )
    assert KENT.components[-1] == Derived(
        "return_on_capital", "Return on capital", Fraction(6, 100), ("premises",)
    )
    assert KENT.guide("Specialist", "sevenoaks") == 225_000
    assert KENT.bounds["Specialist Plus"] == Range(150_000, 500_000)
    assert KENT.rounding == "total"


@pytest.mark.parametrize("path", cost_model_files([RULES]), ids=lambda path: path.stem)
def test_every_shipped_model_says_that_it_is_illustrative(path: Path) -> None:
    assert cost_model_on_shelf(path).model.illustrative


def shelf(folder: Path, *versions: str) -> list[Path]:
    """A rules folder with these versions of Kent's model, by days."""
    text = (RULES / "cost-models" / "kent-specialist" / "2021-04-01.yaml").read_text("utf-8")
    into = folder / "cost-models" / "kent-specialist"
    into.mkdir(parents=True)
    for version in versions:
        written = text.replace("version: 2021-04-01", f"version: {version}")
        (into / f"{version}.yaml").write_text(written, encoding="utf-8")
    return [folder]


@pytest.mark.parametrize(
    ("name", "day", "found"),
    [
        ("kent-specialist", "2022-03-31", "2021-04-01"),
        ("kent-specialist", "2022-04-01", "2022-04-01"),
        ("kent-specialist/2022-04-01", "2021-03-01", "2022-04-01"),
    ],
)
def test_a_version_is_the_one_named_or_the_one_in_force(
    tmp_path: Path, name: str, day: str, found: str
) -> None:
    folders = shelf(tmp_path, "2021-04-01", "2022-04-01")
    assert cost_model_named(folders, name, date.fromisoformat(day)).model.version == found


@pytest.mark.parametrize(
    ("name", "what", "todo"),
    [
        ("kent-specialists", "there is no cost model kent-specialists", "known: kent-specialist"),
        (
            "kent-specialist/2021-05-01",
            "there is no version 2021-05-01 of cost model kent-specialist",
            "known: 2021-04-01",
        ),
        (
            "kent-specialist",
            "no version of cost model kent-specialist is in force on 2021-03-01",
            "the first is 2021-04-01; name it in the system document",
        ),
    ],
)
def test_what_is_not_on_the_shelf(tmp_path: Path, name: str, what: str, todo: str) -> None:
    with pytest.raises(RefusedError) as refused:
        cost_model_named(shelf(tmp_path, "2021-04-01"), name, date(2021, 3, 1))
    assert refused.value.what == what
    assert todo in refused.value.todo


def test_a_model_stands_where_its_name_and_version_say(tmp_path: Path) -> None:
    (folder,) = shelf(tmp_path, "2021-04-01")
    elsewhere = folder / "cost-models" / "kent-homes"
    (folder / "cost-models" / "kent-specialist").rename(elsewhere)
    (elsewhere / "2021-04-01.yaml").rename(elsewhere / "2021-05-01.yaml")
    with pytest.raises(DocumentError) as caught:
        cost_model_on_shelf(elsewhere / "2021-05-01.yaml")
    assert [each.what for each in caught.value.complaints] == [
        "cost_model: is not the name of its folder, kent-homes",
        "version: is not the name of its file, 2021-05-01; the version is the day it begins",
    ]


def test_a_price_is_read_as_its_components_want_it_and_kept_exactly() -> None:
    price = price_of(KENT, {**WRITTEN, "support": "28.25"}, "Specialist")
    assert as_json(price.kept) == (
        '{"core":50389,"food_and_supplies":7800,"one_to_one":"5","premises":14500,'
        '"sleep_ins":"2","support":"28.25","two_to_one":"0","waking_nights":"0"}'
    )
    assert price.weekly == price_of(KENT, WRITTEN, "Specialist").weekly + 486  # £4.365 × 1.113


def test_the_fee_that_is_offered_is_the_price_to_the_penny() -> None:
    price = price_of(KENT, WRITTEN, "Specialist")
    assert price.not_the_fee(165_010) is None
    assert price.not_the_fee(165_040) == (
        "is £1,650.40; kent-specialist/2021-04-01 makes £1,650.10 of its price"
    )


def test_every_mistake_of_a_price_is_told_at_its_input() -> None:
    wrong = {**WRITTEN, "core": "lots", "suport": "3", "support": "1" * 41, "premises": "10"}
    with pytest.raises(PriceError) as caught:
        price_of(KENT, wrong, "Specialist")
    assert dict(caught.value.mistakes) == {
        ("core",): "'lots' is not an amount of money; write it as 1650.10 or £1,650.10",
        ("suport",): "is no input of kent-specialist/2021-04-01; did you mean support?",
        ("support",): "is 41 characters long, far too long for an amount",
        ("premises",): "is £10.00; for Specialist it may be £50.00 to £400.00",
    }
    assert len(caught.value.mistakes) == 4


@given(
    st.integers(40_000, 160_000),
    st.integers(0, 16_800),
    st.integers(0, 700),
)
def test_what_is_kept_makes_the_same_price_again(core: int, hours: int, nights: int) -> None:
    written = {
        **WRITTEN,
        "core": f"{core // 100}.{core % 100:02}",
        "one_to_one": f"{hours // 100}.{hours % 100:02}",
        "sleep_ins": f"{nights // 100}.{nights % 100:02}",
    }
    try:
        price = price_of(KENT, written, "Specialist Plus")
    except PriceError as error:  # the whole may come to too much, and nothing else
        assert [path for path, _ in error.mistakes] == [()]
        return
    assert KENT.build_up(inputs_of(KENT, price.kept), "Specialist Plus") == price.built
