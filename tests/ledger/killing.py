"""Killing a command while it writes."""

from __future__ import annotations

import os
import signal
from pathlib import Path
from time import sleep

from ..office import Office


def killed(office: Office, command: str, after: float) -> bool:
    """Kill a command some seconds after it has begun to write its journal; whether it lived."""
    journal = office.ledger.with_name("dps.db-journal")
    before = _written(journal)
    child = os.fork()
    if child == 0:
        try:
            office.types(command)
        finally:
            os._exit(0)
    while _written(journal) == before and not _exited(child):
        sleep(0.0005)
    sleep(after)
    os.kill(child, signal.SIGKILL)
    return os.waitpid(child, 0)[1] == signal.SIGKILL


def _exited(child: int) -> bool:
    """Whether a child has ended by itself; it can still be waited for."""
    return os.waitid(os.P_PID, child, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None


def _written(journal: Path) -> int:
    """When a journal was last written, in nanoseconds; 0 where there is none."""
    return journal.stat().st_mtime_ns if journal.exists() else 0
