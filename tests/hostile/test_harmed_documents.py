"""Whatever is done to a document of any kind, the command that reads it takes or refuses it.

``DPSCTL_FUZZ=100 pytest tests/hostile`` tries a hundred times as many.
"""

from __future__ import annotations

import os
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from .desk import Desk
from .harming import Tree, as_csv, as_yaml, harmed, table_of, tree_of
from .kinds import KINDS, Kind

TIMES = int(os.environ.get("DPSCTL_FUZZ", "1"))
QUIETLY = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large]


def _ways(kind: Kind) -> tuple[Callable[[str], Tree], Callable[[Tree], str]]:
    return (table_of, as_csv) if kind.file.endswith(".csv") else (tree_of, as_yaml)


@pytest.mark.parametrize("name", KINDS)
@settings(deadline=None, max_examples=8 * TIMES, suppress_health_check=QUIETLY)
@given(draw=st.data())
def test_a_document_harmed_in_its_shape(desk: Desk, name: str, draw: st.DataObject) -> None:
    kind = KINDS[name]
    read, write = _ways(kind)
    text = write(draw.draw(harmed(read(kind.good))))
    desk.takes(kind, text.encode("utf-8", "surrogatepass"))


@pytest.mark.parametrize("name", KINDS)
@settings(deadline=None, max_examples=4 * TIMES, suppress_health_check=QUIETLY)
@given(draw=st.data())
def test_a_document_harmed_in_its_bytes(desk: Desk, name: str, draw: st.DataObject) -> None:
    kind = KINDS[name]
    source = kind.good.encode()
    begin = draw.draw(st.integers(0, len(source)))
    end = draw.draw(st.integers(begin, min(begin + 40, len(source))))
    desk.takes(kind, source[:begin] + draw.draw(BYTES) + source[end:])


BYTES = st.binary(max_size=6) | st.sampled_from(
    [b"\xc0\xaf", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\xe2\x82", b"\0", b"\r", b"\xc2\x85"]
)


@pytest.mark.parametrize("name", KINDS)
def test_it_would_have_been_taken_unharmed(desk: Desk, name: str) -> None:
    kind = KINDS[name]
    assert desk.takes(kind, kind.good.encode()) == [0] * len(kind.typed)
    read, write = _ways(kind)
    assert desk.takes(kind, write(read(kind.good)).encode()) == [0] * len(kind.typed)
