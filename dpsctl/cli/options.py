"""The options that many commands share, and what those that are given, or not, come to."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from dpsctl.cli.typed import read
from dpsctl.clock import Clock
from dpsctl.domain.days import parse_instant
from dpsctl.errors import LedgerError, UsageError
from dpsctl.shipped import rules_folders

EVERYWHERE = "Options of every command"
DEFAULT_LEDGER = Path("dps.db")

LedgerOption = Annotated[
    str | None,
    typer.Option(
        "--ledger",
        metavar="PATH",
        envvar="DPSCTL_LEDGER",
        help="The ledger's file; else ./dps.db.",
        rich_help_panel=EVERYWHERE,
        show_default=False,
    ),
]
RulesOption = Annotated[
    str | None,
    typer.Option(
        "--rules-dir",
        metavar="DIR",
        envvar="DPSCTL_RULES",
        help="Your own rules, looked in before the shipped ones.",
        rich_help_panel=EVERYWHERE,
        show_default=False,
    ),
]
NowOption = Annotated[
    str | None,
    typer.Option(
        "--now",
        metavar="INSTANT",
        envvar="DPSCTL_NOW",
        help="Pin the clock, for rehearsals: 2021-03-10T14:05.",
        rich_help_panel=EVERYWHERE,
        show_default=False,
    ),
]
ByOption = Annotated[
    str | None,
    typer.Option(
        "--by",
        metavar="NAME",
        envvar="DPSCTL_BY",
        help="Whose act this is; else your login name.",
        rich_help_panel=EVERYWHERE,
        show_default=False,
    ),
]
DryRunOption = Annotated[
    bool,
    typer.Option(
        "--dry-run",
        "-n",
        help="Do everything but record it.",
        rich_help_panel=EVERYWHERE,
    ),
]
FormatOption = Annotated[
    str,
    typer.Option(
        "--format",
        "-f",
        metavar="FORMAT",
        help="How to print: table, csv or json; reports also md or html.",
        rich_help_panel=EVERYWHERE,
    ),
]
AnswerOption = Annotated[
    str,
    typer.Option(
        "--format",
        "-f",
        metavar="FORMAT",
        help="A line a fact (table), or the facts (json).",
        rich_help_panel=EVERYWHERE,
    ),
]
AsOfOption = Annotated[
    str | None,
    typer.Option(
        "--as-of",
        metavar="DATE",
        help="As things stood at the end of this day; else today.",
        rich_help_panel=EVERYWHERE,
        show_default=False,
    ),
]

KnownAtOption = Annotated[
    str | None,
    typer.Option(
        "--known-at",
        metavar="INSTANT",
        help="By what the ledger knew then; else by all it knows.",
        rich_help_panel=EVERYWHERE,
        show_default=False,
    ),
]


def the_clock(now: str | None) -> Clock:
    """The machine's clock, or the one that ``--now`` pins."""
    return Clock(read("--now", now, parse_instant) if now else None)


def the_ledger(path: str | None, *, new: bool = False) -> Path:
    """The ledger's path: as given, else ./dps.db where that stands (``new``: where it may).

    Raises:
        LedgerError: none was given and none stands here.
    """
    if path:
        return Path(path)
    if new or DEFAULT_LEDGER.exists():
        return DEFAULT_LEDGER
    raise LedgerError(
        "there is no ledger here (./dps.db)",
        "name one with --ledger PATH or DPSCTL_LEDGER, or set one up: dpsctl init SYSTEM.yaml",
    )


def the_rules(folder: str | None) -> list[Path]:
    """The folders that rule files are looked for in.

    Raises:
        UsageError: the folder given is none.
    """
    if folder and not os.path.isdir(folder):
        raise UsageError(f"--rules-dir: there is no folder {folder}")
    return rules_folders(Path(folder) if folder else None)


def the_login() -> str:
    """The name that the machine knows this person by; variables cannot change it."""
    try:
        import pwd

        return pwd.getpwuid(os.getuid()).pw_name
    except (ImportError, KeyError):  # no such database here, or no such number in it
        import getpass

        return getpass.getuser()
