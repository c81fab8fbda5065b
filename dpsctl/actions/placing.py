"""``place``: people placed in homes, under a contract or outside its terms.

A placement is a fact of the world: it is never refused for the contract's sake. What put it outside
the terms is recorded with it, and why it was made so.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from dpsctl.actions.batches import read_batch
from dpsctl.actions.desk import Desk, Outcome, carrying_out
from dpsctl.actions.sources import Source
from dpsctl.actions.taking_in import TakingIn
from dpsctl.documents.document import Where, complain
from dpsctl.documents.placements import Placed, PlacementsDocument
from dpsctl.domain.money import plain_pounds
from dpsctl.errors import Complaint, DocumentError, RefusedError
from dpsctl.progress import along


def place(desk: Desk, placed: Placed) -> Outcome:
    """Record one person's placement.

    Raises:
        RefusedError: no such contract or home, a need or band that the system has not, somebody
            placed outside a contract's terms without a reason, or living there already.
    """
    with carrying_out(desk, _command(placed), placed.reason) as (_, to, outcome):
        taking_in = TakingIn(to, outcome, desk.rules)
        if whys := taking_in.take(placed):
            raise RefusedError(*_as_typed(*whys[0]))
        taking_in.remark_full()
        if taking_in.known:
            outcome.say(f"nothing to do: {placed.ref} is placed so")
    return outcome


def place_all(desk: Desk, sources: Sequence[Source]) -> Outcome:
    """Record the placements of a batch: all of them or none.

    Raises:
        DocumentError: documents that cannot be read or may not be recorded, every mistake at once.
    """
    batch = read_batch(sources, PlacementsDocument)
    refused: list[Complaint] = []
    with carrying_out(desk, f"place {batch.named}") as (_, to, outcome):
        taking_in = TakingIn(to, outcome, desk.rules)
        for document, content in batch.good:
            for number, placed in enumerate(along(content.placements, "placing people")):
                refused += [
                    complain(
                        document,
                        ("placements", number, *path),
                        f"{what}; {_by_key(todo)}",
                        refused=True,
                    )
                    for path, what, todo in taking_in.take(placed)
                ]
        if complaints := batch.in_order(refused):
            raise DocumentError(complaints, "nobody was placed")
        taking_in.remark_full()
        if taking_in.known:
            outcome.say(f"nothing to do for {taking_in.known}: placed so already")
    return outcome


def _as_typed(path: Where, what: str, todo: str) -> tuple[str, str]:
    """What is wrong and what to do, for somebody who typed options: which one it is about."""
    return (f"--{path[0]}: {what}" if path[0] in ("need", "band") else what), todo


def _by_key(todo: str) -> str:
    """What to do, for somebody who wrote a document: it has keys where a command has options."""
    return todo if "dpsctl " in todo else re.sub(r"--(\w+) [A-Z]+", r"the key `\1`", todo)


def _command(placed: Placed) -> str:
    """The command as the ledger keeps it."""
    options = {
        "--ref": placed.ref,
        "--home": placed.home,
        "--need": placed.need,
        "--band": placed.band,
        "--weekly": plain_pounds(placed.weekly_fee),
        "--starts": placed.starts_on,
        "--left-on": placed.left_on,
        "--basis": placed.basis,
    }
    said = [f"{option} {value}" for option, value in options.items() if value is not None]
    return " ".join(["place", placed.contract, *said])
