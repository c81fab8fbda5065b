import pytest
from hypothesis import given
from hypothesis import strategies as st

from dpsctl.show.words import safe


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Oak [/Lodge] :house:", "Oak [/Lodge] :house:"),
        ("red \x1b[31malert", r"red \x1b[31malert"),
        ("two\nlines\tand\rmore", r"two\nlines\tand\rmore"),
        ("\x9b2J", r"\x9b2J"),
        ("abc\u202edcba", r"abc\u202edcba"),
        ("line\u2028separator", r"line\u2028separator"),
        ("lone \udcff surrogate", r"lone \udcff surrogate"),
        ("no\u00a0break", "no\u00a0break"),
        ("👩\u200d⚕", "👩\u200d⚕"),
        ("", ""),
    ],
)
def test_what_a_terminal_would_obey_is_shown_as_an_escape(text: str, shown: str) -> None:
    assert safe(text) == shown


@given(st.text())
def test_safe_text_is_one_line_and_stays_as_it_is(text: str) -> None:
    once = safe(text)
    assert len(once.splitlines()) <= 1
    assert safe(once) == once
