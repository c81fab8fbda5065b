"""What is published tells no count of one to four people, and no fee of a home with one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import permutations, product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dpsctl.domain.withheld import WITHHELD
from dpsctl.reports.publishing import published
from dpsctl.reports.report import Chart, Column, PublicNote, Report, Row, Section

COLUMNS = (
    Column("home", "Home", foreign=True),
    Column("beds", "Beds", "count"),
    Column("placements", "Placed", "count", people=True),
    Column("left", "Left", "count", follows=True),
    Column("annual_pence", "A year", "money", fee=True),
)
C = WITHHELD


def homes(*counts: int, parts: Row | None = None, fees: Sequence[int] | None = None) -> Report:
    """A report of homes with so many people, each at 1,000 pence a year unless fees are given."""
    costs = fees or [1000 * count for count in counts]
    rows = [
        {
            "home": f"H{at}",
            "beds": 10,
            "placements": count,
            "left": 10 - count,
            "annual_pence": cost,
        }
        for at, (count, cost) in enumerate(zip(counts, costs, strict=True))
    ]
    totals = {
        "beds": 10 * len(counts),
        "placements": sum(counts),
        "left": 10 * len(counts) - sum(counts),
        "annual_pence": sum(costs),
        **(parts or {}),
    }
    notes = [
        PublicNote("52 weeks a year"),
        "H0 moved: £10 a year before",
        PublicNote("All cost £12.", "annual_pence"),
    ]
    return Report("homes", "Homes", "2021-06-30", "kent", False, None, COLUMNS, rows, totals, notes)


def shown(report: Report, key: str) -> list[Any]:
    """A column as published, and its total at the end."""
    made = published(report)
    return [*(row[key] for row in made.rows), made.totals[key]]


# Which rows


@pytest.mark.parametrize(
    ("counts", "placements", "fees"),
    [
        ((9, 5, 7), (9, 5, 7, 21), (9, 5, 7, 21)),
        ((9, 4, 3), (9, C, C, 16), (9, 4, 3, 16)),
        ((9, 4, 5), (9, C, C, 18), (9, 4, 5, 18)),
        ((0, 4, 8), (0, C, C, 12), (0, 4, 8, 12)),
        ((5, 3, 5, 9), (C, C, C, 9, 22), (5, 3, 5, 9, 22)),
        ((2, 2, 7), (C, C, C, 11), (2, 2, 7, 11)),
        ((3, 3, 9, 9), (C, C, C, C, 24), (3, 3, 9, 9, 24)),
        ((1, 9, 8, 7), (C, 9, 8, C, 25), (C, 9, 8, C, 25)),
        ((1, 2, 6, 9), (C, C, C, 9, 18), (C, C, C, 9, 18)),
        ((1, 4, 3, 2, 9), (C, C, C, C, C, 19), (C, 4, C, C, 9, 19)),
        ((1, 1, 1, 1, 1, 3), (C, C, C, C, C, C, C), (C, C, C, C, C, C, C)),
        ((3,), (C, C), (C, C)),
        ((3, 3), (C, C, C), (3, 3, 6)),
        ((0, 4, 4), (0, C, C, C), (0, 4, 4, 8)),
        ((2, 2), (C, C, C), (C, C, C)),
        ((1, 2), (C, C, C), (C, C, C)),
        ((0, 0), (0, 0, 0), (0, 0, 0)),
        ((), (0,), (0,)),
    ],
)
def test_what_is_withheld(
    counts: tuple[int, ...], placements: tuple[Any, ...], fees: tuple[Any, ...]
) -> None:
    report = homes(*counts)

    assert shown(report, "placements") == list(placements)
    assert shown(report, "annual_pence") == [1000 * fee if fee is not C else C for fee in fees]


def test_beds_left_are_withheld_with_the_people_who_are_not_there() -> None:
    assert shown(homes(9, 4, 3), "left") == [1, C, C, 14]
    assert shown(homes(9, 4, 3), "beds") == [10, 10, 10, 30]


def test_a_report_says_that_it_is_published_and_what_its_marks_mean() -> None:
    made = published(homes(9, 4, 3))

    assert made.published
    assert made.notes == [
        "[c]: withheld, for it counts fewer than five people, is what a home with one placement "
        "costs, or would tell either",
        "52 weeks a year",
        "All cost £12.",
    ]
    assert published(homes(9, 8)).notes[0] == "52 weeks a year"


def test_a_note_that_tells_a_withheld_total_goes() -> None:
    assert "All cost £12." not in published(homes(1, 2)).notes


def test_what_is_private_is_withheld_wherever_there_is_any() -> None:
    reason = Column("reason", "Why", foreign=True, private=True)
    report = homes(9, 8)
    rows = [{**row, "reason": why} for row, why in zip(report.rows, ("P-0001", None), strict=True)]

    made = published(replace(report, columns=(*COLUMNS, reason), rows=rows))

    assert [row["reason"] for row in made.rows] == [C, None]
    assert made.notes[0] == "[c] under Why: not published, for it may name somebody"


# A part of the people in a row


def over_guide(*parts: int, counts: Sequence[int]) -> list[Any]:
    """The counts of a part of the people as published, with their total at the end."""
    column = Column("over_guide", "Over guide", "count", people=True, part=True)
    report = homes(*counts)
    rows = [{**row, "over_guide": part} for row, part in zip(report.rows, parts, strict=True)]
    totals = {**report.totals, "over_guide": sum(parts)}
    told = replace(report, columns=(*COLUMNS, column), rows=rows, totals=totals)
    assert shown(told, "placements") == shown(report, "placements")
    assert shown(told, "annual_pence") == shown(report, "annual_pence")
    return shown(told, "over_guide")


@pytest.mark.parametrize(
    ("parts", "counts", "expected"),
    [
        ((9, 3, 7), (47, 17, 20), [9, C, C, 19]),
        ((9, 3, 3), (47, 17, 20), [C, C, C, 15]),
        ((9, 3), (47, 17), [C, C, 12]),
        ((2, 0), (47, 17), [C, 0, C]),
        ((0, 0), (47, 17), [0, 0, 0]),
        ((9, 5, 0, 8), (47, 5, 3, 20), [9, C, 0, C, 22]),
        ((9, 5, 2, 8), (47, 5, 3, 20), [9, C, C, 8, 24]),
        ((9, 0, 0, 8), (47, 5, 3, 20), [9, 0, 0, 8, 17]),
        ((6, 6), (47, 17), [6, 6, 12]),
    ],
)
def test_a_part_is_withheld_by_itself_and_with_its_whole(
    parts: tuple[int, ...], counts: tuple[int, ...], expected: list[Any]
) -> None:
    assert over_guide(*parts, counts=counts) == expected


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=7))
def test_no_part_is_left_over_when_the_others_are_taken_from_the_total(
    pairs: list[tuple[int, int]],
) -> None:
    parts = [min(pair) for pair in pairs]
    *told, total = over_guide(*parts, counts=[max(pair) for pair in pairs])

    assert not [part for part in [*told, total] if part is not C and part in range(1, 5)]
    hidden = [part for part, public in zip(parts, told, strict=True) if public is C]
    assert total is C or not hidden or (len(set(hidden)) > 1 and sum(hidden) >= 5)


# Totals that part another


def parts(up: int, down: int, unchanged: int) -> Row:
    return {
        "placements_up": up,
        "placements_down": down,
        "placements_unchanged": unchanged,
        "up_pence": 500,
        "down_pence": 300,
    }


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ((41, 17, 6), (41, 17, 6, 500, 300)),
        ((57, 4, 3), (57, C, C, C, C)),
        ((41, 20, 3), (41, C, C, C, C)),
        ((60, 4, 0), (C, C, 0, C, C)),
        ((0, 64, 0), (0, 64, 0, 500, 300)),
    ],
)
def test_up_down_and_unchanged(given: tuple[int, int, int], expected: tuple[Any, ...]) -> None:
    report = homes(*[8] * 8, parts=parts(*given))

    made = published(report).totals

    assert tuple(made[key] for key in parts(0, 0, 0)) == expected


def test_the_parts_of_a_withheld_total_are_withheld() -> None:
    made = published(homes(3, 3, parts=parts(6, 0, 0))).totals

    assert (made["placements"], made["placements_up"], made["up_pence"]) == (C, C, 500)


# The report's other tables


def with_bridge(*steps: tuple[str, int, int], counts: Sequence[int] = (9, 8)) -> Report:
    columns = (
        Column("step", "Step"),
        Column("placements", "Placed", "count", people=True),
        Column("annual_pence", "A year", "money", fee=True),
    )
    keys = [column.key for column in columns]
    rows = [dict(zip(keys, step, strict=True)) for step in steps]
    bridge = Section("bridge", "Step by step", columns, rows)
    chart = Chart("steps", "Step by step", "step", ("annual_pence",), of="bridge")
    return replace(homes(*counts), sections=(bridge,), charts=(chart,))


def of_bridge(report: Report, key: str = "annual_pence") -> list[Any]:
    (section,) = published(report).sections
    return [row[key] for row in section.rows]


def test_a_step_of_one_person_hides_among_other_steps() -> None:
    steps = [("current", 20, 900), ("model", 18, 90), ("joiners", 1, 50), ("leavers", 6, -60)]
    bridge = with_bridge(*steps, ("new", 15, 980))

    assert of_bridge(bridge) == [900, 90, C, C, 980]
    assert of_bridge(bridge, "placements") == [20, 18, C, C, 15]


def test_where_it_is_the_only_step_the_first_sum_is_withheld_too() -> None:
    bridge = with_bridge(("current", 20, 900), ("joiners", 1, 50), ("new", 21, 950))

    assert of_bridge(bridge) == [C, C, 950]
    assert of_bridge(bridge, "placements") == [C, C, 21]


def test_who_left_is_not_known_from_who_came_and_how_many_there_were() -> None:
    steps = [("current", 10, 900), ("model", 6, 90), ("reviews", 5, 9), ("joiners", 7, 50)]
    bridge = with_bridge(*steps, ("leavers", 1, -60), ("new", 16, 989), counts=(9, 7))

    assert of_bridge(bridge, "placements") == [C, 6, C, 7, C, 16]


def test_few_steps_do_not_touch_the_main_table() -> None:
    bridge = with_bridge(("current", 20, 900), ("joiners", 1, 50), ("new", 21, 950))

    assert published(bridge).rows == bridge.rows


def test_what_counts_fewer_than_five_in_all_is_withheld_in_every_table() -> None:
    bridge = with_bridge(("current", 3, 900), ("model", 3, 50), ("new", 3, 950), counts=(2, 1))

    assert of_bridge(bridge) == [C, C, C]
    assert of_bridge(bridge, "placements") == [C, C, C]


def test_a_further_table_of_few_people_leaves_the_main_one_alone() -> None:
    report = replace(with_bridge(("out", 1, 50), ("back", 2, 90)), charts=())

    assert of_bridge(report) == [C, C]
    assert published(report).rows == report.rows
    assert published(report).totals == report.totals


def test_where_a_total_of_people_is_withheld_no_other_table_tells_it() -> None:
    bridge = with_bridge(("current", 6, 900), ("model", 6, 50), ("new", 6, 950), counts=(3, 3))

    assert of_bridge(bridge, "placements") == [C, C, C]
    assert of_bridge(bridge) == [900, 50, 950]


def test_pounds_that_nobody_is_counted_beside_are_withheld() -> None:
    columns = (
        Column("decision", "Decision"),
        Column("approved_pence", "Approved", "money"),
        Column("used_pence", "Used", "money", fee=True),
    )
    rows = [{"decision": "20/00108", "approved_pence": 900, "used_pence": 700}]
    totals = {"approved_pence": 900, "used_pence": 700, "left_pence": 200}
    report = Report("b", "B", "2021-06-30", "kent", False, None, columns, rows, totals)

    made = published(report)

    assert made.rows == [{"decision": "20/00108", "approved_pence": 900, "used_pence": C}]
    assert made.totals == {"approved_pence": 900, "used_pence": C, "left_pence": C}


# Nothing withheld can be worked out: there is always another truth that prints the same


def same_in_print(report: Report, other: Report) -> bool:
    one, two = published(report), published(other)
    return (one.rows, one.totals, one.notes) == (two.rows, two.totals, two.notes)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from([0, 1, 1, 2, 3, 4, 5, 6, 8]), min_size=1, max_size=5))
def test_for_every_withheld_count_another_would_print_the_same(counts: list[int]) -> None:
    report = told(counts)
    made = published(report)
    hidden = [at for at, row in enumerate(made.rows) if row["placements"] is C]
    for at in hidden:
        assert any(
            other[at] != counts[at] and same_in_print(report, told(other))
            for other in _others(counts, hidden)
        ), f"{counts} tells that row {at} counts {counts[at]}"


def told(counts: Sequence[int]) -> Report:
    """Homes whose fees do not change with their counts, and so tell nothing of them."""
    fees = [1000 * (1 + at) if count else 0 for at, count in enumerate(counts)]
    return homes(*counts, fees=fees)


def _others(counts: list[int], hidden: list[int]) -> Iterator[list[int]]:
    """Other counts where they are withheld: in another order, then any at all."""
    known = [counts[at] for at in hidden]
    for values in [*permutations(known), *product(range(1, 7), repeat=len(hidden))]:
        other = list(counts)
        for at, value in zip(hidden, values, strict=True):
            other[at] = value
        yield other


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from([0, 1, 1, 2, 3, 4, 5, 6, 8]), min_size=1, max_size=7))
def test_for_every_withheld_fee_another_would_print_the_same(counts: list[int]) -> None:
    fees = [1000 * count for count in counts]
    report = homes(*counts, fees=fees)
    made = published(report)
    hidden = [at for at, row in enumerate(made.rows) if row["annual_pence"] is C]
    total_is_told = made.totals["annual_pence"] is not C
    assert len(hidden) != 1 or not total_is_told
    for at in hidden:
        other = list(fees)
        other[at] += 1
        if total_is_told:
            other[next(each for each in hidden if each != at)] -= 1
        assert same_in_print(report, homes(*counts, fees=other))


@settings(max_examples=150, deadline=None)
@given(st.lists(st.integers(0, 9), min_size=3, max_size=3))
def test_for_every_withheld_part_another_would_print_the_same(counts: list[int]) -> None:
    keys = list(parts(0, 0, 0))[:3]
    report = homes(sum(counts), parts=parts(*counts))
    made = published(report)
    hidden = [at for at, key in enumerate(keys) if made.totals[key] is C]
    for at in hidden:
        assert any(
            other[at] != counts[at]
            and same_in_print(report, homes(sum(other), parts=parts(*other)))
            for other in _others(counts, hidden)
        ), f"{counts} tells {keys[at]}"


@given(st.lists(st.integers(0, 12), max_size=9))
def test_no_count_of_one_to_four_and_no_fee_of_one_is_ever_printed(counts: list[int]) -> None:
    made = published(homes(*counts))

    for row, count in zip(made.rows, counts, strict=True):
        assert row["placements"] is C or row["placements"] not in range(1, 5)
        assert row["annual_pence"] is C or count != 1
    assert made.totals["placements"] is C or made.totals["placements"] not in range(1, 5)
