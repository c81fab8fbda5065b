"""The one clock. Everything that needs the time is handed this; nothing else reads it."""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import UTC, datetime


@dataclass(frozen=True)
class Clock:
    """The machine's time, or one instant that ``--now`` pins it to."""

    pinned_at: datetime | None = None

    @property
    def pinned(self) -> bool:
        """Whether the time was given rather than read."""
        return self.pinned_at is not None

    def now(self) -> datetime:
        """The present instant, in UTC, to the second."""
        return self.pinned_at or datetime.now(UTC).replace(microsecond=0)


def seconds_passed() -> float:
    """Seconds since some instant or other: for how long something lasts, never for when it was."""
    return time.monotonic()
