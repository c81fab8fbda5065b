"""What the ledger knew at an instant: the same bytes, whatever was recorded since."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from dpsctl.reports.catalogue import REPORTS

from ..ledger.full import WHO, later
from ..office import KENT, Office, at_stage
from ..papers import decision, system

Stage = Callable[[str], Office]

ASKED = "--as-of 2021-05-20 --known-at 2021-04-20T10:00"


@pytest.fixture(scope="module")
def office(kept_stages: Path, tmp_path_factory: pytest.TempPathFactory) -> Office:
    """Kent's office on the day of the award, kept as it was then."""
    return at_stage(kept_stages, "awarded", tmp_path_factory.mktemp("known") / "office")


@pytest.fixture(scope="module")
def before(office: Office) -> dict[str, str]:
    """Every report as it was before anything else was recorded, by its name and format.

    A format is made of the report, and JSON has all of that: one report tells of the others.
    """
    asked = [f"{name} -f json" for name in REPORTS]
    asked += [f"roster -f {format}" for format in FORMATS]
    asked += [f"{name} -f json {options}" for name, options in COUNTED]
    made = {f"report {each}": office.types(f"report {each} {ASKED}").out for each in asked}
    made["status"] = office.types(f"status {ASKED}").out
    made["explain 1"] = office.types(f"explain 1 {ASKED}").out
    for on_the_day, command in later(office):
        for behind in backdated(office) if command.startswith("uplift") else ():
            on_the_day.types(behind)
        on_the_day.types(command)
    return made


FORMATS = ("csv", "table", "md", "html")
COUNTED = (
    *((name, "--publish") for name in ("costs", "roster", "prices", "offset", "supply", "budget")),
    *(("costs", f"--part-year 2021/22 --end-day {paid}") for paid in ("paid", "unpaid")),
    ("costs", "--since 2021-04-01 --weeks 365/7"),
    ("offset", "--since 2021-04-19 --weeks 52.18"),
)


def backdated(office: Office) -> Iterator[str]:
    """What reaches back behind the day of the reports, each as a command."""
    lines = (KENT / "uplifts/2022-23.yaml").read_text("utf-8")
    earlier = re.sub(r"^(from|until): \S+", _a_year_earlier, lines, flags=re.MULTILINE)
    earlier = earlier.replace("uplift: 2022/23", "uplift: 2021/22")
    earlier = earlier.replace("2021-10-01}", "2021-05-01}")
    yield f"uplift {office.writes('earlier.yaml', earlier)}"
    yield "change-fee P-0003 --weekly 1 --from 2021-05-04 --reason 'A review found late'"
    yield "end-placement P-0002 --on 2021-05-05 --correct 'A slip'"
    yield "end-placement P-0004 --on 2021-05-06"
    yield f"place 3 --ref P-0201 {WHO} --starts 2021-05-10 --reason 'Found late'"
    yield "sign 1 --on 2021-04-26 --correct 'Misread'"
    corrected = decision({"title": "Another title", "delegate": "Somebody else"})
    yield f"record-decision {office.writes('corrected.yaml', corrected)} --correct 'A slip'"
    amended = system({"weeks_per_year": "52.18", "needs": None, "estimate": None})
    yield f"init {office.writes('amended-again.yaml', amended)} --reason 'Otherwise'"


def _a_year_earlier(found: re.Match[str]) -> str:
    return {"from": "from: 2021-05-01", "until": "until: 2022-03-31\nbackdated: yes"}[found[1]]


def test_reports_of_then_are_the_same_bytes_now(office: Office, before: dict[str, str]) -> None:
    for command, printed in before.items():
        assert office.types(f"{command} {ASKED}").out == printed, command


def test_what_was_recorded_since_shows_without_it(office: Office, before: dict[str, str]) -> None:
    now = office.types("report costs --as-of 2021-05-20 -f json").json
    then = office.types(f"report costs {ASKED} -f json").json
    assert now["totals"] != then["totals"]
    assert now["head"] != then["head"]
    assert then["known_at"] == "2021-04-20T10:00:00+01:00"
    assert "known_at" not in now


def test_an_entry_recorded_at_the_very_instant_is_known(office: Office) -> None:
    at = office.types("report windows --known-at 2021-02-16T09:40 -f json").json
    just_before = office.types("report windows --known-at 2021-02-16T09:39:59 -f json").json
    assert (len(at["rows"]), just_before["rows"]) == (1, [])


def test_the_title_says_what_it_knew(office: Office) -> None:
    told = office.types(f"report costs {ASKED}").lines[0]
    assert (
        told == "Costs — kent-ldpdmh, as of 2021-05-20, as known on 2021-04-20 at 10:00 (REHEARSAL)"
    )


def test_before_the_first_entry_nothing_was_known(office: Office) -> None:
    told = office.types("report costs --known-at 2020-11-16T09:59:59", exits=1)
    assert told.err.startswith("dpsctl: nothing was recorded yet at 2020-11-16 09:59:59")


def test_nothing_is_known_before_what_it_was_recorded_after(kent_at: Stage) -> None:
    """Whatever the clock said: nobody slips a fact into what was known long ago."""
    office = kent_at("awarded")
    known = "report history --known-at 2021-04-01T10:00 -f json"
    before = office.types(known).out
    office.on("2021-04-01").types("withdraw 19 --reason 'Its clock was wrong'")

    assert office.types(known).out == before
    asked = "report history --known-at 2021-04-20T10:00 -f json"
    assert [row["entry"] for row in office.types(asked).json["rows"]] == list(range(1, 13))
    for name in REPORTS:
        office.types(f"report {name} --known-at 2021-04-01T10:00")


def test_a_report_reads_and_never_writes(office: Office) -> None:
    bytes_before = office.ledger.read_bytes()
    office.types(f"report costs {ASKED}")
    assert office.ledger.read_bytes() == bytes_before
