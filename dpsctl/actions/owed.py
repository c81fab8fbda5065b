"""A duty to publish, found by its name, and the contracts, applications or quarters that owe it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from dpsctl.actions.desk import Desk
from dpsctl.documents.document import did_you_mean
from dpsctl.documents.publishing_duties import Duty
from dpsctl.domain.publishing import Event
from dpsctl.domain.quarters import Quarter, parse_quarter, quarter_of
from dpsctl.errors import RefusedError
from dpsctl.ledger.contracts import contract_named
from dpsctl.ledger.file import Ledger, Row
from dpsctl.ledger.lookups import application_named
from dpsctl.ledger.publications import Published
from dpsctl.reports.contracts import ContractsOn
from dpsctl.reports.duties import Duties
from dpsctl.reports.view import View

_LISTED = "`dpsctl report deadlines` lists what is due"


@dataclass(frozen=True)
class Owed:
    """One duty of the system, and the events that had started it by the end of a London day."""

    desk: Desk
    ledger: Ledger
    duty: Duty
    on: date
    grouped: bool
    begun: list[Event]

    def named(self, name: str) -> list[Event]:
        """What a contract, an application or a quarter owes it for.

        Raises:
            RefusedError: there is none of that name, or it owed nothing on the day.
        """
        subject = self._subject(name)
        if found := [each for each in self.begun if _is_of(each, subject)]:
            return found
        what = str(subject) if isinstance(subject, Quarter) else f"{self.duty.subject} {subject}"
        if later := [each for each in self._since if _is_of(each, subject)]:
            raise self._too_early(later[0], what)
        raise RefusedError(f"{what} owes no {self.duty.called}", _LISTED)

    def under(self, reference: str) -> dict[Event, Row]:
        """What stands as published under a reference, of whatever day: each event with its row.

        Raises:
            RefusedError: one of them came about only after this day.
        """
        rows = {each: row for each, row in self._answered if row["reference"] == reference}
        if later := next((each for each in rows if each.on > self.on), None):
            raise self._too_early(later, later.whose)
        return rows

    def nothing_open(self) -> RefusedError:
        """What there is to say where nothing is left that a publication could be about."""
        left = f"no {self.duty.called} was open on {self.on}"
        if later := min(self._since, key=lambda each: each.on, default=None):
            return RefusedError(f"{left}: {later.whose} owes it only from {later.on}", _LISTED)
        return RefusedError(left, _LISTED)

    def unpublished(self, events: Sequence[Event]) -> list[Event]:
        """Those of the events that no publication answers yet, of whatever day."""
        return [each for each in events if self.published.of(self.duty.name, each) is None]

    @cached_property
    def published(self) -> Published:
        """All that was published before this command."""
        return Published(self.ledger)

    def _too_early(self, event: Event, what: str) -> RefusedError:
        told = f"{what} was {event.what}" if event.quarter is None else f"{what} ended"
        return RefusedError(
            f"{told} on {event.on}: no {self.duty.called} of {self.on} can be about that",
            f"give --on {event.on} or a later day",
        )

    @property
    def _answered(self) -> Iterator[tuple[Event, Row]]:
        for event in (*self.begun, *self._since):
            if row := self.published.of(self.duty.name, event):
                yield event, row

    def _subject(self, name: str) -> int | Quarter:
        try:
            return parse_quarter(name)
        except ValueError as error:
            if self.duty.subject == "quarter":
                raise RefusedError(
                    f"{self.duty.called}: {error}", "it is published quarter by quarter"
                ) from None
        if self.duty.subject == "contract":
            return contract_named(self.ledger, name, self.desk.today).number
        return application_named(self.ledger, name)

    @cached_property
    def _since(self) -> list[Event]:
        """The events that started it after the day."""
        begun = _duties(self.desk, self.ledger, self.desk.today).begun(self.duty)
        return [each for each in begun if each.on > self.on]


def owed(desk: Desk, ledger: Ledger, what: str, on: date) -> Owed:
    """What the system owed by the end of a London day, of a duty by its name.

    Raises:
        RefusedError: the system has no such duty; the nearest one is named.
    """
    duties = _duties(desk, ledger, on)
    duty = _duty(duties.known, what)
    return Owed(desk, ledger, duty, on, duties.grouped(duty), duties.begun(duty))


def _duties(desk: Desk, ledger: Ledger, day: date) -> Duties:
    view = View(ledger, desk.rules, day, desk.now)
    return Duties(view, ContractsOn(view))


def _duty(known: Sequence[Duty], what: str) -> Duty:
    typed = _as_name(what)
    for duty in known:
        if typed in (duty.name, _as_name(duty.called)):
            return duty
    names = [duty.name for duty in known]
    raise RefusedError(
        f"this system owes no {what[:80]}{did_you_mean(typed, names)}",
        f"what its regime has it publish: {', '.join(names)}",
    )


def _as_name(text: str) -> str:
    return "-".join(text.casefold().replace("-", " ").split())


def _is_of(event: Event, subject: int | Quarter) -> bool:
    if isinstance(subject, Quarter):
        return quarter_of(event.on) == subject
    return event.subject == subject
