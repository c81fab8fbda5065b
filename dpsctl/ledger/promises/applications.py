"""What every application keeps to, from its arrival to its letter."""

from __future__ import annotations

from dpsctl.ledger.promises.promise import Promise

APPLICATIONS = (
    Promise(
        "applications-not-before-their-window",
        "No application was received before its window opened, or recorded before the window.",
        """
SELECT a.entry, 'application ' || a.id || ' came ' || a.received_at || ', before window '
       || w.window AS what
FROM applications a JOIN spans w ON w.id = a.window
WHERE a.received_at < w.opens_at OR a.entry < w.entry
""",
    ),
    Promise(
        "judged-by-the-windows-rules",
        "Every application has rules pinned to its window, and is checked by these alone.",
        """
SELECT a.entry, 'application ' || a.id || ' has no rules in its window' AS what
FROM applications a
WHERE NOT EXISTS (SELECT 1 FROM window_rules r WHERE r.window = a.window
                  AND r.agreement = a.agreement AND r.entry < a.entry)
UNION ALL
SELECT c.entry, 'check ' || c.id || ' is by other rules than its window''s'
FROM checks c JOIN applications a ON a.id = c.application
WHERE NOT EXISTS (SELECT 1 FROM window_rules r WHERE r.window = a.window
                  AND r.agreement = a.agreement AND r.rule_set = c.rule_set)
""",
    ),
    Promise(
        "superseded-while-undecided",
        "An application takes the place only of one of the same home, agreement and window that "
        "nobody has determined or withdrawn.",
        """
SELECT n.entry, 'application ' || n.id || ' takes the place of ' || a.id AS what
FROM applications n JOIN applications a ON a.id = n.supersedes
WHERE a.id >= n.id OR (a.home, a.agreement, a.window) <> (n.home, n.agreement, n.window)
   OR EXISTS (SELECT 1 FROM determined d WHERE d.application = a.id
              AND d.entry < n.entry AND n.entry <= d.until)
   OR EXISTS (SELECT 1 FROM withdrawals w WHERE w.application = a.id AND w.entry < n.entry)
""",
    ),
    Promise(
        "assessed-while-undecided",
        "Nothing is checked, asked, answered, extended or determined once an application was "
        "determined, withdrawn or superseded.",
        """
SELECT x.entry, x.what || ' came after application ' || x.application || ' was decided' AS what
FROM assessing x
WHERE EXISTS (SELECT 1 FROM determined d WHERE d.application = x.application
              AND d.entry < x.entry AND x.entry <= d.until)
   OR EXISTS (SELECT 1 FROM withdrawals w WHERE w.application = x.application
              AND w.entry < x.entry)
   OR EXISTS (SELECT 1 FROM applications n WHERE n.supersedes = x.application
              AND n.entry < x.entry)
""",
    ),
    Promise(
        "determined-once-checked",
        "Whoever is admitted or refused was checked before; it is admitted only for what it asked "
        "and the rules let through, or referred, or for what they failed by an override.",
        """
SELECT d.entry, 'application ' || d.application || ' was determined unchecked' AS what
FROM determinations d
WHERE NOT EXISTS (SELECT 1 FROM checks c WHERE c.application = d.application
                  AND c.entry < d.entry)
UNION ALL
SELECT d.entry, 'application ' || d.application || ' was admitted for ' || g.value
FROM determinations d JOIN json_each(d.categories) g
JOIN checks c ON c.id = (SELECT MAX(y.id) FROM checks y WHERE y.application = d.application
                         AND y.entry < d.entry)
WHERE d.outcome = 'admit'
  AND NOT EXISTS (SELECT 1 FROM json_each(c.verdicts) v WHERE v.key = g.value
                  AND (v.value IN ('qualified', 'referred')
                       OR (v.value = 'failed' AND d.override IS NOT NULL)))
""",
    ),
    Promise(
        "determined-by-a-second-person",
        "Nobody determines what they imported or checked themselves, where it is admitted by an "
        "override, or where it is late or was referred and the system asks for a second person.",
        """
SELECT d.entry, 'application ' || d.application || ' was determined by ' || e.by AS what
FROM determinations d JOIN entries e ON e.id = d.entry
JOIN applications a ON a.id = d.application JOIN spans w ON w.id = a.window
JOIN systems s ON s.id = (SELECT MAX(id) FROM systems WHERE entry < d.entry)
WHERE (d.override IS NOT NULL
       OR EXISTS (SELECT 1 FROM json_each(s.terms, '$.four_eyes') asks
                  WHERE (asks.value = 'late' AND a.received_at >= w.closes_at)
                     OR (asks.value = 'referred' AND EXISTS (
                           SELECT 1 FROM json_each(d.categories) g
                           JOIN json_each((SELECT verdicts FROM checks c
                                           WHERE c.application = d.application
                                             AND c.entry < d.entry
                                           ORDER BY c.id DESC LIMIT 1)) v ON v.key = g.value
                           WHERE v.value = 'referred'))))
  AND lower(e.by) IN (SELECT lower(h.by) FROM checks c JOIN entries h ON h.id = c.entry
                      WHERE c.application = d.application AND c.entry < d.entry
                      UNION ALL SELECT lower(h.by) FROM entries h WHERE h.id = a.entry)
""",
    ),
    Promise(
        "taken-back-before-an-award",
        "No determination is taken back, and no application withdrawn, while a contract rests on "
        "it; nor is one withdrawn that was refused or superseded.",
        """
SELECT r.entry, 'determination ' || d.id || ' was taken back under a contract' AS what
FROM rescissions r JOIN determinations d ON d.id = r.determination
WHERE r.entry <= d.entry
   OR EXISTS (SELECT 1 FROM awarded k WHERE k.application = d.application
              AND k.entry < r.entry AND r.entry <= k.until)
UNION ALL
SELECT w.entry, 'application ' || w.application || ' could not be withdrawn'
FROM withdrawals w
WHERE EXISTS (SELECT 1 FROM awarded k WHERE k.application = w.application
              AND k.entry < w.entry AND w.entry <= k.until)
   OR EXISTS (SELECT 1 FROM determined d WHERE d.application = w.application
              AND d.outcome = 'refuse' AND d.entry < w.entry AND w.entry <= d.until)
   OR EXISTS (SELECT 1 FROM applications n WHERE n.supersedes = w.application
              AND n.entry < w.entry)
""",
    ),
    Promise(
        "letters-tell-what-happened",
        "Every letter tells of an outcome of its own application that was recorded before it.",
        """
SELECT l.entry, 'letter ' || l.id || ' tells of what did not happen' AS what
FROM letters l
WHERE NOT EXISTS (
  SELECT 1 FROM awarded k WHERE l.outcome = 'awarded' AND k.number = l.tells_of
    AND k.application = l.application AND k.entry < l.entry AND l.entry <= k.until
  UNION ALL
  SELECT 1 FROM determined d WHERE d.id = l.tells_of AND d.application = l.application
    AND (l.outcome, d.outcome) IN (VALUES ('admitted', 'admit'), ('refused', 'refuse'))
    AND d.entry < l.entry AND l.entry <= d.until
  UNION ALL
  SELECT 1 FROM withdrawals w WHERE l.outcome = 'withdrawn' AND w.id = l.tells_of
    AND w.application = l.application AND w.entry < l.entry)
""",
    ),
)
