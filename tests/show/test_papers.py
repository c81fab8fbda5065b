"""A report as a paper: Markdown by a template, whatever stands in it shown and never obeyed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dpsctl.documents.markdown import as_html
from dpsctl.domain.withheld import WITHHELD
from dpsctl.reports.costs import COLUMNS
from dpsctl.reports.report import Column, Report, Section
from dpsctl.shipped import RULES
from dpsctl.show.markdown_tables import markdown_table
from dpsctl.show.papers import render_paper

from .samples import BRIDGE, NASTY, homes
from .samples import COSTS as SAMPLE

# Any report


def paper(report: Report, *folders: Path) -> str:
    return render_paper(report, "md", [*folders, RULES])


GENERIC = r"""> **This is a rehearsal: it binds nobody.**

# Sample

kent-ldpdmh, as of 30 June 2021; a year is 52 weeks.

| Contract | Home | For | Offered weekly | Change | Starts | Received | In force | Verdicts |
| ---: | --- | --- | ---: | ---: | --- | --- | --- | --- |
| 1 | Oak \[/Lodge\] :house: | LD, MH | £1,650.10 | -1.75% | 2021-06-01 | 2021-05-10 14:05 | yes | LD qualified, MH failed |
| 12 | \=cmd\|'/c'\!A1 |  |  |  |  |  | no |  |
| **total** |  |  | **£1,650.10** |  |  |  | **1** |  |

- up: £1,234.00
- placements up: 3

## Step by step

| Step | A year |
| --- | ---: |
| current | £1.00 |
| new | [c] |

## Notes

- Annual figures are at 52 weeks

---

Ledger head: 0f3c

