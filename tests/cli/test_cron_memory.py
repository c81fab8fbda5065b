"""What cron remembers, where somebody or a wrong clock was at it; and what it repeats."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable

import pytest

from ..office import Office

Stage = Callable[[str], Office]

CLOSED = "window 2021-03-01 closed at the end of 2021-03-31: no applications on the ledger\n"


def kept(last_ran: str) -> str:
    return json.dumps({"last_ran": last_ran, "told": []})


@pytest.mark.parametrize(
    "text",
    [
        kept("0001-01-01T00:00:00Z"),  # which has no day in London
        kept("2021-04-05T08:00:00"),  # whose clock was that?
        kept("2021-04-05"),
        kept("9999-12-31T23:59:59Z"),  # a clock that was far ahead, and was put right
    ],
)
def test_a_last_run_that_cannot_be_only_repeats_news(text: str, kent_at: Stage) -> None:
    office = kent_at("open").on("2021-04-06")
    memory = office.folder / "dps.db.cron"
    memory.write_text(text)
    office.types("status")

    assert office.types("reopen").out == CLOSED
    assert json.loads(memory.read_text())["last_ran"] == "2021-04-06T09:00:00Z"
    assert office.types("reopen").out == ""


def test_what_is_no_file_is_no_memory(kent_at: Stage) -> None:
    office = kent_at("open").on("2021-04-06")
    os.mkfifo(office.folder / "dps.db.cron")  # which whoever read it would wait for

    office.types("status")
    assert office.types("reopen").out == CLOSED
    assert office.types("reopen").out == ""


def test_by_whatever_name_the_ledger_is_called_cron_is_the_same(kent_at: Stage) -> None:
    office = kent_at("open").on("2021-04-06")
    (office.folder / "mine.db").symlink_to("dps.db")
    office.types("reopen")

    assert office.types("reopen --ledger mine.db").out == ""
    assert "last ran today" in office.types("status --ledger mine.db").out


def test_many_openings_that_are_blocked_fill_no_page(new_office: Office) -> None:
    system = (new_office.folder / "system.yaml").read_text(encoding="utf-8")
    monthly = "rrule: FREQ=MONTHLY;BYMONTHDAY=1, first: 2020-07-01T09:00, open_for: 5 days"
    text = re.sub(r"(?m)^reopening: .*$", f"reopening: {{{monthly}}}", system)
    new_office.types(f"init {new_office.writes('monthly.yaml', text)}")
    new_office.types("record-decision decisions/20-00108.yaml")

    told = new_office.on("2021-04-02").types("reopen", exits=1).err

    whole = [line for line in told.splitlines() if ", is not opened: " in line]
    assert [line.split(",")[0] for line in whole] == [
        f"dpsctl: window {day}" for day in ("2020-07-01", "2020-08-01", "2020-09-01")
    ]
    assert "dpsctl: 7 more openings until 2021-04-01 are not opened\n" in told
    assert "choose" not in told
