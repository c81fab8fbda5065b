"""How long ``dpsctl status`` takes on Kent's ledger, against the least a command could take.

The floor is the smallest Typer command with one typed option that imports what any command of
ours must: sqlite_utils and rich.table. Both run as whole processes, in turn, in the same run:

    python -m tests.bench.start
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from ..office import spawn

RUNS = 15
FLOOR = """
from typing import Annotated
import rich.table, sqlite_utils, typer
app = typer.Typer()
@app.command()
def main(number: Annotated[int, typer.Option()] = 1) -> None:
    print(number)
app()
"""


def seconds(command: list[str], folder: Path) -> float:
    """The wall time of one process."""
    began = time.perf_counter()
    subprocess.run(command, cwd=folder, check=True, capture_output=True)
    return time.perf_counter() - began


def ratio(runs: int) -> tuple[float, float, float]:
    """The medians of status and floor, in seconds, and the median of their ratios run by run."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        spawn(folder, "demo", "--into", "kent")
        (folder / "floor.py").write_text(FLOOR)
        floor = [sys.executable, "floor.py", "--number", "3"]
        ledger = ["--ledger", "kent/dps.db", "--now", "2021-04-20T12:00"]
        status = [sys.executable, "-m", "dpsctl", "status", *ledger]
        pairs = [(seconds(status, folder), seconds(floor, folder)) for _ in range(runs + 1)][1:]
    ours, theirs = zip(*pairs, strict=True)
    each = statistics.median(a / b for a, b in pairs)
    return statistics.median(ours), statistics.median(theirs), each


def main() -> None:
    """Measure and print."""
    status, floor, each = ratio(RUNS)
    print(f"status {status:.3f} s, floor {floor:.3f} s, {each:.2f} times")


if __name__ == "__main__":
    main()
