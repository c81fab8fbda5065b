"""Every report by its name; only the one asked for is imported."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import cast

from dpsctl.errors import UsageError
from dpsctl.reports.report import Report
from dpsctl.reports.view import View

_HELP = {
    "roster": "who is on the DPS, and how each contract stands",
    "costs": "what each contract costs a year, and how that changes",
    "prices": "what people cost in each band, how far apart, and over which guide",
    "supply": "beds and vacancies, against the beds that the system needs",
    "offset": "who joined and who left since a day, and what that comes to",
    "budget": "the sums that decisions approved: what is used, and what is left",
    "windows": "each window, the rules it is judged by, and what came of it",
    "applications": "every application received, and where it stands",
    "findings": "what every rule found in every application",
    "register": "where CQC's register says otherwise than applicants and contracts",
    "deadlines": "what is due, by when, and why",
    "evidence": "which proof lapses when: insurance, policies, declarations",
    "decision-record": "each decision to award: what was decided, why, and what was rejected",
    "regulation-84": "who was selected, who was not, and why, as the law has it written",
    "register-of-contracts": "every contract that runs, in the columns the law has published",
    "history": "every recorded command: who gave it, when and why",
}

REPORTS: dict[str, tuple[str, str, str]] = {
    name: (f"dpsctl.reports.{name.replace('-', '_')}", name.replace("-", "_"), help)
    for name, help in _HELP.items()
}
"""Module, function and one line of help for each report, in the order they are listed."""


def report_named(name: str) -> Callable[[View], Report]:
    """The function that makes a report.

    Raises:
        UsageError: no report has that name; the nearest one is named.
    """
    if name not in REPORTS:
        raise UsageError(
            f"there is no report {name}{_nearest(name)}", f"the reports are {', '.join(REPORTS)}"
        )
    module, function, _ = REPORTS[name]
    return cast(Callable[[View], Report], getattr(import_module(module), function))


def _nearest(name: str) -> str:
    from difflib import get_close_matches

    close = get_close_matches(name[:80], REPORTS, n=1)
    return f"; did you mean {close[0]}?" if close else ""
