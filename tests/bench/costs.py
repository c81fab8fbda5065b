"""How long ``report costs`` takes over a million placements, beside the same sums in plain SQL.

Both run as whole processes on the same file, in turn, in the same run; the plain one is Python with
nothing but sqlite3, and one query that a person would write by hand. What each contract costs must
be the same in both:

    python -m tests.bench.costs [PLACEMENTS]
"""

from __future__ import annotations

import csv
import json
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from . import Measured, show
from .many_placements import written
from .side_by_side import beside, ran

PLACEMENTS = 1_000_000
SMALL = 400
RUNS = 9
GOAL = 1.5
DAY = "2025-06-01"
PLAIN = f"""
import json, sqlite3, sys
db = sqlite3.connect(f"file:{{sys.argv[1]}}?mode=ro", uri=True)
print(json.dumps(db.execute('''
WITH living AS MATERIALIZED (
  SELECT p.contract, p.weekly_pence AS now,
         COALESCE((SELECT f.weekly_pence FROM fee_changes f
                   WHERE f.placing = p.id AND f.from_day <= '{DAY}'
                   ORDER BY f.from_day DESC, f.id DESC LIMIT 1), p.weekly_pence) AS weekly
  FROM placings p
  WHERE p.starts_on <= '{DAY}'
    AND COALESCE((SELECT e.left_on FROM placement_endings e WHERE e.placing = p.id
                  ORDER BY e.id DESC LIMIT 1), '9') > '{DAY}')
SELECT contract, COUNT(*), SUM(now), SUM(weekly), SUM(weekly > now), SUM(weekly < now),
       SUM(MAX(weekly - now, 0)), SUM(MAX(now - weekly, 0))
FROM living GROUP BY contract ORDER BY contract''').fetchall()))
"""


def commands(ledger: Path) -> tuple[list[str], list[str]]:
    """The report, and the plain query."""
    asked = ["report", "costs", "--as-of", DAY, "--format", "csv", "--ledger", str(ledger)]
    return [sys.executable, "-m", "dpsctl", *asked], [sys.executable, "-c", PLAIN, str(ledger)]


def agree(report: Path, plain: Path) -> bool:
    """Whether both came to the same: placements and weekly pence of every contract."""
    rows = csv.DictReader(report.read_text(encoding="utf-8").splitlines())
    ours = [
        (int(row["placements"]), *(_pence(row[f"{terms}_weekly_gbp"]) for terms in _TERMS))
        for row in rows
    ]
    theirs = [tuple(row[1:4]) for row in json.loads(plain.read_text(encoding="utf-8"))]
    return [row for row in ours if row[0]] == theirs


_TERMS = ("current", "offered")


def _pence(pounds: str) -> int:
    return int(pounds.replace(".", ""))


def lines(size: int | None = None) -> Iterator[Measured]:
    """The report beside the plain query, over so many placements."""
    placements = size or PLACEMENTS
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        written(folder / "dps.db", placements)
        report, plain = commands(folder / "dps.db")
        files = folder / "report.csv", folder / "plain.json"
        runs = RUNS if placements > SMALL else 1
        turns = range(runs + (runs > 1))
        pairs = [(ran(report, files[0]), ran(plain, files[1])) for _ in turns][-runs:]
        assert agree(*files), "the report and the plain query do not agree"
    yield beside(
        f"`costs`: `report costs` over {placements:,} placements, whole process",
        "the same sums in one plain SQL query on the same file, by Python's sqlite3 alone",
        pairs,
        GOAL,
    )


if __name__ == "__main__":
    sys.exit(show(lines(*map(int, sys.argv[1:]))))
