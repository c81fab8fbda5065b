"""What a letter to an applicant says, gathered from the ledger for its template.

No letter names a person: who determined, awarded or recorded anything is left out.
"""

from __future__ import annotations

from datetime import date
from functools import cached_property

from dpsctl.domain.days import instant_of, london_day
from dpsctl.ledger.chain import head
from dpsctl.ledger.reapplications import may_apply_from, policy_of
from dpsctl.reports.identities import Identities
from dpsctl.reports.letter_award import award_facts
from dpsctl.reports.letter_grounds import Grounds, titles
from dpsctl.reports.letter_law import LetterLaw
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
        self._closed = {window.id: window.span.last_day for window in view.windows}

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
            "replaces": self._last_letter.get(tell.application),
            "again": self._again(application),
            **self._told(application, tell),
        }

    def _told(self, application: Row, tell: ToTell) -> Row:
        """What this outcome alone says; whatever was not admitted comes with its grounds."""
        asked = application["categories"]
        if tell.outcome == "awarded":
            award = award_facts(self._view, tell.application, tell.tells_of)
            rest = [each for each in asked if each not in award["codes"]]
            return {"award": award, "refusal": self._refusal(application, rest) if rest else None}
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
    def _last_letter(self) -> dict[int, date]:
        """The day of the newest letter sent before, by application."""
        sent = letters_sent(self._view.ledger).values()
        return {row["application"]: date.fromisoformat(row["sent_on"]) for row in sent}

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
        terms = self._view.system.terms
        agreement = terms["agreements"].get(application["agreement"]) or {}
        return {
            "number": application["id"],
            "reference": application["reference"],
            "received_on": london_day(instant_of(application["received_at"])),
            "late": application["late"],
            "closed_on": self._closed.get(application["window_id"]),
            "categories": titles(terms, application["categories"]),
            "band": application["band"],
            "agreement": agreement.get("title") or application["agreement"],
        }

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

    def _again(self, application: Row) -> Row:
        """From when the home may apply again; no day where it may at once."""
        system = self._view.systems[self._system_of(application)]
        day = may_apply_from(
            self._view.ledger, application["home"], application["agreement"], system
        )
        policy = policy_of(system)
        later = day is not None and day > self._sent_on
        return {
            "from_day": day if later else None,
            "cite": policy.cite if policy and later else None,
        }

    def _system_of(self, application: Row) -> int:
        windows = {window.id: window.system for window in self._view.windows}
        return windows[application["window_id"]]
