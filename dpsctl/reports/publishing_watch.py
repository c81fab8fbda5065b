"""What has to be published and is not, for ``status``: each notice once, with all that owes it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dpsctl.domain.words import plural, some_runs
from dpsctl.errors import RefusedError
from dpsctl.reports.contracts import ContractsOn
from dpsctl.reports.duties import Duties, Open
from dpsctl.reports.report import Row

Labelled = tuple[str, str]


@dataclass(frozen=True)
class Unpublished:
    """One notice to be published, and everything that owes it, what is due first before the others.

    ``name`` is what is typed after ``publish``.
    """

    name: str
    called: str
    open: list[Open]

    @property
    def due_on(self) -> date | None:
        """The first London day on which any is due; none where no calendar can date it."""
        return min((each.due.day for each in self.open if each.due.day), default=None)

    @property
    def command(self) -> str:
        """The command that says it was published."""
        return f"dpsctl publish {self.name} --ref REF --on DATE"


def unpublished(contracts: ContractsOn) -> list[Unpublished]:
    """Each notice that is not published, the most urgent before the others; none without rules."""
    found: dict[tuple[str, str], list[Open]] = {}
    try:
        for each in Duties(contracts.view, contracts).open():
            found.setdefault((each.name, each.called), []).append(each)
    except RefusedError:  # `report deadlines` says so
        return []
    every = [Unpublished(name, called, opened) for (name, called), opened in found.items()]
    return sorted(every, key=lambda each: each.due_on or date.max)


def unpublished_rows(every: list[Unpublished], today: date) -> list[Labelled]:
    """Each notice in a line: of what, due when, and the command that closes it."""
    return [
        (each.called, f"{_about(each)}, {_due(each.due_on, today)}: {each.command}")
        for each in every
    ]


def unpublished_figures(every: list[Unpublished]) -> list[Row]:
    """The same as JSON holds it."""
    return [
        {
            "what": each.name,
            "due_on": each.due_on.isoformat() if each.due_on else None,
            "contracts": [o.event.contract for o in each.open if o.event.contract],
            "applications": [o.event.application for o in each.open if o.event.application],
            "quarters": [o.event.quarter for o in each.open if o.event.quarter],
        }
        for each in every
    ]


def _about(notice: Unpublished) -> str:
    events = [each.event for each in notice.open]
    if quarters := [each.quarter for each in events if each.quarter]:
        return _quarters(quarters)
    contracts = sorted({each.contract for each in events if each.contract})
    applications = sorted({each.application for each in events if each.application})
    noun, numbers = ("contract", contracts) if contracts else ("application", applications)
    return f"{plural(len(numbers), noun)} ({some_runs(numbers)})"


def _quarters(quarters: list[str]) -> str:
    first, last = quarters[0], quarters[-1]
    return first if len(quarters) == 1 else f"{len(quarters)} quarters ({first} to {last})"


def _due(day: date | None, today: date) -> str:
    if day is None:
        return "on a day that no calendar says"
    return f"overdue since {day}" if day < today else f"due {day}"
