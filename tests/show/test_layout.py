import pytest

from dpsctl.show.layout import pad, width, wrap
from dpsctl.show.terminal import Terminal

DIGEST = "0f3c" * 8


@pytest.mark.parametrize(
    ("text", "cells"),
    [("Oak", 3), ("£1.00", 5), ("山田ホーム", 10), ("Cafe\u0301", 4), ("a\u200db", 2), ("", 0)],
)
def test_width_is_in_display_cells(text: str, cells: int) -> None:
    assert width(text) == cells


def test_padding_fills_display_cells() -> None:
    assert pad("山", 4) == "山  "
    assert pad("12", 4, right=True) == "  12"


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("one two three", ["one two", "three"]),
        ("  one two three", ["  one two", "  three"]),
        (f"see {DIGEST} now", ["see", DIGEST, "now"]),
        ("山田 ホーム", ["山田", "ホーム"]),
        ("", [""]),
    ],
)
def test_wrapping_breaks_at_spaces_and_keeps_the_indent(text: str, lines: list[str]) -> None:
    assert wrap(text, Terminal(9)) == lines


def test_wrapping_leaves_room_for_what_stands_beside() -> None:
    assert wrap("one two three", Terminal(12), used=5) == ["one two", "three"]


def test_nothing_wraps_off_a_terminal() -> None:
    assert wrap("word " * 100, None) == ["word " * 100]
