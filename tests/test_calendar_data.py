"""The calendars against gov.uk, the holidays package and the Act that makes bank holidays."""

from __future__ import annotations

import json
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from dpsctl.documents.calendars import CalendarDocument, Holiday, read_calendar
from dpsctl.shipped import RULES

GOV_UK = Path(__file__).with_name("gov-uk-bank-holidays.json")
SATURDAY = 5
DIVISIONS = {
    "england": {"england-and-wales": "ENG"},
    "uk": {"england-and-wales": "ENG", "scotland": "SCT", "northern-ireland": "NIR"},
}
BOTH = sorted(DIVISIONS)
UNPUBLISHED = {"england": set(), "uk": {date(2026, 6, 15)}}
"""In the holidays package, and not yet in the copy of gov.uk's file."""

EXTRA = """
2025: 01-02 03-17 07-14 08-04 12-01
2026: 01-02 03-17 06-15 07-13 08-03 11-30
2027: 01-04 03-17 07-12 08-02 11-30
"""


@cache
def table(name: str) -> CalendarDocument:
    return read_calendar(RULES / "calendars" / f"{name}.yaml")


def days_of(name: str, last_year: int = 2029) -> set[date]:
    return {each.day for each in table(name).holidays if each.day.year <= last_year}


def of_year(name: str, year: int) -> list[Holiday]:
    return [each for each in table(name).holidays if each.day.year == year]


@pytest.mark.parametrize("name", BOTH)
def test_a_calendar_covers_2019_to_2029(name: str) -> None:
    read = table(name)
    assert (read.calendar, read.first_year, read.last_year) == (name, 2019, 2029)
    assert {each.day.year for each in read.holidays} == set(range(2019, 2030))


@pytest.mark.parametrize("name", BOTH)
def test_every_day_stands_once_on_a_weekday_with_name_and_source(name: str) -> None:
    listed = table(name).holidays
    assert len(days_of(name)) == len(listed)
    assert all(each.day.weekday() < SATURDAY for each in listed)
    assert all(each.name and each.cite for each in listed)


@pytest.mark.parametrize("name", BOTH)
def test_a_calendar_is_gov_uks(name: str) -> None:
    published = json.loads(GOV_UK.read_text(encoding="utf-8"))
    told = {
        date.fromisoformat(event["date"])
        for division in DIVISIONS[name]
        for event in published[division]["events"]
    }
    assert days_of(name, 2028) == told | UNPUBLISHED[name]


@pytest.mark.parametrize("name", BOTH)
def test_a_calendar_is_that_of_the_holidays_package(name: str) -> None:
    holidays = pytest.importorskip("holidays")
    years = range(2019, 2030)
    known = {
        day
        for part in DIVISIONS[name].values()
        for day in holidays.country_holidays("GB", subdiv=part, years=years)
    }
    assert days_of(name) == {day for day in known if day.weekday() < SATURDAY}


def test_every_day_of_england_is_one_of_the_united_kingdom() -> None:
    assert days_of("england") < days_of("uk")


@pytest.mark.parametrize("row", EXTRA.strip().splitlines())
def test_the_days_that_other_parts_add(row: str) -> None:
    year, _, days = row.partition(":")
    added = sorted(day for day in days_of("uk") - days_of("england") if day.year == int(year))
    assert [f"{day:%m-%d}" for day in added] == days.split()
    parts = ("Scotland", "Northern Ireland")
    named = [each.name for each in of_year("uk", int(year)) if each.day in added]
    assert all(any(part in name for part in parts) for name in named)


@pytest.mark.parametrize("name", BOTH)
@pytest.mark.parametrize("year", range(2019, 2030))
def test_the_days_of_the_schedule_are_there_or_moved_by_proclamation(name: str, year: int) -> None:
    cited = {each.day: each.cite for each in of_year(name, year)}
    mondays = [date(year, month, day) for month in (5, 8) for day in range(25, 32)]
    spring, summer = (day for day in mondays if day.weekday() == 0)

    assert cited[summer].startswith("1971 Act Sch 1 para")
    if spring in cited:
        assert cited[spring].startswith("1971 Act Sch 1 para")
    else:
        assert any("royal proclamation, 1971 Act s 1(2)" in cite for cite in cited.values())


@pytest.mark.parametrize("year", range(2019, 2030))
def test_good_friday_and_christmas_day_are_named_by_the_regulations_themselves(year: int) -> None:
    by_name = [each.name for each in of_year("england", year) if each.cite == "PCR 2015 reg 2(1)"]
    christmas_is_a_weekday = date(year, 12, 25).weekday() < SATURDAY

    assert by_name == ["Good Friday", *(["Christmas Day"] if christmas_is_a_weekday else [])]


@pytest.mark.parametrize("year", range(2019, 2030))
def test_the_act_of_2023_names_no_day_and_finds_all_in_the_act_of_1971(year: int) -> None:
    assert all("1971 Act" in each.cite for each in of_year("uk", year))
    (good_friday,) = [each for each in of_year("uk", year) if each.name == "Good Friday"]
    assert good_friday.cite == "1971 Act Sch 1 para 2"  # Scotland
