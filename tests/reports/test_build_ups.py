"""``explain`` tells a priced fee line by line, beside its guide price, from the ledger alone."""

from __future__ import annotations

import shutil
from collections.abc import Callable

import pytest

from dpsctl.shipped import RULES

from ..office import Office

Stage = Callable[[str], Office]

P_0024 = """
Price of P-0024: kent-specialist/2021-04-01
  Core staffing and accommodation    £503.89
  Shared support                     £488.88  28 hours at £17.46
  One-to-one support                  £87.30  5 hours at £17.46
  Two-to-one support                   £0.00  0 hours at £34.92
  Waking nights                        £0.00  0 nights at £174.60
  Sleep-ins                          £178.20  2 nights at £89.10
  Premises                           £145.00
  Food and supplies                   £78.00
  Head office                         £88.88  6% of £1,481.27
  Return on operations                £71.26  5% of £1,425.15
  Return on capital                    £8.70  6% of £145.00
  Rounding                            -£0.01  the lines are shown to the penny, and their sum is rounded once
  Total a week                     £1,650.10
  Guide price                      £2,100.00  the total lies £449.90 under it (-21.42%)
"""  # noqa: E501


@pytest.fixture
def office(kent_at: Stage) -> Office:
    """Kent's office with its applications imported; those of homes 7 and 8 have priced fees."""
    return kent_at("imported")


def test_a_price_is_told_line_by_line(office: Office) -> None:
    told = office.types("explain KBP-2021-0007").out

    assert P_0024 in told
    assert told.count("\nPrice of ") == 4
    assert "  cost model  kent-specialist/2021-04-01, sha256 " in told


def test_what_lies_over_its_guide_price_says_so(office: Office) -> None:
    told = office.types("explain KBP-2021-0008").out

    assert "£3,200.00  the total lies £25.10 over it (0.78%)" in told


def test_a_fee_without_a_price_has_none(office: Office) -> None:
    told = office.types("explain KBP-2021-0001")
    figures = office.types("explain KBP-2021-0001 --format json").json

    assert "Price of" not in told.out
    assert {row["price"] for row in figures["placements"]} == {None}


def test_as_json_lines_are_pence_and_add_up_with_their_rounding(office: Office) -> None:
    figures = office.types("explain KBP-2021-0007 --format json").json

    assert figures["cost_model"]["cost_model"] == "kent-specialist/2021-04-01"
    for row in figures["placements"]:
        price = row["price"]
        lines = sum(line["weekly_pence"] for line in price["lines"])
        assert lines + price["rounding_pence"] == price["weekly_pence"]
        assert price["weekly_pence"] == row["offered_weekly_pence"]
        assert price["over_guide_pence"] == price["weekly_pence"] - price["guide_weekly_pence"]
    first = figures["placements"][0]["price"]
    assert first["lines"][1] == {
        "component": "support",
        "title": "Shared support",
        "given": "28 hours at £17.46",
        "weekly_pence": 48_888,
    }
    assert (first["rounding_pence"], first["over_guide_percent"]) == (-1, "-21.42")


def test_what_the_shelf_says_later_changes_nothing(office: Office) -> None:
    before = office.types("explain KBP-2021-0007").out
    shutil.copytree(RULES, office.folder / "own-rules")
    path = "own-rules/cost-models/kent-specialist/2021-04-01.yaml"
    text = (office.folder / path).read_text("utf-8")
    office.writes(path, text.replace("rate: 17.46", "rate: 18.00"))

    assert office.types("explain KBP-2021-0007 --rules-dir own-rules").out == before


def test_a_fee_at_its_guide_price(office: Office) -> None:
    path = "own-rules/cost-models/kent-specialist/2021-04-01.yaml"
    shutil.copytree(RULES, office.folder / "own-rules")
    text = (office.folder / path).read_text("utf-8")
    office.writes(path, text.replace("weekly: 2100.00", "weekly: 1650.10"))
    fresh = Office(office.folder / "fresh", "2021-02-16T10:00")
    shutil.copytree(office.folder / "own-rules", fresh.folder / "own-rules")
    for name in ("system.yaml", "decisions", "applications"):
        (fresh.folder / name).symlink_to((office.folder / name).resolve())
    fresh.types("init system.yaml")
    fresh.types("record-decision decisions/20-00108.yaml")
    opens = "open-window --opens 2021-03-01T09:00 --closes 2021-03-31 --rules-dir own-rules"
    fresh.types(f"{opens} --override 'Assessed on paper'")
    fresh.on("2021-04-06").types("import applications/KBP-2021-0007.yaml")

    told = fresh.on("2021-04-06").types("explain 1").out

    assert "£1,650.10  the total is the guide price" in told
