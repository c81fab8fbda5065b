"""What applicants are told of: each application's outcome, its day, and the letter about it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from dpsctl.domain.days import instant_of, london_day
from dpsctl.ledger.file import Ledger, Row

_TELLS_OF = {"awarded": "contract", "refused": "determination", "withdrawn": "withdrawal"}

_RECORDED = """
SELECT 'awarded' AS outcome, number AS tells_of, entry FROM awards
UNION ALL SELECT 'refused', id, entry FROM determinations
UNION ALL SELECT 'withdrawn', id, entry FROM withdrawals
"""


@dataclass(frozen=True)
class ToTell:
    """One outcome: ``awarded``, ``refused`` or ``withdrawn``, on a London day.

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


def to_tell(ledger: Ledger, applications: Iterable[Row]) -> list[ToTell]:
    """The outcomes of applications, each given with where it stands; others have none yet."""
    rows = ledger.rows(
        f"SELECT r.outcome, r.tells_of, e.recorded_at FROM ({_RECORDED}) r "
        "JOIN entries e ON e.id = r.entry"
    )
    days = {(row["outcome"], row["tells_of"]): row["recorded_at"] for row in rows}
    return [
        ToTell(row["id"], row["home"], *key, london_day(instant_of(days[key])))
        for row in applications
        if (key := _key(row)) is not None
    ]


def _key(row: Row) -> tuple[str, int] | None:
    outcome = row["standing"]
    return (outcome, row[_TELLS_OF[outcome]]) if outcome in _TELLS_OF else None


def letters_sent(ledger: Ledger, by: date | None = None) -> dict[tuple[str, int], Row]:
    """The letters sent by a London day (none: all of them), by what they tell of."""
    rows = ledger.rows(
        "SELECT * FROM letters WHERE :by IS NULL OR sent_on <= :by ORDER BY id",
        {"by": by.isoformat() if by else None},
    )
    return {(row["outcome"], row["tells_of"]): row for row in rows}
