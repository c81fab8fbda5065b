"""What applicants are told of: each application's outcome, its day, and the letter about it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from dpsctl.domain.days import instant_of, london_day
from dpsctl.errors import RefusedError
from dpsctl.ledger.file import Ledger, Row
from dpsctl.reports.view import View

_ADMITTED = "admitted"
_TELLS_OF = {
    _ADMITTED: "determination",
    "awarded": "contract",
    "refused": "determination",
    "withdrawn": "withdrawal",
}

_RECORDED = f"""
SELECT 'awarded' AS outcome, number AS tells_of, entry FROM awards
UNION ALL SELECT '{_ADMITTED}', id, entry FROM determinations
UNION ALL SELECT 'refused', id, entry FROM determinations
UNION ALL SELECT 'withdrawn', id, entry FROM withdrawals
"""


@dataclass(frozen=True)
class ToTell:
    """One outcome: ``admitted``, ``awarded``, ``refused`` or ``withdrawn``, on a London day.

    ``tells_of`` is the number of the contract, the determination or the withdrawal.
    """

    application: int
    home: int
    outcome: str
    tells_of: int
    on: date

    @property
    def key(self) -> tuple[str, int]:
        """What no other outcome has."""
        return self.outcome, self.tells_of


def to_tell(view: View, applications: Iterable[Row]) -> list[ToTell]:
    """The outcomes of applications, each given with where it stands; others have none yet."""
    rows = [row for row in applications if row["standing"] in _TELLS_OF]
    if any(row["standing"] == _ADMITTED for row in rows) and not admission_is_told(view):
        rows = [row for row in rows if row["standing"] != _ADMITTED]
    if not rows:
        return []
    days = _days(view.ledger)
    keys = [(row["standing"], row[_TELLS_OF[row["standing"]]]) for row in rows]
    return [
        ToTell(row["id"], row["home"], *key, days[key]) for row, key in zip(rows, keys, strict=True)
    ]


def admission_is_told(view: View) -> bool:
    """Whether to be admitted is an outcome: it gives membership, and no award need ever follow.

    Elsewhere whoever is admitted waits for its award, and is told of that (PCR 2015 regs 34(20)
    and 55(1); Procurement Act 2023 s 36(6)(e)). Where the rules do not say, it is told of: what
    is due is not left out of a report for want of a file.
    """
    try:
        return view.regime.award_basis == "required"
    except RefusedError:
        return True


def _days(ledger: Ledger) -> dict[tuple[str, int], date]:
    """The London day on which each outcome was recorded."""
    rows = ledger.rows(
        f"SELECT r.outcome, r.tells_of, e.recorded_at FROM ({_RECORDED}) r "
        "JOIN entries e ON e.id = r.entry"
    )
    return {
        (row["outcome"], row["tells_of"]): london_day(instant_of(row["recorded_at"]))
        for row in rows
    }


def letters_sent(ledger: Ledger, by: date | None = None) -> dict[tuple[str, int], Row]:
    """The letters sent by a London day (none: all of them), by what they tell of."""
    rows = ledger.rows(
        "SELECT * FROM letters WHERE :by IS NULL OR sent_on <= :by ORDER BY id",
        {"by": by.isoformat() if by else None},
    )
    return {(row["outcome"], row["tells_of"]): row for row in rows}
