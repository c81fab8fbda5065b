"""Run the DPS: what was published, as the law has it published."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from dpsctl.cli import typed
from dpsctl.cli.commands import recording
from dpsctl.cli.run_windows import PANEL
from dpsctl.errors import UsageError

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
    correct: Annotated[
        str | None,
        typer.Option(metavar="REASON", help="Why its reference or day is not as recorded before."),
    ] = None,
    retract: Annotated[
        str | None,
        typer.Option(metavar="REASON", help="Why what was recorded so is not published after all."),
    ] = None,
) -> Outcome:
    """Record that what must be published was: an award notice, the register.

    It closes every duty of that kind that was open on the day, or those of
    the contracts, applications or quarters named. Where a quarter's notices
    are grouped, quarters that have ended come alone. `dpsctl report
    deadlines` lists what is due: under PCR 2015 award-notice,
    contracts-finder and contract-register, under the Procurement Act 2023
    uk6, uk7, uk15, s59 and contract-register.

    With --correct, what is named stands under --ref and of --on instead;
    without a name, all that stands under --ref is of --on. With --retract,
    it is open again.

    Examples:
      dpsctl publish award-notice --ref 2021/S-16034 --on 2021-07-20
      dpsctl publish contract-register 2021-Q2 --ref r.csv --on 2021-07-30
    """
    from dpsctl.actions.correcting_publications import correct_publication, retract_publication
    from dpsctl.actions.publishing import Publishing, publish

    if correct is not None and retract is not None:
        raise UsageError(
            "what is corrected was published, what is retracted was not",
            "give either --correct REASON or --retract REASON",
        )

    said = Publishing(
        what=typed.a_name("WHAT", what),
        names=tuple(names or ()),
        reference=typed.a_name("--ref", ref),
        on=typed.a_day("--on", on),
    )
    if correct is not None:
        return correct_publication(desk, said, typed.a_name("--correct", correct))
    if retract is not None:
        return retract_publication(desk, said, typed.a_name("--retract", retract))
    return publish(desk, said)
