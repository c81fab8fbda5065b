"""Every benchmark, or those named, as README's table."""

from __future__ import annotations

import os
import platform
import sqlite3
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

from . import HEAD, benchmarks


def machine() -> str:
    """What this was measured on, in a sentence; the machine's name is nobody's business."""
    memory = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") / 2**30
    using = f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}"
    packages = ", ".join(f"{name} {version(name)}" for name in ("typer", "pydantic", "pyyaml"))
    return (
        f"Measured on {len(os.sched_getaffinity(0))} cores of {_processor()}, {memory:.0f} GiB, "
        f"{platform.system()} {platform.machine()}; {using}, {packages}."
    )


def _processor() -> str:
    """The processor's model, where Linux tells it."""
    told = Path("/proc/cpuinfo")
    lines = told.read_text(encoding="utf-8").splitlines() if told.exists() else []
    models = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return models[0] if models else platform.processor() or "a processor of no known model"


def main(names: list[str]) -> int:
    """Measure and print; the exit code is 1 where a goal is missed.

    Each in a process of its own: a process counts what it is begun by as its own memory.
    """
    print(f"{machine()}\n\n{HEAD}", flush=True)
    each = [[sys.executable, "-m", module.__name__] for _, module in benchmarks(names)]
    return max(int(subprocess.run(command, check=False).returncode != 0) for command in each)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
