import pytest

from dpsctl.errors import UsageError
from dpsctl.shipped import RULES
from dpsctl.show.csvs import render_csv
from dpsctl.show.jsons import render_json
from dpsctl.show.reports import FORMATS, formats_of, render
from dpsctl.show.tables import render_table
from dpsctl.show.terminal import Terminal

from .samples import COSTS


def test_each_format_is_its_own() -> None:
    texts = [render(COSTS, format, terminal=Terminal(100)) for format in FORMATS]
    assert texts == [render_table(COSTS, Terminal(100)), render_csv(COSTS), render_json(COSTS)]


def test_only_a_report_with_a_template_is_a_paper_too() -> None:
    assert formats_of("costs") == FORMATS
    assert formats_of("decision-record") == (*FORMATS, "md", "html")
    with pytest.raises(UsageError, match="no format is called 'md'"):
        render(COSTS, "md", terminal=None, folders=[RULES])


def test_an_unknown_format_is_refused_naming_the_formats() -> None:
    with pytest.raises(UsageError) as caught:
        render(COSTS, "xml", terminal=None)
    assert caught.value.lines() == [
        "dpsctl: no format is called 'xml'",
        "  use one of table, csv, json",
    ]
