"""Kent's story, played once a session; each test takes the stage it wants to go on from."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from .office import Office, at_stage, furnish, played_out

_MEMORY = Path("/dev/shm")


def _has_room(folder: Path) -> bool:
    """Whether the tests' files may lie in a folder: some of them are run."""
    if not os.access(folder, os.W_OK) or shutil.disk_usage(folder).free < 4 * 2**30:
        return False
    return not os.statvfs(folder).f_flag & os.ST_NOEXEC


# Every commit waits for the disk, and the tests make many thousands: where there is room for them
# in memory, their folders are there.
if _has_room(_MEMORY):
    os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(_MEMORY))


@pytest.fixture(scope="session")
def kept_stages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with Kent's ledger as it was at every stage of the story."""
    return played_out(tmp_path_factory.mktemp("kent") / "played")


@pytest.fixture
def kent_at(kept_stages: Path, tmp_path: Path) -> Callable[[str], Office]:
    """Kent's office at a named stage of the story (see ``office.STORY``)."""
    return lambda stage: at_stage(kept_stages, stage, tmp_path / "office")


@pytest.fixture
def new_office(tmp_path: Path) -> Office:
    """An office with Kent's documents and no ledger yet."""
    return Office(furnish(tmp_path / "office"), "2020-11-16T10:00")
