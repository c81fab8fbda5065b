"""What every placement and its fee keep to."""

from __future__ import annotations

from dpsctl.ledger.promises.promise import Promise

PLACEMENTS = (
    Promise(
        "placed-under-its-own-home",
        "Whoever is placed under a contract lives in the home that it is of, and is placed within "
        "its terms on no day on which it is suspended.",
        """
SELECT p.entry, p.ref || ' was placed under contract ' || k.number || ' in another home' AS what
FROM placings p CROSS JOIN (SELECT DISTINCT number, home, entry FROM awards) k
WHERE k.number = +p.contract AND (p.home <> k.home OR p.entry <= k.entry)
UNION ALL
SELECT p.entry, p.ref || ' was placed from ' || p.starts_on || ' within the terms of contract '
       || p.contract || ', which was suspended'
FROM suspensions s LEFT JOIN resumptions r ON r.suspension = s.id
CROSS JOIN placings p
WHERE p.contract = s.contract AND p.outside IS NULL AND p.entry > s.entry
  AND p.starts_on BETWEEN date(s.suspended_at, '+1 hour') AND s.last_day
  AND (r.entry IS NULL OR r.entry > p.entry OR date(r.resumed_at) > p.starts_on)
""",
    ),
    Promise(
        "left-after-they-came",
        "Nobody left before the first day of the placement that ended, or under another reference.",
        """
SELECT x.entry, x.ref || ' left on ' || x.left_on || ' and came on ' || p.starts_on AS what
FROM placement_endings x JOIN placings p ON p.id = x.placing
WHERE x.ref <> p.ref OR x.entry < p.entry
   OR (x.left_on < p.starts_on
       AND NOT EXISTS (SELECT 1 FROM placement_endings b WHERE b.entry = x.entry
                       AND b.ref = x.ref AND b.id <> x.id))
UNION ALL
SELECT x.entry, x.ref || ' never came with contract ' || x.contract
FROM placement_endings x
WHERE x.contract IS NOT NULL
  AND NOT EXISTS (SELECT 1 FROM awards k LEFT JOIN application_placements a
                    ON a.application = k.application AND a.ref = x.ref
                  LEFT JOIN placements p ON p.contract = k.number AND p.ref = x.ref
                  WHERE k.number = x.contract AND COALESCE(a.id, p.id) IS NOT NULL)
""",
    ),
    Promise(
        "fees-of-their-days",
        "A fee changes from a day on which the placement had begun, and by an uplift only from the "
        "uplift's own first day.",
        """
SELECT f.entry, 'the fee of ' || f.ref || ' changes from ' || f.from_day AS what
FROM fee_changes f JOIN placings p ON p.id = f.placing
WHERE f.ref <> p.ref OR f.entry < p.entry OR f.from_day < p.starts_on
UNION ALL
SELECT f.entry, 'the fee of ' || f.ref || ' changes from ' || f.from_day || ' by uplift '
       || u.uplift
FROM fee_changes f JOIN uplifts u ON u.id = f.uplift
WHERE f.from_day <> u.from_day OR f.entry < u.entry
""",
    ),
)
