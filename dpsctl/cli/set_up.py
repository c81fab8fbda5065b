"""Set up: the ledger and its system, decisions and what befalls them, impact assessments."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from dpsctl.cli import typed
from dpsctl.cli.commands import recording

if TYPE_CHECKING:
    from dpsctl.actions.desk import Desk, Outcome

app = typer.Typer()
PANEL = "Set up"


@recording(app, "init", PANEL, new=True)
def init(
    desk: Desk,
    system: Annotated[Path, typer.Argument(metavar="SYSTEM.yaml", help="The system document.")],
    reason: Annotated[
        str | None, typer.Option(metavar="TEXT", help="Why the system is amended.")
    ] = None,
) -> Outcome:
    """Set up a ledger for a system, or amend the system by a changed document.

    The law's limits on a system's life are kept, and windows keep the
    terms they were opened under.

    Examples:
      dpsctl init system.yaml
      dpsctl init system.yaml --reason "The notice moved the sealing value"
    """
    from dpsctl.actions.setting_up import init

    return init(desk, system, typed.a_name("--reason", reason) if reason else None)


@recording(app, "migrate", PANEL)
def migrate(desk: Desk) -> Outcome:
    """Bring an older ledger up to this version; a copy of the file is kept.

    Facts are never changed: tables and columns are added, triggers and
    views made again.

    Examples:
      dpsctl migrate --dry-run
      dpsctl migrate --ledger dps.db
    """
    from dpsctl.actions.setting_up import migrate

    return migrate(desk)


@recording(app, "record-decision", PANEL)
def record_decision(
    desk: Desk,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The decision document.")],
    correct: Annotated[
        str | None, typer.Option(metavar="REASON", help="Put a recorded decision right.")
    ] = None,
) -> Outcome:
    """Record a council decision: the powers it gives and from which day.

    Where the document leaves the effective day out, it follows from
    publication by the system's call-in.

    Examples:
      dpsctl record-decision decisions/20-00108.yaml
      dpsctl record-decision 20-00108.yaml --correct "The published day was wrong"
    """
    from dpsctl.actions.governing import record_decision

    return record_decision(desk, file, typed.a_name("--correct", correct) if correct else None)


@recording(app, "decision-event", PANEL)
def decision_event(
    desk: Desk,
    decision: Annotated[str, typer.Argument(metavar="REF", help="The decision's reference.")],
    event: Annotated[
        Literal["called-in", "released", "revoked"],
        typer.Argument(metavar="called-in|released|revoked", help="What befell it."),
    ],
    on: Annotated[str, typer.Option(metavar="DATE", help="The day from which it counts.")],
    reason: Annotated[str, typer.Option(metavar="TEXT", help="Why.")],
) -> Outcome:
    """Record that a decision was called in, released or revoked.

    A decision that was called in has no effect until it is released; one
    that was revoked gives no power from that day on, for good.

    Examples:
      dpsctl decision-event 20/00108 called-in --on 2021-02-09 --reason "Scrutiny Committee"
      dpsctl decision-event 20/00108 released --on 2021-02-24 --reason "No change was asked for"
    """
    from dpsctl.actions.decision_events import decision_event
    from dpsctl.domain.decisions import Event

    befell = Event(event.replace("-", " "), typed.a_day("--on", on))  # type: ignore[arg-type]
    return decision_event(
        desk, typed.a_name("REF", decision), befell, typed.a_name("--reason", reason)
    )


@recording(app, "record-assessment", PANEL)
def record_assessment(
    desk: Desk,
    kind: Annotated[
        Literal["eqia", "dpia"],
        typer.Argument(metavar="eqia|dpia", help="Equality, or data protection."),
    ],
    version: Annotated[str, typer.Option("--version", metavar="TEXT", help="Which version.")],
    signed: Annotated[str, typer.Option(metavar="DATE", help="The day it was signed off.")],
    review_by: Annotated[str, typer.Option(metavar="DATE", help="The day its review is due.")],
) -> Outcome:
    """Record that an impact assessment was signed off.

    It is in force from the day it was signed until the day its review is
    due; windows open only while the assessments their gates name are.

    Examples:
      dpsctl record-assessment eqia --version 2 --signed 2021-01-15 --review-by 2022-01-15
      dpsctl record-assessment dpia --version 1.1 --signed 2021-01-20 --review-by 2022-01-20
    """
    from dpsctl.actions.governing import record_assessment

    return record_assessment(
        desk,
        kind,
        typed.a_name("--version", version),
        typed.a_day("--signed", signed),
        typed.a_day("--review-by", review_by),
    )
