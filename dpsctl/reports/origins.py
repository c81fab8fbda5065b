"""Where contracts come from: the window that each was applied for in, and the rules of it."""

from __future__ import annotations

from dpsctl.ledger.file import Ledger, Row

# One taken over from before the ledger has no application.
_ORIGINS = """
SELECT a.id AS application, a.window AS window_id, r.rule_set || '/' || r.version AS rules
FROM applications a
LEFT JOIN window_rules p ON p.window = a.window AND p.agreement = a.agreement
LEFT JOIN rule_sets r ON r.id = p.rule_set
WHERE a.id IN (SELECT application FROM awards)
"""


def origins(ledger: Ledger) -> dict[int | None, Row]:
    """By the number of each application that was awarded a contract."""
    return {row["application"]: row for row in ledger.rows(_ORIGINS)}
