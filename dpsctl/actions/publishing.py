"""``publish``: what had to be published, and was: under which reference, and on which day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dpsctl.actions.contract_life import has_come
from dpsctl.actions.desk import Desk, Outcome, carrying_out
from dpsctl.actions.owed import Owed, owed
from dpsctl.domain.publishing import Event
from dpsctl.domain.quarters import quarter_of
from dpsctl.domain.words import listed, some_runs
from dpsctl.errors import RefusedError
from dpsctl.ledger.facts import Publication, PublicationSubject
from dpsctl.ledger.publications import is_known
from dpsctl.ledger.recording import Recording


@dataclass(frozen=True)
class Publishing:
    """What was published, under which reference, on which London day.

    ``names`` are the contracts, applications or quarters it is about; none: whatever is open.
    """

    what: str
    names: tuple[str, ...]
    reference: str
    on: date

    def command(self) -> str:
        """The command as the ledger keeps it."""
        given = f"--ref {self.reference} --on {self.on}"
        return " ".join(["publish", self.what, *self.names, given])


def publish(desk: Desk, told: Publishing) -> Outcome:
    """Record that something was published, which closes the duties that it answers.

    Where a quarter's notices are grouped, what is open of quarters that have ended comes alone.

    Raises:
        RefusedError: no such duty under the system's regime, nothing that was open on the day, a
            day that has not come, or what was published under another reference or on another day.
    """
    with carrying_out(desk, told.command()) as (ledger, to, outcome):
        has_come(told.on, desk.today, "published")
        due = owed(desk, ledger, told.what, told.on)
        events = _named(due, told) if told.names else _open(due, told)
        called = f"{due.duty.called} {told.reference} of {told.on}"
        if events:
            keep(to, due.duty.name, told, events)
            outcome.say(f"{called}: {about(events)}")
        else:
            outcome.say(f"nothing to do: {called} is recorded")
        if not told.names:
            _remark_left(due, events, outcome)
    return outcome


def keep(to: Recording, duty: str, told: Publishing, events: list[Event]) -> list[int]:
    """Keep a publication and what it is about; the numbers of the subjects, in their order."""
    number = to.add(Publication(duty, told.reference, told.on.isoformat()))
    return to.add_all(
        PublicationSubject(number, each.contract, each.application, each.quarter, each.what)
        for each in events
    )


def _open(due: Owed, told: Publishing) -> list[Event]:
    """What is open; nothing where this publication is recorded already."""
    if is_known(due.ledger, due.duty.name, told.reference, told.on):
        return []
    found = due.unpublished(due.begun)
    if not found:
        raise due.nothing_open()
    over = [each for each in found if quarter_of(each.on).last_day <= told.on]
    return over if due.grouped and over else found


def _named(due: Owed, told: Publishing) -> list[Event]:
    """What is open of all that was named; nothing where it is all recorded so."""
    found = [event for name in told.names for event in _open_of(due, told, name)]
    return list(dict.fromkeys(found))


def _open_of(due: Owed, told: Publishing, name: str) -> list[Event]:
    events = due.named(name)
    rows = {each: due.published.of(due.duty.name, each) for each in events}
    said = (told.reference, told.on.isoformat())
    known = [(row["reference"], row["published_on"]) for row in rows.values() if row]
    if len(known) == len(events) and said not in known:
        reference, on = known[-1]
        raise RefusedError(
            f"the {due.duty.called} of {events[-1].whose} was published as {reference} on {on}, "
            "as the ledger has it",
            "what was published once is done: leave it out; "
            "if that is wrong, say why with --correct REASON",
        )
    return [each for each, row in rows.items() if row is None]


def _remark_left(due: Owed, events: list[Event], outcome: Outcome) -> None:
    left = [each for each in due.unpublished(due.begun) if each not in events]
    if left:
        many = len({each.subject for each in left}) > 1
        verb, them = ("are", "them") if many else ("is", "it")
        outcome.remark(
            f"{about(left)} {verb} still to be published: name {them} too, if it was about {them}"
        )


def about(events: list[Event]) -> str:
    """What events are of, in words: contracts, quarters, or applications and what befell each."""
    if quarters := [each.quarter for each in events if each.quarter]:
        return listed(quarters)
    if contracts := sorted(each.contract for each in events if each.contract):
        return _numbered("contract", contracts)
    numbers: dict[str, list[int]] = {}
    for each in events:
        numbers.setdefault(each.what, []).append(int(each.subject))
    return "; ".join(f"{_numbered('application', of)} {what}" for what, of in numbers.items())


def _numbered(noun: str, numbers: list[int]) -> str:
    return f"{noun if len(numbers) == 1 else f'{noun}s'} {some_runs(sorted(numbers))}"
