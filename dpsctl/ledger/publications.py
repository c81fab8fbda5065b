"""What was published, as the ledger has it, and whether that answers an event."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from dpsctl.domain.publishing import Event
from dpsctl.ledger.file import Ledger, Row

_STANDING = "SELECT * FROM published WHERE :by IS NULL OR published_on <= :by ORDER BY since, id"
_OF_CONTRACT = """
SELECT * FROM published WHERE contract = ? AND published_on <= ? ORDER BY published_on, id
"""


class Published:
    """The publications of a London day or before (none: all of them), as last corrected."""

    def __init__(self, ledger: Ledger, by: date | None = None) -> None:
        self._rows: dict[tuple[str, str, int | str], list[Row]] = defaultdict(list)
        for row in ledger.rows(_STANDING, {"by": by.isoformat() if by else None}):
            subject = row["contract"] or row["application"] or row["quarter"]
            self._rows[row["duty"], row["event"], subject].append(row)

    def of(self, duty: str, event: Event) -> Row | None:
        """The publication that answers a duty for an event; none if there is none yet.

        One that was recorded before the event answers an earlier one of its kind: who was removed
        may be admitted again.
        """
        rows = self._rows.get((duty, event.what, event.subject), ())
        return next((row for row in rows if row["since"] > event.entry), None)


def publications_of(ledger: Ledger, contract: int, by: date) -> list[Row]:
    """What was published of a contract by a London day, each with its duty, by its day."""
    return ledger.rows(_OF_CONTRACT, [contract, by.isoformat()])


def is_known(ledger: Ledger, duty: str, reference: str, on: date, *, standing: bool = True) -> bool:
    """Whether a publication for a duty stands under a reference, of a London day.

    Not ``standing``: whether it was ever recorded so.
    """
    table = "published" if standing else "publications"
    found = ledger.row(
        f"SELECT 1 FROM {table} WHERE duty = ? AND reference = ? AND published_on = ?",
        [duty, reference, on.isoformat()],
    )
    return found is not None
