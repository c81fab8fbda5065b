"""The next window that could be opened: on which day, and what still stands in its way."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from dpsctl.domain.days import shift
from dpsctl.domain.decisions import turning_days
from dpsctl.ledger.decisions import decisions_now
from dpsctl.ledger.gates import ShutGate, shut_gates
from dpsctl.ledger.lookups import System
from dpsctl.reports.view import View

_DAY = timedelta(days=1)


@dataclass(frozen=True)
class NextOpening:
    """The opening that may come next, once no window is open or scheduled."""

    view: View

    @property
    def system(self) -> System:
        """The terms that it would be opened under."""
        return self.view.system

    @cached_property
    def over(self) -> bool:
        """Whether the system's validity leaves no day for it."""
        until = self.system.valid_until
        return until is not None and self._earliest > until

    @cached_property
    def day(self) -> date:
        """The first day on which the fewest gates are shut: today, or when a decision comes in."""
        return min(self._candidates, key=lambda day: (len(self._shut(day)), day))

    @cached_property
    def shut(self) -> list[ShutGate]:
        """The gates that are shut on that day."""
        return self._shut(self.day)

    @property
    def command(self) -> str:
        """What to type to open it, with no more options than it takes."""
        options = [] if self.view.always_open else [*self._opens(), *self._closes()]
        notice = ["--notice REF"] if "notice" in self.system.gates("open") else []
        return " ".join(["dpsctl open-window", *options, *notice])

    def _opens(self) -> list[str]:
        return [f"--opens {self.day}"] if self.day != self.view.as_of else []

    def _closes(self) -> list[str]:
        """Nothing where the system says for how long, if that still ends within its validity."""
        length = self.system.duration("reopening", "open_for")
        until = self.system.valid_until
        if length is None:
            return ["--closes DATE"]
        if until and not length.unit.endswith("working days") and shift(self.day, length) > until:
            return [f"--closes {until}"]
        return []

    @property
    def _candidates(self) -> list[date]:
        if self.view.always_open:
            return [self.system.valid_from]
        turning = [
            day
            for row in decisions_now(self.view.ledger)
            if "open" in row["powers"]
            for day in turning_days(date.fromisoformat(row["effective_on"]), row["events"])
        ]
        return [self._earliest, *(max(day, self._earliest) for day in turning)]

    @property
    def _earliest(self) -> date:
        """Today; not before the validity, nor on a day that a window has been open."""
        spans = [window.span for window in self.view.windows]
        after = [span.last_day + _DAY for span in spans if span.last_day]
        return max([self.view.as_of, self.system.valid_from, *after])

    def _shut(self, day: date) -> list[ShutGate]:
        # A notice is named in the very command that opens: it stands in nobody's way before.
        return shut_gates(self.view.ledger, self.system, "open", day, notice="REF")
