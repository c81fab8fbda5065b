"""Pictures: what is drawn, what is written beside it, and that a page stands without them."""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Literal
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dpsctl.domain.withheld import WITHHELD
from dpsctl.reports.report import Chart, Column, Report, Row
from dpsctl.show.charts import Picture, can_draw, pictures
from dpsctl.show.drawing_steps import levels_of
from dpsctl.show.figures import figures_of

from .samples import NASTY

Kind = Literal["bars", "steps", "spread"]
SVG = "{http://www.w3.org/2000/svg}"
KEYS = ("low_pence", "median_pence", "mean_pence", "high_pence")
COLUMNS = (
    Column("home", "Home", foreign=True),
    *(Column(key, key.removesuffix("_pence").capitalize(), "money") for key in KEYS),
)


def report(kind: Kind, *rows: Sequence[Any], keys: Sequence[str] = KEYS[:1]) -> Report:
    made: list[Row] = [dict(zip(("home", *keys), row, strict=True)) for row in rows]
    chart = Chart(kind, "A picture", "home", tuple(keys))
    return Report("x", "X", "2021-06-30", "kent", False, None, COLUMNS, made, charts=(chart,))


def drawn(kind: Kind, *rows: Sequence[Any], keys: Sequence[str] = KEYS[:1]) -> Picture:
    (picture,) = pictures(report(kind, *rows, keys=keys))
    return picture


def words(picture: Picture) -> list[str]:
    """Every text in the picture, as a reader of the page finds it."""
    texts = ElementTree.fromstring(picture.svg).iter(f"{SVG}text")
    return ["".join(text.itertext()) for text in texts]


def test_bars_have_their_labels_and_amounts_written_out() -> None:
    picture = drawn("bars", ("Oak", 165010, 170000), ("Elm", 99, 0), keys=KEYS[:2])

    assert {"Oak", "Elm", "£1,650", "£1,700", "£1", "£0", "Low", "Median"} <= set(words(picture))
    assert picture.remarks == []


def test_nothing_but_noughts_is_no_picture() -> None:
    assert not list(pictures(report("steps", ("current", 0), ("uplift", 0), ("new", 0))))
    assert list(pictures(report("bars", ("Oak", 0), ("Elm", WITHHELD))))


def test_beside_long_names_neither_the_legend_nor_the_amounts_below_run_into_anything() -> None:
    long = "The Old Rectory Residential Care Home for Adults"
    made = report("bars", (long, 94_809_500, 95_503_900), ("Elm", 0, 0), keys=KEYS[:2])
    named = ("Now, a year", "Offered, a year")
    columns = [replace(made.columns[at], heading=named[at - 1]) for at in (1, 2)]
    (picture,) = pictures(replace(made, columns=(COLUMNS[0], *columns)))

    drawing = ElementTree.fromstring(picture.svg)
    width = float(drawing.attrib["viewBox"].split()[2])
    texts = {text.text: text for text in drawing.iter(f"{SVG}text")}
    assert float(texts[named[1]].attrib["x"]) + 5 * len(named[1]) < width
    assert {"£0", "£800,000"} <= set(texts) and "£400,000" not in texts


def test_one_value_may_fall_below_nought_and_says_its_sign() -> None:
    picture = drawn("bars", ("Oak", 165010), ("Elm", -50000))

    assert {"+£1,650", "−£500", "Low"} <= set(words(picture))
    assert picture.remarks == ["Falls are hatched."]


def test_a_withheld_bar_leaves_a_gap_that_is_marked() -> None:
    picture = drawn("bars", ("Oak", 165010), ("Elm", WITHHELD), ("Ash", None))

    assert words(picture).count("[c]") == 1
    assert picture.remarks == ["[c]: withheld."]


def test_of_too_many_bars_the_largest_are_drawn() -> None:
    picture = drawn("bars", *((f"Home {at}", at * 100) for at in range(1, 43)))

    assert picture.remarks == ["The largest 40 of 42."]
    assert "Home 42" in words(picture) and "Home 2" not in words(picture)


BRIDGE = [("current", 707_487_300), ("model", 12_391_184), ("leavers", -300), ("new", 719_878_184)]


def test_steps_too_short_to_be_seen_cut_the_axis_and_say_so() -> None:
    picture = drawn("steps", *BRIDGE)

    assert {"£7,074,873", "+£123,912", "−£3", "£7,198,782", "rise", "fall"} <= set(words(picture))
    assert picture.remarks == [
        "The axis is cut: it begins at £6,900,000, so that the steps can be seen."
    ]


