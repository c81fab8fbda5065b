"""Run the DPS: contracts signed, sealed, suspended and resumed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from dpsctl.cli import typed
from dpsctl.cli.commands import recording
from dpsctl.cli.run_windows import PANEL, Reason
from dpsctl.domain.days import Duration, parse_duration
from dpsctl.errors import UsageError

if TYPE_CHECKING:
    from dpsctl.actions.desk import Desk, Outcome

app = typer.Typer()

Contract = Annotated[
    str, typer.Argument(metavar="CONTRACT", help="Number, reference or CQC location.")
]
Contracts = Annotated[
    list[str], typer.Argument(metavar="CONTRACT...", help="Numbers, references or CQC locations.")
]
On = Annotated[str, typer.Option(metavar="DATE", help="The day it was done.")]
Correct = Annotated[
    str | None, typer.Option(metavar="REASON", help="Why it is not as recorded before.")
]


@recording(app, "sign", PANEL)
def sign(
    desk: Desk,
    contracts: Contracts,
    on: On,
    party: Annotated[
        str, typer.Option(metavar="PARTY", help="Who signed: both, provider or council.")
    ] = "both",
    correct: Correct = None,
) -> Outcome:
    """Record that contracts were signed.

    What both have signed is in force from its first day, or from its
    sealing where its value asks for a seal. Several are recorded all
    together or not at all.

    Examples:
      dpsctl sign 3 --on 2021-04-28
      dpsctl sign 4 5 6 --on 2021-04-26 --party provider
    """
    from dpsctl.actions.signing import Signing, sign
    from dpsctl.documents.scalars import one_of
    from dpsctl.domain.contracts import PARTIES

    named = typed.read("--party", party, one_of(("both", *PARTIES)))
    signing = Signing(
        on=typed.a_day("--on", on),
        parties=tuple(each for each in PARTIES if named in ("both", each)),
        correct=typed.a_name("--correct", correct) if correct is not None else None,
    )
    return sign(desk, contracts, signing)


@recording(app, "seal", PANEL)
def seal(
    desk: Desk,
    contract: Contract,
    on: On,
    register: Annotated[
        str, typer.Option(metavar="TEXT", help="Its number in the register of seals.")
    ],
    correct: Correct = None,
) -> Outcome:
    """Record that a contract was sealed as a deed.

    Contracts of the system's sealing value or more are in force only once
    they are sealed; first both must have signed.

    Examples:
      dpsctl seal 3 --on 2021-04-30 --register 2021/117
      dpsctl seal 3 --on 2021-04-30 --register 2021/118 --correct "Misread the register"
    """
    from dpsctl.actions.sealing import Sealing, seal

    sealing = Sealing(
        on=typed.a_day("--on", on),
        register=typed.a_name("--register", register),
        correct=typed.a_name("--correct", correct) if correct is not None else None,
    )
    return seal(desk, contract, sealing)


@recording(app, "suspend", PANEL)
def suspend(
    desk: Desk,
    contract: Contract,
    reason: Reason,
    until: Annotated[
        str | None, typer.Option(metavar="DATE", help="The last day without new placements.")
    ] = None,
    days: Annotated[
        str | None, typer.Option(metavar="N", help="Instead of --until: full days after today.")
    ] = None,
) -> Outcome:
    """Take no new placements under a contract for a while, from now on.

    It stays in force: residents and bills go on. On the day after the last
    one it is open again by itself.

    Examples:
      dpsctl suspend 3 --days 90 --reason "A safeguarding enquiry"
      dpsctl suspend 3 --until 2021-05-30 --reason "Rated Inadequate"
    """
    from dpsctl.actions.suspending import suspend

    if (until is None) == (days is None):
        raise UsageError("a suspension has one last day", "give either --until DATE or --days N")
    why = typed.a_name("--reason", reason)
    if until is not None:
        return suspend(desk, contract, typed.a_day("--until", until), why)
    return suspend(desk, contract, typed.read("--days", days or "", _full_days), why)


def _full_days(text: str) -> Duration:
    from dpsctl.documents.scalars import parse_whole_number

    if not (count := parse_whole_number(text)):
        raise ValueError("a suspension lasts for one full day at least")
    try:
        return parse_duration(f"{count} days")
    except ValueError:
        raise ValueError(f"{count} days is longer than a hundred years") from None


@recording(app, "resume", PANEL)
def resume(desk: Desk, contract: Contract, reason: Reason) -> Outcome:
    """End a contract's suspension before its last day.

    Without it a suspension ends by itself.

    Examples:
      dpsctl resume 3 --reason "The enquiry is closed"
      dpsctl resume 1-00000003 --reason "Rated Good again" --dry-run
    """
    from dpsctl.actions.suspending import resume

    return resume(desk, contract, typed.a_name("--reason", reason))
