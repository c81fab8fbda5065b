"""Run the DPS: the letters that tell applicants what came of their applications."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dpsctl.cli import typed
from dpsctl.cli.commands import recording
from dpsctl.cli.run_applications import Names
from dpsctl.cli.run_windows import PANEL

if TYPE_CHECKING:
    from dpsctl.actions.desk import Desk, Outcome

app = typer.Typer()


@recording(app, "letters", PANEL)
def letters(
    desk: Desk,
    applications: Names = None,
    into: Annotated[
        Path, typer.Option(metavar="DIR", help="The folder that they are written into.")
    ] = Path("letters"),
    sent: Annotated[
        str | None, typer.Option(metavar="DATE", help="The day they are sent; else today.")
    ] = None,
) -> Outcome:
    """Write the letters that tell applicants what came of their applications.

    One for each that was awarded, refused or withdrawn and has not been
    told yet (or admitted, where that gives membership and no contract): as
    Markdown, and as a page to print. They count as sent on the day given,
    from which the time to challenge a refusal runs. What was told is not
    told again; files that are missing are written again.

    Examples:
      dpsctl letters
      dpsctl letters KBP-2021-0018 --into letters/april --sent 2021-04-21
    """
    from dpsctl.actions.lettering import letters

    return letters(desk, applications or [], into, typed.a_day("--sent", sent) if sent else None)
