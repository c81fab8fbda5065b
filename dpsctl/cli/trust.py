"""Trust: the chain re-read, and its head to keep."""

from __future__ import annotations

from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING, Annotated

import typer

from dpsctl.cli.answers import remark, say
from dpsctl.cli.asking import Asked, print_json
from dpsctl.cli.commands import looking
from dpsctl.domain.words import plural
from dpsctl.progress import teller

if TYPE_CHECKING:
    from dpsctl.ledger.file import Ledger, Row
    from dpsctl.ledger.verifying import Verification
    from dpsctl.reports.replay import Replay

app = typer.Typer()
PANEL = "Trust"


@looking(app, "verify", PANEL)
def verify(
    asked: Asked,
    head: Annotated[
        str | None,
        typer.Option(
            help="A head that was kept, or its first 12 characters: is it still in the chain?",
            metavar="DIGEST",
        ),
    ] = None,
    again: Annotated[
        bool, typer.Option("--replay", help="Judge every check again, from the ledger alone.")
    ] = False,
    promises: Annotated[
        bool, typer.Option("--promises", help="Print what it promises, each with its query.")
    ] = False,
) -> None:
    """Re-read the whole ledger, and tell all that is not as recorded.

    The contents: editing, deleting, inserting or reordering facts breaks the
    chain at an entry, which is named. The tables and triggers, held against
    those of this version; the file, by SQLite's own checks; and every promise
    that the commands keep: no two windows overlap, nothing was awarded
    without an admission. What was cut off the end, or rewritten whole, shows
    only against a head that was kept: see `dpsctl head`. With --replay every
    check is judged again from its pinned rules, its day and figures, and the
    application as it was known then. Whatever is found is exit code 3.

    Examples:
      dpsctl verify --replay --format json
      dpsctl verify --head 64a4db7cec76
    """
    from dpsctl.ledger import verifying
    from dpsctl.ledger.kept_heads import kept_head
    from dpsctl.ledger.redacting import waits_to_be_written_anew

    asked.only("table", "json")
    if promises:
        _print_promises(asked.format)
        return
    with asked.view() as view:
        kept = kept_head(view.ledger.db, head) if head is not None else None
        told = teller("re-reading the ledger")
        found = verifying.verify(view.ledger.db, told).against(kept)
        replayed = _replayed(view.ledger) if again and found.chain_holds else None
        waits = waits_to_be_written_anew(view.ledger)
    if asked.format == "json":
        print_json({**found.told(), **({"replay": replayed.told()} if replayed else {})})
    else:
        _say_verdict(found, replayed)
    if waits:
        remark("pieces of a redacted text may stand in the file still: type its redaction again")
    if not found.intact or (replayed and replayed.differences):
        raise typer.Exit(3)


def _print_promises(format: str) -> None:
    from dpsctl.ledger.promises import PROMISES
    from dpsctl.ledger.promises.promise import whole

    if format == "json":
        print_json([{**vars(each), "sql": whole(each)} for each in PROMISES])
        return
    for each in PROMISES:
        say(f"-- {each.name}: {each.sentence}\n{each.sql.strip()};\n")


def _replayed(ledger: Ledger) -> Replay:
    from dpsctl.reports.replay import replay

    return replay(ledger)


def _say_verdict(found: Verification, replayed: Replay | None) -> None:
    from dpsctl.show.words import safe

    for finding in found.findings:
        say(safe(str(finding)))
    if found.intact:
        say(safe(f"intact: {found.entries} entries, head {found.head}"))
    if found.kept and found.kept.entry is not None:
        say(str(found.kept))
    if replayed is None:
        return
    for difference in replayed.differences:
        say(safe(str(difference)))
    count = len(replayed.differences)
    say(f"{replayed.checks} checks judged again, {count or 'no'} differences")


@looking(app, "head", PANEL)
def head(asked: Asked) -> None:
    """Print the head of the chain: the newest entry's digest.

    Keep it where nobody who can write to the ledger can change it: on paper,
    in the minutes, in another office's files. Whoever holds it can show later
    that nothing before it was changed or cut off, with dpsctl or without it.

    Examples:
      dpsctl head
      dpsctl head --format json
    """
    from dpsctl.ledger.chain import head

    asked.only("table", "json")
    with asked.view() as view:
        newest = view.ledger.row("SELECT id, recorded_at FROM entries ORDER BY id DESC LIMIT 1")
        digest = head(view.ledger.db)
        path = view.ledger.path
    told = newest or {"id": 0, "recorded_at": None}
    if asked.format == "json":
        print_json({"entry": told["id"], "recorded_at": told["recorded_at"], "head": digest})
        return
    say(str(digest))
    if newest and digest:
        _remark_keeping(newest, digest, path)


def _remark_keeping(newest: Row, digest: str, path: Path) -> None:
    """Tell what a head vouches for, where to keep it and how to check it later."""
    from dpsctl.domain.days import instant_of, london_day
    from dpsctl.shipped import INDEPENDENT

    day = london_day(instant_of(newest["recorded_at"]))
    remark(f"the head of {plural(newest['id'], 'entry', 'entries')}, the newest of {day}")
    remark("keep it where nobody who can write to the ledger can change it: on paper, in minutes")
    remark(f"to check it later: dpsctl verify --head {digest[:12]}")
    remark(
        f"or without dpsctl: python3 -I {quote(str(INDEPENDENT))} {quote(str(path))} {digest[:12]}"
    )
