"""Weekly fees by band and district, counted by the database: each fee once, with how many have it.

However many people there are, no more comes out than there are different fees.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from datetime import date

from dpsctl.ledger.file import Ledger, Row
from dpsctl.ledger.residents import Named, names, unless
from dpsctl.ledger.schema.residents import lives, residents

_NEEDED = ("contract", "home", "ref", "band", "outside", "starts_on", "left_on", "weekly_pence")

# Where people live, under a contract or in a home without one, which stands in the list by its
# number below nought. The list is made into a table once and looked up by an index, which SQLite
# makes only for what has a type: without the cast it would be read again for everybody.
_COUNTS = f"""
WITH places AS MATERIALIZED (
  SELECT CAST(json_extract(value, '$[0]') AS INTEGER) AS place,
         json_extract(value, '$[1]') AS agreement, json_extract(value, '$[2]') AS district
  FROM json_each(:places)
)
SELECT p.agreement, r.band, p.district, r.weekly_pence AS weekly,
       COUNT(*) AS placements, MIN(r.home) AS home,
       SUM(COUNT(*)) OVER (PARTITION BY p.agreement, r.band) AS of_band,
       SUM(SUM(r.outside IS NOT NULL)) OVER (PARTITION BY p.agreement, r.band) AS outside_of_band
FROM ({residents(*_NEEDED)}) r JOIN places p ON p.place = COALESCE(r.contract, -r.home)
WHERE {lives("r.")} {{not_elsewhere}}
GROUP BY p.agreement, r.band, p.district, r.weekly_pence
ORDER BY p.agreement, r.band, r.weekly_pence, p.district
"""
_HOMES = """
SELECT DISTINCT p.home, COALESCE(
  (SELECT json_extract(a.facts, '$."home.district"') FROM applications a WHERE a.home = p.home
   ORDER BY a.id DESC LIMIT 1),
  (SELECT k.district FROM further_contracts k WHERE k.home = p.home ORDER BY k.id DESC LIMIT 1)
) AS district
FROM placings p WHERE p.contract IS NULL ORDER BY p.home
"""


def price_counts(
    ledger: Ledger,
    day: date,
    under: Collection[tuple[int, str, str | None]],
    without: Collection[tuple[int, str | None]],
    elsewhere: Named = (),
) -> Iterator[Row]:
    """Everyone who lives under these contracts on a London day, or in these homes without one.

    ``under``: each contract's number, agreement and district; ``without``: each home's number and
    district; ``elsewhere``: people who do not count under the contract they are named by. Rows come
    by agreement and band, in each by ``weekly`` fee in pence: how many ``placements`` have it, one
    ``home`` of theirs, and how many there are ``of_band``, outside terms too.
    """
    return ledger.each(
        _COUNTS.format(not_elsewhere=unless("elsewhere", elsewhere)),
        {
            "day": day.isoformat(),
            "places": json.dumps(
                [*under, *((-home, None, district) for home, district in without)]
            ),
            "elsewhere": names(elsewhere),
        },
    )


def homes_without_contract(ledger: Ledger) -> list[tuple[int, str | None]]:
    """Every home in which somebody was placed without a contract, and its district if known."""
    rows = ledger.rows(_HOMES)
    return [(row["home"], row["district"]) for row in rows]
