"""How long ``import`` takes for a folder of application documents, beside reading and writing bare.

The bare one is Python with nothing but PyYAML and sqlite3: libyaml parses the same files into
events, which are thrown away, and the very rows that the import made go into a copy of the ledger
that it began with, table by table. Both run as whole processes, in turn, in the same run; in the
end the two ledgers hold the same.

    python -m tests.bench.imports [DOCUMENTS]
"""

from __future__ import annotations

import shutil
import sqlite3
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from itertools import zip_longest
from pathlib import Path

from ..office import STORY, Office, furnish
from . import Measured, show
from .many_applications import written
from .side_by_side import Measure, beside, ran

SIZES = (10_000, 100_000)
SMALL = 20
RUNS = {20: 1, 100_000: 1}
"""How often each size is measured, if not three times."""
GOAL = 2.0
DAY = "2021-04-06T09:00"
PLAIN = """
import sqlite3, sys
from contextlib import closing
from pathlib import Path
import yaml
folder, made, to = sys.argv[1:]
for path in sorted(Path(folder).iterdir()):
    for event in yaml.parse(path.read_bytes(), Loader=yaml.CLoader):
        pass
with closing(sqlite3.connect(made)) as rows, closing(sqlite3.connect(to)) as db:
    db.isolation_level = None
    db.execute("PRAGMA foreign_keys = ON")
    db.execute("PRAGMA synchronous = EXTRA")
    db.execute("BEGIN IMMEDIATE")
    last, = db.execute("SELECT MAX(id) FROM entries").fetchone()
    for table in TABLES:
        key = "id" if table == "entries" else "entry"
        added = rows.execute(f"SELECT * FROM {table} WHERE {key} > ? ORDER BY id", [last])
        places = ", ".join("?" * len(added.description))
        db.executemany(f"INSERT INTO {table} VALUES ({places})", added)
    db.execute("COMMIT")
"""
TABLES = (
    "documents",
    "providers",
    "provider_names",
    "provider_numbers",
    "homes",
    "home_locations",
    "home_names",
    "home_providers",
    "applications",
    "application_placements",
    "entries",
)
"""The tables that import writes, in an order that their references allow."""


def before(folder: Path) -> Path:
    """Kent's ledger with its window open, in an office of its own."""
    furnish(folder)
    for stage in STORY:
        if stage.name == "imported":
            break
        for typed in stage.typed:
            Office(folder, stage.on).types(typed)
    return folder / "dps.db"


def commands(folder: Path, count: int) -> tuple[list[str], list[str]]:
    """The import, and the bare reading and writing; each fills a ledger of its own."""
    ours = ["import", str(folder / "applications"), "--now", DAY, "--ledger"]
    plain = [str(folder / "applications"), str(folder / "ours.db"), str(folder / "plain.db")]
    script = f"TABLES = {TABLES}\n{PLAIN}"
    return (
        [sys.executable, "-m", "dpsctl", *ours, str(folder / "ours.db")],
        [sys.executable, "-c", script, *plain],
    )


def alike(ours: Path, plain: Path) -> int:
    """How many rows both ledgers hold; every one is the same in both."""
    count = 0
    with closing(sqlite3.connect(ours)) as made, closing(sqlite3.connect(plain)) as bare:
        for table in TABLES:
            # Row by row: what a process is begun by counts as its own memory.
            rows = [db.execute(f"SELECT * FROM {table} ORDER BY id") for db in (made, bare)]
            for one, other in zip_longest(*rows):
                assert one == other, "the import and the bare writing left different ledgers"
                count += 1
    return count


def measured(folder: Path, count: int) -> Iterator[tuple[Measure, Measure]]:
    """Each run's import and bare floor: seconds, and the most memory in MiB."""
    blank = before(folder / "office")
    written(folder / "applications", count)
    ours, plain = commands(folder, count)
    for _ in range(RUNS.get(count, 3)):
        for name in ("ours.db", "plain.db"):
            shutil.copyfile(blank, folder / name)
        yield ran(ours, folder / "said.txt"), ran(plain, folder / "nothing.txt")
        assert (folder / "said.txt").read_bytes().count(b"\n") == count


def lines(size: int | None = None) -> Iterator[Measured]:
    """The import beside the bare reading and writing, of so many documents."""
    for count in [size] if size else SIZES:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            pairs = list(measured(folder, count))
            rows = alike(folder / "ours.db", folder / "plain.db")
        yield beside(
            f"`imports`: `import` of {count:,} application documents, {rows:,} rows",
            "their bytes parsed to events by libyaml, and the same rows inserted by bare sqlite3",
            pairs,
            GOAL,
        )


if __name__ == "__main__":
    sys.exit(show(lines(*map(int, sys.argv[1:]))))
