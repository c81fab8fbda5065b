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
import statistics
import subprocess
import sys
import tempfile
from contextlib import closing
from pathlib import Path

from ..office import bare_environment
from .costs import ran

RUNS = 5
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


def main(placements: int) -> None:
    """Write the ledger, measure and print."""
    python = sys.executable
    with tempfile.TemporaryDirectory() as name:
        ledger = Path(name) / "dps.db"
        # In a process of its own: what is measured begins with the memory of what began it.
        prepare = [python, "-m", __spec__.name, "--prepare", str(ledger), str(placements)]
        size = int(subprocess.check_output(prepare, env=bare_environment()))
        commands = {
            "verify": [python, "-m", "dpsctl", "verify", "--ledger", str(ledger)],
            "contents alone": [python, "-c", CONTENTS, str(ledger)],
            "integrity_check alone": [python, "-c", SOUNDNESS, str(ledger)],
            "rows": [python, "-I", "-c", ROWS, str(ledger)],
            "flat": [python, "-I", "-c", FLAT, str(ledger)],
        }
        out = Path(name) / "out"
        turns = [
            {what: ran(command, out) for what, command in commands.items()} for _ in range(RUNS + 1)
        ][1:]
    print(f"{placements:,} placements, {size / 1e6:.0f} MB hashed")
    for what in commands:
        ratios = [
            statistics.median(turn[what][0] / turn[floor][0] for turn in turns)
            for floor in ("flat", "rows")
        ]
        print(
            f"{what}: {statistics.median(turn[what][0] for turn in turns):.2f} s, "
            f"{ratios[0]:.2f} times flat, {ratios[1]:.2f} times rows, "
            f"at most {max(turn[what][1] for turn in turns):.0f} MiB"
        )


if __name__ == "__main__":
    if sys.argv[1:2] == ["--prepare"]:
        print(prepared(Path(sys.argv[2]), int(sys.argv[3])))
    else:
        main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)
