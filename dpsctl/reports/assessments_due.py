"""The assessments that are due on a view's day, those overdue and the next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from dpsctl.ledger.lookups import OPEN_STANDINGS
from dpsctl.reports.assessing import Assessing, Due
from dpsctl.reports.view import View


@dataclass(frozen=True)
class AssessmentsDue:
    """The applications of a view that wait to be assessed, and by when."""

    view: View

    @cached_property
    def dues(self) -> list[tuple[int, Due]]:
        """The applications that wait to be assessed and by when, soonest first, undated last."""
        assessing = Assessing(self.view)
        waiting = (row for row in self.view.applications if row["standing"] in OPEN_STANDINGS)
        found = [(row["id"], due) for row in waiting if (due := assessing.due(row))]
        return sorted(found, key=lambda each: (each[1].day or date.max, each[0]))

    @cached_property
    def overdue(self) -> list[tuple[int, date]]:
        """The assessments that were due before today."""
        return [(n, due.day) for n, due in self.dues if due.day and due.day < self.view.as_of]

    @cached_property
    def next_due(self) -> tuple[date, list[int]] | None:
        """The next day on which assessments are due, and of which applications."""
        days = [due.day for _, due in self.dues if due.day and due.day >= self.view.as_of]
        if not days:
            return None
        return days[0], [number for number, due in self.dues if due.day == days[0]]

    @cached_property
    def undated(self) -> list[str]:
        """Why some assessments have no day, each reason once."""
        return list(dict.fromkeys(due.basis for _, due in self.dues if due.day is None))
