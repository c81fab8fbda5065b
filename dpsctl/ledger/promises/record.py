"""What the record as a whole keeps to."""

from __future__ import annotations

from dpsctl.ledger.promises.promise import Promise

_REASONED = (
    *("rescissions", "withdrawals", "window_changes", "closures", "suspensions", "resumptions"),
    *("variations", "transfers", "endings", "decision_events", "publication_corrections"),
    "snapshot_days",
)

RECORD = (
    Promise(
        "reasons-given",
        "Whatever was taken back, changed, suspended or ended says why.",
        "\nUNION ALL\n".join(
            f"SELECT x.entry, '{table} ' || x.id || ' has no reason' AS what\n"
            f"FROM {table} x JOIN entries e ON e.id = x.entry WHERE e.reason IS NULL"
            for table in _REASONED
        ),
    ),
    Promise(
        "named-and-found",
        "Every provider and every home has a name, and every home a location at the CQC.",
        """
SELECT p.entry, 'provider ' || p.id || ' has no name' AS what
FROM providers p WHERE NOT EXISTS (SELECT 1 FROM provider_names n WHERE n.provider = p.id)
UNION ALL
SELECT h.entry, 'home ' || h.id || ' has no name or no location'
FROM homes h
WHERE NOT EXISTS (SELECT 1 FROM home_names n WHERE n.home = h.id)
   OR NOT EXISTS (SELECT 1 FROM home_locations l WHERE l.home = h.id)
""",
    ),
    Promise(
        "one-system",
        "A ledger keeps one system, under one regime, from its first entry on.",
        """
SELECT s.entry, 'system ' || s.system || ' under ' || s.regime AS what
FROM systems s JOIN systems f ON f.id = 1
WHERE (s.system, s.regime) <> (f.system, f.regime) OR f.entry <> 1
""",
    ),
    Promise(
        "register-as-it-was",
        "A snapshot of the care register is of no later day than it was recorded on, and only a "
        "whole one says that a location is not listed, and then nothing else of it.",
        """
SELECT s.entry, 'snapshot ' || s.id || ' is of ' || s.taken_on AS what
FROM register_snapshots s JOIN entries e ON e.id = s.entry
WHERE s.taken_on > date(e.recorded_at, '+1 hour')
UNION ALL
SELECT d.entry, 'snapshot ' || d.snapshot || ' is of ' || d.taken_on
FROM snapshot_days d JOIN entries e ON e.id = d.entry
WHERE d.taken_on > date(e.recorded_at, '+1 hour')
UNION ALL
SELECT r.entry, r.cqc_location || ' is not listed by snapshot ' || r.snapshot
FROM register_locations r JOIN register_snapshots s ON s.id = r.snapshot
WHERE r.listed = 0
  AND (s.whole = 0 OR COALESCE(r.name, r.registration, r.line, r.beds, r.rating) IS NOT NULL)
""",
    ),
)
