"""Renewed self-declarations that were asked for and have not come."""

from __future__ import annotations

from datetime import date

from dpsctl.ledger.file import Ledger, Row

# What a provider signed on the day of the request or later answers it, whichever of its contracts
# it was asked for.
_UNANSWERED = """
SELECT r.* FROM renewal_requests r WHERE r.requested_on <= :day AND NOT EXISTS
  (SELECT 1 FROM evidence v WHERE v.provider = r.provider AND v.kind = 'declaration'
   AND v.on_day BETWEEN r.requested_on AND :day)
ORDER BY r.id
"""


def unanswered(ledger: Ledger, day: date) -> list[Row]:
    """The requests for a renewed declaration that stand open on a London day, oldest first."""
    return ledger.rows(_UNANSWERED, {"day": day.isoformat()})
