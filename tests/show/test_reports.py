import pytest

from dpsctl.errors import UsageError
from dpsctl.show.csvs import render_csv
from dpsctl.show.jsons import render_json
from dpsctl.show.reports import FORMATS, render
from dpsctl.show.tables import render_table
from dpsctl.show.terminal import Terminal

from .samples import COSTS


def test_each_format_is_its_own() -> None:
    texts = [render(COSTS, format, terminal=Terminal(100)) for format in FORMATS]
    assert texts == [render_table(COSTS, Terminal(100)), render_csv(COSTS), render_json(COSTS)]


def test_an_unknown_format_is_refused_naming_the_formats() -> None:
    with pytest.raises(UsageError) as caught:
        render(COSTS, "xml", terminal=None)
    assert caught.value.lines() == [
        "dpsctl: no format is called 'xml'",
        "  use one of table, csv, json",
    ]
