from io import StringIO

import pytest

from dpsctl.show.terminal import Terminal, strong, terminal_of


class Screen(StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("environ", "colour"),
    [
        ({}, True),
        ({"NO_COLOR": "1"}, False),
        ({"NO_COLOR": ""}, True),
        ({"TERM": "dumb"}, False),
        ({"TERM": "xterm"}, True),
    ],
)
def test_colour_is_for_terminals_that_want_it(
    environ: dict[str, str], colour: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "72")
    assert terminal_of(Screen(), environ) == Terminal(72, colour)


def test_a_pipe_is_no_terminal() -> None:
    assert terminal_of(StringIO(), {}) is None


def test_bold_is_colour() -> None:
    assert strong("Kent", Terminal(80, colour=True)) == "\x1b[1mKent\x1b[0m"
    assert strong("Kent", Terminal(80)) == "Kent"
    assert strong("Kent", None) == "Kent"
