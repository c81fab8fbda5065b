import json
from dataclasses import replace

import pytest

from dpsctl.show.jsons import render_json

from .samples import ABSENT, BRIDGE, COSTS, NASTY, OAK, homes

HOMES = """\
{
  "report": "homes",
  "as_of": "2021-06-30",
  "system": "kent-ldpdmh",
  "rehearsal": false,
  "head": null,
  "columns": [
    "home",
    "number"
  ],
  "rows": [
    {
      "home": "山田 [/Lodge]",
      "number": 1
    }
  ],
  "totals": {},
  "notes": []
}
"""


def test_a_report_as_json() -> None:
    assert render_json(homes("山田 [/Lodge]")) == HOMES


def test_the_keys_come_in_the_order_of_the_contract() -> None:
    assert list(json.loads(render_json(COSTS))) == [
        *("report", "as_of", "system", "rehearsal", "head", "weeks_per_year"),
        *("columns", "rows", "totals", "notes"),
    ]


def test_rows_carry_every_column_with_money_in_pence_and_absent_as_null() -> None:
    read = json.loads(render_json(COSTS))
    nothing = dict.fromkeys(read["columns"])
    assert read["rows"] == [OAK, {**nothing, **ABSENT}]
    assert [list(row) for row in read["rows"]] == [read["columns"]] * 2
    assert read["totals"] == COSTS.totals


def test_names_come_back_as_they_were() -> None:
    read = json.loads(render_json(homes(*NASTY)))
    assert tuple(row["home"] for row in read["rows"]) == NASTY


def test_a_further_table_stands_under_its_key_and_what_is_withheld_is_null() -> None:
    read = json.loads(render_json(replace(COSTS, sections=(BRIDGE,), published=True)))

    assert list(read)[-4:] == ["totals", "bridge", "bridge_totals", "notes"]
    assert read["bridge"] == [
        {"step": "current", "annual_pence": 100},
        {"step": "new", "annual_pence": None},
    ]
    assert read["bridge_totals"] == {"annual_pence": 250, "open_pence": 300}
    assert read["published"] is True
    assert "bridge_totals" not in render_json(
        replace(COSTS, sections=(replace(BRIDGE, totals={}),))
    )


def test_what_a_report_does_not_hold_is_no_null() -> None:
    with pytest.raises(TypeError, match="is nothing that a report holds"):
        render_json(replace(homes("Oak"), totals={"homes": object()}))


def test_no_rows() -> None:
    assert json.loads(render_json(replace(COSTS, rows=[])))["rows"] == []
