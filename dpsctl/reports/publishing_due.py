"""What of what must be published is due, as deadlines: which notice, of what, by when and why."""

from __future__ import annotations

from collections.abc import Iterator

from dpsctl.errors import RefusedError
from dpsctl.reports.contracts import ContractsOn
from dpsctl.reports.duties import Duties
from dpsctl.reports.report import Row


def publishing_due(contracts: ContractsOn) -> Iterator[Row]:
    """Each thing that has to be published and is not."""
    homes = contracts.named.homes
    try:
        for each in Duties(contracts.view, contracts).open():
            event = each.event
            yield {
                "what": each.called,
                "application": event.application,
                "contract": event.contract,
                "home": homes[event.home] if event.home else None,
                "due_on": each.due.day,
                "basis": each.due.basis,
            }
    except RefusedError as error:  # no rules that say what is to be published
        absent = dict.fromkeys(("application", "contract", "home", "due_on"))
        yield {**absent, "what": "publishing", "basis": str(error)}
