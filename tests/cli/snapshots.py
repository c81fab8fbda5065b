"""Screens as they were agreed, one text file each, in ``tests/snapshots``.

``UPDATE_SNAPSHOTS=1 pytest tests/cli`` writes them anew; the change is then read in the diff. Heads
and entries' digests depend on the login, and are masked with it; digests of documents are not.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

SNAPSHOTS = Path(__file__).parent.parent / "snapshots"

_DIGEST = re.compile(r"\b(head(?: of the chain)?:? )[0-9a-f]{64}\b")


def masked(screen: str) -> str:
    """A screen without what differs from one machine to another."""
    return _DIGEST.sub(r"\1<head>", screen)


def agreed(name: str, screen: str) -> str:
    """The screen as it was agreed under a name; where asked to, this one is it from now on."""
    path = SNAPSHOTS / f"{name}.txt"
    if os.environ.get("UPDATE_SNAPSHOTS"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(masked(screen), encoding="utf-8")
    return path.read_text(encoding="utf-8")
