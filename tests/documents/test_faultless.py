"""The quick way through a document makes what the close look makes, or leaves it to that."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dpsctl.documents.characters import FORBIDDEN, is_clean
from dpsctl.documents.closely import BrokenOff, look_closely
from dpsctl.documents.document import Mark, complain
from dpsctl.documents.faultless import faultless
from dpsctl.documents.reading import read_documents
from dpsctl.shipped import FIXTURES

# What YAML is made of, so that what is put together of it is often nearly a document.
PIECES = (
    *("a", "b: ", "c: d", "~", "null", "<<: ", "x y", '"', "'", "\\u202e", "\\t", "\t", "\\"),
    *("\n", "\n  ", "\n    ", "\n- ", "\n  - ", "- ", ": ", ":", ", ", "{", "}", "[", "]", "# "),
    *("&a ", "*a", "!t ", "? ", "| ", ">\n  ", "---\n", "...\n", "%YAML 1.1\n", "\ufeff", "\u00e9"),
    *("\x07", "\u202e", "\udc80", "\r\n", "\r", "1,650.10", "57(1)(a): no", "@", "`", "''"),
)
documents = st.lists(st.sampled_from(PIECES), max_size=25).map("".join)


@given(documents)
@example("a: {b: 1, 2}\n")
@example("a:\na: 1\n")
@example("a: ~\nb: '~'\nc: ''\nd: \"\\t\"\n")
@example("a:\n  b:\n  c: [x, {d: e}]\nf: {}\ng: []\n")
@example("? [a]\n: b\n")
@example('a: "\\u202e"\n')
@example("[" * 21 + "]" * 21)
@example("a: " + "[" * 19 + "]" * 19)
@example("a: " + "[" * 20 + "]" * 20)
@example("a: b\n---\nc: d\n")
def test_it_makes_the_same_or_leaves_it(text: str) -> None:
    made = faultless(text)
    try:
        looked = look_closely(text, Mark(1, 1))
    except BrokenOff:
        assert made is None
    else:
        assert made is None or (made, []) == (looked.content, looked.mistakes.found)


def _shipped() -> list[Path]:
    return sorted(FIXTURES.glob("kent/**/*.yaml"))


@pytest.mark.parametrize("path", _shipped(), ids=lambda path: path.name)
def test_what_we_ship_goes_the_quick_way(path: Path) -> None:
    # Without this it could leave everything to the close look, and nobody would see.
    text = path.read_text(encoding="utf-8")
    assert faultless(text) == look_closely(text, Mark(1, 1)).content


def test_places_are_found_when_they_are_asked_for() -> None:
    first, second = read_documents(b"a: 1\n---\n# here\nb:\n  c: [d, e]\n", "some.yaml")
    assert (first.start, second.start) == (Mark(1, 1), Mark(4, 1))
    assert str(complain(second, ("b", "c", 1), "is wrong")) == "some.yaml:5:10: b.c[2]: is wrong"


def test_what_passes_at_a_glance_is_never_forbidden() -> None:
    every = [chr(code) for code in range(0x110000)]
    assert not FORBIDDEN.search("".join(one for one in every if is_clean(f"a{one}a")))
    assert [is_clean(text) for text in ("a\nb", "\u00a0", "a\r\nb", "a\rb", "\u202e")] == [
        *(True, True, True, False, False)
    ]
