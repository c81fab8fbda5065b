"""What an application waits for, by where it stands."""

from __future__ import annotations

from dpsctl.ledger.lookups import OPEN_STANDINGS
from dpsctl.reports.report import Row

CHECK, ADMISSION, PERSON, AWARD = "check", "admission", "person", "award"


def awaited(row: Row) -> str | None:
    """A check, an admission, a person's judgement or an award; nothing once it is through."""
    standing = row["standing"]
    if standing == "received":
        return CHECK
    if standing == "qualified" and not row["late"]:
        return ADMISSION
    if standing in OPEN_STANDINGS:
        return PERSON
    return AWARD if standing == "admitted" else None
