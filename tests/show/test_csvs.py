import csv
from dataclasses import replace
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dpsctl.domain.withheld import WITHHELD
from dpsctl.show.csvs import neutralised, render_csv

from .samples import COSTS, NASTY, homes


def test_a_report_as_csv() -> None:
    assert render_csv(COSTS).split("\r\n") == [
        "contract,home,provider,categories,offered_weekly_gbp,change_percent,starts_on,received_at,"
        "in_force,verdicts,weeks_per_year",
        "1,Oak [/Lodge] :house:,Sample Provider 01 Ltd,LD; MH,1650.10,-1.75,2021-06-01,"
        "2021-05-10T14:05:00+01:00,true,LD=qualified; MH=failed,52",
        "12,'=cmd|'/c'!A1,,,,,,,false,,52",
        "",
    ]


def test_nasty_names_are_quoted_and_made_harmless() -> None:
    assert render_csv(homes(*NASTY)) == (
        "home,number\r\n"
        "Oak [/Lodge] :house:,1\r\n"
        "'=cmd|'/c'!A1,2\r\n"
        '"The ""Old"" Rectory, Ash",3\r\n'
        '"two\nlines",4\r\n'
        "'\ttabbed,5\r\n"
        "山田ホーム,6\r\n"
        "Cafe\u0301,7\r\n"
    )


def test_what_is_withheld_is_marked_and_what_is_absent_is_empty() -> None:
    home, number = homes().columns
    rows = [{"home": WITHHELD, "number": None}, {"home": None, "number": WITHHELD}]
    report = replace(homes(), columns=(home, replace(number, kind="money")), rows=rows)
    assert render_csv(report) == "home,number_gbp\r\n[c],\r\n,[c]\r\n"


def test_no_rows_leave_the_header() -> None:
    assert render_csv(homes()) == "home,number\r\n"


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"])
def test_foreign_text_that_begins_like_a_formula_is_neutralised(start: str) -> None:
    assert neutralised(f"{start}1") == f"'{start}1"


@pytest.mark.parametrize("text", ["", "Oak", "1-00000007", "a=b", " =1", "'=1"])
def test_other_text_is_left_alone(text: str) -> None:
    assert neutralised(text) == text


def test_foreign_lists_are_neutralised_and_our_own_numbers_never() -> None:
    home, number = homes().columns
    columns = (replace(home, kind="list"), replace(number, key="change_pence", kind="money"))
    report = replace(homes(), columns=columns, rows=[{"home": ["-1", "2"], "change_pence": -5}])
    assert render_csv(report) == "home,change_gbp\r\n'-1; 2,-0.05\r\n"


@given(st.lists(st.text()))
def test_foreign_text_comes_back_as_it_was(names: list[str]) -> None:
    _, *rows = csv.reader(StringIO(render_csv(homes(*names)), newline=""))
    assert [home for home, _ in rows] == [
        f"'{name}" if name[:1] in set("=+-@\t\r＝＋－＠") else name for name in names
    ]
