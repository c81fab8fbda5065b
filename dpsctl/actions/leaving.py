"""``end-placement``: the day on which somebody left, the first on which they are not there."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from dpsctl.actions.batches import read_batch
from dpsctl.actions.desk import Desk, Outcome, carrying_out
from dpsctl.actions.placements_meant import beside, only, placements_meant
from dpsctl.actions.sources import Source
from dpsctl.documents.document import complain
from dpsctl.documents.placements import EndingsDocument, Left
from dpsctl.domain.words import listed
from dpsctl.errors import Complaint, DocumentError, RefusedError
from dpsctl.ledger.facts import PlacementEnding
from dpsctl.ledger.file import Row
from dpsctl.ledger.recording import Recording
from dpsctl.ledger.residents import whose_of
from dpsctl.progress import along


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
            outcome.say(f"nothing to do: {left.ref} {_leave(left.on, desk.today)} on {left.on}")
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
            for number, left in enumerate(along(content.endings, "recording who left")):
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
    ledger, day = to.ledger, left.on.isoformat()
    rows = placements_meant(ledger, left.ref, left.contract, left.on)
    if not correct and any(row["left_on"] == day for row in rows):
        return False
    row = _ended_last(rows, left) if correct else _living(rows, left, today)
    if row["left_on"] == day:
        return False
    if row["starts_on"] and row["starts_on"] > day:
        raise RefusedError(
            f"{left.ref} is placed from {row['starts_on']}: they cannot have left on {left.on}",
            "--on is the first day no longer there; on the first day itself, nobody ever came",
        )
    both = [row, *beside(ledger, row, left.on)]
    for each in both:
        to.add(PlacementEnding(*whose_of(each), day, left.reason))
    never = ": the placement never was" if row["starts_on"] == day else ""
    outcome.say(f"{left.ref} {_leave(left.on, today)} {_place(both)} on {left.on}{never}")
    return True


def _living(rows: list[Row], left: Left, today: date) -> Row:
    """The placement that ends: the one that has not yet, of several the one that has begun."""
    living = [row for row in rows if row["left_on"] is None]
    if not living:
        last = max(row["left_on"] for row in rows)
        raise RefusedError(
            f"{left.ref} {_leave(date.fromisoformat(last), today)} on {last}",
            "if that day is wrong, say why: --correct REASON",
        )
    day = left.on.isoformat()
    begun = [row for row in living if (row["starts_on"] or day) <= day]
    return only(begun or living, left.ref)


def _ended_last(rows: list[Row], left: Left) -> Row:
    """The placement that ended last, whose day is to be corrected."""
    ended = [row for row in rows if row["left_on"]]
    if not ended:
        raise RefusedError(f"no day is recorded on which {left.ref} left", "leave --correct out")
    return max(ended, key=lambda row: row["left_on"])


def _leave(day: date, today: date) -> str:
    return "left" if day <= today else "leaves"


def _place(rows: list[Row]) -> str:
    contracts = [f"contract {row['contract']}" for row in rows if row["contract"]]
    return listed(contracts) if contracts else "a home without a contract"
