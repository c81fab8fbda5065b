"""Ledgers kept for a session, from which every hostile document starts."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from ..executing import executed
from ..office import STORY, Office, at_stage, furnish
from .desk import Desk


@pytest.fixture(scope="session")
def desk(kept_stages: Path, tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A desk in a folder of its own, with Kent's ledgers to begin from."""
    kept = tmp_path_factory.mktemp("hostile")
    office = executed(at_stage(kept_stages, "awarded", kept / "living"), 1, 3, 7)
    office.on("2022-03-01").types("record-decision decisions/22-00012.yaml")
    stages = {stage.name: (kept_stages / f"{stage.name}.db", stage.on) for stage in STORY}
    stages["living"] = shutil.copyfile(office.ledger, kept / "living.db"), "2022-03-15T10:00"
    return Desk(Office(furnish(kept / "office"), ""), stages)
