"""``report regulation-84``: the written report that the law wants of a procurement.

Regulation 84 of the Public Contracts Regulations 2015 asks for one every time a dynamic purchasing
system is established, and for every contract; section 98 of the Procurement Act 2023 for records
that explain each material decision. Which of them applies, and what it asks for, stands in
``rules/written-reports.yaml``. The report says what the ledger holds, and where it holds nothing,
that: nothing recorded is not "none".
"""

from __future__ import annotations

from dpsctl.reports.report import PublicNote, Report
from dpsctl.reports.view import View
from dpsctl.reports.written_system import system_report

_SAYS = PublicNote(
    "it says what is on record; where nothing was recorded it says so, which is not to say that "
    "there was nothing"
)


def regulation_84(view: View) -> Report:
    """The report on the system; on one of its windows, or one contract, where that is asked for.

    Raises:
        RefusedError: there is no such contract, or it had not been awarded by the day.
    """
    if view.contract is None:
        return system_report(view, [_SAYS])
    from dpsctl.reports.written_contract import contract_report

    return contract_report(view, view.contract, [_SAYS])