This is a rehearsal: it binds nobody.
"""  # noqa: E501


def test_any_report_makes_a_paper() -> None:
    steps = replace(BRIDGE, totals={})
    notes = ["Annual figures are at 52 weeks"]

    report = replace(SAMPLE, name="sample", title="Sample", sections=(steps,), notes=notes)

    assert paper(report) == GENERIC


def test_the_sentence_that_sums_a_report_up_comes_first() -> None:
    text = paper(replace(homes("Oak"), notes=["at 52 weeks", "One home is listed."]))

    assert text.index("One home is listed.") < text.index("| Oak | 1 |") < text.index("at 52")


def test_a_report_of_nothing_says_so() -> None:
    assert "\n\nThere is nothing to list.\n" in paper(homes())


def test_a_councils_own_template_for_one_report_goes_before_that_for_any(tmp_path: Path) -> None:
    (tmp_path / "letters").mkdir()
    own = "Ours, {{ as_of }}\n\n{{ table }}\n{% for row in rows %}{{ row.home }}{% endfor %}\n"
    (tmp_path / "letters" / "homes.md.j2").write_text(own)

    assert paper(homes("a|b"), tmp_path) == (
        "Ours, 30 June 2021\n\n| Home | No |\n| --- | ---: |\n| a\\|b | 1 |\na\\|b\n"
    )


def cells(text: str) -> list[str]:
    return re.findall(r"<td[^>]*>(.*?)</td>", as_html(text), re.DOTALL)


def test_pipes_markup_and_addresses_are_shown() -> None:
    names = (*NASTY[:4], "a | b", "<b>x</b>", "[x](http://x.example)", "# x", "- x", "`x`", "1. x")

    shown = cells(markdown_table(homes(*names)))

    assert shown[::2] == [
        "Oak [/Lodge] :house:",
        "=cmd|'/c'!A1",
        "The &quot;Old&quot; Rectory, Ash",
        r"two\nlines",
        "a | b",
        "&lt;b&gt;x&lt;/b&gt;",
        "[x](http://x.example)",
        "# x",
        "- x",
        "`x`",
        "1. x",
    ]


@given(st.lists(st.text(max_size=12), min_size=1, max_size=4))
def test_no_text_breaks_a_table(names: list[str]) -> None:
    assert len(cells(markdown_table(homes(*names)))) == 2 * len(names)


# The committee's paper on costs


def costs(more: Sequence[dict[str, Any]] = (), **totals: Any) -> str:
    """The paper of two contracts, with more rows and some totals of its own."""
    known: dict[str, Any] = {
        "contracts": 2,
        "placements": 9,
        "current_annual_pence": 1_000_000,
        "offered_annual_pence": 1_100_000,
        "change_pence": 100_000,
        "change_percent": "10.00",
        "placements_up": 6,
        "placements_down": 2,
        "placements_unchanged": 1,
        "up_pence": 120_000,
        "down_pence": 20_000,
        "estimate_pence": None,
        "estimate_share_percent": None,
        "estimate_rest_pence": None,
    }
    row = {column.key: 1 for column in COLUMNS if column.kind in ("count", "money")}
    report = replace(
        SAMPLE,
        columns=COLUMNS,
        rows=[row, *more],
        totals={**known, **totals},
        notes=["Nobody is placed."],
    )
    return paper(report)


def numbered(text: str) -> list[str]:
    return re.findall(r"^\d+\. (.*)$", text, re.MULTILINE)


def test_what_contracts_cost_and_how_it_changed() -> None:
    text = costs()

    assert "# Financial Implications\n" in text
    first, second, basis, leaves_out = numbered(text)
    assert first == (
        "Two contracts cost £11,000 in a whole year, of which £1,000 (10.00%) is increase on the "
        "£10,000 of their historic terms."
    )
    assert second == (
        "Of 9 placements, 6 cost more than on historic terms, together £1,200 a year more; 2 cost "
        "less, together £200 a year less; and 1 cost the same."
    )
    assert basis.startswith("Figures are for a whole year of 52 weeks")
    assert "before any client contribution or health funding" in leaves_out
    assert re.findall(r"^(\d+)\.", text, re.MULTILINE) == ["1", "2", "3", "4"]


@pytest.mark.parametrize(
    ("totals", "says"),
    [
        (
            {"change_pence": -100_000, "change_percent": "-9.09"},
            "which is £1,000 (9.09%) less than the £10,000 of their historic terms.",
        ),
        ({"change_pence": 0}, "in a whole year, the same as on their historic terms."),
        ({"change_percent": None}, "of which £1,000 is increase on the £10,000"),
        (
            {"contracts": 1},
            "One contract costs £11,000 in a whole year, of which £1,000 (10.00%) is increase on "
            "the £10,000 of its historic terms.",
        ),
    ],
)
def test_the_first_sentence_says_what_there_is_to_say(totals: dict[str, Any], says: str) -> None:
    assert says in numbered(costs(**totals))[0]


@pytest.mark.parametrize(
    ("change", "share", "rest", "says"),
    [
        (100_000, "50.00", 100_000, "the increase is 50.00% of it, and leaves £1,000."),
        (-100, "-0.05", 200_100, "there is no increase, so nothing of it is used."),
        (300_000, "150.00", -100_000, "the increase is £1,000 more than was estimated."),
    ],
)
def test_increase_alone_counts_against_the_estimate(
    change: int, share: str, rest: int, says: str
) -> None:
    third = numbered(
        costs(
            change_pence=change,
            estimate_pence=200_000,
            estimate_share_percent=share,
            estimate_rest_pence=rest,
        )
    )[2]

    assert third.startswith("The estimate of potential increase is £2,000.")
    assert third.endswith(says)


def test_nobody_placed_is_said_in_the_reports_own_words() -> None:
    assert numbered(costs(placements=0))[0] == "Nobody is placed."


def test_what_is_withheld_is_said_to_be() -> None:
    keys = ("current_annual_pence", "offered_annual_pence", "change_pence", "change_percent")
    hidden = dict.fromkeys((*keys, "placements", "placements_up", "up_pence"), WITHHELD)

    assert numbered(costs(**hidden))[0] == (
        "What the two contracts cost is not published: it would tell what one person's place costs."
    )
    second = numbered(costs(placements_up=WITHHELD, up_pence=WITHHELD))[1]
    assert r"\[c\] cost more than on historic terms, together \[c\] a year more" in second


def test_the_bridge_is_told_step_by_step() -> None:
    columns = (Column("step", "Step"), Column("annual_pence", "A year", "money"))
    steps = [
        ("current", 1_000_000),
        ("cost-model change", 100_000),
        ("uplift", 0),
        ("joiners", WITHHELD),
        ("leavers", -30_000),
        ("new", 1_100_000),
    ]
    rows = [{"step": step, "annual_pence": pence} for step, pence in steps]
    report = replace(
        SAMPLE,
        totals={"contracts": 1, "placements": 0},
        notes=["Nobody."],
        sections=(Section("bridge", "How it came to that", columns, rows),),
    )
    told = {"contracts": 2, "placements": 9, "offered_annual_pence": WITHHELD}
    whole = {**told, "offered_annual_pence": 1_100_000, "change_pence": 0}
    rest = ("current_annual_pence", "placements_up", "placements_down", "placements_unchanged")
    whole |= dict.fromkeys((*rest, "up_pence", "down_pence"), 0) | {"estimate_pence": None}

    third = numbered(paper(replace(report, totals=whole)))[2]

    assert third == (
        "Step by step: current £10,000; cost-model change £1,000 up; uplift nothing; "
        r"joiners \[c\]; leavers £300 down; new £11,000."
    )
    assert "## How it came to that" in paper(replace(report, totals=told))


@pytest.mark.parametrize(
    ("contracts", "says"),
    [
        (1, "One contract and the people placed without one cost £11,000 in a whole year"),
        (2, "Two contracts and the people placed without one cost £11,000 in a whole year"),
    ],
)
def test_what_people_without_a_contract_cost_is_not_put_down_to_contracts(
    contracts: int, says: str
) -> None:
    without: dict[str, Any] = {column.key: None for column in COLUMNS} | {"home": "Sample Home 09"}
    assert says in costs([without], contracts=contracts)
    assert "people placed without one" not in costs(contracts=contracts)