def test_steps_that_can_be_seen_stand_on_nought() -> None:
    picture = drawn("steps", ("current", 1000), ("joiners", 800), ("new", 1800))

    assert "£0" in words(picture)
    assert picture.remarks == []


def test_a_withheld_step_is_marked_and_the_sums_stay() -> None:
    first, model, leavers, last = BRIDGE
    picture = drawn("steps", first, model, ("joiners", WITHHELD), (leavers[0], WITHHELD), last)

    assert words(picture).count("[c]") == 2
    assert {"£7,074,873", "+£123,912", "£7,198,782"} <= set(words(picture))


@pytest.mark.parametrize(
    ("amounts", "levels"),
    [
        ([10, 5, -3, 12], [10, 15, 12]),
        ([10, WITHHELD, -3, 12], [10, 15, 12]),
        ([10, WITHHELD, 4, WITHHELD, 12], [10, None, None, 12]),
        ([WITHHELD, 5, 12], [7, 12]),
        ([WITHHELD, WITHHELD, WITHHELD], [None, None]),
        ([10, 10], [10]),
    ],
)
def test_levels_are_known_from_both_ends(amounts: list[Any], levels: list[int | None]) -> None:
    assert levels_of(amounts) == levels


@given(st.integers(0, 10**9), st.lists(st.integers(-(10**8), 10**8), max_size=6), st.data())
def test_no_level_is_guessed(first: int, steps: list[int], data: st.DataObject) -> None:
    hidden = data.draw(st.sets(st.integers(0, len(steps) + 1)))
    amounts: list[Any] = [first, *steps, first + sum(steps)]
    levels = levels_of([WITHHELD if at in hidden else each for at, each in enumerate(amounts)])

    true = [first + sum(steps[:at]) for at in range(len(steps) + 1)]
    assert all(level in (None, real) for level, real in zip(levels, true, strict=True))


def test_a_spread_has_its_ends_written_and_names_what_is_marked_between() -> None:
    prices = (120_000, 145_000, 148_000, 195_000)
    withheld = [WITHHELD] * 4
    picture = drawn("spread", ("Mid", *prices), ("High", *withheld), keys=KEYS)

    assert {"£1,200", "£1,950", "Median", "Mean", "[c]"} <= set(words(picture))
    assert picture.remarks == ["Each line runs from low to high.", "[c]: withheld."]


def test_fewer_than_two_rows_are_no_picture() -> None:
    assert list(pictures(report("bars", ("Oak", 100)))) == []
    assert list(pictures(report("bars"))) == []


def test_nasty_names_are_text_and_nothing_else() -> None:
    names = [*NASTY[:4], "<script>alert('x')</script>", "$\\frac{1}{2}$ & Sons", "n" * 200]
    picture = drawn("bars", *((name, 100) for name in names))

    assert {"Oak [/Lodge] :house:", r"two\nlines", "$\\frac{1}{2}$ & Sons"} <= set(words(picture))
    assert "<script" not in picture.svg
    assert f"{'n' * 25}…" in words(picture)


def test_a_picture_is_told_to_whoever_cannot_see_it() -> None:
    root = ElementTree.fromstring(drawn("bars", ("Oak", 1), ("Elm", 2)).svg)

    assert root.get("role") == "img"
    assert [root.find(f"{SVG}{tag}").text for tag in ("title", "desc")] == [  # type: ignore[union-attr]
        "A picture",
        "Low, for each of 2. The figures stand in the table.",
    ]


def test_ids_in_one_page_do_not_clash_and_every_reference_is_met() -> None:
    made = report("bars", ("Oak", 100), ("Elm", 200))
    svgs = [picture.svg for picture in pictures(replace(made, charts=made.charts * 2))]

    ids = [re.findall(r'\bid="([^"]+)"', svg) for svg in svgs]
    assert not set(ids[0]) & set(ids[1])
    for svg, known in zip(svgs, ids, strict=True):
        used = set(re.findall(r'(?:url\(#|href="#)([^")]+)', svg))
        assert used and used <= set(known)


def test_the_same_figures_make_the_same_bytes() -> None:
    assert drawn("steps", *BRIDGE).svg == drawn("steps", *BRIDGE).svg
    assert "<metadata" not in drawn("steps", *BRIDGE).svg


def test_labels_stand_in_the_order_of_the_table() -> None:
    made = report("bars", ("Oak", 100), ("Elm", 300), ("Ash", 200))

    assert figures_of(made.charts[0], made).labels == ["Oak", "Elm", "Ash"]


def test_without_the_library_there_are_no_pictures(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib", None)

    assert not can_draw()
    assert list(pictures(report("bars", ("Oak", 100), ("Elm", 300)))) == []
