"""How long ``verify`` takes over a million placements, beside bare SHA-256 over the same bytes.

The same bytes are those that the chain hashes: every fact as JSON. Two floors, each a process with
nothing but hashlib and sqlite3: *flat* hashes them from a file in which they lie ready, *rows*
reads the rows out of the ledger and hashes their values joined. Beside the whole command stand what
reads the contents alone (the chain and the documents' texts), and what SQLite's own check of the
file takes by itself. All run as whole processes, in turn, in the same run:

    python -m tests.bench.verify [PLACEMENTS]
"""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from ..office import CHECKOUT, bare_environment
from . import Measured, show
from .side_by_side import ran

PLACEMENTS = 1_000_000
SMALL = 100
RUNS = 3
CALLED = {
    "whole": "`dpsctl verify`, everything, whole process",
    "contents": "the chain and the documents' texts alone",
    "damage": "`PRAGMA integrity_check` alone",
    "rows": "the same rows read by sqlite3 and hashed",
    "flat": "SHA-256 of the same bytes, lying ready in a file",
}
LINES = (
    ("whole", "flat", 3.0),
    ("whole", "rows", None),
    ("contents", "flat", None),
    ("contents", "rows", None),
    ("whole", "damage", None),
)
FLAT = """
import hashlib, sys
whole = hashlib.sha256()
with open(sys.argv[1] + ".flat", "rb") as file:
    while piece := file.read(1 << 20):
        whole.update(piece)
print(whole.hexdigest())
"""
ROWS = """
import hashlib, sqlite3, sys
db = sqlite3.connect(f"file:{sys.argv[1]}?mode=ro", uri=True)
tables = [name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
whole = hashlib.sha256()
for table in tables:
    rows = db.execute(f"SELECT * FROM {table}")
    while some := rows.fetchmany(1000):
        whole.update("".join([str(value) for row in some for value in row]).encode())
print(whole.hexdigest())
"""
CONTENTS = """
import sys
from pathlib import Path
from dpsctl.ledger.file import reading
from dpsctl.ledger.verifying import verify_contents
with reading(Path(sys.argv[1])) as ledger:
    assert verify_contents(ledger.db).intact
"""
SOUNDNESS = """
import sqlite3, sys
db = sqlite3.connect(f"file:{sys.argv[1]}?mode=ro", uri=True)
assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
"""


def prepared(ledger: Path, placements: int) -> int:
    """Write the ledger and, beside it, the bytes that its chain hashes; how many these are."""
    from sqlite_utils import Database

    from dpsctl.ledger.fact_texts import FactTexts, entries_as_text
    from dpsctl.ledger.links import texts_as
    from dpsctl.ledger.schema import fact_tables

    from .many_placements import written

    written(ledger, placements)
    with closing(sqlite3.connect(ledger)) as db, Path(f"{ledger}.flat").open("wb") as flat:
        tables = fact_tables(Database(db, execute_plugins=False))
        with texts_as(db, bytes):
            flat.writelines(entry for _, _, entry in entries_as_text(db))
            for table in tables:
                ((last,),) = db.execute(f"SELECT COALESCE(MAX(id), 0) FROM {table}")
                flat.writelines(FactTexts(db, table).between(1, last))
        return flat.tell()


def lines(size: int | None = None) -> Iterator[Measured]:
    """Verifying beside both floors, over so many placements."""
    placements = size or PLACEMENTS
    python = sys.executable
    with tempfile.TemporaryDirectory() as name:
        ledger = Path(name) / "dps.db"
        # In a process of its own: what is measured begins with the memory of what began it.
        prepare = [python, "-m", "tests.bench.verify", "--prepare", str(ledger), str(placements)]
        hashed = int(subprocess.check_output(prepare, env=bare_environment(), cwd=CHECKOUT))
        commands = {
            "whole": [python, "-m", "dpsctl", "verify", "--ledger", str(ledger)],
            "contents": [python, "-c", CONTENTS, str(ledger)],
            "damage": [python, "-c", SOUNDNESS, str(ledger)],
            "rows": [python, "-I", "-c", ROWS, str(ledger)],
            "flat": [python, "-I", "-c", FLAT, str(ledger)],
        }
        runs = RUNS if placements > SMALL else 1
        out = Path(name) / "out"
        turns = [
            {what: ran(command, out) for what, command in commands.items()}
            for _ in range(runs + (runs > 1))
        ][-runs:]
    for what, floor, goal in LINES:
        yield Measured(
            f"`verify`: {CALLED[what]}, {placements:,} placements, {hashed / 1e6:.0f} MB hashed",
            CALLED[floor],
            [(turn[what][0], turn[floor][0]) for turn in turns],
            goal,
            max(turn[what][1] for turn in turns),
        )


if __name__ == "__main__":
    if sys.argv[1:2] == ["--prepare"]:
        print(prepared(Path(sys.argv[2]), int(sys.argv[3])))
    else:
        sys.exit(show(lines(*map(int, sys.argv[1:]))))
