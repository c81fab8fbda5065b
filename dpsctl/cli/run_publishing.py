"""Run the DPS: what was published, as the law has it published."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from dpsctl.cli import typed
from dpsctl.cli.commands import recording
from dpsctl.cli.run_windows import PANEL

if TYPE_CHECKING:
    from dpsctl.actions.desk import Desk, Outcome

app = typer.Typer()


@recording(app, "publish", PANEL)
def publish(
    desk: Desk,
    what: Annotated[str, typer.Argument(metavar="WHAT", help="The duty, such as award-notice.")],
    ref: Annotated[str, typer.Option(metavar="TEXT", help="The notice's number or address.")],
    on: Annotated[str, typer.Option(metavar="DATE", help="The day it was published or sent.")],
    names: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="NAME",
            help="Contracts (of uk15 and s59 applications), or quarters such as 2021-Q2; else all.",
        ),
    ] = None,
) -> Outcome:
    """Record that what must be published was: an award notice, the register.

    It closes every duty of that kind that was open on the day, or those of
    the contracts, applications or quarters named. Where a quarter's notices
    are grouped, quarters that have ended come alone. `dpsctl report
    deadlines` lists what is due: under PCR 2015 award-notice,
    contracts-finder and contract-register, under the Procurement Act 2023
    uk6, uk7, uk15, s59 and contract-register.

    Examples:
      dpsctl publish award-notice --ref 2021/S-16034 --on 2021-07-20
      dpsctl publish contract-register 2021-Q2 --ref r.csv --on 2021-07-30
    """
    from dpsctl.actions.publishing import Publishing, publish

    said = Publishing(
        what=typed.a_name("WHAT", what),
        names=tuple(names or ()),
        reference=typed.a_name("--ref", ref),
        on=typed.a_day("--on", on),
    )
    return publish(desk, said)
