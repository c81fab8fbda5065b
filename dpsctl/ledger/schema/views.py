"""Where things are, derived from the facts: nothing here is stored.

Each text is a SELECT that takes ``:until``, an instant as UTC text: acts recorded at or after it
do not count yet. The ledger's own views are the same texts with everything counted, for Datasette
and the sqlite3 shell.
"""

from __future__ import annotations

from dpsctl.ledger.schema.residents import residents

FOR_EVER = "9999-12-31T23:59:59Z"
LAST_DAY = "9999-12-31"

# A window as it runs: the newest change of its closing, unless it was closed before that; and its
# newest notice.
SPANS = """
SELECT w.id, w.window, w.opens_at,
       CASE WHEN c.closed_at IS NOT NULL
            THEN MIN(c.closed_at, COALESCE(x.closes_at, w.closes_at, c.closed_at))
            ELSE COALESCE(x.closes_at, w.closes_at) END AS closes_at,
       w.system, w.decision, w.entry,
       COALESCE((SELECT y.notice FROM notices y JOIN entries e ON e.id = y.entry
                 WHERE y.window = w.id AND e.recorded_at < :until ORDER BY y.id DESC LIMIT 1),
                w.notice) AS notice
FROM windows w
LEFT JOIN window_changes x ON x.id =
  (SELECT MAX(y.id) FROM window_changes y JOIN entries e ON e.id = y.entry
   WHERE y.window = w.id AND e.recorded_at < :until)
LEFT JOIN closures c ON c.id =
  (SELECT MAX(y.id) FROM closures y JOIN entries e ON e.id = y.entry
   WHERE y.window = w.id AND e.recorded_at < :until)
"""

# Every award of a contract, by the contract's number, whichever table it stands in.
AWARDS = """
SELECT COALESCE(number, id) AS number, entry, application, NULL AS reference, NULL AS document,
       home, provider, agreement, band, categories, decision, awarded_on, starts_on, ends_on,
       basis, value_pence, NULL AS district, NULL AS beds, NULL AS rating
FROM contracts
UNION ALL
SELECT number, entry, application, reference, document, home, provider, agreement, band,
       categories, decision, awarded_on, starts_on, ends_on, basis, value_pence, district, beds,
       rating
FROM further_contracts
"""

# An award that counts: recorded by then, and not annulled by then.
_COUNTS = """
  EXISTS (SELECT 1 FROM entries e WHERE e.id = {award}.entry AND e.recorded_at < :until)
  AND NOT EXISTS (SELECT 1 FROM endings x JOIN entries e ON e.id = x.entry
    WHERE x.contract = {number} AND x.annuls = 1 AND e.recorded_at < :until)
""".strip()
_FIRST = _COUNTS.format(award="k", number="COALESCE(k.number, k.id)")
_AGAIN = _COUNTS.format(award="y", number="y.number")

# Where each application is now. A determination counts until it is rescinded, an award until it
# is annulled.
STANDINGS = f"""
SELECT a.id, a.reference, s.window, a.window AS window_id, a.home, a.provider, a.agreement,
       a.band, a.categories, a.received_at,
       s.closes_at IS NOT NULL AND a.received_at >= s.closes_at AS late,
       CASE WHEN COALESCE(m.id, k.id) IS NOT NULL THEN 'awarded'
            WHEN w.id IS NOT NULL THEN 'withdrawn'
            WHEN n.id IS NOT NULL THEN 'superseded'
            WHEN d.outcome = 'admit' THEN 'admitted'
            WHEN d.outcome = 'refuse' THEN 'refused'
            ELSE COALESCE(c.verdict, 'received') END AS standing,
       c.id AS check_id, c.verdict, c.verdicts, d.id AS determination, w.id AS withdrawal,
       COALESCE(m.number, k.number, k.id) AS contract
FROM applications a
JOIN ({SPANS.strip()}) s ON s.id = a.window
LEFT JOIN contracts k ON k.application = a.id AND {_FIRST}
LEFT JOIN further_contracts m ON m.id =
  (SELECT MAX(y.id) FROM further_contracts y WHERE y.application = a.id AND {_AGAIN})
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
"""

