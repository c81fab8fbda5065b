"""``letters``: every applicant told what came of its application, once and for good."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from dpsctl.actions.desk import Desk, Outcome, carrying_out
from dpsctl.actions.letter_files import Outgoing
from dpsctl.actions.letter_post import Post
from dpsctl.domain.words import plural
from dpsctl.errors import RefusedError
from dpsctl.ledger.file import Row
from dpsctl.ledger.lookups import application_named, standing_of, standings
from dpsctl.reports.to_tell import ToTell, admission_is_told, letters_sent, to_tell
from dpsctl.reports.view import View


def letters(desk: Desk, names: Sequence[str], into: Path, sent: date | None) -> Outcome:
    """Write the letter of each outcome that has none yet, and record that it was sent.

    Each goes ``into`` a folder as Markdown and as a page of HTML. What was told before is not told
    again: its files are only written again where they are missing.

    Raises:
        RefusedError: an application without an outcome, a day that cannot be, or a file in the
            folder that is not the letter sent.
        UsageError: the folder cannot be written.
    """
    sent_on = sent or desk.today
    command = " ".join(["letters", *names, *([f"--sent {sent}"] if sent else [])])
    with Outgoing(into) as outgoing, carrying_out(desk, command) as (ledger, to, outcome):
        view = View(ledger, desk.rules, desk.today, desk.now)
        rows = {row["id"]: row for row in _asked_for(view, names)}
        told, due = letters_sent(ledger), to_tell(view, rows.values())
        fresh = [each for each in due if each.key not in told]
        _sent_in_time(desk, fresh, sent_on)
        post = Post(desk, to, view, into, sent_on)
        again = post.again([told[each.key] for each in due if each.key in told], outcome)
        files = again | post.tell(fresh, rows, outcome)
        if not fresh:
            outcome.say(_nothing_to_do(view, len(due), len(again)))
        if not desk.dry_run:
            if to.count:
                to.seal()  # whatever could be wrong is told by now: the files may go out
            outgoing.write(files)
    return outcome


def _asked_for(view: View, names: Sequence[str]) -> list[Row]:
    ledger = view.ledger
    if not names:
        return standings(ledger)
    rows = [standing_of(ledger, application_named(ledger, name)) for name in names]
    known = {each.application for each in to_tell(view, rows)}
    for row in rows:
        if row["id"] not in known:
            raise RefusedError(
                f"application {row['id']} is {row['standing']}: there is no outcome to tell of",
                f"letters tell of what was {_outcomes(view)}",
            )
    return rows


def _sent_in_time(desk: Desk, fresh: Sequence[ToTell], sent_on: date) -> None:
    if sent_on > desk.today:
        raise RefusedError(
            f"a letter cannot have been sent on {sent_on}, which is still to come",
            "leave --sent out for today, or run it on the day",
        )
    for each in fresh:
        if each.on > sent_on:
            raise RefusedError(
                f"application {each.application} was {each.outcome} on {each.on}: "
                f"no letter of {sent_on} can tell of that",
                f"give --sent {each.on} or a later day",
            )


def _nothing_to_do(view: View, told: int, again: int) -> str:
    if not told:
        return f"nothing to do: no application was {_outcomes(view)}"
    missing = f"; {plural(again, 'missing file')} written again" if again else ""
    outcomes = plural(told, "outcome")
    return f"nothing to do: {outcomes} {'was' if told == 1 else 'were'} told before{missing}"


def _outcomes(view: View) -> str:
    admitted = "admitted, " if admission_is_told(view) else ""
    return f"{admitted}awarded, refused or withdrawn"
