import pytest

from dpsctl.errors import UsageError
from dpsctl.shipped import RULES
from dpsctl.show.csvs import render_csv
from dpsctl.show.jsons import render_json
from dpsctl.show.pages import render_page
from dpsctl.show.papers import render_paper
from dpsctl.show.reports import FORMATS, render
from dpsctl.show.tables import render_table
from dpsctl.show.terminal import Terminal

from .samples import COSTS, homes


def test_each_format_is_its_own() -> None:
    report = homes("Oak")
    texts = [render(report, format, terminal=Terminal(9), folders=[RULES]) for format in FORMATS]
    assert texts == [
        render_table(report, Terminal(9)),
        render_csv(report),
        render_json(report),
        render_paper(report, "md", [RULES]),
        render_page(report, [RULES]),
    ]


def test_an_unknown_format_is_refused_naming_the_formats() -> None:
    with pytest.raises(UsageError) as caught:
        render(COSTS, "xml", terminal=None)
    assert caught.value.lines() == [
        "dpsctl: no format is called 'xml'",
        "  use one of table, csv, json, md, html",
    ]
