"""What every sum of fees in a report rests on."""

from __future__ import annotations

from dpsctl.reports.report import PublicNote
from dpsctl.reports.view import View

GROSS = PublicNote("gross of client contributions and health funding")
"""What every sum of fees is."""


def basis_notes(view: View) -> list[str]:
    """What every annual figure rests on."""
    said = view.system.weeks_per_year
    asked = f"as asked for; the system document says {said}"
    return [
        PublicNote(
            f"{view.weeks_per_year} weeks a year, "
            f"{'as the system document says' if view.weeks_per_year == said else asked}"
        ),
        GROSS,
    ]
