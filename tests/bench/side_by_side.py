"""Processes side by side: what each took."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Sequence
from pathlib import Path

from ..office import bare_environment
from . import Measured

Measure = tuple[float, float]
"""Seconds by the clock, and the most memory in MiB."""


def ran(command: Sequence[str], out: Path) -> tuple[float, float]:
    """The wall time of one process in seconds, and the most memory it took in MiB.

    What it says goes into ``out``, and its remarks into a file beside that.
    """
    with out.open("wb") as file, out.with_suffix(".remarks").open("wb") as beside:
        began = time.perf_counter()
        process = subprocess.Popen(command, stdout=file, stderr=beside, env=bare_environment())
        _, status, used = os.wait4(process.pid, 0)
        took = time.perf_counter() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    told = out.with_suffix(".remarks").read_text(encoding="utf-8")
    assert process.returncode == 0, f"{command} ended with {process.returncode}: {told[-1000:]}"
    return took, used.ru_maxrss / 1024


def beside(
    what: str, against: str, pairs: Sequence[tuple[Measure, Measure]], goal: float
) -> Measured:
    """The line of the table that pairs of processes make, each ours and then the floor."""
    runs = [(ours, floor) for (ours, _), (floor, _) in pairs]
    return Measured(what, against, runs, goal, max(memory for (_, memory), _ in pairs))
