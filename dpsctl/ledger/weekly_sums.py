"""What the people under each contract cost a week on a day, summed by the database.

A council's whole history may be a million placements: they are summed where they lie, and only one
row a contract comes out.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from dpsctl.domain.bridge import Course
from dpsctl.domain.costs import Fees
from dpsctl.ledger.file import Ledger, Row
from dpsctl.ledger.schema.residents import ARMS, COLUMNS, Arm, counts, lives, newest

# Those placed since are the many: who has left is out before a fee is looked up. LIMIT -1 keeps
# SQLite from looking every fee up again for each of the sums that it stands in.
_PLACED = """
SELECT key, COUNT(*) AS placements, SUM(now) AS current, SUM(weekly) AS offered,
       SUM(weekly > now) AS up, SUM(weekly < now) AS down, SUM(MAX(weekly - now, 0)) AS raised,
       SUM(is_outside) AS outside
FROM (SELECT {key} AS key, {current_weekly_pence} AS now, {weekly_pence} AS weekly,
             {outside} IS NOT NULL AS is_outside
      FROM {tables} WHERE {where} AND {starts_on} <= :day AND COALESCE({left_on}, '9') > :day
      LIMIT -1)
GROUP BY key
"""

# Those who came with a contract, and whoever of them has gone: `here` lives there on the day.
_CAME = """
SELECT key, SUM(here) AS placements, SUM(here * now) AS current,
       SUM(here * weekly) AS offered, SUM(here AND weekly > now) AS up,
       SUM(here AND weekly < now) AS down, SUM(here * MAX(weekly - now, 0)) AS raised,
       SUM(now) AS came_now, SUM(first) AS came_first, SUM(here * first) AS stayed_first,
       COUNT(*) AS came, SUM(first <> now) AS remodelled
FROM (SELECT {key} AS key, {left_on} IS NULL OR {left_on} > :day AS here,
             {current_weekly_pence} AS now, {offered_weekly_pence} AS first,
             {weekly_pence} AS weekly
      FROM {tables} WHERE {where} AND ({starts_on} IS NULL OR {starts_on} <= :day)
      LIMIT -1)
GROUP BY key
"""

# What became of the fees of those who came with a contract and live there: by how much uplifts
# changed them, and how many had one, or a review. Of several changes for one day the last counts.
_SAME = "{0}.contract = c.contract AND {0}.ref = c.ref"
_BEFORE = newest("weekly_pence", _SAME, "< c.from_day", "r.offered_weekly_pence")
_CHANGED = f"""
SELECT c.contract, COUNT(DISTINCT CASE WHEN c.uplift NOT NULL THEN c.ref END) AS uplifted,
       COUNT(DISTINCT CASE WHEN c.uplift IS NULL THEN c.ref END) AS reviewed,
       SUM(CASE WHEN c.uplift NOT NULL THEN c.weekly_pence - {_BEFORE} ELSE 0 END) AS uplift
FROM fee_changes c JOIN ({{people}}) r ON {_SAME.format("r")}
WHERE c.contract IS NOT NULL AND c.from_day <= :day AND {lives("r.")} AND {counts("c", _SAME)}
GROUP BY c.contract
"""


@dataclass(frozen=True)
class WeeklySums:
    """One contract's people on a day: what they cost a week, and what moved that to what it is.

    ``moved`` counts the people that each step of the course is about, and ``outside`` those placed
    outside its terms.
    """

    fees: Fees
    course: Course
    moved: Course
    outside: int

    def __add__(self, other: WeeklySums) -> WeeklySums:
        return WeeklySums(
            self.fees + other.fees,
            self.course + other.course,
            self.moved + other.moved,
            self.outside + other.outside,
        )


Key = tuple[int | None, int | None]
"""A contract and no home, or no contract and the home that people live in without one."""

NOBODY = WeeklySums(Fees(0, 0, 0, 0, 0, 0, 0), Course(), Course(), 0)


def weekly_sums(
    ledger: Ledger, day: date, contract: int | None = None, without: Collection[str] = ()
) -> dict[Key, WeeklySums]:
    """The sums of a London day, in pence a week: by contract and no home, or by no contract and
    the home that people live in without one.

    Only one contract's where one is given; people of the references ``without`` are left out.
    """
    where = "1" if contract is None else "{contract} = :contract"
    where += " AND {ref} NOT IN (SELECT value FROM json_each(:without))" if without else ""
    given = {"day": day.isoformat(), "contract": contract, "without": json.dumps(sorted(without))}
    found: dict[Key, WeeklySums] = defaultdict(lambda: NOBODY)
    changed = _changed(ledger, where, given)
    for arm in ARMS:
        for key, sums in _arm_sums(ledger, arm, where, given, changed):
            found[key] += sums
    return dict(found)


def _arm_sums(
    ledger: Ledger, arm: Arm, where: str, given: Row, changed: dict[int, Row]
) -> Iterator[tuple[Key, WeeklySums]]:
    if arm.came != "placed":
        for row in ledger.rows(_filled(_CAME, arm, where), given):
            yield (row["key"], None), _came(row, changed.get(row["key"], _UNCHANGED))
        return
    for row in ledger.rows(_filled(_PLACED, arm, f"{where} AND {{contract}} NOT NULL"), given):
        yield (row["key"], None), _placed(row)
    if given["contract"] is None:
        without = f"{where} AND {{contract}} IS NULL"
        for row in ledger.rows(_filled(_PLACED, arm, without, key="home"), given):
            yield (None, row["key"]), _placed(row)


def _filled(query: str, arm: Arm, where: str, key: str = "contract") -> str:
    columns = {name: arm.column(name) for name in COLUMNS}
    only = where.format(contract=arm.contract, home=arm.home, ref="p.ref")
    return query.format(tables=arm.tables, where=only, key=columns[key], **columns)


_UNCHANGED: Row = {"uplifted": 0, "reviewed": 0, "uplift": 0}


def _changed(ledger: Ledger, where: str, given: Row) -> dict[int, Row]:
    needed = ("contract", "ref", "starts_on", "left_on", "offered_weekly_pence")
    came = [arm for arm in ARMS if arm.came != "placed"]
    people = "\nUNION ALL\n".join(arm.select(*needed, where=where) for arm in came)
    rows = ledger.rows(_CHANGED.format(people=people), given)
    return {row["contract"]: row for row in rows}


def _came(row: Row, changed: Row) -> WeeklySums:
    course = Course(
        current=row["came_now"],
        model=row["came_first"] - row["came_now"],
        reviews=row["offered"] - row["stayed_first"] - changed["uplift"],
        uplift=changed["uplift"],
        leavers=row["stayed_first"] - row["came_first"],
    )
    moved = Course(
        current=row["came"],
        model=row["remodelled"],
        reviews=changed["reviewed"],
        uplift=changed["uplifted"],
        leavers=row["came"] - row["placements"],
    )
    return WeeklySums(_fees(row), course, moved, 0)


def _placed(row: Row) -> WeeklySums:
    joined = Course(joiners=row["offered"]), Course(joiners=row["placements"])
    return WeeklySums(_fees(row), *joined, row["outside"])


def _fees(row: Row) -> Fees:
    summed = ("placements", "current", "offered", "up", "down", "raised")
    lowered = row["raised"] - (row["offered"] - row["current"])
    return Fees(**{key: row[key] for key in summed}, lowered=lowered)
