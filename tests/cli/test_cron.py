"""``reopen`` as cron runs it, and the lines that make cron run it."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from ..office import CHECKOUT, Office

Stage = Callable[[str], Office]

DAYS = ("2021-03-01T09:05", "2021-03-01T09:05", "2021-09-03T09:05")


def ran_by_cron(office: Office, zone: str) -> list[tuple[int, bytes, bytes]]:
    """The command on each of some days, without a terminal and with hardly any environment."""
    environment = {"HOME": str(office.folder), "PATH": os.defpath, "TZ": zone}
    environment["PYTHONPATH"] = str(
        CHECKOUT
    )  # where the tests find dpsctl, as nothing is installed
    words = [
        sys.executable,
        "-m",
        "dpsctl",
        "reopen",
        "--by",
        "cron",
        "--ledger",
        str(office.ledger),
    ]
    done = [
        subprocess.run(
            [*words, "--now", day],
            cwd="/",
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=60,
            check=False,
        )
        for day in DAYS
    ]
    return [(each.returncode, each.stdout, each.stderr) for each in done]


def test_cron_gives_the_same_bytes_as_an_officer_at_a_terminal(
    kent_at: Stage, tmp_path: Path
) -> None:
    office = kent_at("decided").under("cron")
    before = office.ledger.read_bytes()
    typed = [office.on(day).types("reopen") for day in DAYS]
    here = [(told.code, told.out.encode(), told.err.encode()) for told in typed]
    kept = office.ledger.read_bytes(), (office.folder / "dps.db.cron").read_bytes()

    for zone in ("Pacific/Auckland", "America/St_Johns"):
        office.ledger.write_bytes(before)
        (office.folder / "dps.db.cron").unlink()
        assert ran_by_cron(office, zone) == here
        assert (office.ledger.read_bytes(), (office.folder / "dps.db.cron").read_bytes()) == kept
    assert b"window 2021-03-01" in here[0][1]
    assert here[1] == (0, b"", b"")
    assert b"recorded 2 days late" in here[2][1]


def test_the_crontab_line_runs_reopen_on_this_very_ledger(kent_at: Stage, tmp_path: Path) -> None:
    office = kent_at("decided")
    told = office.types("cron show -f json").json
    minute, hour, *days, typed = told["crontab"].split(" ", 5)
    assert (minute, hour, days) == ("5", "9", ["*", "*", "*"])
    words = shlex.split(typed)
    assert words[-4:] == ["--by", "cron", "--ledger", str(office.ledger.resolve())]
    environment = {"PATH": os.defpath, "PYTHONPATH": str(CHECKOUT)}
    done = subprocess.run(
        ["/bin/sh", "-c", f"{typed} --now 2021-03-01T09:05"],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert (done.returncode, b"window 2021-03-01" in done.stdout) == (0, True), done.stderr


def test_the_units_name_the_ledger_and_london(kent_at: Stage) -> None:
    office = kent_at("decided")
    told = office.types("cron show").out
    assert "OnCalendar=*-*-* 09:05:00 Europe/London\nPersistent=true" in told
    assert f"WorkingDirectory={office.folder.resolve()}" in told
    assert "dpsctl-kent-ldpdmh.timer" in told


@pytest.mark.parametrize("folder", ["a b", "100%", "it's", '"quoted"', "$HOME", "back\\slash"])
def test_strange_paths_are_quoted_for_each(kent_at: Stage, folder: str) -> None:
    office = kent_at("decided")
    (office.folder / folder).mkdir()
    moved = office.folder / folder / "dps.db"
    office.ledger.rename(moved)
    told = office.types(f"cron show -f json --ledger {shlex.quote(str(moved))}").json
    # What cron hands to the shell: an escaped per cent sign is one.
    typed = told["crontab"].split(" ", 5)[5].replace("\\%", "%")
    assert shlex.split(typed)[-1] == str(moved.resolve())
    start = next(line for line in told["service"].splitlines() if line.startswith("ExecStart="))
    literal = start.replace("%%", "%").replace("$$", "$")
    assert shlex.split(literal)[-1] == str(moved.resolve())


def test_an_always_open_system_has_its_hour_too(new_office: Office) -> None:
    from ..papers import system

    new_office.writes("own.yaml", system({"regime": "pcr2015", "reopening": None}))
    new_office.types("init own.yaml")
    assert new_office.types("cron show -f json").json["crontab"].startswith("5 6 * * * ")
