"""Benchmarks: how long dpsctl takes for something, beside a bare floor measured in the same run.

    python -m tests.bench [NAME...]

runs them all, or those named, one after another, and prints README's table with the machine named;
its exit code is 1 where a goal is missed. Ratios say something wherever they are measured, seconds
do not: nothing here is a timed test. ``python -m tests.bench.NAME [SIZE]`` runs one at a size.

A benchmark is a module in this folder that has

- ``lines(size: int | None = None) -> Iterator[Measured]``: one for each line of the table, measured
  when it is asked for; without a size, at the size that the table is to show. Before it measures it
  sees that both sides come to the same.
- ``SMALL: int``: a size at which it takes a second, for the test that keeps it running.

Both sides of a line run in turn, and one pair before the first is thrown away: by then their
bytecode is compiled and the file is in memory.
"""

from __future__ import annotations

import statistics
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from types import ModuleType


@dataclass(frozen=True)
class Measured:
    """One line of the table: ``what`` was done ``against`` which floor (both in Markdown).

    ``runs`` are the seconds of ours and of the floor in each run, taken in turn; ``goal`` is the
    ratio that is wanted at most, if one is; ``memory`` the most that ours took, in MiB.
    """

    what: str
    against: str
    runs: list[tuple[float, float]]
    goal: float | None = None
    memory: float | None = None

    @property
    def ratio(self) -> float:
        """How many times as long ours took: the median of the runs."""
        return statistics.median(ours / floor for ours, floor in self.runs)

    @property
    def missed(self) -> bool:
        """Whether ours took longer than it should."""
        return self.goal is not None and self.ratio > self.goal

    def row(self) -> str:
        """The line as README has it."""
        ours, floor = (statistics.median(run[side] for run in self.runs) for side in (0, 1))
        memory = f", at most {self.memory:.0f} MiB" if self.memory else ""
        goal = f"{self.goal:.2f}" if self.goal else ""
        seconds = f"{_seconds(ours)} to {_seconds(floor)}"
        return f"| {self.what}{memory} | {self.against} | {seconds} | {self.ratio:.2f} | {goal} |"


HEAD = """\
| | against | seconds | ratio | goal |
|---|---|---|---|---|"""


def benchmarks(names: Iterable[str] = ()) -> Iterator[tuple[str, ModuleType]]:
    """The benchmarks of this folder by name, or those named, in that order."""
    every = sorted(path.stem for path in Path(__file__).parent.glob("[!_]*.py"))
    for name in names or every:
        module = import_module(f"{__name__}.{name}")
        if hasattr(module, "lines"):
            yield name, module


def show(lines: Iterable[Measured]) -> int:
    """Print each line once it is measured; the exit code is 1 where one misses its goal."""
    code = 0
    for line in lines:
        print(line.row(), flush=True)
        code |= line.missed
    return code


def _seconds(seconds: float) -> str:
    return f"{seconds:.1f}" if seconds >= 10 else f"{seconds:.2f}"
