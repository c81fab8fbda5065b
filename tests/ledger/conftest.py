from pathlib import Path

import pytest

from .full import copied, filled, untriggered


@pytest.fixture(scope="session")
def kept_ledger(kept_stages: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Kent's ledger with facts in every table; tests read it, or change a copy of it."""
    return filled(kept_stages, tmp_path_factory.mktemp("filled") / "office")


@pytest.fixture
def ledger(kept_ledger: Path, tmp_path: Path) -> Path:
    """A copy of that ledger of the test's own."""
    return copied(kept_ledger, tmp_path / "dps.db")


@pytest.fixture(scope="session")
def kept_open(kept_ledger: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """That ledger with its triggers dropped, which takes longer than all that is done to it."""
    laid_open = copied(kept_ledger, tmp_path_factory.mktemp("open") / "dps.db")
    with untriggered(laid_open):
        return laid_open


@pytest.fixture
def laid_open(kept_open: Path, tmp_path: Path) -> Path:
    """A copy without triggers, of the test's own."""
    return copied(kept_open, tmp_path / "dps.db")
