"""Run the DPS: ``reopen``, cron's one command."""

from __future__ import annotations

import json
from functools import partial
from typing import TYPE_CHECKING

import typer

from dpsctl.cli.commands import recording

if TYPE_CHECKING:
    from dpsctl.actions.desk import Desk, Outcome
    from dpsctl.actions.reopening import Reopened
    from dpsctl.ledger.heartbeat import Heartbeat
    from dpsctl.reports.cron_mail import CronMail

app = typer.Typer()
PANEL = "Run the DPS"


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
    mail = _mail(desk, done, before)
    outcome.told = {
        "entry": outcome.entry,
        "facts": [json.loads(fact) for fact in outcome.facts],
        "windows": done.windows,
        "news": mail.lines,
        "blocked": [due.name for due, _ in done.blocked],
        "remarks": outcome.remarks,
    }
    outcome.lines += mail.lines
    outcome.afterwards = partial(_remember, desk, mail.keys)
    outcome.error = BlockedError(done.blocked) if done.blocked else None
    return outcome


def _mail(desk: Desk, done: Reopened, before: Heartbeat) -> CronMail:
    from dpsctl.ledger.file import reading
    from dpsctl.reports.cron_mail import cron_mail
    from dpsctl.reports.view import View

    with reading(desk.ledger) as ledger:
        view = View(ledger, desk.rules, desk.today, desk.now)
        return cron_mail(view, before, done.windows, done.passed_over)


def _remember(desk: Desk, keys: frozenset[str]) -> str | None:
    from dpsctl.ledger.heartbeat import Heartbeat, keep_heartbeat

    why = keep_heartbeat(desk.ledger, Heartbeat(desk.now, keys))
    if why is None:
        return None
    return f"{desk.ledger}.cron cannot be written ({why}): the next run tells its news again"
