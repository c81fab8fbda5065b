import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dpsctl.reports.report import Column
from dpsctl.show.layout import width
from dpsctl.show.tables import ROWS_FITTED, render_table
from dpsctl.show.terminal import Terminal

from .samples import BRIDGE, COSTS, NASTY, homes

BRIEF = {"contract", "home", "offered_weekly_pence", "in_force"}
NARROW = replace(COSTS, columns=tuple(c for c in COSTS.columns if c.key in BRIEF))

PIPED = """\
Costs — kent-ldpdmh, as of 2021-06-30 (REHEARSAL)
ledger head 0f3c

Contract  Home                  For     Offered weekly  Change  Starts      Received          In force  Verdicts
--------  --------------------  ------  --------------  ------  ----------  ----------------  --------  -----------------------
       1  Oak [/Lodge] :house:  LD, MH       £1,650.10  -1.75%  2021-06-01  2021-05-10 14:05  yes       LD qualified, MH failed
      12  =cmd|'/c'!A1                                                                        no
--------  --------------------  ------  --------------  ------  ----------  ----------------  --------  -----------------------
   total                                     £1,650.10                                        1

up: £1,234.00
placements up: 3

Annual figures are at 52 weeks.
"""  # noqa: E501

FITTED = """\
Costs — kent-ldpdmh, as of 2021-06-30
(REHEARSAL)
ledger head 0f3c

                        Offered  In
Contract  Home           weekly  force
────────────────────────────────────────
       1  Oak         £1,650.10  yes
          [/Lodge]
          :house:
      12  =cmd|'/c'!             no
          A1
────────────────────────────────────────
   total              £1,650.10  1

up: £1,234.00
placements up: 3

Annual figures are at 52 weeks.
"""

PIPED_HOMES = r"""Homes — kent-ldpdmh, as of 2021-06-30

Home                    No
----------------------  --
Oak [/Lodge] :house:     1
=cmd|'/c'!A1             2
The "Old" Rectory, Ash   3
two\nlines               4
\ttabbed                 5
山田ホーム               6
Café                     7
"""

FITTED_HOMES = r"""Homes — kent-ldpdmh,
as of 2021-06-30

Home              No
────────────────────
Oak [/Lodge]       1
:house:
=cmd|'/c'!A1       2
The "Old"          3
Rectory, Ash
two\nlines         4
\ttabbed           5
山田ホーム         6
Café               7
"""


def test_piped_is_plain_aligned_text() -> None:
    assert render_table(COSTS, None) == PIPED


def test_on_a_terminal_texts_fold_and_money_stays_whole() -> None:
    assert render_table(NARROW, Terminal(40)) == FITTED


def test_nasty_names_appear_as_themselves() -> None:
    assert render_table(homes(*NASTY), None) == PIPED_HOMES.replace("Café", "Cafe\u0301")
    assert render_table(homes(*NASTY), Terminal(20)) == FITTED_HOMES.replace("Café", "Cafe\u0301")


def test_colour_adds_nothing_but_bold() -> None:
    bold = render_table(homes("Oak"), Terminal(40, colour=True))
    assert bold.startswith("\x1b[1mHomes — kent-ldpdmh, as of 2021-06-30\x1b[0m\n")
    plain = bold.replace("\x1b[1m", "").replace("\x1b[0m", "")
    assert plain == render_table(homes("Oak"), Terminal(40))


def test_a_terminal_too_narrow_for_the_numbers_gets_the_plain_table() -> None:
    assert "       1  Oak [/Lodge] :house:       £1,650.10  yes" in render_table(
        NARROW, Terminal(20)
    )


def test_a_long_report_is_plain_on_a_terminal_too() -> None:
    long = homes(*["Oak"] * (ROWS_FITTED + 1))
    assert render_table(long, Terminal(80)) == render_table(long, None)
    assert "──" in render_table(homes(*["Oak"] * ROWS_FITTED), Terminal(80))


def test_no_rows_say_none() -> None:
    assert render_table(homes(), None) == "Homes — kent-ldpdmh, as of 2021-06-30: none\n"


def test_no_rows_keep_the_notes_and_drop_the_totals() -> None:
    assert render_table(replace(COSTS, rows=[]), Terminal(30)) == (
        "Costs — kent-ldpdmh, as of\n"
        "2021-06-30 (REHEARSAL): none\n"
        "ledger head 0f3c\n"
        "\n"
        "Annual figures are at 52\n"
        "weeks.\n"
    )


def test_the_total_of_a_hidden_column_is_told_below() -> None:
    columns = (*homes().columns, Column("annual_pence", "Annual", "money", brief=False))
    report = replace(homes("Oak"), columns=columns, totals={"annual_pence": -300})
    assert render_table(report, None).endswith("Oak    1\n\nannual: -£3.00\n")


def test_a_total_in_the_first_column_needs_no_label() -> None:
    report = replace(homes("Oak"), totals={"home": 1, "number": 1})
    assert render_table(report, None).endswith("Oak    1\n----  --\n1      1\n")


def test_further_tables_stand_below_with_titles_of_their_own() -> None:
    empty = replace(BRIDGE, title="Nobody", rows=[])
    report = replace(homes("Oak"), sections=(BRIDGE, empty), notes=["a note"])

    assert render_table(report, None).partition("Oak    1\n")[2] == (
        "\nStep by step\n\n"
        "Step     A year\n-------  ------\ncurrent   £1.00\nnew         [c]\n"
        "-------  ------\ntotal     £2.50\n\nopen: £3.00\n\nNobody: none\n\na note\n"
    )


def test_notes_are_not_wrapped_when_piped() -> None:
    note = "one long sentence " * 20 + "with an escape \x1b."
    shown = note.replace("\x1b", r"\x1b")
    assert render_table(replace(homes("Oak"), notes=[note]), None).endswith(f"\n\n{shown}\n")


@pytest.mark.parametrize("terminal", [None, Terminal(80), Terminal(80, colour=True)])
def test_the_environment_changes_nothing(
    terminal: Terminal | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = render_table(NARROW, terminal)
    for name in ("NO_COLOR", "FORCE_COLOR", "TTY_COMPATIBLE", "COLUMNS"):
        monkeypatch.setenv(name, "1")
    monkeypatch.setenv("TERM", "dumb")
    assert render_table(NARROW, terminal) == before


def test_piped_output_does_not_wait_for_rich() -> None:
    code = (
        "import sys; from tests.show.samples import COSTS; from dpsctl.show import blocks, reports;"
        "reports.render(COSTS, 'table', terminal=None); sys.exit('rich' in sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=Path(__file__).parents[2])


@given(st.lists(st.text(), min_size=1))
def test_piped_columns_line_up_in_display_cells(names: list[str]) -> None:
    _, _, *lines = render_table(homes(*names), None).splitlines()
    assert len(lines) == 2 + len(names)
    assert len({width(line) for line in lines}) == 1


@given(st.lists(st.text(st.characters(max_codepoint=0x2FF)), min_size=1), st.integers(16, 80))
def test_a_fitted_table_keeps_to_the_terminal(names: list[str], cells: int) -> None:
    lines = render_table(homes(*names), Terminal(cells)).splitlines()
    assert max(map(width, lines)) <= cells
