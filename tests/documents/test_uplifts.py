"""The uplift document, and the exact numbers that it is made of."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from dpsctl.documents.exact import parse_percent, parse_positive
from dpsctl.documents.kinds import taken_for
from dpsctl.documents.uplifts import UpliftDocument
from dpsctl.documents.validating import read_as_model
from dpsctl.domain.uplifts import Terms
from dpsctl.shipped import FIXTURES

LEAST = "uplift: 2022/23\ndecision: 22/00012\nfrom: 2022-04-01\nuntil: 2023-03-31\n"
FIRST = date(2022, 4, 1)


def uplift(more: str = "percent: 3.5\n") -> UpliftDocument:
    return read_as_model(f"{LEAST}{more}".encode(), "f", UpliftDocument)[0][1]


def test_the_least_an_uplift_says() -> None:
    read = uplift()

    assert (read.name, read.decision) == ("2022/23", "22/00012")
    assert (read.begins, read.until, read.backdated) == (FIRST, date(2023, 3, 31), False)
    assert (read.agreements, read.bands, read.evidence) == (None, None, {})
    assert read.terms == Terms(rate=Fraction(7, 200), began_before=FIRST)


def test_a_rate_of_weights_is_an_exact_fraction() -> None:
    read = uplift(
        "weights: {NLW: 0.65, RPI: 0.35}\n"
        "indices:\n"
        "  NLW: {from: {on: 2021-04-01, value: 8.91}, to: {on: 2022-04-01, value: 9.50}, "
        "source: Low Pay Commission}\n"
        "  RPI: {percent: 4.9, source: ONS}\n"
    )

    assert read.rate == Fraction(65, 100) * Fraction(59, 891) + Fraction(35, 100) * Fraction(
        49, 1000
    )


def test_an_index_may_have_fallen() -> None:
    read = uplift(
        "weights: {A: 0.5, B: 0.5}\n"
        "indices:\n"
        "  A: {percent: -0.4, source: ONS}\n"
        "  B: {percent: 2.4%, source: ONS}\n"
    )

    assert read.rate == Fraction(1, 100)


def test_where_it_stops() -> None:
    read = uplift(
        "percent: 3.5\n"
        "caps:\n"
        "  percent: 5\n"
        "  weekly: {Specialist: 2000.00, Specialist Plus: £3500}\n"
        "  at_weekly: hold\n"
        "  evidence_above: 1692.00\n"
        "evidence: {P-0007: cost breakdown of 2 March 2022}\n"
        "eligible: {began_before: 2021-10-01}\n"
    )

    assert read.caps.percent == Fraction(1, 20)
    assert read.evidence == {"P-0007": "cost breakdown of 2 March 2022"}
    assert read.terms == Terms(
        rate=Fraction(7, 200),
        began_before=date(2021, 10, 1),
        evidence_above=169_200,
        maximum={"Specialist": 200_000, "Specialist Plus": 350_000},
        held=True,
    )


@pytest.mark.parametrize(
    ("began_before", "counts"),
    [("2022-04-01", FIRST), ("2022-04-02", date(2022, 4, 2)), ("2022-09-01", date(2022, 4, 2))],
)
def test_nobody_takes_part_who_is_placed_after_the_first_day(
    began_before: str, counts: date
) -> None:
    read = uplift(f"percent: 3.5\neligible: {{began_before: {began_before}}}\n")

    assert read.terms.began_before == counts


def test_the_shipped_example_says_that_it_is_illustrative() -> None:
    path = FIXTURES / "kent" / "uplifts" / "2022-23.yaml"
    ((document, read),) = read_as_model(path.read_bytes(), "f", UpliftDocument)

    assert "Illustrative" in document.text
    assert read.rate == Fraction(1_072_613, 17_820_000)


@pytest.mark.parametrize(
    ("text", "number"),
    [("8.91", Fraction(891, 100)), ("0.35", Fraction(7, 20)), ("317", Fraction(317))],
)
def test_numbers(text: str, number: Fraction) -> None:
    assert parse_positive(text) == number


@pytest.mark.parametrize(
    "text", ["", "-1", "1e3", "1/3", ".5", "5.", "1,5", "٣", "nan", "0", "0.0"]
)
def test_what_is_no_number_above_nought(text: str) -> None:
    with pytest.raises(ValueError, match=r"is not a number; write it in digits|is nought; give"):
        parse_positive(text)


@pytest.mark.parametrize(
    ("text", "share"),
    [("3.5", Fraction(7, 200)), ("-0.4%", Fraction(-1, 250)), ("0", Fraction(0))],
)
def test_percentages(text: str, share: Fraction) -> None:
    assert parse_percent(text) == share


@pytest.mark.parametrize("text", ["", "%", "3,5", "3.5 %", "+3", "12345", "1e1", "--1"])
def test_what_is_no_percentage(text: str) -> None:
    with pytest.raises(ValueError, match=r"is not a percentage; write it in digits"):
        parse_percent(text)


def test_it_is_told_from_the_decision_that_it_names() -> None:
    content = {"uplift": "2022/23", "decision": "22/00012"}

    assert taken_for(content, "uplift") is None
    told = "this is an uplift document, not a decision document; `dpsctl uplift` takes it"
    assert taken_for(content, "decision") == told
