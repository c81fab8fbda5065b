"""Run the DPS: its windows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from dpsctl.cli import typed
from dpsctl.cli.commands import recording
from dpsctl.domain.days import parse_day, parse_duration
from dpsctl.domain.windows import closing, opening
from dpsctl.errors import UsageError

if TYPE_CHECKING:
    from dpsctl.actions.desk import Desk, Outcome
    from dpsctl.actions.noticing import Published

app = typer.Typer()
PANEL = "Run the DPS"

Reason = Annotated[str, typer.Option("--reason", metavar="TEXT", help="Why.")]
NoticeRef = Annotated[
    str | None, typer.Option("--notice", metavar="REF", help="The published notice.")
]
NoticeAddress = Annotated[
    str | None, typer.Option("--notice-address", metavar="URL", help="Where the notice stands.")
]
NoticeSent = Annotated[
    str | None, typer.Option("--notice-sent", metavar="DATE", help="The day it was sent.")
]
NoticePublished = Annotated[
    str | None, typer.Option("--notice-published", metavar="DATE", help="The day it appeared.")
]


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
    notice: NoticeRef = None,
    notice_address: NoticeAddress = None,
    notice_sent: NoticeSent = None,
    notice_published: NoticePublished = None,
    override: Annotated[
        str | None,
        typer.Option(metavar="REASON", help="Why it opens though a gate is shut."),
    ] = None,
) -> Outcome:
    """Open a window in which applications are taken.

    It needs a decision with the power to open, in effect on the opening
    day, and whatever else the system's gates name; those that the system
    lets be overridden are passed by --override, and the window shows it for
    ever. The rules in force on that day are pinned to it: every application
    in the window is judged by that text. Windows may be opened ahead, or
    afterwards as published.

    Examples:
      dpsctl open-window --opens 2021-03-01T09:00 --closes 2021-03-31
      dpsctl open-window --for "30 days" --decision 20/00108 --dry-run
    """
    from dpsctl.actions.opening import Opening, open_window

    if closes and length:
        raise UsageError("--closes and --for both say when it closes", "give one of them")
    asked = Opening(
        opens_at=typed.read_if("--opens", opens, opening),
        closes_at=typed.read_if("--closes", closes, closing),
        length=typed.read_if("--for", length, parse_duration),
        decision=typed.a_name("--decision", decision) if decision else None,
        notice=_published(notice, notice_address, notice_sent, notice_published),
        override=typed.a_name("--override", override) if override is not None else None,
    )
    return open_window(desk, asked)


def _published(
    notice: str | None, address: str | None, sent: str | None, published: str | None
) -> Published | None:
    """A notice as typed; its details say nothing without its reference."""
    from dpsctl.actions.noticing import Published

    if notice is not None:
        return Published(
            reference=typed.a_name("--notice", notice),
            address=typed.a_name("--notice-address", address) if address is not None else None,
            sent_on=typed.read_if("--notice-sent", sent, parse_day),
            published_on=typed.read_if("--notice-published", published, parse_day),
        )
    details = {"address": address, "sent": sent, "published": published}
    for detail, given in details.items():
        if given is not None:
            raise UsageError(
                f"--notice-{detail} tells of a notice that is not named", "name it: --notice REF"
            )
    return None


@recording(app, "change-window", PANEL)
def change_window(
    desk: Desk,
    window: Annotated[str, typer.Argument(metavar="WINDOW", help="Its opening day.")],
    reason: Reason,
    closes: Annotated[
        str | None, typer.Option(metavar="WHEN", help="The new close; a day means the end of it.")
    ] = None,
    notice: NoticeRef = None,
    notice_address: NoticeAddress = None,
    notice_sent: NoticeSent = None,
    notice_published: NoticePublished = None,
) -> Outcome:
    """Move the closing of a window, or record its notice.

    Only a window that has not closed is moved, and an earlier closing may
    not cut off an application already received. A notice is recorded, or
    put right, whenever it is known; the newest one counts.

    Examples:
      dpsctl change-window 2021-03-01 --closes 2021-04-09 --reason "Portal was down"
      dpsctl change-window 2021-03-01 --notice 2021/S-00001 --reason "It is out"
    """
    from dpsctl.actions.closing import Change, change_window

    asked = Change(
        closes_at=typed.read_if("--closes", closes, closing),
        notice=_published(notice, notice_address, notice_sent, notice_published),
    )
    if asked == Change():
        raise UsageError(
            f"nothing says what changes about window {window}", "give --closes WHEN or --notice REF"
        )
    name = typed.a_day("WINDOW", window).isoformat()
    return change_window(desk, name, asked, typed.a_name("--reason", reason))


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
        typed.a_day("WINDOW", window).isoformat() if window else None,
        typed.read_if("--at", at, closing),
        typed.a_name("--reason", reason),
    )
