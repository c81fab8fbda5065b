"""``report --publish``: in every format, whatever tells of one to four people is marked."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest

from dpsctl.reports.catalogue import REPORTS, report_named
from dpsctl.reports.publishing import published
from dpsctl.reports.report import Report, Section

from ..office import Office
from ..papers import application
from ..reports.books import opened

Stage = Callable[[str], Office]
EACH = pytest.mark.parametrize("name", REPORTS)


def with_one_placement(office: Office) -> Office:
    """Kent's office after an award to one more home, in which one person lives."""
    one = application(21, {"placements": [ALONE], "received_at": "2021-03-30T10:00"})
    office.on("2021-04-21").imports(one)
    office.on("2021-04-21").types("check")
    office.on("2021-04-21").types("determine --all-qualified admit --reason 'Meets all'")
    office.on("2021-04-22").types("award --decision 20/00108 --yes")
    return office.on("2021-04-22")


ALONE = {
    "ref": "P-0999",
    "need": "LD",
    "band": "Specialist",
    "current_weekly_fee": "1613.57",
    "offered_weekly_fee": "1713.57",
}


@pytest.mark.parametrize("format", ["table", "csv", "json", "md", "html"])
@pytest.mark.parametrize("name", ["costs", "roster"])
def test_what_one_person_costs_is_in_no_format(kent_at: Stage, name: str, format: str) -> None:
    office = with_one_placement(kent_at("awarded"))

    told = office.types(f"report {name} --format {format}").out
    public = office.types(f"report {name} --format {format} --publish").out

    weekly, annual = 171357, 171357 * 52
    for pence in (weekly, annual):
        written = {str(pence), f"{pence // 100:,}.{pence % 100:02}", f"{pence / 100:.2f}"}
        assert any(each in told for each in written) or (pence == weekly and format != "json")
        assert not any(each in public for each in written)
    assert ("null" if format == "json" else "[c]") in public


def test_as_json_it_says_so_and_what_is_withheld_is_null(kent_at: Stage) -> None:
    office = with_one_placement(kent_at("awarded"))

    made = office.types("report costs --publish --format json").json

    assert list(made)[4:8] == ["head", "published", "weeks_per_year", "columns"]
    assert made["published"] is True
    alone = made["rows"][-1]
    assert alone["home"] == "Sample Home 21"
    assert {key for key, value in alone.items() if value is None} == {
        *("placements", "current_weekly_pence", "offered_weekly_pence", "current_annual_pence"),
        *("offered_annual_pence", "change_pence", "change_percent"),
    }
    assert made["totals"]["contracts"] == 17
    assert made["notes"][0].startswith("[c]: withheld, ")
    assert "published" not in office.report("costs")


def test_as_csv_the_mark_stands_where_the_figure_was(kent_at: Stage) -> None:
    office = with_one_placement(kent_at("awarded"))

    rows = list(
        csv.DictReader(io.StringIO(office.types("report roster --publish --format csv").out))
    )

    assert (rows[-1]["placements"], rows[-1]["annual_gbp"], rows[-1]["beds"]) == ("[c]", "[c]", "4")


def test_the_figures_of_the_paper_stay(kent_at: Stage) -> None:
    office = kent_at("awarded")

    made = office.types("report costs --publish --format json").json

    assert made["totals"] == office.report("costs")["totals"]
    assert made["notes"][-1].startswith("Sixteen contracts cost £7,198,785")
    assert {row["placements"] for row in made["rows"]} == {None, 5, 6}
    assert all(row["change_pence"] is not None for row in made["rows"])


@EACH
def test_every_report_may_be_published_in_every_format(kent_at: Stage, name: str) -> None:
    office = kent_at("awarded")

    for format in ("table", "csv", "json", "md", "html"):
        told = office.types(f"report {name} --publish --format {format}").out
        assert told == office.types(f"report {name} --publish --format {format}").out


def test_the_history_tells_nobodys_words(kent_at: Stage) -> None:
    office = kent_at("awarded")
    office.types("withdraw 19 --reason 'The fees of P-0007 are too low' --by 'A. Person'")

    told = office.types("report history --format csv").out
    public = office.types("report history --publish --format csv").out

    for word in ("P-0007", "A. Person", "withdraw"):
        assert word in told and word not in public


@pytest.mark.parametrize("command", ["status", "explain 1"])
def test_what_is_told_of_one_is_not_for_publication(kent_at: Stage, command: str) -> None:
    told = kent_at("awarded").types(f"{command} --publish", exits=2)

    assert "--publish" in told.err


# Whoever adds a column says what it tells

PUBLIC_MONEY = {
    *("approved_pence", "guide_weekly_pence", "cover_pence"),
    *("contract_value_total_pence", "estimated_annual_value_pence", "irrecoverable_vat_pence"),
}
"""Money that the council decides in public, or asks of all, and that tells nothing of fees; and
what the register of contracts withholds by itself, which is made to be published.
"""


@EACH
def test_every_column_says_what_it_tells(name: str) -> None:
    with opened(Path("nowhere.db"), keep=False) as books:
        books.kent()
        books.awarded([(100, 200)] * 5)
        made = report_named(name)(books.view())

    tables: list[Report | Section] = [made, *made.sections]
    for column in (column for table in tables for column in table.columns):
        if column.kind in ("money", "percent") and column.key not in PUBLIC_MONEY:
            assert column.fee or column.follows, f"{name}: {column.key}"
        if column.key.startswith("placements"):
            assert column.people, f"{name}: {column.key}"


@EACH
def test_the_basis_of_every_published_figure_is_told(name: str) -> None:
    with opened(Path("nowhere.db"), keep=False) as books:
        books.kent()
        books.awarded([(100, 200)] * 5)
        made = published(report_named(name)(books.view()))

    if made.weeks_per_year:
        assert "52 weeks a year, as the system document says" in made.notes
