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
from dpsctl.documents.regimes import REGIMES, read_regimes
from dpsctl.errors import DocumentError
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


def test_reports_can_read_regimes_and_calendars_without_pydantic() -> None:
    lines = "import sys, dpsctl.documents.regimes, dpsctl.documents.calendars"
    checked = f"{lines}; sys.exit('pydantic' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", checked], check=False).returncode == 0
