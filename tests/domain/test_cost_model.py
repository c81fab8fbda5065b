"""What a cost model makes of its inputs: worked build-ups, and the laws of its arithmetic."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dpsctl.domain.cost_components import Counted, Derived, Range, Sum
from dpsctl.domain.cost_model import CostModel, PriceError
from dpsctl.domain.money import half_up

MODEL = CostModel(
    name="small",
    version="2021-04-01",
    title="A few lines",
    illustrative=True,
    adopted=None,
    bands=("Specialist", "Specialist Plus"),
    components=(
        Sum("core", "Core", {"Specialist": Range(30_000, 120_000)}),
        Counted("support", "Support", "hours", 1_746, 168),
        Counted("sleep_ins", "Sleep-ins", "nights", 8_910, 7),
        Derived("head_office", "Head office", Fraction(6, 100), ("core", "support", "sleep_ins")),
        Derived("returns", "Returns", Fraction(5, 100), ("core", "head_office")),
    ),
    guides={
        ("Specialist", None): 140_000,
        ("Specialist", "sevenoaks"): 150_000,
        ("Specialist Plus", "dover"): 200_000,
    },
    bounds={"Specialist": Range(90_000, 300_000)},
    rounding="total",
)
INPUTS = {"core": Fraction(95_001), "support": Fraction(71, 2), "sleep_ins": Fraction(2)}
BY_LINE = replace(MODEL, rounding="component")


def test_a_fee_is_built_up_line_by_line() -> None:
    built = MODEL.build_up(INPUTS, "Specialist")
    assert [(line.component.id, line.given, line.weekly) for line in built.lines] == [
        ("core", "£950.01", 95_001),
        ("support", "35.5 hours at £17.46", 61_983),
        ("sleep_ins", "2 nights at £89.10", 17_820),
        ("head_office", "6% of £1,748.04", Fraction("10488.24")),
        ("returns", "5% of £1,054.89", Fraction("5274.462")),
    ]
    assert built.total == 190_567  # 190,566.702


def test_rounded_line_by_line_a_share_is_of_rounded_lines() -> None:
    built = BY_LINE.build_up(INPUTS, "Specialist")
    assert [line.weekly for line in built.lines] == [95_001, 61_983, 17_820, 10_488, 5_274]
    assert (built.total, built.rounding) == (190_566, 0)


def test_the_penny_between_lines_and_total_is_told_and_not_hidden() -> None:
    built = MODEL.build_up(INPUTS, "Specialist")
    assert sum(line.pence for line in built.lines) == 190_566
    assert built.rounding == 1


def test_one_night_and_one_hour_are_said_so() -> None:
    inputs = {**INPUTS, "support": Fraction(1), "sleep_ins": Fraction(1)}
    given = [line.given for line in MODEL.build_up(inputs, "Specialist").lines]
    assert given[1:3] == ["1 hour at £17.46", "1 night at £89.10"]


def test_the_inputs_are_told_apart_from_what_follows() -> None:
    assert list(MODEL.inputs) == ["core", "support", "sleep_ins"]


def mistakes(inputs: dict[str, Fraction], band: str = "Specialist") -> list[str]:
    with pytest.raises(PriceError) as caught:
        MODEL.build_up(inputs, band)
    return [": ".join((*path, what)) for path, what in caught.value.mistakes]


def test_a_missing_input_is_never_nought() -> None:
    assert mistakes({"core": Fraction(95_001), "sleep_ins": Fraction(0)}) == [
        "support: is missing; give hours a week, 0 where there are none"
    ]


@pytest.mark.parametrize(
    ("id", "what"),
    [
        ("suport", "is no input of small/2021-04-01; did you mean support?"),
        ("head_office", "is no input of small/2021-04-01; it follows from the others"),
        ("gardening", "is no input of small/2021-04-01"),
    ],
)
def test_an_unknown_input_is_told_with_the_nearest(id: str, what: str) -> None:
    assert mistakes({**INPUTS, id: Fraction(1)}) == [f"{id}: {what}"]


@pytest.mark.parametrize(
    ("id", "given", "what"),
    [
        ("core", 29_999, "is £299.99; for Specialist it may be £300.00 to £1,200.00"),
        ("core", 120_001, "is £1,200.01; for Specialist it may be £300.00 to £1,200.00"),
        ("support", Fraction("168.01"), "is 168.01 hours; a week may have 0 to 168"),
        ("sleep_ins", 8, "is 8 nights; a week may have 0 to 7"),
    ],
)
def test_an_input_out_of_bounds_is_told_with_its_bounds(
    id: str, given: Fraction, what: str
) -> None:
    assert mistakes({**INPUTS, id: Fraction(given)}) == [f"{id}: {what}"]


@pytest.mark.parametrize("core", [30_000, 120_000])
def test_both_ends_of_bounds_are_in(core: int) -> None:
    MODEL.build_up({**INPUTS, "core": Fraction(core)}, "Specialist")


def test_a_band_without_bounds_has_none() -> None:
    inputs = {**INPUTS, "core": Fraction(500_000)}
    assert MODEL.build_up(inputs, "Specialist Plus").total > 500_000


def test_a_price_as_a_whole_has_bounds_too() -> None:
    assert mistakes({**INPUTS, "support": Fraction(168), "core": Fraction(119_000)}) == [
        "comes to £4,631.97; for Specialist a price may be £900.00 to £3,000.00 (small/2021-04-01)"
    ]


def test_a_band_that_the_model_does_not_price() -> None:
    assert mistakes(INPUTS, "High") == [
        "small/2021-04-01 prices Specialist and Specialist Plus, not High"
    ]


@pytest.mark.parametrize(
    ("band", "district", "guide"),
    [
        ("Specialist", "Sevenoaks", 150_000),
        ("Specialist", "SEVENOAKS", 150_000),
        ("Specialist", "Ashford", 140_000),
        ("Specialist", None, 140_000),
        ("Specialist Plus", "Dover", 200_000),
        ("Specialist Plus", "Ashford", None),
        ("High", None, None),
    ],
)
def test_a_district_has_its_own_guide_price_before_the_band(
    band: str, district: str | None, guide: int | None
) -> None:
    assert MODEL.guide(band, district) == guide


ANY_INPUTS = st.fixed_dictionaries(
    {
        "core": st.integers(0, 500_000).map(Fraction),
        "support": st.integers(0, 16_800).map(lambda hundredths: Fraction(hundredths, 100)),
        "sleep_ins": st.integers(0, 7).map(Fraction),
    }
)
PLUS = "Specialist Plus"  # nothing is out of bounds


@given(ANY_INPUTS)
def test_the_total_is_the_exact_sum_rounded_once(inputs: dict[str, Fraction]) -> None:
    built = MODEL.build_up(inputs, PLUS)
    given = inputs["core"] + inputs["support"] * 1_746 + inputs["sleep_ins"] * 8_910
    office = given * Fraction(6, 100)
    assert built.total == half_up(given + office + (inputs["core"] + office) * Fraction(5, 100))


@given(ANY_INPUTS)
def test_lines_and_rounding_come_to_the_total(inputs: dict[str, Fraction]) -> None:
    for model in (MODEL, BY_LINE):
        built = model.build_up(inputs, PLUS)
        assert sum(line.pence for line in built.lines) + built.rounding == built.total
    assert built.rounding == 0


@given(ANY_INPUTS, st.sampled_from(["core", "support", "sleep_ins"]))
def test_more_of_anything_never_costs_less(inputs: dict[str, Fraction], id: str) -> None:
    more = {**inputs, id: inputs[id] + Fraction(1, 100) if id == "support" else inputs[id] + 1}
    if more["support"] <= 168 and more["sleep_ins"] <= 7:
        for model in (MODEL, BY_LINE):
            assert model.build_up(more, PLUS).total >= model.build_up(inputs, PLUS).total
