"""``end-placement``: the day on which somebody left, the first on which they are not there."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from dpsctl.actions.batches import Source, read_batch
from dpsctl.actions.desk import Desk, Outcome, carrying_out
from dpsctl.actions.placements_meant import only, placements_meant
from dpsctl.documents.document import complain
from dpsctl.documents.placements import EndingsDocument, Left
from dpsctl.errors import Complaint, DocumentError, RefusedError
from dpsctl.ledger.facts import PlacementEnding
from dpsctl.ledger.file import Row
from dpsctl.ledger.recording import Recording
from dpsctl.ledger.residents import whose_of


def end_placement(desk: Desk, left: Left, *, correct: str | None) -> Outcome:
    """Record that somebody left; ``correct`` is why a day recorded before was wrong.

    Raises:
        RefusedError: nobody of that reference, several placements of it, a day before the first,
            or an ending recorded before, without ``correct``.
    """
    under = f" --contract {left.contract}" if left.contract else ""
    corrected = f" --correct {correct}" if correct else ""
    command = f"end-placement {left.ref}{under} --on {left.on}{corrected}"
    with carrying_out(desk, command, correct or left.reason) as (_, to, outcome):
        if not _end(to, outcome, left, desk.today, correct=correct):
            outcome.say(f"nothing to do: {left.ref} left on {left.on}")
    return outcome


def end_placements(desk: Desk, sources: Sequence[Source]) -> Outcome:
    """Record everybody of a batch who left: all of them or none.

    Raises:
        DocumentError: documents that cannot be read or may not be recorded, every mistake at once.
    """
    batch = read_batch(sources, EndingsDocument)
    refused: list[Complaint] = []
    known = 0
    with carrying_out(desk, f"end-placement {batch.named}") as (_, to, outcome):
        for document, content in batch.good:
            for number, left in enumerate(content.endings):
                try:
                    known += not _end(to, outcome, left, desk.today, correct=None)
                except RefusedError as error:
                    what = f"{error.what}; {error.todo}"
                    refused.append(complain(document, ("endings", number), what, refused=True))
        if complaints := batch.in_order(refused):
            raise DocumentError(complaints, "nobody's leaving was recorded")
        if known:
            outcome.say(f"nothing to do for {known}: recorded so already")
    return outcome


def _end(to: Recording, outcome: Outcome, left: Left, today: date, *, correct: str | None) -> bool:
    """Record one ending; false where it stands so already."""
    rows = placements_meant(to.ledger, left.ref, left.contract, left.on)
    if any(row["left_on"] == left.on.isoformat() for row in rows):
        return False
    row = _meant(rows, left, correct)
    if row["starts_on"] and row["starts_on"] > left.on.isoformat():
        raise RefusedError(
            f"{left.ref} is placed from {row['starts_on']}: they cannot have left on {left.on}",
            "--on is the first day no longer there; on the first day itself, nobody ever came",
        )
    to.add(PlacementEnding(*whose_of(row), left.on.isoformat(), left.reason))
    never = ": the placement never was" if row["starts_on"] == left.on.isoformat() else ""
    leaves = "left" if left.on <= today else "leaves"
    outcome.say(f"{left.ref} {leaves} {_place(row)} on {left.on}{never}")
    return True


def _meant(rows: list[Row], left: Left, correct: str | None) -> Row:
    """The placement that ends: the one that has not yet, or the last that has, to be corrected."""
    if correct:
        ended = [row for row in rows if row["left_on"]]
        if not ended:
            raise RefusedError(
                f"no day is recorded on which {left.ref} left", "leave --correct out"
            )
        return ended[-1]
    living = [row for row in rows if row["left_on"] is None]
    if not living:
        raise RefusedError(
            f"{left.ref} left on {rows[-1]['left_on']}",
            "if that day is wrong, say why: --correct REASON",
        )
    return only(living, left.ref)


def _place(row: Row) -> str:
    return f"contract {row['contract']}" if row["contract"] else "a home without a contract"
