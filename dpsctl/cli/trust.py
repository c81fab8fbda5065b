"""Trust: the chain re-read, and its head to keep."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from dpsctl.cli.answers import say
from dpsctl.cli.asking import Asked, print_json
from dpsctl.cli.commands import looking

if TYPE_CHECKING:
    from dpsctl.ledger.chain import Verification

app = typer.Typer()
PANEL = "Trust"


@looking(app, "verify", PANEL)
def verify(asked: Asked) -> None:
    """Re-read the whole ledger and recompute its chain.

    Editing, deleting, inserting or reordering facts breaks it at an entry,
    which is named; exit code 3. What was cut off the end shows only against
    a head that was kept: see `dpsctl head`.

    Examples:
      dpsctl verify
      dpsctl verify --ledger copy-of-dps.db --format json
    """
    from dpsctl.ledger import chain

    asked.only("table", "json")
    with asked.view() as view:
        found = chain.verify(view.ledger.db)
    if asked.format == "json":
        print_json(
            {
                "entries": found.entries,
                "head": found.head,
                "intact": found.intact,
                "broken_at": found.broken_at,
                "why": found.why,
            }
        )
    else:
        say(_verdict(found))
    if not found.intact:
        raise typer.Exit(3)


def _verdict(found: Verification) -> str:
    if found.intact:
        return f"intact: {found.entries} entries, head {found.head}"
    return f"BROKEN at entry {found.broken_at}: {found.why}"


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
