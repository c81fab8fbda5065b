"""What the people under each contract cost a week on a day, summed by the database.

A council's whole history may be a million placements: they are summed where they lie, and only one
row a contract comes out.
"""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from dpsctl.domain.bridge import Course
from dpsctl.domain.costs import Fees
from dpsctl.ledger.file import Ledger, Row
from dpsctl.ledger.schema.residents import residents

_NEEDED = (
    *("contract", "home", "came", "outside", "starts_on", "left_on"),
    *("current_weekly_pence", "offered_weekly_pence", "weekly_pence"),
)

# `here`: lives there on the day; `came`: came with the contract, here or gone again.
_SUMS = """
SELECT contract, CASE WHEN contract IS NULL THEN home END AS home,
       SUM(here) AS placements,
       SUM(here * now) AS current,
       SUM(here * weekly) AS offered,
       SUM(here AND weekly > now) AS up,
       SUM(here AND weekly < now) AS down,
       SUM(here * MAX(weekly - now, 0)) AS raised,
       SUM(here * MAX(now - weekly, 0)) AS lowered,
       SUM(here * is_outside) AS outside,
       SUM(came * now) AS came_now,
       SUM(came * first) AS came_first,
       SUM(came * here * weekly) AS stayed,
       SUM(came * here * first) AS stayed_first,
       SUM((1 - came) * here * weekly) AS joined
FROM (
  SELECT contract, home, came <> 'placed' AS came, outside IS NOT NULL AS is_outside,
         left_on IS NULL OR left_on > :day AS here,
         current_weekly_pence AS now, offered_weekly_pence AS first, weekly_pence AS weekly
  FROM ({people}) WHERE starts_on IS NULL OR starts_on <= :day
)
GROUP BY 1, 2
"""

# By how much uplifts changed the fees of those who came with a contract and still live there.
_UPLIFTED = """
SELECT f.contract, SUM(f.weekly_pence - COALESCE(
    (SELECT g.weekly_pence FROM fee_changes g WHERE g.contract = f.contract AND g.ref = f.ref
     AND g.from_day < f.from_day ORDER BY g.from_day DESC, g.id DESC LIMIT 1),
    r.offered_weekly_pence)) AS uplift
FROM fee_changes f
JOIN ({people}) r ON r.contract = f.contract AND r.ref = f.ref AND r.came <> 'placed'
WHERE f.uplift IS NOT NULL AND f.from_day <= :day AND (r.left_on IS NULL OR r.left_on > :day)
  AND f.id = (SELECT MAX(g.id) FROM fee_changes g WHERE g.contract = f.contract AND g.ref = f.ref
              AND g.from_day = f.from_day)
GROUP BY f.contract
"""


@dataclass(frozen=True)
class WeeklySums:
    """One contract's people on a day: what they cost a week, and what moved that to what it is.

    ``outside`` counts those placed outside its terms.
    """

    fees: Fees
    course: Course
    outside: int


NOBODY = WeeklySums(Fees(0, 0, 0, 0, 0, 0, 0), Course(), 0)


def weekly_sums(
    ledger: Ledger, day: date, contract: int | None = None, without: Collection[str] = ()
) -> dict[tuple[int | None, int | None], WeeklySums]:
    """The sums of a London day, in pence a week: by contract and no home, or by no contract and
    the home that people live in without one.

    Only one contract's where one is given; people of the references ``without`` are left out.
    """
    where = "1" if contract is None else "{contract} = :contract"
    where += " AND {ref} NOT IN (SELECT value FROM json_each(:without))" if without else ""
    given = {
        "day": day.isoformat(),
        "contract": contract,
        "without": json.dumps(sorted(without)),
    }
    uplifts = _uplifts(ledger, where, given)
    rows = ledger.rows(_SUMS.format(people=residents(*_NEEDED, where=where)), given)
    return {
        (row["contract"], row["home"]): _sums(row, uplifts.get(row["contract"], 0)) for row in rows
    }


def _uplifts(ledger: Ledger, where: str, given: Row) -> dict[int, int]:
    if not ledger.value("SELECT 1 FROM uplifts"):
        return {}
    needed = ("contract", "ref", "came", "left_on", "offered_weekly_pence")
    rows = ledger.rows(_UPLIFTED.format(people=residents(*needed, where=where)), given)
    return {row["contract"]: row["uplift"] for row in rows}


def _sums(row: Row, uplift: int) -> WeeklySums:
    summed = ("placements", "current", "offered", "up", "down", "raised", "lowered")
    course = Course(
        current=row["came_now"],
        model=row["came_first"] - row["came_now"],
        reviews=row["stayed"] - row["stayed_first"] - uplift,
        uplift=uplift,
        joiners=row["joined"],
        leavers=row["stayed_first"] - row["came_first"],
    )
    return WeeklySums(Fees(*(row[key] for key in summed)), course, row["outside"])
