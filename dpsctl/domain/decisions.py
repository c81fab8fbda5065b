"""When a decision gives its powers: its own day, and what befell it since.

A decision that scrutiny has called in has no effect until it is released (Local Government Act
2000 s 9F(4), and the council's constitution); one that was revoked never has any again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

Befalling = Literal["called in", "released", "revoked"]
BEFALLING: tuple[Befalling, ...] = get_args(Befalling)


@dataclass(frozen=True)
class Event:
    """What befell a decision, on a London day."""

    event: Befalling
    on_day: date

    def __str__(self) -> str:
        return f"{self.event} on {self.on_day}"


def newest(events: Sequence[Event], day: date) -> Event | None:
    """The event that counts on a London day; ``events`` stand in the order of their recording.

    The latest by its day, and of those of one day the one recorded last; but nothing comes after a
    revocation.
    """
    by_then = sorted((each for each in events if each.on_day <= day), key=lambda each: each.on_day)
    revoked = [each for each in by_then if each.event == "revoked"]
    return next(iter([*revoked, *reversed(by_then)]), None)


def bar(events: Sequence[Event], day: date) -> Event | None:
    """What keeps a decision from having effect on a London day, whenever it was to take effect."""
    event = newest(events, day)
    return event if event and event.event != "released" else None


def has_effect(effective_on: date, events: Sequence[Event], day: date) -> bool:
    """Whether a decision gives its powers on a London day.

    ``effective_on`` is the day on which it takes effect where nothing befalls it.
    """
    return effective_on <= day and bar(events, day) is None


def released_on(events: Sequence[Event], day: date) -> date | None:
    """The day, after a London day on which it is called in, when a decision is released."""
    later = [each for each in events if each.event == "released" and each.on_day > day]
    first = min((each.on_day for each in later), default=None)
    return first if first and bar(events, first) is None else None


def turning_days(effective_on: date, events: Sequence[Event]) -> list[date]:
    """The days on which a decision may come to have effect: its own, and those of releases."""
    released = [each.on_day for each in events if each.event == "released"]
    return [effective_on, *(max(effective_on, day) for day in released)]
