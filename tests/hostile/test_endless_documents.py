"""Documents that hold far more than anybody means: what is told of them, and how soon."""

from __future__ import annotations

from time import process_time

import pytest

from dpsctl.documents import rule_lint
from dpsctl.documents.document import did_you_mean
from dpsctl.documents.shelf import rules_on_shelf
from dpsctl.errors import Complaint, DocumentError
from dpsctl.shipped import RULES

from ..documents.reading_as import READERS
from ..office import Office
from ..papers import rule, rule_set
from .kinds import CALENDAR

BEDS = "{all of: [" + ", ".join(["home.beds is 3"] * 101) + "]}"
LEFT = "\n".join(
    f"  - {{id: a{n}, title: t, share: 99.9999, of: [a{n - 1}]}}" for n in range(1, 202)
)
MODEL = f"""
cost_model: small
version: 2021-01-01
title: A model
illustrative: yes
rounding: total
bands: [Mid]
components:
  - {{id: a0, title: t, input: money}}
{LEFT}
"""


def told(kind: str, text: str) -> list[str]:
    with pytest.raises(DocumentError) as caught:
        READERS[kind](text.encode(), "f")
    return caught.value.lines()


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("decision", f"decision: 1\npowers: [{'opn, ' * 50_000}]"),
        ("decision", "decision: 1\n" + "".join(f"{'k' * 60}{n}: v\n" for n in range(20_000))),
        (
            "system",
            "system: x\ncategories: {"
            + "".join(f"category{n}: v, " for n in range(5_000))
            + f"}}\nneeds: [{'{category: categoryx}, ' * 5_000}]",
        ),
        ("cost_model", f"cost_model: x\nbands: [a]\nguide: [{'{band: Mie}, ' * 30_000}]"),
        ("application", "---\n".join(["received_at: 1\nslip: yes\n"] * 2_000)),
    ],
    ids=["values", "keys", "names", "bands", "documents"],
)
def test_of_very_many_mistakes_the_first_are_told(kind: str, text: str) -> None:
    began = process_time()
    lines = told(kind, text)
    assert process_time() - began < 20
    assert 1_001 <= len(lines) <= 1_002
    assert lines[-1].endswith("there are more mistakes; put these right first") or (
        lines[-1].startswith("dpsctl: and ") and lines[-1].endswith(" more like these")
    )


def test_the_rest_of_very_many_complaints_is_counted() -> None:
    error = DocumentError([Complaint("f", 1, 1, "wrong")] * 1_500)
    assert error.lines()[1_000:] == ["f:1:1: wrong", "dpsctl: and 499 more like these"]


def test_a_complaint_is_never_endless() -> None:
    assert len(str(Complaint("f", 1, 1, "x" * 10**6))) < 2_100


def test_a_near_word_is_found_among_thousands_and_soon() -> None:
    known = [f"category{number}" for number in range(60_000)]
    began = process_time()
    for _ in range(20):
        assert did_you_mean("categoryx", known)
    assert process_time() - began < 5


@pytest.mark.parametrize("year", ["0", "999999999", "2200"])
def test_a_calendar_of_all_time_is_none(year: str) -> None:
    lines = told("calendar", CALENDAR.replace("last_year: 2021", f"last_year: {year}"))
    assert lines == [f"f:6:12: last_year: {year} is out of all question; write a year such as 2021"]


def test_a_calendar_whose_title_never_ends() -> None:
    lines = told("calendar", CALENDAR.replace("bank holidays", "x" * 2_001))
    assert lines == ["f:3:8: title: is 2,001 characters long, far too long for what it is"]


def test_a_line_has_an_end() -> None:
    text = "title: A\neffective_on: 2021-02-15\npowers: [open]\ndecision: "
    (line,) = told("decision", text + "9" * 2_001)
    assert line == "f:4:11: decision: is 2,001 characters long; more than 2,000 are not kept"


def test_a_cost_model_of_shares_of_shares_without_end() -> None:
    (line,) = told("cost_model", MODEL)
    assert line == "f:9:3: components: holds 202, and more than 200 cannot be meant"


@pytest.mark.parametrize(
    ("require", "what"),
    [
        (BEDS, "holds 101 sentences, and more than 100 cannot be followed"),
        (f"home.beds is {'3' * 5_000}", "is 5,013 characters long; write a sentence"),
    ],
)
def test_a_condition_without_end(new_office: Office, require: str, what: str) -> None:
    text = rule_set("2021-01-01", [rule("a", "X")]).replace("require: X", f"require: {require}")
    told = new_office.types(
        f"rules lint {new_office.writes('own/small/2021-01-01.yaml', text)}", exits=3
    )
    assert what in told.out + told.err


def test_rules_in_which_there_is_too_much_to_prove(
    new_office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rule_lint, "MOST_EFFORT", 50_000)
    ways = [f"{{any of: [home.beds at least {n}, home.beds at most {n}]}}" for n in range(9)]
    require = f"{{all of: [{', '.join(ways)}]}}"
    text = rule_set("2021-01-01", [rule(f"r{n}", "X") for n in range(5)])
    name = new_office.writes(
        "own/small/2021-01-01.yaml", text.replace("require: X", f"require: {require}")
    )
    path = new_office.folder / name
    found = rule_lint.lint([path.parents[1], RULES], rules_on_shelf([path.parents[1], RULES], path))
    (told,) = [each for each in found if "too much in these rules" in each.what]
    assert told.warning and told.what.startswith("rules[2]: ")
