import json
from dataclasses import replace

from dpsctl.show.jsons import render_json

from .samples import ABSENT, COSTS, NASTY, OAK, homes

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


def test_no_rows() -> None:
    assert json.loads(render_json(replace(COSTS, rows=[])))["rows"] == []
