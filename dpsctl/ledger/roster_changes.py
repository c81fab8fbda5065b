"""Who was on the roster on one day and not on another, counted and summed by the database."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from dpsctl.ledger.file import Ledger, Row
from dpsctl.ledger.residents import Named, named, names, unless
from dpsctl.ledger.schema.residents import lives, residents

_NEEDED = ("contract", "ref", "band", "starts_on", "left_on", "weekly_pence")

_ON = f"contract IN (SELECT value FROM json_each(:{{0}}_contracts)) AND {lives(day=':{0}')}"

_COUNTS = f"""
SELECT contract, band, COUNT(*) AS placements, SUM(weekly_pence) AS weekly,
       SUM(1 - there) AS only_here, SUM((1 - there) * weekly_pence) AS only_here_weekly
FROM (
  SELECT contract, band, weekly_pence,
         ({_ON.format("other")} {{not_elsewhere_then}}) {{or_stayed}} AS there
  FROM ({residents(*_NEEDED)})
  WHERE {_ON.format("day")} {{not_elsewhere}}
)
GROUP BY contract, band ORDER BY contract, band
"""


@dataclass(frozen=True)
class RosterOf:
    """Whose places count on a London day: those who live under these contracts, but for the people
    who count ``elsewhere``, under the contract that their home leaves that one for.
    """

    day: date
    contracts: Collection[int]
    elsewhere: Named = ()


def counted(ledger: Ledger, on: RosterOf, other: RosterOf, stayed: Named = ()) -> list[Row]:
    """The people of one roster by contract and band, with their weekly fees of that day in pence.

    ``placements`` and ``weekly`` are of all; ``only_here`` and ``only_here_weekly`` of those who
    are not on the other roster too. Whoever is named in ``stayed`` is taken to be on both.
    """
    sql = _COUNTS.format(
        not_elsewhere=unless("elsewhere", on.elsewhere),
        not_elsewhere_then=unless("elsewhere_then", other.elsewhere),
        or_stayed=f"OR {named('stayed')}" if stayed else "",
    )
    return ledger.rows(
        sql,
        {
            "day": on.day.isoformat(),
            "day_contracts": json.dumps(sorted(on.contracts)),
            "elsewhere": names(on.elsewhere),
            "other": other.day.isoformat(),
            "other_contracts": json.dumps(sorted(other.contracts)),
            "elsewhere_then": names(other.elsewhere),
            "stayed": names(stayed),
        },
    )
