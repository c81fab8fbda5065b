"""What every publication keeps to."""

from __future__ import annotations

from dpsctl.ledger.promises.promise import Promise

PUBLICATIONS = (
    Promise(
        "published-once-it-came-about",
        "Nothing is published before its day, before the award of its contract or before anybody "
        "determined its application; and for one duty no contract and no quarter is twice. What is "
        "corrected was recorded before, and is of the same contract, application or quarter.",
        """
SELECT p.entry, 'publication ' || p.id || ' is of ' || p.published_on AS what
FROM publications p JOIN entries e ON e.id = p.entry
WHERE p.published_on > date(e.recorded_at, '+1 hour')
UNION ALL
SELECT s.entry, 'publication ' || p.id || ' tells of what had not come about'
FROM publication_subjects s JOIN publications p ON p.id = s.publication
WHERE p.entry <> s.entry
   OR (s.contract IS NOT NULL AND NOT EXISTS (
         SELECT 1 FROM awards k WHERE k.number = s.contract AND k.application IS NOT NULL
         AND k.entry < s.entry AND k.awarded_on <= p.published_on))
   OR (s.application IS NOT NULL AND NOT EXISTS (
         SELECT 1 FROM determinations d WHERE d.application = s.application AND d.entry < s.entry))
UNION ALL
SELECT MAX(entry), duty || ' of ' || COALESCE(quarter, 'contract ' || contract) || ', twice'
FROM published WHERE application IS NULL
GROUP BY duty, event, contract, quarter HAVING COUNT(*) > 1
UNION ALL
SELECT c.entry, 'the correction ' || c.id || ' is of something else'
FROM publication_corrections c
JOIN publication_subjects s ON s.id = c.subject JOIN publications p ON p.id = s.publication
LEFT JOIN publication_subjects i ON i.id = c.instead
LEFT JOIN publications q ON q.id = i.publication
WHERE s.entry >= c.entry OR (c.instead IS NOT NULL
  AND (c.entry, p.duty, s.event, s.contract, s.application, s.quarter)
    IS NOT (i.entry, q.duty, i.event, i.contract, i.application, i.quarter))
""",
    ),
)
