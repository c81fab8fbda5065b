"""Whatever is done to a good document, it is read or refused with a place; nothing else happens."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dpsctl.errors import DocumentError
from dpsctl.shipped import FIXTURES, RULES

from .reading_as import READERS
from .test_applications import WHOLE
from .test_council_documents import SYSTEM

GOOD = {
    "application": WHOLE,
    "system": SYSTEM,
    "decision": "decision: 20/00108\ntitle: Sample\neffective_on: 2021-02-15\npowers: [open]\n",
    "uplift": (FIXTURES / "kent" / "uplifts" / "2022-23.yaml").read_text("utf-8"),
    "regimes": (RULES / "regimes.yaml").read_text("utf-8"),
    "calendar": (RULES / "calendars" / "england.yaml").read_text("utf-8"),
}
STRANGE = st.sampled_from(["", "\n", "[", "]", "{", "}", "- ", ": ", "&a ", "*a", "!!x ", "'", "~"])


@pytest.mark.parametrize("kind", GOOD)
@settings(deadline=None)  # the calendar is long
@given(cut=st.data(), strange=STRANGE | st.text(max_size=3))
def test_a_good_document_with_something_put_in(kind: str, cut: st.DataObject, strange: str) -> None:
    good = GOOD[kind]
    begin = cut.draw(st.integers(0, len(good)))
    end = cut.draw(st.integers(begin, min(begin + 20, len(good))))
    written = f"{good[:begin]}{strange}{good[end:]}".encode("utf-8", "replace")
    try:
        READERS[kind](written, "f")
    except DocumentError as error:
        assert error.complaints == sorted(error.complaints)
        assert all(complaint.line >= 1 and complaint.column >= 1 for complaint in error.complaints)


KEYS = st.sampled_from(
    [
        *("home", "provider", "categories", "declaration", "placements", "x y", "1"),
        *("from", "weights", "indices", "caps", "evidence"),
    ]
)
TREES = st.recursive(
    st.sampled_from(["none declared", "yes", "12", "2021-02-10", ""]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=12,
)


@pytest.mark.parametrize("kind", ["application", "system", "decision", "grounds", "uplift"])
@settings(deadline=None)
@given(tree=st.dictionaries(KEYS, TREES, min_size=1))
def test_any_shape_is_refused_in_plain_words(kind: str, tree: dict[str, object]) -> None:
    with pytest.raises(DocumentError) as caught:
        READERS[kind](json.dumps(tree).encode(), "f")
    assert not any("Input should" in line for line in caught.value.lines())
