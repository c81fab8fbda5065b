"""Run the DPS: its windows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from dpsctl.cli import options
from dpsctl.cli.commands import recording
from dpsctl.domain.days import parse_duration
from dpsctl.domain.windows import closing, opening
from dpsctl.errors import UsageError

if TYPE_CHECKING:
    from dpsctl.actions.desk import Desk, Outcome

app = typer.Typer()
PANEL = "Run the DPS"

Reason = Annotated[str, typer.Option("--reason", metavar="TEXT", help="Why.")]


@recording(app, "open-window", PANEL)
def open_window(
    desk: Desk,
    opens: Annotated[
        str | None, typer.Option(metavar="WHEN", help="Day or instant; else today.")
    ] = None,
    closes: Annotated[
        str | None, typer.Option(metavar="WHEN", help="A day means the end of it.")
    ] = None,
    length: Annotated[
        str | None,
        typer.Option("--for", metavar="DURATION", help="Instead of --closes: 30 days."),
    ] = None,
    decision: Annotated[
        str | None, typer.Option(metavar="REF", help="Else the newest with the power to open.")
    ] = None,
    notice: Annotated[str | None, typer.Option(metavar="REF", help="The published notice.")] = None,
) -> Outcome:
    """Open a window in which applications are taken.

    It needs a decision with the power to open, in effect on the opening
    day, and whatever else the system's gates name. The rules in force on
    that day are pinned to it: every application in the window is judged by
    that text. Windows may be opened ahead, or afterwards as published.

    Examples:
      dpsctl open-window --opens 2021-03-01T09:00 --closes 2021-03-31
      dpsctl open-window --for "30 days" --decision 20/00108 --dry-run
    """
    from dpsctl.actions.opening import Opening, open_window

    if closes and length:
        raise UsageError("--closes and --for both say when it closes", "give one of them")
    asked = Opening(
        opens_at=options.read_if("--opens", opens, opening),
        closes_at=options.read_if("--closes", closes, closing),
        length=options.read_if("--for", length, parse_duration),
        decision=options.a_name("--decision", decision) if decision else None,
        notice=options.a_name("--notice", notice) if notice else None,
    )
    return open_window(desk, asked)


@recording(app, "change-window", PANEL)
def change_window(
    desk: Desk,
    window: Annotated[str, typer.Argument(metavar="WINDOW", help="Its opening day.")],
    closes: Annotated[
        str, typer.Option(metavar="WHEN", help="The new close; a day means the end of it.")
    ],
    reason: Reason,
) -> Outcome:
    """Move the closing of a window that has not closed.

    An earlier closing may not cut off an application already received.

    Examples:
      dpsctl change-window 2021-03-01 --closes 2021-04-09 --reason "Portal was down"
      dpsctl change-window 2021-03-01 --closes 2021-04-09T12:00 --reason "Easter" -n
    """
    from dpsctl.actions.closing import change_window

    return change_window(
        desk,
        options.a_day("WINDOW", window).isoformat(),
        options.read("--closes", closes, closing),
        options.a_name("--reason", reason),
    )


@recording(app, "close-window", PANEL)
def close_window(
    desk: Desk,
    reason: Reason,
    window: Annotated[
        str | None, typer.Argument(metavar="WINDOW", help="Its opening day; else the open one.")
    ] = None,
    at: Annotated[
        str | None, typer.Option(metavar="WHEN", help="Else now; a day means the end of it.")
    ] = None,
) -> Outcome:
    """Close a window early, for good.

    A window closes by itself at its closing; this is for closing it before.

    Examples:
      dpsctl close-window --reason "Enough beds were found"
      dpsctl close-window 2021-03-01 --at 2021-03-24 --reason "Decision revoked"
    """
    from dpsctl.actions.closing import close_window

    return close_window(
        desk,
        options.a_day("WINDOW", window).isoformat() if window else None,
        options.read_if("--at", at, closing),
        options.a_name("--reason", reason),
    )
