"""What a letter to an applicant says, gathered from the ledger for its template.

No letter names a person: who determined, awarded or recorded anything is left out.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import cached_property

from dpsctl.domain.days import day_start, instant_of, london_day, london_text
from dpsctl.domain.windows import Span
from dpsctl.ledger.chain import head
from dpsctl.ledger.lookups import System, windows_now
from dpsctl.ledger.reapplications import lasts_for_life, may_apply_from, policy_of
from dpsctl.reports.identities import Identities
from dpsctl.reports.letter_admission import admission_facts
from dpsctl.reports.letter_award import award_facts
from dpsctl.reports.letter_grounds import Grounds
from dpsctl.reports.letter_law import LetterLaw
from dpsctl.reports.letter_words import agreement_title, titles
from dpsctl.reports.report import Row
from dpsctl.reports.to_tell import ToTell, letters_sent
from dpsctl.reports.view import View


class LetterFacts:
    """The facts of letters sent on a London day, from a ledger before any of them is recorded."""

    def __init__(self, view: View, sent_on: date) -> None:
        self._view = view
        self._sent_on = sent_on
        self._law = LetterLaw(view.rules, view.system, sent_on)
        self._named = Identities(view.ledger, view.as_of)
        self._grounds = Grounds(view)
        # With the clock set back, an application's window may be one that is not open or known yet.
        windows = [*windows_now(view.ledger), *view.windows]
        self._spans = {window.id: window.span for window in windows}
        self._systems = {window.id: window.system for window in windows}

    def of(self, application: Row, tell: ToTell) -> Row:
        """What the letter about an outcome says; ``application`` is where it stands.

        Raises:
            CalendarError: a day in it lies beyond the calendar.
        """
        return {
            **self._common,
            "to": self._to(application),
            "application": self._application(application),
            "outcome_on": tell.on,
            "replaces": self._replaces(application),
            "again": self._again(application, refused=tell.outcome == "refused"),
            **self._told(application, tell),
        }

    def _told(self, application: Row, tell: ToTell) -> Row:
        """What this outcome alone says; whatever was not admitted comes with its grounds."""
        asked = application["categories"]
        if tell.outcome == "awarded":
            award = award_facts(self._view, tell.application, tell.tells_of)
            told = self._admission_told(application) is not None
            rest = None if told else self._rest(application, award["codes"])
            return {"award": award, "refusal": rest}
        if tell.outcome == "admitted":
            admission = admission_facts(self._view, self._law.regime, application)
            refusal = self._rest(application, admission["codes"])
            return {"admission": admission, "refusal": refusal}
        if tell.outcome == "refused":
            reason = self._reason(tell.tells_of)
            return {"refusal": {**self._refusal(application, asked), "reason": reason}}
        return {}

    @cached_property
    def _common(self) -> Row:
        system, regime = self._view.system, self._law.regime
        letters = system.terms.get("letters") or {}
        return {
            "rehearsal": system.rehearsal,
            "sent_on": self._sent_on,
            "head": head(self._view.ledger.db),
            "head_on": self._view.as_of,
            "system": {
                "title": system.title,
                "called": regime.called,
                "reference": system.terms.get("reference") or system.name,
                "periodic": regime.windows == "periodic",
                "no_standstill": regime.no_standstill,
            },
            "buyer": self._buyer,
            "signed_by": letters.get("signed_by") or self._buyer["department"],
            "reply_to": letters.get("reply_to"),
        }

    @cached_property
    def _sent(self) -> dict[tuple[str, int], Row]:
        return letters_sent(self._view.ledger)

    @cached_property
    def _last_letter(self) -> dict[int, Row]:
        """The newest letter sent before, by application."""
        return {row["application"]: row for row in self._sent.values()}

    def _replaces(self, application: Row) -> date | None:
        """The day of the letter that one takes the place of.

        None of an admission that still stands: an award comes on top of it.
        """
        last = self._last_letter.get(application["id"])
        if last is None or last == self._admission_told(application):
            return None
        return date.fromisoformat(last["sent_on"])

    def _admission_told(self, application: Row) -> Row | None:
        """The letter of the admission on which an application stands; none where none was sent."""
        return self._sent.get(("admitted", application["determination"]))

    @cached_property
    def _buyer(self) -> Row:
        buyer = self._view.system.terms["buyer"]
        return {"name": buyer["name"], "department": buyer.get("department")}

    def _to(self, application: Row) -> Row:
        return {
            "provider": self._named.providers[application["provider"]],
            "home": self._named.homes[application["home"]],
            "cqc_location": self._named.locations[application["home"]],
        }

    def _application(self, application: Row) -> Row:
        terms, span = self._view.system.terms, self._spans[application["window_id"]]
        received_at = instant_of(application["received_at"])
        return {
            "number": application["id"],
            "reference": application["reference"],
            "received_on": london_day(received_at),
            "received_time": _time(received_at),
            "late": application["late"],
            "closed_on": span.last_day,
            "closed_time": _time_of_closing(span),
            "categories": titles(terms, application["categories"]),
            "band": application["band"],
            "agreement": agreement_title(terms, application["agreement"]),
        }

    def _rest(self, application: Row, admitted: list[str]) -> Row | None:
        """Why the rest of what was applied for was not admitted; none where all was."""
        rest = [each for each in application["categories"] if each not in admitted]
        return self._refusal(application, rest) if rest else None

    def _refusal(self, application: Row, categories: list[str]) -> Row:
        """Why these categories were not admitted; a person's reason is that of a refusal."""
        return {
            "reason": None,
            "categories": titles(self._view.system.terms, categories),
            "grounds": self._grounds.of(application, categories),
            "challenge": self._law.challenge,
            "reasons": self._law.reasons,
            "representations_until": self._law.representations_until,
        }

    def _reason(self, determination: int) -> str:
        reason: str = self._view.ledger.value(
            "SELECT reason FROM determinations WHERE id = ?", [determination]
        )
        return reason

    def _again(self, application: Row, *, refused: bool) -> Row:
        """From when the home may apply again; no day where it may at once."""
        system = self._view.systems[self._system_of(application)]
        ledger, policy = self._view.ledger, policy_of(system)
        waits = may_apply_from(ledger, application["home"], application["agreement"], system)
        next_window = self._after_window(application, system) if refused else None
        days = [day for day in (waits, next_window) if day and day > self._sent_on]
        first = max(days, default=None)
        return {"from_day": first, "cite": policy.cite if policy and first == waits else None}

    def _after_window(self, application: Row, system: System) -> date | None:
        """The day after the window in which it was refused; none where no other can come."""
        span = self._spans[application["window_id"]]
        if span.last_day is None or lasts_for_life(span, system):
            return None
        return span.last_day + timedelta(days=1)

    def _system_of(self, application: Row) -> int:
        return self._systems[application["window_id"]]


def _time_of_closing(span: Span) -> str | None:
    """The London time at which a window closes; none where it is open to the end of a day."""
    at = span.closes_at
    return None if at is None or at == day_start(london_day(at)) else _time(at)


def _time(instant: datetime) -> str:
    """A London time as a letter writes it: ``14:05``, with its seconds where it has any."""
    time = london_text(instant)[11:19]
    return time.removesuffix(":00")
