"""What a promise is, and the words that the queries of the catalogue share."""

from __future__ import annotations

from dataclasses import dataclass

from dpsctl.ledger.schema.views import VIEWS


@dataclass(frozen=True)
class Promise:
    """What every lawful ledger keeps: a name, a sentence, and a query for whatever breaks it.

    The query gives ``entry``, the entry that broke it, and ``what``, in a few words. It asks what
    stood on the ledger at that entry, by the order of entries: clocks may have been set back.
    Where it goes over every placement, ``CROSS JOIN`` and ``+`` have SQLite index the contracts
    and not look up a million placements by theirs, which takes ten times as long.
    """

    name: str
    sentence: str
    sql: str


# A determination counted from the entry after its own until the one that took it back.
_DETERMINED = """
SELECT d.id, d.application, d.outcome, d.categories, d.override, d.entry,
       COALESCE(r.entry, 9e18) AS until
FROM determinations d LEFT JOIN rescissions r ON r.determination = d.id
"""

# An award counted until the entry that annulled it.
_AWARDED = """
SELECT k.*, COALESCE((SELECT MIN(x.entry) FROM endings x
                      WHERE x.contract = k.number AND x.annuls = 1), 9e18) AS until
FROM awards k
"""

# What gave somebody a power, for what, and on which day: the London day is `day` or, where only
# the instant of recording is known, `day` or `or_day`.
_POWERS = """
SELECT entry, 'window ' || window AS what, 'open' AS power, decision, window AS day,
       window AS or_day, 0 AS existing
FROM windows WHERE decision IS NOT NULL
UNION ALL
SELECT entry, 'contract ' || number, 'award', decision, awarded_on, awarded_on,
       application IS NULL
FROM awards
UNION ALL
SELECT x.entry, x.what, x.power, x.decision, date(e.recorded_at), date(e.recorded_at, '+1 hour'), 1
FROM (SELECT entry, 'a variation of contract ' || contract AS what, 'award' AS power, decision
      FROM variations
      UNION ALL
      SELECT entry, 'an extension of contract ' || contract, 'extend', decision
      FROM contract_extensions
      UNION ALL
      SELECT entry, 'uplift ' || uplift, 'uplift', decision FROM uplifts) x
JOIN entries e ON e.id = x.entry
"""

# What is done about an application only while nobody has determined it.
_ASSESSING = """
SELECT entry, application, 'a check' AS what FROM checks
UNION ALL SELECT entry, application, 'a question' FROM clarifications
UNION ALL SELECT entry, application, 'an answer' FROM answers
UNION ALL SELECT entry, application, 'an extension' FROM extensions
UNION ALL SELECT entry, application, 'a determination' FROM determinations
"""

# What is done about a contract while its award stands.
_LIVING = """
SELECT entry, contract, 'a signature' AS what FROM signatures
UNION ALL SELECT entry, contract, 'a seal' FROM seals
UNION ALL SELECT entry, contract, 'a suspension' FROM suspensions
UNION ALL SELECT entry, contract, 'a variation' FROM variations
UNION ALL SELECT entry, contract, 'an extension' FROM contract_extensions
UNION ALL SELECT entry, contract, 'a transfer' FROM transfers
"""

# The signature of each party, as it stood before an entry, is the newest recorded before it.
_SIGNED = """
SELECT s.contract, s.party, s.signed_on, s.entry,
       COALESCE((SELECT MIN(n.entry) FROM signatures n WHERE n.contract = s.contract
                 AND n.party = s.party AND n.id > s.id), 9e18) AS until
FROM signatures s
"""

# Another closing of a window, moved or early, and `before`, by when it was to close until then.
_CLOSINGS = """
SELECT x.*, MIN(COALESCE((SELECT c.closed_at FROM closures c WHERE c.window = x.window
                          AND c.entry < x.entry ORDER BY c.id DESC LIMIT 1), '9999'),
                COALESCE((SELECT m.closes_at FROM window_changes m WHERE m.window = x.window
                          AND m.entry < x.entry ORDER BY m.id DESC LIMIT 1),
                         (SELECT w.closes_at FROM windows w WHERE w.id = x.window), '9999'))
            AS before
FROM (SELECT entry, window, closes_at, 1 AS moved FROM window_changes
      UNION ALL SELECT entry, window, closed_at, 0 FROM closures) x
"""

WORDS = {
    **VIEWS,
    "determined": _DETERMINED,
    "awarded": _AWARDED,
    "powers": _POWERS,
    "assessing": _ASSESSING,
    "living": _LIVING,
    "closings": _CLOSINGS,
    "signed": _SIGNED,
}
"""Named queries that a promise may ask, the ledger's own views among them."""


def whole(promise: Promise) -> str:
    """A promise's query with every word that it asks: it runs as it is in any shell of SQLite."""
    words = ",\n".join(f"{name} AS (\n{sql.strip()}\n)" for name, sql in WORDS.items())
    return f"WITH {words}\n{promise.sql.strip()}"