# Contracts with the last that is known of each: names, band and every date of its life. How each
# stands on a day is for `dpsctl report roster` to say.
ROSTER = f"""
SELECT k.number AS contract, h.name AS home, p.name AS provider, l.cqc_location, k.agreement,
       COALESCE(v.band, k.band) AS band, k.categories, d.decision, k.awarded_on, k.starts_on,
       COALESCE((SELECT x.ends_on FROM contract_extensions x WHERE x.contract = k.number
                 ORDER BY x.id DESC LIMIT 1), k.ends_on) AS ends_on,
       (SELECT signed_on FROM signatures x WHERE x.contract = k.number AND party = 'provider'
        ORDER BY x.id DESC LIMIT 1) AS provider_signed_on,
       (SELECT signed_on FROM signatures x WHERE x.contract = k.number AND party = 'council'
        ORDER BY x.id DESC LIMIT 1) AS council_signed_on,
       (SELECT sealed_on FROM seals x WHERE x.contract = k.number ORDER BY x.id DESC LIMIT 1)
         AS sealed_on,
       (SELECT ended_on FROM endings x WHERE x.contract = k.number ORDER BY x.id DESC LIMIT 1)
         AS ended_on
FROM ({AWARDS.strip()}) k
JOIN decisions d ON d.id = k.decision
JOIN home_names h ON h.id = (SELECT id FROM home_names WHERE home = k.home
                             ORDER BY from_day DESC, id DESC LIMIT 1)
JOIN home_locations l ON l.id = (SELECT id FROM home_locations WHERE home = k.home
                                 ORDER BY from_day DESC, id DESC LIMIT 1)
LEFT JOIN transfers t ON t.id = (SELECT id FROM transfers WHERE contract = k.number
                                 ORDER BY from_day DESC, id DESC LIMIT 1)
JOIN provider_names p ON p.id = (SELECT id FROM provider_names
                                 WHERE provider = COALESCE(t.provider, k.provider)
                                 ORDER BY from_day DESC, id DESC LIMIT 1)
LEFT JOIN variations v ON v.id =
  (SELECT id FROM variations WHERE contract = k.number AND band IS NOT NULL
   ORDER BY from_day DESC, id DESC LIMIT 1)
"""

# What was published and of what, as last corrected. `since` is the entry that first said so: what
# came about after that is answered by another publication.
PUBLISHED = """
WITH RECURSIVE told(id, since) AS (
  SELECT s.id, s.entry FROM publication_subjects s
  WHERE NOT EXISTS (SELECT 1 FROM publication_corrections c WHERE c.instead = s.id)
  UNION ALL
  SELECT c.instead, t.since FROM told t JOIN publication_corrections c ON c.subject = t.id
  WHERE c.instead IS NOT NULL
)
SELECT s.id, s.entry, t.since, p.id AS publication, p.duty, p.reference, p.published_on,
       s.contract, s.application, s.quarter, s.event
FROM told t JOIN publication_subjects s ON s.id = t.id JOIN publications p ON p.id = s.publication
WHERE NOT EXISTS (SELECT 1 FROM publication_corrections c WHERE c.subject = s.id)
"""

# The day of a snapshot `s` of the care register, as last corrected: by what `{}` lets through.
TAKEN_ON = """
COALESCE((SELECT d.taken_on FROM snapshot_days d WHERE d.snapshot = s.id{}
          ORDER BY d.id DESC LIMIT 1), s.taken_on)
""".strip()

SNAPSHOTS = f"""
SELECT s.id, s.entry, s.name, {TAKEN_ON.format("")} AS taken_on, s.sha256, s.shape, s.whole,
       s.locations, s.unread
FROM register_snapshots s
"""

VIEWS = {
    name: select.strip().replace(":until", f"'{FOR_EVER}'").replace(":day", f"'{LAST_DAY}'")
    for name, select in {
        "spans": SPANS,
        "awards": AWARDS,
        "residents": residents(),
        "standings": STANDINGS,
        "roster": ROSTER,
        "published": PUBLISHED,
        "snapshots": SNAPSHOTS,
    }.items()
}
