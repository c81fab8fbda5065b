"""What every award keeps to."""

from __future__ import annotations

from dpsctl.ledger.promises.promise import Promise

AWARDS = (
    Promise(
        "contracts-numbered-once",
        "Contracts are numbered from one on, none left out and none twice.",
        """
SELECT MAX(entry) AS entry, 'contract ' || number || ' stands there twice' AS what
FROM awards GROUP BY number HAVING COUNT(*) > 1
UNION ALL
SELECT MAX(entry), 'of ' || MAX(number) || ' contracts ' || COUNT(*) || ' are there'
FROM awards HAVING COUNT(*) <> COALESCE(MAX(number), 0)
""",
    ),
    Promise(
        "awarded-only-once-admitted",
        "No contract is awarded without an admission standing at that moment, for the categories "
        "that were admitted, to an application that is neither withdrawn nor superseded.",
        """
SELECT k.entry, 'contract ' || k.number || ' was awarded to application ' || k.application
       || ', which did not stand admitted so' AS what
FROM awards k
WHERE k.application IS NOT NULL
  AND (NOT EXISTS (SELECT 1 FROM determined d WHERE d.application = k.application
                   AND d.outcome = 'admit' AND d.categories = k.categories
                   AND d.entry < k.entry AND k.entry <= d.until)
       OR EXISTS (SELECT 1 FROM withdrawals w WHERE w.application = k.application
                  AND w.entry < k.entry)
       OR EXISTS (SELECT 1 FROM applications n WHERE n.supersedes = k.application
                  AND n.entry < k.entry))
""",
    ),
    Promise(
        "awarded-what-was-applied-for",
        "An award is of the home, provider, agreement and band that its application names.",
        """
SELECT k.entry, 'contract ' || k.number || ' is not what application ' || a.id || ' asks' AS what
FROM awards k JOIN applications a ON a.id = k.application
WHERE (k.home, k.provider, k.agreement, k.band) <> (a.home, a.provider, a.agreement, a.band)
""",
    ),
    Promise(
        "one-award-at-a-time",
        "An application is awarded again only once its award was annulled.",
        """
SELECT k.entry, 'application ' || k.application || ' was awarded contract ' || k.number
       || ' beside ' || b.number AS what
FROM awarded k JOIN awarded b ON b.application = k.application AND b.number < k.number
WHERE k.entry <= b.until
""",
    ),
    Promise(
        "awarded-within-validity",
        "What was applied for is awarded within the system's validity, on its first day or later, "
        "and ends no sooner than it starts or was awarded.",
        """
SELECT k.entry, 'contract ' || k.number || ' was awarded on ' || k.awarded_on || ', from '
       || k.starts_on || ' to ' || k.ends_on AS what
FROM awards k LEFT JOIN systems s ON s.id = (SELECT MAX(id) FROM systems WHERE entry < k.entry)
WHERE k.ends_on < k.starts_on OR k.ends_on < k.awarded_on
   OR (k.application IS NOT NULL
       AND (s.id IS NULL OR k.awarded_on < s.valid_from OR k.awarded_on > s.valid_until
            OR k.starts_on < s.valid_from))
""",
    ),
    Promise(
        "one-contract-of-a-home",
        "A home holds one contract at a time under one agreement.",
        """
SELECT k.entry, 'contract ' || k.number || ' was made while the home held ' || b.number AS what
FROM awarded k JOIN awarded b ON b.home = k.home AND b.agreement = k.agreement
WHERE b.number < k.number AND k.entry <= b.until
  AND NOT EXISTS (SELECT 1 FROM remodellings m WHERE m.leaves = b.number)
  AND CASE WHEN k.application IS NULL THEN MAX(k.starts_on, b.starts_on) ELSE k.awarded_on END
      <= MIN(COALESCE((SELECT x.ends_on FROM contract_extensions x WHERE x.contract = b.number
                       AND x.entry < k.entry ORDER BY x.id DESC LIMIT 1), b.ends_on),
             COALESCE((SELECT date(x.ended_on, '-1 day') FROM endings x
                       WHERE x.contract = b.number AND x.entry < k.entry
                         AND x.entry > COALESCE((SELECT MAX(y.entry) FROM contract_extensions y
                                                 WHERE y.contract = b.number
                                                   AND y.entry < k.entry), 0)
                       ORDER BY x.id DESC LIMIT 1), '9999'))
  AND (k.application IS NOT NULL OR b.starts_on <= k.ends_on)
""",
    ),
    Promise(
        "contracts-from-before",
        "A contract that no application led to was awarded by the day of the first entry.",
        """
SELECT k.entry, 'contract ' || k.number || ' was awarded on ' || k.awarded_on
       || ', and nobody applied for it' AS what
FROM awards k JOIN entries e ON e.id = 1
WHERE k.application IS NULL AND k.awarded_on > date(e.recorded_at, '+1 hour')
""",
    ),
)
