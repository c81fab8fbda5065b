"""Run the DPS: contracts varied, extended and ended."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from dpsctl.cli import typed
from dpsctl.cli.commands import recording
from dpsctl.cli.confirming import Question, Yes, confirmed
from dpsctl.cli.run_contracts import Contract, Contracts
from dpsctl.cli.run_windows import PANEL, Reason
from dpsctl.errors import UsageError

if TYPE_CHECKING:
    from dpsctl.actions.desk import Desk, Outcome

app = typer.Typer()


@recording(app, "vary", PANEL)
def vary(
    desk: Desk,
    contract: Contract,
    from_day: Annotated[
        str, typer.Option("--from", metavar="DATE", help="The first day it is so.")
    ],
    decision: Annotated[
        str, typer.Option(metavar="REF", help="The decision with the power to award.")
    ],
    reason: Reason,
    band: Annotated[
        str | None, typer.Option(metavar="BAND", help="One of its agreement's bands.")
    ] = None,
    beds: Annotated[
        str | None, typer.Option(metavar="N", help="How many beds the home has for it.")
    ] = None,
) -> Outcome:
    """Vary a contract's band or beds, from a day on.

    Rosters of the days before keep what stood then. The fees of those who
    live there are not touched.

    Examples:
      dpsctl vary 3 --from 2021-09-01 --beds 6 --decision 20/00108 --reason "A room was added"
      dpsctl vary 3 --from 2021-09-01 --band Specialist --decision 20/00108 --reason "Review"
    """
    from dpsctl.actions.varying import Change, vary
    from dpsctl.documents.scalars import parse_whole_number

    if band is None and beds is None:
        raise UsageError("nothing says what is varied", "give --band BAND, --beds N or both")
    change = Change(
        from_day=typed.a_day("--from", from_day),
        band=typed.a_name("--band", band) if band is not None else None,
        beds=typed.read_if("--beds", beds, parse_whole_number),
        decision=typed.a_name("--decision", decision),
    )
    if change.beds == 0:
        raise UsageError("--beds: a contract without beds is none", "to end it, end-contract")
    return vary(desk, contract, change, typed.a_name("--reason", reason))


@recording(app, "extend-contract", PANEL)
def extend_contract(
    desk: Desk,
    contracts: Contracts,
    ends: Annotated[str, typer.Option(metavar="DATE", help="The new last day.")],
    decision: Annotated[
        str, typer.Option(metavar="REF", help="The decision with the power to extend.")
    ],
    reason: Annotated[str | None, typer.Option(metavar="TEXT", help="Why.")] = None,
) -> Outcome:
    """Let contracts run to a later last day.

    It needs a decision with the power to extend. The validity of the
    system stays as it is; its contracts may outlive it. Several are
    extended all together or not at all.

    Examples:
      dpsctl extend-contract 3 --ends 2028-06-14 --decision 25/00042
      dpsctl extend-contract 1 2 3 --ends 2028-06-14 --decision 25/00042 --dry-run
    """
    from dpsctl.actions.prolonging import extend_contracts

    return extend_contracts(
        desk,
        contracts,
        typed.a_day("--ends", ends),
        typed.a_name("--decision", decision),
        typed.a_name("--reason", reason) if reason is not None else None,
    )


@recording(app, "end-contract", PANEL)
def end_contract(
    desk: Desk,
    contract: Contract,
    reason: Reason,
    on: Annotated[
        str | None, typer.Option(metavar="DATE", help="First day no longer in force; else today.")
    ] = None,
    yes: Yes = False,
) -> Outcome:
    """End a contract before its own end, or annul an award that is not signed.

    Until both have signed, the award is annulled: its application stands
    admitted and may be awarded again. An ending that lies ahead may still
    be put to another day, one that has come may not. It asks; off a
    terminal it needs --yes.

    Examples:
      dpsctl end-contract 3 --on 2021-09-01 --reason "The home closes"
      dpsctl end-contract 16 --reason "Awarded on wrong terms" --yes
    """
    from dpsctl.actions.ending import end_contract

    carry_out = partial(
        end_contract,
        name=contract,
        on=typed.a_day("--on", on) if on is not None else None,
        reason=typed.a_name("--reason", reason),
    )
    asked = Question("an ending", "what would end", "End it so?")
    return confirmed(desk, carry_out, asked, yes=yes)
