"""Trust: the chain re-read, and its head to keep."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from dpsctl.cli.answers import say
from dpsctl.cli.asking import Asked, print_json
from dpsctl.cli.commands import looking

if TYPE_CHECKING:
    from dpsctl.ledger.file import Ledger
    from dpsctl.ledger.verifying import Verification
    from dpsctl.reports.replay import Replay

app = typer.Typer()
PANEL = "Trust"


@looking(app, "verify", PANEL)
def verify(
    asked: Asked,
    again: Annotated[
        bool, typer.Option("--replay", help="Judge every check again, from the ledger alone.")
    ] = False,
) -> None:
    """Re-read the whole ledger and recompute its chain.

    Editing, deleting, inserting or reordering facts breaks it at an entry,
    which is named; exit code 3. What was cut off the end shows only against
    a head that was kept: see `dpsctl head`. With --replay every check is
    judged again from its pinned rules, its day and figures, and the
    application as it was known then; a finding that differs is exit code 3.

    Examples:
      dpsctl verify
      dpsctl verify --replay --format json
    """
    from dpsctl.ledger import verifying

    asked.only("table", "json")
    with asked.view() as view:
        found = verifying.verify(view.ledger.db)
        replayed = _replayed(view.ledger) if again and found.intact else None
    if asked.format == "json":
        told = {
            "entries": found.entries,
            "head": found.head,
            "intact": found.intact,
            "broken_at": found.broken_at,
            "why": found.why,
        }
        print_json(told if replayed is None else {**told, "replay": replayed.told()})
    else:
        _say_verdict(found, replayed)
    if not found.intact or (replayed and replayed.differences):
        raise typer.Exit(3)


def _replayed(ledger: Ledger) -> Replay:
    from dpsctl.reports.replay import replay

    return replay(ledger)


def _say_verdict(found: Verification, replayed: Replay | None) -> None:
    from dpsctl.show.words import safe

    say(safe(_verdict(found)))
    if replayed is None:
        return
    for difference in replayed.differences:
        say(safe(str(difference)))
    count = len(replayed.differences)
    say(f"{replayed.checks} checks judged again, {count or 'no'} differences")


def _verdict(found: Verification) -> str:
    if found.intact:
        return f"intact: {found.entries} entries, head {found.head}"
    where = f" at entry {found.broken_at}" if found.broken_at is not None else ""
    return f"BROKEN{where}: {found.why}"


@looking(app, "head", PANEL)
def head(asked: Asked) -> None:
    """Print the head of the chain: the newest entry's digest.

    Write it where people keep paper, on a roster or an award letter. Whoever
    holds it can show later that nothing before it was changed or cut off.

    Examples:
      dpsctl head
      dpsctl head --format json
    """
    from dpsctl.ledger.chain import head

    asked.only("table", "json")
    with asked.view() as view:
        newest = view.ledger.row("SELECT id, recorded_at FROM entries ORDER BY id DESC LIMIT 1")
        digest = head(view.ledger.db)
    told = newest or {"id": 0, "recorded_at": None}
    if asked.format == "json":
        print_json({"entry": told["id"], "recorded_at": told["recorded_at"], "head": digest})
    else:
        say(str(digest))
