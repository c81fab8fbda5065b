"""Trust: the periodic run, as this machine's schedulers want to be told of it."""

from __future__ import annotations

import os
import re
import shutil
import sys
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from dpsctl.cli.answers import say
from dpsctl.cli.as_typed import Group
from dpsctl.cli.asking import Asked, print_json
from dpsctl.cli.commands import looking
from dpsctl.cli.options import the_ledger
from dpsctl.domain.days import LONDON, instant_of
from dpsctl.errors import UsageError

if TYPE_CHECKING:
    from dpsctl.ledger.lookups import System

PANEL = "Trust"
app = typer.Typer(name="cron", cls=Group, rich_markup_mode="rich", no_args_is_help=True)

_WITHOUT_RHYTHM = time(6, 0)
_AFTER = timedelta(minutes=5)
_ADVICE = """\
# Daily, a little after the hour at which windows open. cron mails whatever a run prints, and a run
# without news prints nothing: say to whom with a line MAILTO=ADDRESS above it. cron counts by the
# machine's own time, the systemd timer by London's; use one of the two."""


@app.callback(rich_help_panel=PANEL)
def cron() -> None:
    """Let the machine reopen the system: cron show."""


@looking(app, "show", PANEL)
def show(asked: Asked) -> None:
    """Print the crontab line and the systemd timer that run `reopen` on this ledger.

    Nothing is installed: put the line into `crontab -e` of the account that
    owns the ledger, or the two files under ~/.config/systemd/user.

    Examples:
      dpsctl cron show
      dpsctl cron show --rules-dir our-rules
    """
    asked.only("table", "json")
    with asked.view() as view:
        told = _schedules(asked, view.system)
    if asked.format == "json":
        print_json(told)
        return
    say(f"{_ADVICE}\n{told['crontab']}\n")
    say(f"# ~/.config/systemd/user/{told['unit']}.service\n{told['service']}")
    say(f"# ~/.config/systemd/user/{told['unit']}.timer\n{told['timer']}")
    say(f"# then: systemctl --user enable --now {told['unit']}.timer")


def _schedules(asked: Asked, system: System) -> dict[str, Any]:
    from dpsctl.show.schedules import crontab_line, service, timer

    ledger = the_ledger(asked.ledger).resolve()
    command = [*_programme(), "reopen", "--by", "cron", "--ledger", str(ledger)]
    if asked.rules_dir:
        command += ["--rules-dir", str(Path(asked.rules_dir).resolve())]
    if any("\n" in word or "\r" in word for word in command):
        raise UsageError("a path with a line break in it cannot stand in a crontab", "move it")
    at, what = _hour(system), f"Reopening of {system.name}"
    return {
        "crontab": crontab_line(command, at),
        "unit": f"dpsctl-{re.sub('[^A-Za-z0-9]+', '-', system.name)}",
        "service": service(command, str(ledger.parent), what),
        "timer": timer(at, what),
    }


def _programme() -> list[str]:
    """How this very dpsctl is started, by whole paths: cron has hardly any PATH."""
    typed = Path(sys.argv[0])
    if typed.name == "dpsctl" and (found := shutil.which(str(typed))):
        return [os.path.abspath(found)]
    return [sys.executable, "-m", "dpsctl"]


def _hour(system: System) -> time:
    """A little after the London hour at which its windows open."""
    first = (system.terms.get("reopening") or {}).get("first")
    opens = instant_of(first).astimezone(LONDON).time() if first else _WITHOUT_RHYTHM
    return (datetime.combine(datetime.min, opens) + _AFTER).time()
