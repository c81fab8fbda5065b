"""Run the DPS: proofs that run out, seen anew or asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from dpsctl.cli import typed
from dpsctl.cli.commands import recording
from dpsctl.cli.run_contracts import Contract
from dpsctl.cli.run_windows import PANEL

if TYPE_CHECKING:
    from dpsctl.actions.desk import Desk, Outcome

app = typer.Typer()


@recording(app, "record-evidence", PANEL)
def record_evidence(
    desk: Desk,
    name: Annotated[
        str, typer.Argument(metavar="CONTRACT", help="Number, reference or CQC location.")
    ],
    kind: Annotated[
        str,
        typer.Argument(
            metavar="KIND", help="Of proof: public-liability, safeguarding, declaration…"
        ),
    ],
    until: Annotated[
        str | None, typer.Option(metavar="DATE", help="The last day on which it holds.")
    ] = None,
    on: Annotated[
        str | None,
        typer.Option(metavar="DATE", help="When it was signed or reviewed, or insurance begins."),
    ] = None,
    cover: Annotated[
        str | None, typer.Option(metavar="AMOUNT", help="What an insurance covers.")
    ] = None,
    ref: Annotated[str | None, typer.Option(metavar="TEXT", help="What it is filed under.")] = None,
    application: Annotated[
        bool, typer.Option("--application", help="The name is an application's, before its award.")
    ] = False,
) -> Outcome:
    """Record a proof that was seen: an insurance, a policy, a declaration.

    It is the provider's, and serves every contract that it holds; the last
    that was recorded of a kind counts. Cover that an applicant promised is
    certified by it before the award. The kinds are public-liability,
    employers-liability, professional-indemnity, declaration, and policies:
    safeguarding, business-continuity, complaints, health-and-safety,
    data-protection, infection-control, equality.

    Examples:
      dpsctl record-evidence 3 public-liability --until 2022-06-30
      dpsctl record-evidence 3 safeguarding --on 2021-09-14 --ref "Minutes"
    """
    from dpsctl.actions.evidence_seen import Seen, parse_kind
    from dpsctl.actions.recording_evidence import record_evidence
    from dpsctl.domain.days import parse_day
    from dpsctl.domain.money import parse_pence

    seen = Seen(
        kind=typed.read("KIND", kind, parse_kind),
        on=typed.read_if("--on", on, parse_day),
        until=typed.read_if("--until", until, parse_day),
        cover=typed.read_if("--cover", cover, parse_pence),
        reference=typed.a_name("--ref", ref) if ref is not None else None,
    )
    return record_evidence(desk, name, seen, application=application)


@recording(app, "request-renewal", PANEL)
def request_renewal(
    desk: Desk,
    contract: Contract,
    on: Annotated[
        str | None, typer.Option(metavar="DATE", help="The day it was asked for; else today.")
    ] = None,
    due: Annotated[
        str | None, typer.Option(metavar="DATE", help="By when, where the law sets no period.")
    ] = None,
) -> Outcome:
    """Record that a renewed self-declaration was asked for.

    Under PCR 2015 it is due within five working days of the request
    (reg 34(25)). What is signed on that day or later, and recorded with
    `dpsctl record-evidence CONTRACT declaration --on DATE`, answers it.

    Examples:
      dpsctl request-renewal 3
      dpsctl request-renewal 3 --on 2021-03-26
    """
    from dpsctl.actions.renewing import request_renewal
    from dpsctl.domain.days import parse_day

    days = {"--on": on, "--due": due}
    read = [typed.read_if(option, text, parse_day) for option, text in days.items()]
    return request_renewal(desk, contract, *read)
