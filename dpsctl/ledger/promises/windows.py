"""What every window keeps to."""

from __future__ import annotations

from dpsctl.ledger.promises.promise import Promise

WINDOWS = (
    Promise(
        "windows-apart",
        "No two windows overlap.",
        """
SELECT MAX(a.entry, b.entry) AS entry, 'window ' || b.window || ' overlaps ' || a.window AS what
FROM spans a JOIN spans b ON a.id <> b.id
WHERE (a.opens_at, a.id) < (b.opens_at, b.id) AND (a.closes_at IS NULL OR b.opens_at < a.closes_at)
""",
    ),
    Promise(
        "windows-open-before-they-close",
        "Every window opens before it closes, on the London day that it is named by.",
        """
SELECT entry, 'window ' || window || ' runs from ' || opens_at || ' to ' || closes_at AS what
FROM spans
WHERE closes_at <= opens_at OR window NOT IN (date(opens_at), date(opens_at, '+1 hour'))
""",
    ),
    Promise(
        "windows-closed-for-good",
        "No window's closing is moved once it has closed, and none so that somebody who applied "
        "in time would be late.",
        """
SELECT x.entry, 'window ' || w.window || ' had closed at ' || x.before AS what
FROM closings x JOIN entries e ON e.id = x.entry JOIN windows w ON w.id = x.window
WHERE x.moved AND (x.before <= e.recorded_at
                   OR EXISTS (SELECT 1 FROM closures c WHERE c.window = x.window
                              AND c.entry < x.entry))
UNION ALL
SELECT x.entry, 'application ' || a.id || ' was in time until window ' || w.window
       || ' was made to close at ' || x.closes_at
FROM closings x JOIN windows w ON w.id = x.window JOIN applications a ON a.window = x.window
WHERE a.entry < x.entry AND a.received_at >= x.closes_at AND a.received_at < x.before
""",
    ),
    Promise(
        "windows-inside-validity",
        "No window begins before the validity of the system it was opened under, or outlives it.",
        """
SELECT w.entry, 'window ' || w.window || ' lies outside ' || s.valid_from || ' to '
       || COALESCE(s.valid_until, 'no last day') AS what
FROM spans w JOIN systems s ON s.id = w.system
WHERE w.window < s.valid_from OR date(w.closes_at, '-1 second') > s.valid_until
   OR (w.closes_at IS NULL AND s.valid_until IS NOT NULL)
""",
    ),
    Promise(
        "windows-by-decision",
        "No window opens without a decision where its system asks for one.",
        """
SELECT w.entry, 'window ' || w.window || ' rests on no decision' AS what
FROM windows w JOIN systems s ON s.id = w.system
WHERE w.decision IS NULL
  AND (COALESCE(json_extract(s.terms, '$.gates'), '{}') = '{}'
       OR EXISTS (SELECT 1 FROM json_each(s.terms, '$.gates.open') WHERE value = 'decision'))
""",
    ),
    Promise(
        "gates-open-or-overridden",
        "No window opens past a missing assessment but for a reason, where the system allows that.",
        """
SELECT w.entry, 'window ' || w.window || ' opens past the gate ' || g.value AS what
FROM windows w JOIN systems s ON s.id = w.system
JOIN json_each(s.terms, '$.gates.open') g ON g.value IN ('eqia', 'dpia')
WHERE NOT EXISTS (SELECT 1 FROM assessments a WHERE a.kind = g.value AND a.entry < w.entry
                  AND w.window BETWEEN a.signed_on AND a.review_by)
  AND NOT EXISTS (SELECT 1 FROM gate_overrides o
                  JOIN json_each(s.terms, '$.gates.override') may ON may.value = o.gate
                  WHERE o.window = w.id AND o.gate = g.value AND o.entry = w.entry)
""",
    ),
    Promise(
        "powers-given",
        "Whatever rests on a decision has one that was recorded before it, gave that power, over "
        "new services where it is about one, and had effect on the day.",
        """
SELECT p.entry, p.what || ' rests on decision ' || d.decision || ', which gave no power to '
       || p.power || ' on ' || p.day AS what
FROM powers p JOIN decisions d ON d.id = p.decision
WHERE d.entry >= p.entry
   OR NOT EXISTS (SELECT 1 FROM json_each(d.powers) WHERE value = p.power)
   OR (d.covers > '' AND NOT p.existing)
   OR d.effective_on > p.or_day
   OR EXISTS (SELECT 1 FROM decision_events v WHERE v.decision = d.decision
              AND v.event = 'revoked' AND v.entry < p.entry AND v.on_day <= p.day)
   OR ((SELECT v.event FROM decision_events v WHERE v.decision = d.decision
        AND v.entry < p.entry AND v.on_day <= p.day ORDER BY v.on_day DESC, v.id DESC LIMIT 1)
       = 'called in'
       AND NOT EXISTS (SELECT 1 FROM decision_events v WHERE v.decision = d.decision
                       AND v.event = 'released' AND v.entry < p.entry
                       AND v.on_day > p.day AND v.on_day <= p.or_day))
""",
    ),
    Promise(
        "events-of-decisions",
        "What befell a decision befell one on the ledger, and nothing more once it was revoked.",
        """
SELECT v.entry, 'decision ' || v.decision || ' was ' || v.event || ' on ' || v.on_day AS what
FROM decision_events v
WHERE NOT EXISTS (SELECT 1 FROM decisions d WHERE d.decision = v.decision AND d.entry < v.entry)
   OR EXISTS (SELECT 1 FROM decision_events r WHERE r.decision = v.decision
              AND r.event = 'revoked' AND r.entry < v.entry AND r.on_day <= v.on_day)
""",
    ),
)
