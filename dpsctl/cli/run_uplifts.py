"""Run the DPS: fees that rise for many people at once."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dpsctl.cli.commands import recording
from dpsctl.cli.run_windows import PANEL

if TYPE_CHECKING:
    from dpsctl.actions.desk import Desk, Outcome

app = typer.Typer()


@recording(app, "uplift", PANEL)
def uplift(
    desk: Desk,
    path: Annotated[Path, typer.Argument(metavar="FILE", help="The uplift document.")],
) -> Outcome:
    """Raise weekly fees by one rate, from a day on, under a decision.

    The document says by how much, whose fees, and where they stop. Try it
    with --dry-run first: it shows the effect for each contract and in all,
    and who is left out and why. Once recorded, one person's fee is put
    right with change-fee. The same uplift again with more evidence raises
    the fees that had none.

    Examples:
      dpsctl uplift uplifts/2022-23.yaml --dry-run
      dpsctl uplift uplifts/2022-23.yaml
    """
    from dpsctl.actions.uplifting import uplift

    return uplift(desk, path)
