"""The contracts that roster and costs list, each with its fees: those awarded and not ended."""

from __future__ import annotations

import json

from dpsctl.domain.costs import Fees
from dpsctl.ledger.lookups import System
from dpsctl.reports.identities import Identities
from dpsctl.reports.report import Row
from dpsctl.reports.view import View

_FEES = """
SELECT application, COUNT(*) AS placements,
       SUM(current_weekly_pence) AS current, SUM(offered_weekly_pence) AS offered,
       SUM(offered_weekly_pence > current_weekly_pence) AS up,
       SUM(offered_weekly_pence < current_weekly_pence) AS down,
       SUM(MAX(offered_weekly_pence - current_weekly_pence, 0)) AS raised,
       SUM(MAX(current_weekly_pence - offered_weekly_pence, 0)) AS lowered
FROM application_placements
"""

_CONTRACTS = f"""
SELECT k.id AS contract, k.home, k.provider, k.agreement, k.band, k.categories,
       k.awarded_on, k.starts_on, k.ends_on, d.decision, a.window AS window_id,
       json_extract(a.facts, '$."home.district"') AS district,
       json_extract(a.facts, '$."home.beds"') AS beds,
       json_extract(a.facts, '$."home.cqc.rating"') AS rating,
       r.rule_set || '/' || r.version AS rules,
       f.placements, f.current, f.offered, f.up, f.down, f.raised, f.lowered
FROM contracts k
JOIN applications a ON a.id = k.application
JOIN decisions d ON d.id = k.decision
LEFT JOIN window_rules p ON p.window = a.window AND p.agreement = k.agreement
LEFT JOIN rule_sets r ON r.id = p.rule_set
LEFT JOIN ({_FEES} GROUP BY application) f ON f.application = k.application
WHERE k.awarded_on <= :day AND k.ends_on >= :day
ORDER BY k.id
"""


def contracts_on(view: View) -> list[Row]:
    """The contracts awarded by the day and not ended on it, by number.

    Each with its names and facts under the report's own keys, and its :class:`Fees` as ``fees``.
    """
    named = Identities(view.ledger, view.as_of)
    windows = {window.id for window in view.windows}
    rows = view.ledger.rows(_CONTRACTS, {"day": view.as_of.isoformat()})
    return [
        _contract(row, named) for row in rows if view.window is None or row["window_id"] in windows
    ]


def fees_of(view: View, application: int) -> Fees:
    """One application's placements and weekly fees."""
    row = view.ledger.row(f"{_FEES} WHERE application = ?", [application])
    return _fees(row or {})


def basis_notes(system: System) -> list[str]:
    """What every annual figure rests on."""
    return [
        f"{system.weeks_per_year} weeks a year, as the system document says",
        "gross of client contributions and health funding",
    ]


def _contract(row: Row, named: Identities) -> Row:
    return {
        **row,
        "home": named.homes[row["home"]],
        "provider": named.providers[row["provider"]],
        "company_number": named.company_numbers.get(row["provider"]),
        "cqc_location": named.locations[row["home"]],
        "cqc_provider": named.cqc_providers.get(row["provider"]),
        "categories": json.loads(row["categories"]),
        "placements": row["placements"] or 0,
        "fees": _fees(row),
    }


def _fees(row: Row) -> Fees:
    # A home may join with nobody placed in it yet: then nothing was summed.
    counts = ("placements", "current", "offered", "up", "down", "raised", "lowered")
    return Fees(**{count: row.get(count) or 0 for count in counts})
