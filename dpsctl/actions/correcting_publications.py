"""``publish --correct`` and ``--retract``: what was recorded as published, and was not so."""

from __future__ import annotations

from dpsctl.actions.contract_life import has_come
from dpsctl.actions.desk import Desk, Outcome, carrying_out
from dpsctl.actions.owed import Owed, owed
from dpsctl.actions.publishing import Publishing, about, keep
from dpsctl.domain.publishing import Event
from dpsctl.domain.words import listed
from dpsctl.errors import RefusedError
from dpsctl.ledger.facts import PublicationCorrection
from dpsctl.ledger.file import Row
from dpsctl.ledger.publications import is_known


def correct_publication(desk: Desk, told: Publishing, why: str) -> Outcome:
    """Record that what was published stands under another reference, or is of another London day.

    It is so of what is named; else of all that stands under the reference, of which the day was
    wrong.

    Raises:
        RefusedError: nothing of it was published, or it came about only after the day.
    """
    with carrying_out(desk, f"{told.command()} --correct", why) as (ledger, to, outcome):
        has_come(told.on, desk.today, "published")
        due = owed(desk, ledger, told.what, told.on)
        rows = _meant(due, told)
        if not rows:
            raise _nothing_to_correct(due, told)
        wrong = {event: row for event, row in rows.items() if not _is_so(row, told)}
        called = f"{due.duty.called} {told.reference} of {told.on}"
        if not wrong:
            outcome.say(f"nothing to do: {called} is recorded")
            return outcome
        instead = keep(to, due.duty.name, told, list(wrong))
        to.add_all(
            PublicationCorrection(row["id"], number)
            for row, number in zip(wrong.values(), instead, strict=True)
        )
        were = dict.fromkeys(f"{r['reference']} of {r['published_on']}" for r in wrong.values())
        outcome.say(f"{called}: {about(list(wrong))}; corrected from {listed([*were])}")
    return outcome


def retract_publication(desk: Desk, told: Publishing, why: str) -> Outcome:
    """Record that something was not published, or not about all that it was said to be about.

    What is named, else all of the publication, is open again.

    Raises:
        RefusedError: no such publication is on the ledger, or what is named stands as another.
    """
    with carrying_out(desk, f"{told.command()} --retract", why) as (ledger, to, outcome):
        due = owed(desk, ledger, told.what, told.on)
        called = f"{due.duty.called} {told.reference} of {told.on}"
        rows = _meant(due, told)
        _as_recorded(due, told, rows)
        to.add_all(PublicationCorrection(row["id"]) for row in rows.values())
        if rows:
            outcome.say(f"{called} taken back: {about(list(rows))}, open again")
        else:
            outcome.say(f"nothing to do: {called} does not stand")
    return outcome


def _is_so(row: Row, told: Publishing) -> bool:
    return (row["reference"], row["published_on"]) == (told.reference, told.on.isoformat())


def _meant(due: Owed, told: Publishing) -> dict[Event, Row]:
    """What stands as published of all that was named; nothing named: under the reference."""
    if not told.names:
        return due.under(told.reference)
    events = [event for name in told.names for event in due.named(name)]
    rows = {event: due.published.of(due.duty.name, event) for event in events}
    return {event: row for event, row in rows.items() if row}


def _nothing_to_correct(due: Owed, told: Publishing) -> RefusedError:
    if told.names:
        what = f"no {due.duty.called} of {listed(told.names)} stands on the ledger"
        return RefusedError(f"{what}: there is nothing to correct", "record it without --correct")
    return RefusedError(
        f"no {due.duty.called} {told.reference} stands on the ledger: there is nothing to correct",
        "where the reference is what was wrong, name what it is about, before --ref",
    )


def _as_recorded(due: Owed, told: Publishing, rows: dict[Event, Row]) -> None:
    """See that what is taken back is what the ledger has."""
    if not is_known(due.ledger, due.duty.name, told.reference, told.on, standing=False):
        raise RefusedError(
            f"no {due.duty.called} {told.reference} of {told.on} is on the ledger",
            "look at its reference and its day",
        )
    for event, row in rows.items():
        if not _is_so(row, told):
            raise RefusedError(
                f"the {due.duty.called} of {event.whose} stands as {row['reference']} of "
                f"{row['published_on']}, and not as {told.reference} of {told.on}",
                "leave it out, or give its own reference and day",
            )
