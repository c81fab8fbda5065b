"""What was done under decisions: how far each prolonged a contract, and what its uplifts added."""

from __future__ import annotations

from datetime import date

from dpsctl.ledger.file import Ledger, Row
from dpsctl.ledger.residents import Named, names, unless
from dpsctl.ledger.schema.residents import counts, lives, newest, residents

_TERMS = """
SELECT number AS contract, decision, ends_on, 0 AS extension FROM awards
UNION ALL
SELECT x.contract, x.decision, x.ends_on, x.id FROM contract_extensions x
JOIN entries e ON e.id = x.entry AND e.recorded_at < :until
ORDER BY contract, extension
"""

# By how much each uplift raised the fee that somebody had the day before it; of several changes for
# one day the newest counts. People come first, each with an index into the changes of their own.
_ADDED = """
SELECT r.contract, u.decision, COUNT(DISTINCT COALESCE(r.placing, r.ref)) AS placements,
  SUM(c.weekly_pence - {weekly_before}) AS weekly
FROM ({people}) r CROSS JOIN fee_changes c ON {named} JOIN uplifts u ON u.id = c.uplift
WHERE {who} AND r.contract IS NOT NULL AND c.from_day <= :day {not_elsewhere}
  AND {lives} AND {counts}
GROUP BY r.contract, u.decision
"""
_NEEDED = ("contract", "placing", "came", "ref", "starts_on", "left_on", "offered_weekly_pence")
_CAME = ("r.came <> 'placed'", "{0}.contract = r.contract AND {0}.ref = r.ref")
_PLACED = ("r.came = 'placed'", "{0}.placing = r.placing")
_FIRST = "r.offered_weekly_pence"


def terms_granted(ledger: Ledger, until: str) -> list[Row]:
    """By which decision each contract may run, and to which last day: its award's, then those of
    its extensions recorded before ``until``, an instant as UTC text, in their order.
    """
    return ledger.rows(_TERMS, {"until": until})


def uplifts_added(ledger: Ledger, day: date, elsewhere: Named = ()) -> list[Row]:
    """What the uplifts under each recording of a decision added by a London day to the ``weekly``
    fees, in pence, of those who live under each contract then: a row a contract and decision.

    ``elsewhere``: people who do not count under the contract they are named by. Those placed since
    stand in rows apart from those who came with a contract.
    """
    if not ledger.value("SELECT 1 FROM uplifts"):
        return []
    given = {"day": day.isoformat(), "elsewhere": names(elsewhere)}
    return [
        row
        for who, named in (_CAME, _PLACED)
        for row in ledger.rows(
            _ADDED.format(
                people=residents(*_NEEDED),
                who=who,
                named=named.format("c"),
                lives=lives("r."),
                counts=counts("c", named),
                weekly_before=newest("weekly_pence", named, "< c.from_day", _FIRST),
                not_elsewhere=unless("elsewhere", elsewhere, "r."),
            ),
            given,
        )
    ]
