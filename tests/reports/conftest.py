from collections.abc import Iterator
from pathlib import Path

import pytest

from .books import Books, opened


@pytest.fixture
def books(tmp_path: Path) -> Iterator[Books]:
    """Blank books in a real file."""
    with opened(tmp_path / "dps.db") as books:
        yield books


@pytest.fixture
def kent(books: Books) -> Books:
    """Books with the Kent system and the window of March 2021, and no application yet."""
    books.kent()
    return books
