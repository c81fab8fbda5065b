"""How long ``dpsctl status`` takes on Kent's ledger, against the least a command could take.

The floor is the smallest Typer command with one typed option that imports what any command of
ours must: sqlite_utils and rich.table. Both run as whole processes, in turn, in the same run, and
both are modules, of which Python keeps the bytecode:

    python -m tests.bench.start [RUNS]
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from ..office import played_out
from . import Measured, show
from .side_by_side import beside, ran

RUNS = 25
SMALL = 1
GOAL = 1.25
FLOOR = """
from typing import Annotated
import rich.table, sqlite_utils, typer
app = typer.Typer()
@app.command()
def main(number: Annotated[int, typer.Option()] = 1) -> None:
    print(number)
"""
# sqlite_utils loads numpy and pandas where they are installed, as they are not beside dpsctl alone:
# both sides do without, or the floor would be the slower for what a test machine has.
BARE = "import sys; sys.modules.update(numpy=None, pandas=None); "


def commands(folder: Path) -> tuple[list[str], list[str]]:
    """Status, and the floor."""
    (folder / "floor.py").write_text(FLOOR, encoding="utf-8")
    ledger = ["--ledger", str(folder / "awarded.db"), "--now", "2021-04-20T12:00"]
    status = f"{BARE} from dpsctl.cli.main import main; main()"
    floor = f"{BARE} sys.path.insert(0, {str(folder)!r}); from floor import app; app()"
    python = [sys.executable, "-c"]
    return [*python, status, "status", *ledger], [*python, floor, "--number", "3"]


def lines(size: int | None = None) -> Iterator[Measured]:
    """Status beside the floor, in so many runs."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        played_out(folder)
        ours, floor = commands(folder)
        said = folder / "status.txt", folder / "floor.txt"
        pairs = [(ran(ours, said[0]), ran(floor, said[1])) for _ in range((size or RUNS) + 1)][1:]
        assert "Waiting for" in said[0].read_text(encoding="utf-8")
        assert said[1].read_text(encoding="utf-8") == "3\n"
    yield beside(
        "`start`: `dpsctl status` on Kent's ledger, whole process",
        "the smallest Typer command with one typed option that imports sqlite_utils and rich.table",
        pairs,
        GOAL,
    )


if __name__ == "__main__":
    sys.exit(show(lines(*map(int, sys.argv[1:]))))
