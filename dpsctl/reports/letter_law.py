"""What a letter says of the law: how an outcome is challenged, and until when one may write."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

from dpsctl.documents.regimes import Regime
from dpsctl.documents.shelf import calendar_named, regime_named, time_limit
from dpsctl.documents.time_limits import TimeLimit
from dpsctl.domain.deadlines import deadline
from dpsctl.ledger.lookups import System
from dpsctl.reports.report import Row


@dataclass(frozen=True)
class LetterLaw:
    """The law of a letter sent on a London day: its periods count from that day."""

    rules: Sequence[Path]
    system: System
    sent_on: date

    @cached_property
    def regime(self) -> Regime:
        """The regime that the system runs under."""
        return regime_named(self.rules, self.system.regime)

    @cached_property
    def challenge(self) -> Row:
        """The provision by which proceedings must be started, and its last day.

        The law counts from the day on which the applicant knew, or ought to have known: on that of
        the letter, it knows.

        Raises:
            CalendarError: the last day lies beyond the calendar.
        """
        limit = time_limit(self.rules, self.regime.challenge)
        calendar = calendar_named(self.rules, limit.calendar)
        return {
            **_period(limit),
            "last_day": limit.due(calendar, self.sent_on),
            "day_counts": limit.counting.trigger_day_counts,
            "extension": self.regime.challenge_extension,
        }

    @cached_property
    def reasons(self) -> Row | None:
        """The provision by which reasons are given on request; none where they come anyway."""
        if self.regime.reasons is None:
            return None
        return _period(time_limit(self.rules, self.regime.reasons))

    @cached_property
    def representations_until(self) -> date | None:
        """The last day for representations; none where the system sets no period for them.

        Raises:
            CalendarError: it lies beyond the calendar.
        """
        period = self.system.duration("letters", "representations")
        if period is None:
            return None
        calendar = calendar_named(self.rules, self.regime.calendar)
        return deadline(calendar, self.sent_on, period, self.regime.counting)


def _period(limit: TimeLimit) -> Row:
    return {"provision": limit.provision, "period": str(limit.period)}
