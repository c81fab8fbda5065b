"""``rules/time-limits.yaml``: the periods that provisions set, and how each is counted.

Plain dataclasses, without pydantic: reports read these, and must start fast.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from dpsctl.documents.by_hand import Hand
from dpsctl.documents.counting import COUNTING, counting_at
from dpsctl.documents.document import Document, Where
from dpsctl.documents.reading import read_one
from dpsctl.domain.days import Duration, parse_duration
from dpsctl.domain.deadlines import Counting, deadline
from dpsctl.domain.working_days import Calendar


@dataclass(frozen=True)
class TimeLimit:
    """A period that a provision sets: how long, from what, and on whose working days.

    ``calendar`` names a file of ``rules/calendars``.
    """

    provision: str
    what: str
    period: Duration
    runs_from: str
    calendar: str
    counting: Counting

    def due(self, calendar: Calendar, trigger: date) -> date:
        """The last London day of the period, as :func:`~dpsctl.domain.deadlines.deadline` counts.

        Raises:
            CalendarError: it lies beyond the calendar.
        """
        return deadline(calendar, trigger, self.period, self.counting)

    def basis(self, calendar: Calendar, trigger: date) -> str:
        """Why it is due then: ``PCR 2015 reg 34(16), 10 working days from 2021-03-29, …``."""
        return f"{self.provision}, {self.period} from {trigger}, {calendar.title}"


_REQUIRED = ("what", "period", "from", "calendar", *COUNTING)


def read_time_limits(path: Path) -> Mapping[str, TimeLimit]:
    """Read the time limits, by their provisions.

    Raises:
        UsageError: there is no such file.
        DocumentError: with every complaint, in file order.
    """
    return time_limits_of(read_one(path))


def time_limits_of(document: Document) -> Mapping[str, TimeLimit]:
    """The time limits that a document describes, by their provisions.

    Raises:
        DocumentError: with every complaint, in file order.
    """
    hand = Hand(document)
    return hand.finish(lambda: {name: _limit(hand, (name,)) for name in document.content})


def _limit(hand: Hand, at: Where) -> TimeLimit:
    hand.keys(at, _REQUIRED)
    return TimeLimit(
        provision=str(at[0]),
        what=hand.take((*at, "what"), str),
        period=hand.take((*at, "period"), parse_duration),
        runs_from=hand.take((*at, "from"), str),
        calendar=hand.take((*at, "calendar"), str),
        counting=counting_at(hand, at),
    )
