"""Run the DPS: ``reopen``, cron's one command."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING

import typer

from dpsctl.cli.commands import recording

if TYPE_CHECKING:
    from dpsctl.actions.desk import Desk, Outcome
    from dpsctl.actions.reopening import Reopened
    from dpsctl.ledger.heartbeat import Heartbeat

app = typer.Typer()
PANEL = "Run the DPS"
_AHEAD = timedelta(days=1)


@recording(app, "reopen", PANEL)
def reopen(desk: Desk) -> Outcome:
    """Open the windows that are due, and tell what is new: for cron, daily.

    Every opening of the system's rhythm becomes a window under the decision,
    gates and rules of its due day, with its published days, however late
    this runs. What fell due, lapsed or came about since the last run is told
    once, a line each; a run without news prints nothing. An opening that is
    due and may not be opened is an error on every run until it is mended.

    What was told is remembered in LEDGER.cron beside the ledger; losing that
    file only repeats news. See `dpsctl cron show` for the crontab line.

    Examples:
      dpsctl reopen
      dpsctl reopen --dry-run
    """
    from dpsctl.actions.reopening import BlockedError, reopen
    from dpsctl.ledger.heartbeat import heartbeat_of

    before = heartbeat_of(desk.ledger)
    done = reopen(desk)
    outcome = done.outcome
    told, keys = _news(desk, done, before)
    outcome.told = {
        "entry": outcome.entry,
        "facts": [json.loads(fact) for fact in outcome.facts],
        "windows": done.windows,
        "news": told,
        "blocked": [due.name for due, _ in done.blocked],
        "remarks": outcome.remarks,
    }
    outcome.lines += told
    outcome.afterwards = partial(_remember, desk, keys)
    outcome.error = BlockedError(done.blocked) if done.blocked else None
    return outcome


def _news(desk: Desk, done: Reopened, before: Heartbeat) -> tuple[list[str], frozenset[str]]:
    """What is new, a line each; and the keys of all that there is to tell, new or not."""
    from dpsctl.ledger.file import reading
    from dpsctl.reports.happened import happened
    from dpsctl.reports.news import News, lines_of, news
    from dpsctl.reports.view import View

    passed_over = [
        News(f"passed over|{name}", f"the opening due on {name} makes no window: {why}", "")
        for name, why in done.passed_over.items()
    ]
    with reading(desk.ledger) as ledger:
        view = View(ledger, desk.rules, desk.today, desk.now)
        pieces = [*passed_over, *news(view)]
        told = list(happened(view, _since(before.last_ran, desk.now), done.windows))
    fresh = (each for each in pieces if each.key not in before.told)
    told += lines_of(each for each in fresh if each.window not in done.windows)
    return told, frozenset(each.key for each in pieces)


def _since(last_ran: datetime | None, now: datetime) -> datetime:
    """Since when to tell what came about; a last run far ahead of the clock says nothing."""
    from dpsctl.reports.happened import REMEMBERED

    if last_ran is None or last_ran - now > _AHEAD:
        return now - REMEMBERED
    return last_ran


def _remember(desk: Desk, keys: frozenset[str]) -> str | None:
    from dpsctl.ledger.heartbeat import Heartbeat, keep_heartbeat

    why = keep_heartbeat(desk.ledger, Heartbeat(desk.now, keys))
    if why is None:
        return None
    return f"{desk.ledger}.cron cannot be written ({why}): the next run tells its news again"
