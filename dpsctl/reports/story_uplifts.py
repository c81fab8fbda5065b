"""The uplifts that touched a contract: by how much its fees rose, and how many of them."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from dpsctl.domain.uplifts import percentage
from dpsctl.domain.words import plural
from dpsctl.reports.view import View

_UPLIFTED = """
SELECT f.entry, f.from_day, u.uplift, u.rate, COUNT(*) AS fees
FROM fee_changes f JOIN uplifts u ON u.id = f.uplift JOIN entries e ON e.id = f.entry
WHERE (f.contract = :of OR f.placing IN (SELECT id FROM placings WHERE contract = :of))
  AND e.recorded_at < :until
GROUP BY u.id ORDER BY u.id
"""


def uplifts_of(view: View, contract: int) -> Iterator[tuple[int, tuple[str, str]]]:
    """Each uplift of a contract's fees recorded by the view's day: its entry, the first London day
    of the new fees, and what was done. One that was completed later is told once for each time.
    """
    for row in view.ledger.rows(_UPLIFTED, {"of": contract, "until": view.moment}):
        rate, placements = percentage(Fraction(row["rate"])), plural(row["fees"], "placement")
        what = f"fees rose by {rate} (uplift {row['uplift']}), {placements}"
        yield row["entry"], (row["from_day"], what)
