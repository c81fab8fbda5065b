"""The ledger as it was known at an instant: what was recorded since is hidden from every query.

A clock can be set back, and ``--now`` pinned to any day; the chain's order cannot. So nothing is
known before what it was recorded after: what was known is always the first entries and no others,
their head was the ledger's head, and nobody can slip a fact into what was known long ago.

Each table is hidden behind a temporary view of its own name, which holds the facts of the entries
recorded by then; SQLite looks among temporary names first. So no report has to know, and none can
forget. Nothing is written to the file.
"""

from __future__ import annotations

from sqlite_utils import Database

from dpsctl.ledger.schema import fact_tables
from dpsctl.ledger.schema.views import VIEWS


def hide_later(db: Database, instant: str) -> None:
    """Hide what was recorded after an instant, given as UTC text: what was recorded at it counts.

    The caller has begun to read, and forbids writing only afterwards.
    """
    db.execute("PRAGMA temp_store = MEMORY")
    db.execute("CREATE TEMP TABLE entries_known (id INTEGER PRIMARY KEY)")
    db.execute(
        "INSERT INTO entries_known SELECT id FROM main.entries WHERE id < COALESCE("
        "(SELECT MIN(id) FROM main.entries WHERE recorded_at > ?), 9223372036854775807)",
        [instant],
    )
    _hide(db, "entries", "id")
    for table in fact_tables(db):
        _hide(db, table, "entry")
    for name, select in VIEWS.items():
        db.execute(f"CREATE TEMP VIEW {name} AS\n{select}")


def _hide(db: Database, table: str, entry: str) -> None:
    db.execute(
        f"CREATE TEMP VIEW {table} AS SELECT * FROM main.{table} "
        f"WHERE {entry} IN (SELECT id FROM temp.entries_known)"
    )
