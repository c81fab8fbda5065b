"""What a contract's life keeps to, from its signatures to its end."""

from __future__ import annotations

from dpsctl.ledger.promises.promise import Promise

LIVES = (
    Promise(
        "signed-after-the-award",
        "Nobody signed a contract before it was awarded, or on a day that had not come; of one "
        "that began before the ledger, what its own document says stands.",
        """
SELECT s.entry, 'contract ' || k.number || ' was signed on ' || s.signed_on || ' and awarded on '
       || k.awarded_on AS what
FROM signatures s JOIN awards k ON k.number = s.contract
WHERE s.entry < k.entry
   OR (s.signed_on < k.awarded_on
       AND NOT (k.application IS NULL AND (s.entry = k.entry OR k.awarded_on = k.starts_on)))
   OR s.signed_on > (SELECT date(e.recorded_at, '+1 hour') FROM entries e WHERE e.id = s.entry)
""",
    ),
    Promise(
        "sealed-after-both-signatures",
        "No contract is sealed before both parties have signed it, or on a day that had not come, "
        "and no number in the register of seals is that of two.",
        """
SELECT s.entry, 'contract ' || s.contract || ' was sealed on ' || s.sealed_on AS what
FROM seals s
WHERE (SELECT COUNT(DISTINCT g.party) FROM signatures g WHERE g.contract = s.contract
       AND g.entry <= s.entry) < 2
   OR s.sealed_on < (SELECT MAX(g.signed_on) FROM signed g WHERE g.contract = s.contract
                     AND g.entry <= s.entry AND s.entry < g.until)
   OR s.sealed_on > (SELECT date(e.recorded_at, '+1 hour') FROM entries e WHERE e.id = s.entry)
UNION ALL
SELECT MAX(s.entry), 'number ' || s.register || ' in the register of seals stands twice'
FROM seals s WHERE s.id IN (SELECT MAX(id) FROM seals GROUP BY contract)
GROUP BY s.register COLLATE NOCASE HAVING COUNT(*) > 1
""",
    ),
    Promise(
        "in-force-only-signed-and-sealed",
        "Nothing is in force unsigned, or unsealed where its value asks for a seal: nobody is "
        "placed within a contract's terms before that, no sooner than it starts, and no contract "
        "is ended before both have signed, or annulled after.",
        """
SELECT p.entry, p.ref || ' was placed from ' || p.starts_on || ' within the terms of contract '
       || p.contract AS what
FROM placings p CROSS JOIN (
  SELECT DISTINCT k.number,
         MAX(k.starts_on,
             COALESCE((SELECT MIN(signed_on) FROM signatures WHERE contract = k.number
                       AND party = 'provider'), '9999'),
             COALESCE((SELECT MIN(signed_on) FROM signatures WHERE contract = k.number
                       AND party = 'council'), '9999'),
             CASE WHEN COALESCE(k.value_pence,
                    (2 * (COALESCE((SELECT SUM(offered_weekly_pence) FROM application_placements
                                    WHERE application = k.application), 0)
                          + COALESCE((SELECT SUM(weekly_pence) FROM placements
                                      WHERE contract = k.number), 0))
                     * (CAST(julianday(k.ends_on) - julianday(k.starts_on) AS INTEGER) + 1) + 7)
                    / 14)
                  >= (SELECT json_extract(terms, '$.seal_above') FROM systems
                      WHERE entry <= k.entry ORDER BY id DESC LIMIT 1)
                  THEN COALESCE((SELECT MIN(sealed_on) FROM seals WHERE contract = k.number),
                                '9999')
                  ELSE k.starts_on END) AS in_force_from
  FROM awards k) f
WHERE f.number = +p.contract AND p.outside IS NULL AND p.starts_on < f.in_force_from
UNION ALL
SELECT x.entry, 'contract ' || x.contract || CASE x.annuls WHEN 1 THEN ' was annulled'
       ELSE ' was ended' END || ' with ' || (SELECT COUNT(DISTINCT party) FROM signatures g
                                             WHERE g.contract = x.contract AND g.entry < x.entry)
       || ' of 2 signatures'
FROM endings x
WHERE x.annuls <> ((SELECT COUNT(DISTINCT party) FROM signatures g
                    WHERE g.contract = x.contract AND g.entry < x.entry) < 2)
""",
    ),
    Promise(
        "nothing-after-an-annulment",
        "Nothing is signed, sealed, suspended, varied, extended, transferred or placed under an "
        "award once it was annulled.",
        """
SELECT x.entry, x.what || ' of contract ' || k.number || ' came after it was annulled' AS what
FROM living x JOIN awarded k ON k.number = x.contract
WHERE x.entry > k.until
UNION ALL
SELECT p.entry, p.ref || ' was placed under contract ' || k.number || ' once it was annulled'
FROM awarded k JOIN placings p ON p.contract = k.number
WHERE k.until < 9e18 AND p.entry > k.until
""",
    ),
    Promise(
        "suspended-once",
        "A contract is suspended to a day that has not passed, once at a time, and resumed only "
        "while it is.",
        """
SELECT s.entry, 'contract ' || s.contract || ' was suspended to ' || s.last_day AS what
FROM suspensions s
WHERE s.last_day < date(s.suspended_at)
   OR EXISTS (SELECT 1 FROM suspensions b LEFT JOIN resumptions r ON r.suspension = b.id
              WHERE b.contract = s.contract AND b.entry < s.entry
                AND b.last_day >= date(s.suspended_at, '+1 hour')
                AND (r.entry IS NULL OR r.entry > s.entry))
UNION ALL
SELECT r.entry, 'contract ' || s.contract || ' was resumed after ' || s.last_day
FROM resumptions r JOIN suspensions s ON s.id = r.suspension
WHERE r.entry <= s.entry OR s.last_day < date(r.resumed_at)
""",
    ),
    Promise(
        "changed-within-its-days",
        "A contract is varied only inside its days, extended only to a later day, and passes to "
        "another owner after it was awarded and no sooner than it passed last.",
        """
SELECT v.entry, 'contract ' || k.number || ' was varied from ' || v.from_day AS what
FROM variations v JOIN awards k ON k.number = v.contract
WHERE v.from_day < k.starts_on
   OR v.from_day > COALESCE((SELECT x.ends_on FROM contract_extensions x
                             WHERE x.contract = k.number AND x.entry < v.entry
                             ORDER BY x.id DESC LIMIT 1), k.ends_on)
UNION ALL
SELECT x.entry, 'contract ' || k.number || ' was extended to ' || x.ends_on
FROM contract_extensions x JOIN awards k ON k.number = x.contract
WHERE x.ends_on <= COALESCE((SELECT b.ends_on FROM contract_extensions b
                             WHERE b.contract = x.contract AND b.id < x.id
                             ORDER BY b.id DESC LIMIT 1), k.ends_on)
UNION ALL
SELECT t.entry, 'contract ' || k.number || ' passed on ' || t.from_day
FROM transfers t JOIN awards k ON k.number = t.contract
WHERE t.from_day < k.awarded_on
   OR EXISTS (SELECT 1 FROM transfers b WHERE b.contract = t.contract AND b.entry < t.entry
              AND b.from_day > t.from_day)
""",
    ),
    Promise(
        "left-for-another-agreement",
        "A home leaves a contract only for one under another agreement.",
        """
SELECT m.entry, 'contract ' || n.number || ' takes the place of ' || b.number AS what
FROM remodellings m JOIN awards n ON n.number = m.contract JOIN awards b ON b.number = m.leaves
WHERE n.agreement = b.agreement OR m.entry < n.entry OR m.entry < b.entry
""",
    ),
)
