"""Where things are, derived from the facts: nothing here is stored.

Each text is a SELECT that takes ``:until``, an instant as UTC text: acts recorded at or after it
do not count yet. The ledger's own views are the same texts with everything counted, for Datasette
and the sqlite3 shell.
"""

from __future__ import annotations

FOR_EVER = "9999-12-31T23:59:59Z"

# A window as it runs: the newest change of its closing, unless it was closed before that.
SPANS = """
SELECT w.id, w.window, w.opens_at,
       CASE WHEN c.closed_at IS NOT NULL
            THEN MIN(c.closed_at, COALESCE(x.closes_at, w.closes_at, c.closed_at))
            ELSE COALESCE(x.closes_at, w.closes_at) END AS closes_at,
       w.system, w.decision, w.notice, w.entry
FROM windows w
LEFT JOIN window_changes x ON x.id =
  (SELECT MAX(y.id) FROM window_changes y JOIN entries e ON e.id = y.entry
   WHERE y.window = w.id AND e.recorded_at < :until)
LEFT JOIN closures c ON c.id =
  (SELECT MAX(y.id) FROM closures y JOIN entries e ON e.id = y.entry
   WHERE y.window = w.id AND e.recorded_at < :until)
"""

# Where each application is now. A determination counts until it is rescinded.
STANDINGS = """
SELECT a.id, a.reference, s.window, a.window AS window_id, a.home, a.provider, a.agreement,
       a.band, a.categories, a.received_at,
       s.closes_at IS NOT NULL AND a.received_at >= s.closes_at AS late,
       CASE WHEN k.id IS NOT NULL THEN 'awarded'
            WHEN w.id IS NOT NULL THEN 'withdrawn'
            WHEN n.id IS NOT NULL THEN 'superseded'
            WHEN d.outcome = 'admit' THEN 'admitted'
            WHEN d.outcome = 'refuse' THEN 'refused'
            ELSE COALESCE(c.verdict, 'received') END AS standing,
       c.id AS check_id, c.verdict, c.verdicts, d.id AS determination, k.id AS contract
FROM applications a
JOIN (SPANS) s ON s.id = a.window
LEFT JOIN contracts k ON k.application = a.id
  AND EXISTS (SELECT 1 FROM entries e WHERE e.id = k.entry AND e.recorded_at < :until)
LEFT JOIN withdrawals w ON w.application = a.id
  AND EXISTS (SELECT 1 FROM entries e WHERE e.id = w.entry AND e.recorded_at < :until)
LEFT JOIN applications n ON n.supersedes = a.id
  AND EXISTS (SELECT 1 FROM entries e WHERE e.id = n.entry AND e.recorded_at < :until)
LEFT JOIN determinations d ON d.id =
  (SELECT MAX(y.id) FROM determinations y JOIN entries e ON e.id = y.entry
   WHERE y.application = a.id AND e.recorded_at < :until AND NOT EXISTS
     (SELECT 1 FROM rescissions r JOIN entries f ON f.id = r.entry
      WHERE r.determination = y.id AND f.recorded_at < :until))
LEFT JOIN checks c ON c.id =
  (SELECT MAX(y.id) FROM checks y JOIN entries e ON e.id = y.entry
   WHERE y.application = a.id AND e.recorded_at < :until)
""".replace("SPANS", SPANS.strip())

# Contracts with what the home and its provider are called, and what the places cost a week.
ROSTER = """
SELECT k.id AS contract, h.name AS home, p.name AS provider, l.cqc_location, k.agreement, k.band,
       k.categories, k.awarded_on, k.starts_on, k.ends_on, d.decision,
       (SELECT COUNT(*) FROM application_placements q WHERE q.application = k.application)
         AS placements,
       (SELECT COALESCE(SUM(q.offered_weekly_pence), 0) FROM application_placements q
        WHERE q.application = k.application) AS weekly_pence
FROM contracts k
JOIN decisions d ON d.id = k.decision
JOIN home_names h ON h.id = (SELECT MAX(id) FROM home_names WHERE home = k.home)
JOIN home_locations l ON l.id = (SELECT MAX(id) FROM home_locations WHERE home = k.home)
JOIN provider_names p ON p.id = (SELECT MAX(id) FROM provider_names WHERE provider = k.provider)
"""

VIEWS = {
    name: select.strip().replace(":until", f"'{FOR_EVER}'")
    for name, select in {"spans": SPANS, "standings": STANDINGS, "roster": ROSTER}.items()
}
