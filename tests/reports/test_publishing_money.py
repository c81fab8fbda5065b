"""What the reports about money withhold when they are to be published."""

from __future__ import annotations

from typing import Any

from dpsctl.domain.withheld import WITHHELD
from dpsctl.reports.budget import budget
from dpsctl.reports.offset import offset
from dpsctl.reports.prices import prices
from dpsctl.reports.publishing import published
from dpsctl.reports.report import Report
from dpsctl.reports.supply import supply

from .books import Books

FEE = (123_400, 123_400)


def withheld(report: Report, row: int = 0) -> set[str]:
    """The columns of a row that are withheld once the report is published."""
    made: dict[str, Any] = published(report).rows[row]
    return {key for key, value in made.items() if value is WITHHELD}


def test_what_one_person_costs_is_in_no_published_report_about_money(kent: Books) -> None:
    kent.awarded([FEE])
    view = kent.view("2021-05-01")
    assert {"used_pence", "placements"} <= withheld(budget(view))
    assert {"joiners", "joiners_annual_pence", "mean_annual_pence", "net"} <= withheld(offset(view))
    assert {"placements", "min_weekly_pence", "mean_weekly_pence"} <= withheld(prices(view))
    for report in (budget(view), offset(view), prices(view), supply(view)):
        made = published(report)
        told = [*made.notes, *(str(value) for row in made.rows for value in row.values())]
        told += [str(value) for value in made.totals.values()]
        assert not any("1,234" in text or "64,168" in text or "6416800" in text for text in told)


def test_vacancies_that_would_tell_how_few_live_there_are_withheld(kent: Books) -> None:
    contract = kent.award(kent.application(fees=[FEE] * 3, beds=5))
    kent.signed(contract)
    assert {"placed", "vacancies"} <= withheld(supply(kent.view("2021-05-01")))


def test_the_home_of_the_furthest_fee_is_never_published(kent: Books) -> None:
    kent.awarded([FEE] * 30)
    made = published(prices(kent.view()))
    assert "worst_home" in {column.key for column in made.columns if column.private}
    assert not any("Sample Home" in note for note in made.notes)
    assert made.rows[0]["placements"] == 30


def test_few_who_are_outside_terms_do_not_hide_all_the_others(kent: Books) -> None:
    kent.awarded([FEE] * 30)
    kent.place(123_400, "2021-04-20", contract=1, outside="it was suspended")
    assert withheld(prices(kent.view("2021-05-01"))) == {"outside_terms"}


def test_of_many_people_nothing_but_names_is_withheld(kent: Books) -> None:
    kent.awarded([FEE] * 30)
    view = kent.view()
    assert withheld(budget(view)) == withheld(offset(view)) == set()
    assert budget(view).notes[-1] in published(budget(view)).notes
    assert offset(view).notes[-1] in published(offset(view)).notes
