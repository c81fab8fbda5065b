"""Run the DPS: files of the public register of care homes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dpsctl.cli import typed
from dpsctl.cli.commands import recording
from dpsctl.cli.run_windows import PANEL
from dpsctl.domain.days import parse_day
from dpsctl.errors import UsageError

if TYPE_CHECKING:
    from dpsctl.actions.desk import Desk, Outcome

app = typer.Typer()


@recording(app, "import-register", PANEL)
def import_register(
    desk: Desk,
    path: Annotated[Path, typer.Argument(metavar="FILE", help="A file of CQC's register.")],
    on: Annotated[
        str | None,
        typer.Option(metavar="DATE", help="The day it is of; else that in its name, else today."),
    ] = None,
    correct: Annotated[
        str | None,
        typer.Option(metavar="REASON", help="Why it is of --on, and not of the day recorded."),
    ] = None,
) -> Outcome:
    """Keep what CQC's register says of the homes we know, as of a day.

    FILE is the monthly "care directory with filters" or the list of
    locations, as CSV, or JSON of the API; a spreadsheet (.ods, .xlsx) needs
    the extra called ods. Kept are its name, day and SHA-256 and the rows of
    homes we know, and no person's name. A row that cannot be read is told
    and takes no other with it. The same file again adds only what it says
    of homes that became known since, or puts its day right. See report
    register for what differs.

    Examples:
      dpsctl import-register 01_October_2026_HSCA_Active_Locations.csv
      dpsctl import-register locations.jsonl --on 2026-10-05 --dry-run
    """
    from dpsctl.actions.registering import import_register

    if correct is not None and on is None:
        raise UsageError("which day is the right one?", "say it too: --on DATE --correct REASON")
    why = typed.a_name("--correct", correct) if correct is not None else None
    return import_register(desk, path, typed.read_if("--on", on, parse_day), why)
