"""Ledgers kept for a session, from which every hostile document starts."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from ..executing import executed
from ..office import STORY, Office, at_stage, furnish
from .desk import Desk, Stages


@pytest.fixture(scope="session")
def stages(kept_stages: Path, tmp_path_factory: pytest.TempPathFactory) -> Stages:
    """Kent's ledgers, and one with three contracts in force and a decision to uplift."""
    kept = tmp_path_factory.mktemp("living")
    office = executed(at_stage(kept_stages, "awarded", kept / "office"), 1, 3, 7)
    office.on("2022-03-01").types("record-decision decisions/22-00012.yaml")
    living = shutil.copyfile(office.ledger, kept / "living.db"), "2022-03-15T10:00"
    told = {stage.name: (kept_stages / f"{stage.name}.db", stage.on) for stage in STORY}
    return {**told, "living": living}


@pytest.fixture(scope="module")
def desk(stages: Stages, tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A desk in a folder of its own, with those ledgers to begin from."""
    return Desk(Office(furnish(tmp_path_factory.mktemp("hostile") / "office"), ""), stages)
