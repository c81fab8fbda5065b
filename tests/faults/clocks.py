"""The clock set back: recorded all the same with a remark, and nothing stumbles over it later."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from datetime import datetime, timedelta

from dpsctl.domain.days import LONDON
from dpsctl.reports.catalogue import REPORTS

from ..ledger.full import query
from ..office import Office
from .damage import tries
from .figures import Figures, told_plainly
from .points import Point, head_of, intact

BACK = (timedelta(days=1), timedelta(days=40), timedelta(days=400))
REMARK = " behind the newest entry ("


def set_back(point: Point, number: int) -> Figures:
    """Type a command with the clock set back, put it right again, and ask for everything."""
    figures = Figures()
    with point.office() as office:
        newest = head_of(office.ledger)
        wrong = _newest_at(office, point) - BACK[number % len(BACK)]
        told = tries(office.on(wrong.isoformat(timespec="minutes")), point.command)
        where = f"{point} (typed on {wrong:%Y-%m-%d})"
        silent = point.word == "reopen" and (told.code, told.out, told.err) == (0, "", "")
        said = silent or (told_plainly(told) and told.code in (0, 1, 2))
        figures.expect(said, where, told)
        figures.count("clocks set back")
        recorded = head_of(office.ledger) != newest
        if recorded and newest:
            figures.count("recorded with a remark")
            figures.expect(REMARK in told.err, where, f"no remark: {told}")
        elif not recorded:
            figures.count("refused by its day")
        if recorded:
            _ask_for_everything(figures, office, wrong, where, number)
            _same_standings(figures, office, point, where)
    return figures


def _newest_at(office: Office, point: Point) -> datetime:
    """When the newest entry was recorded, in London."""
    if not point.before.exists():
        return datetime.fromisoformat(point.on)
    with closing(sqlite3.connect(office.ledger)) as connection:
        (newest,) = query(connection, "SELECT recorded_at FROM entries ORDER BY id DESC LIMIT 1")
    return datetime.fromisoformat(newest[0]).astimezone(LONDON).replace(tzinfo=None)


def _ask_for_everything(
    figures: Figures, office: Office, wrong: datetime, where: str, number: int
) -> None:
    figures.expect(intact(office.ledger), where, "the chain is broken")
    days = ("", f"--as-of {wrong:%Y-%m-%d}", f"--known-at {wrong:%Y-%m-%dT%H:%M}")
    for at, name in enumerate(REPORTS):
        told = tries(office, f"report {name} {days[(at + number) % len(days)]}")
        figures.expect(told_plainly(told) and told.code in (0, 1), f"{where}: report {name}", told)
        figures.count("reports after it")
    told = tries(office.on(wrong.isoformat(timespec="minutes")), "status")
    figures.expect(told_plainly(told) and told.code == 0, f"{where}: status by that clock", told)
    for command in ("status", f"status {days[1]}", f"status {days[2]}", "verify --replay"):
        told = tries(office, command)
        figures.expect(told_plainly(told) and told.code in (0, 1), f"{where}: {command}", told)


def _same_standings(figures: Figures, office: Office, point: Point, where: str) -> None:
    """See that the later entry counts, whatever its clock said."""
    if point.word in ("import", "check"):  # which are judged by their day
        return
    here = _standings(office)
    shutil.copyfile(point.after, office.ledger)
    figures.expect(here == _standings(office), where, "applications stand otherwise")


def _standings(office: Office) -> dict[int, str]:
    told = office.tries("report applications -f json")
    return {row["application"]: row["standing"] for row in told.json["rows"]} if told.out else {}
