"""Grounds, regimes and calendars, as shipped; and where rule files are looked for."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from dpsctl.documents.calendars import read_calendar
from dpsctl.documents.grounds import read_grounds
from dpsctl.documents.paths import find_rules_file, versions
from dpsctl.documents.reading import only, read_documents
from dpsctl.documents.regimes import REGIMES, read_regimes
from dpsctl.documents.shelf import calendar_named, time_limit
from dpsctl.documents.time_limits import time_limits_of
from dpsctl.errors import DocumentError, RefusedError
from dpsctl.shipped import RULES


def test_every_regime_is_shipped() -> None:
    regimes = read_regimes(RULES / "regimes.yaml").regimes
    assert tuple(regimes) == REGIMES
    assert regimes["pcr2015-light-touch"].ends_by == date(2029, 2, 23)
    assert regimes["pcr2015-light-touch"].until_required
    assert regimes["pa2023-dynamic-market"].ends_by is None


def test_the_shipped_calendar_reads() -> None:
    calendar = read_calendar(RULES / "calendars" / "england.yaml")
    days = [holiday.day for holiday in calendar.holidays]
    assert days == sorted(days)
    assert date(2021, 4, 2) in days
    assert {day.year for day in days} == set(range(calendar.first_year, calendar.last_year + 1))


@pytest.mark.parametrize("path", sorted((RULES / "grounds").glob("*.yaml")), ids=lambda p: p.stem)
def test_the_shipped_grounds_read(path: Path) -> None:
    assert read_grounds(path).grounds == path.stem


def test_grounds_under_another_name_than_their_file(tmp_path: Path) -> None:
    shipped = next((RULES / "grounds").glob("*.yaml"))
    path = tmp_path / "renamed.yaml"
    path.write_bytes(shipped.read_bytes())
    with pytest.raises(DocumentError, match="grounds: is not the name of the file; write renamed"):
        read_grounds(path)


def test_a_councils_own_rules_come_first(tmp_path: Path) -> None:
    own, shipped = tmp_path / "own", tmp_path / "shipped"
    for folder, names in ((own, ["2021-02-01"]), (shipped, ["2020-06-15", "2021-02-01"])):
        (folder / "sample").mkdir(parents=True)
        for name in [*names, f"{names[0]}.examples", "notes"]:
            (folder / "sample" / f"{name}.yaml").touch()
    assert versions([own, shipped], "sample") == {
        "2020-06-15": shipped / "sample" / "2020-06-15.yaml",
        "2021-02-01": own / "sample" / "2021-02-01.yaml",
    }
    assert find_rules_file([own, shipped], "sample", "2020-06-15.yaml")
    assert find_rules_file([own, shipped], "sample", "2019-01-01.yaml") is None
    assert versions([own], "unheard-of") == {}


def test_a_time_limit_says_when_it_is_due_and_why() -> None:
    limit = time_limit([RULES], "PCR 2015 reg 34(16)")
    calendar = calendar_named([RULES], limit.calendar)

    assert limit.due(calendar, date(2021, 3, 29)) == date(2021, 4, 14)
    assert limit.basis(calendar, date(2021, 3, 29)) == (
        "PCR 2015 reg 34(16), 10 working days from 2021-03-29, England calendar"
    )


def test_a_time_limit_that_the_file_does_not_know() -> None:
    with pytest.raises(RefusedError, match=r"knows no time limit of PCR 2015 reg 34\(99\)"):
        time_limit([RULES], "PCR 2015 reg 34(99)")


def test_a_time_limit_tells_all_its_mistakes_at_once() -> None:
    text = "a law s 1:\n  what: to act\n  period: soon\n  trigger_day: maybe\n  rolls: yes\n"
    with pytest.raises(DocumentError) as caught:
        time_limits_of(only(read_documents(text.encode(), "limits.yaml")))
    told = " ".join(caught.value.lines())
    for what in ("'soon' is not a duration", "not one of in, out", "did you mean roll?"):
        assert what in told
    assert "calendar: is missing" in told


def test_reports_can_read_regimes_calendars_and_time_limits_without_pydantic() -> None:
    lines = (
        "import sys, dpsctl.documents.regimes, dpsctl.documents.calendars, "
        "dpsctl.documents.time_limits"
    )
    checked = f"{lines}; sys.exit('pydantic' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", checked], check=False).returncode == 0
