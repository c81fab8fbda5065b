"""What is published of one ledger tells nothing that is withheld elsewhere on the same page."""

from __future__ import annotations

from datetime import date
from typing import Any

from dpsctl.domain.withheld import WITHHELD
from dpsctl.reports.costs import costs
from dpsctl.reports.publishing import published
from dpsctl.reports.report import Report

from .books import Books

C = WITHHELD
ONE = (145_000, 150_000)


def of(report: Report, key: str, section: str | None = None) -> list[Any]:
    """A column of the report as published, or of one of its further tables."""
    made = published(report)
    rows = made.rows
    if section:
        rows = next(each.rows for each in made.sections if each.key == section)
    return [row[key] for row in rows]


def test_who_has_no_contract_does_not_tell_who_has_one(kent: Books) -> None:
    # Nine under one contract and two under another; five in homes without one.
    kent.awarded([ONE] * 9, [ONE] * 2)
    for home in (1, 1, 2, 2, 2):
        kent.place(150_000, "2021-05-01", home=home)
    report = costs(kent.view("2021-05-10"))
    made = published(report)
    assert of(report, "placements") == [9, C, C, C]
    outside = next(each for each in made.sections if each.key != "bridge")
    assert [row["placements"] for row in outside.rows] == [C, C]
    assert outside.totals["placements"] is C
    assert any("five placements without one" in note for note in report.notes)
    assert not any("without one" in note for note in made.notes)


def test_days_of_a_part_year_do_not_tell_how_many_people_they_are_of(kent: Books) -> None:
    kent.awarded([ONE], [ONE] * 6, [ONE] * 7)
    report = costs(kent.view("2021-05-10", part_year="2021/22"))
    assert of(report, "placements") == [C, C, 7]
    assert of(report, "days") == [C, C, 7 * 335]


def test_few_who_were_there_at_first_are_not_counted_in_a_bridge(kent: Books) -> None:
    kent.awarded([ONE] * 2)
    for _ in range(6):
        kent.place(150_000, "2021-05-01", contract=1)
    kent.leaves((1, "P-0001"), "2021-05-02")
    kent.leaves((1, "P-0002"), "2021-05-02")
    report = costs(kent.view("2021-05-10", since=date(2021, 4, 20)))
    assert of(report, "placements", "bridge") == [C, 0, 0, 0, C, C, 6]


def test_steps_of_many_people_are_published(kent: Books) -> None:
    kent.awarded([ONE] * 6, [ONE] * 7)
    report = costs(kent.view("2021-05-10"))
    assert of(report, "placements", "bridge") == [13, 13, 0, 0, 0, 0, 13]
