"""The notices of windows: what was published of each, as last recorded."""

from __future__ import annotations

from dpsctl.ledger.file import Ledger, Row
from dpsctl.ledger.schema.views import FOR_EVER


def notices_now(ledger: Ledger, until: str = FOR_EVER) -> dict[int, Row]:
    """The newest notice of each window that has one; what it was opened under always counts."""
    rows = ledger.rows(
        "SELECT n.* FROM notices n JOIN windows w ON w.id = n.window "
        "JOIN entries e ON e.id = n.entry "
        "WHERE e.recorded_at < :until OR n.entry = w.entry ORDER BY n.id",
        {"until": until},
    )
    return {row["window"]: row for row in rows}


def notices_of(ledger: Ledger, window: int) -> list[Row]:
    """Every notice that was recorded of a window, oldest first.

    A window of an older ledger has the reference it was opened under and nothing more.
    """
    rows = ledger.rows("SELECT * FROM notices WHERE window = ? ORDER BY id", [window])
    return rows or ledger.rows(
        "SELECT notice, NULL AS address, NULL AS sent_on, NULL AS published_on FROM windows "
        "WHERE id = ? AND notice IS NOT NULL",
        [window],
    )
