from __future__ import annotations

from collections.abc import Callable

import pytest

from ..office import Office


@pytest.fixture
def awarded(kent_at: Callable[[str], Office]) -> Office:
    """Kent's office the day after the award: 1 to 16 awarded, 18 refused on 9 April."""
    return kent_at("awarded").on("2021-04-21")
