"""A bar for what lasts: drawn on a real terminal, gone afterwards, and never in anybody's way."""

from __future__ import annotations

import fcntl
import io
import os
import pty
import re
import struct
import termios
from collections.abc import Iterator
from contextlib import suppress
from typing import Any, TextIO

import pytest

from dpsctl.progress import along, teller, watched_by
from dpsctl.show.progress import Bar, progress_on

TERMINAL = {"TERM": "xterm-256color"}


class Screen:
    """A terminal of our own: what is written to ``stream`` is read from its other end."""

    def __init__(self, columns: int) -> None:
        self._ours, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
        os.set_blocking(self._ours, False)
        self.stream: TextIO = open(theirs, "w", encoding="utf-8")  # noqa: SIM115
        self._read = b""

    def read(self) -> None:
        """Read on: a terminal that nobody reads keeps its writers waiting."""
        with suppress(OSError):
            while read := os.read(self._ours, 65_536):
                self._read += read

    def written(self) -> str:
        """Everything written since it was last asked for."""
        self.stream.flush()
        self.read()
        read, self._read = self._read, b""
        return read.decode("utf-8")

    def hang_up(self) -> None:
        os.close(self._ours)

    def close(self) -> None:
        with suppress(OSError):
            self.stream.close()
        with suppress(OSError):
            self.hang_up()


class Watch:
    """A stopwatch that goes on only when somebody works."""

    def __init__(self, screen: Screen) -> None:
        self._screen = screen
        self.seconds = 0.0

    def __call__(self) -> float:
        return self.seconds

    def work(self, seconds: float) -> None:
        self.seconds += seconds
        self._screen.read()


def left_standing(written: str) -> list[str]:
    """The lines that stand on a terminal at last, by the few controls that a bar needs."""
    lines, row = [""], 0
    for part in re.findall(r"\x1b\[[?\d;]*[a-zA-Z]|\r|\n|[^\x1b\r\n]+", written):
        if part == "\n":
            row += 1
            lines += [""] * (row + 1 - len(lines))
        elif part == "\x1b[1A":
            row -= 1
        elif part == "\x1b[2K":
            lines[row] = ""
        elif not part.startswith(("\x1b", "\r")):
            lines[row] = part
    return [line for line in lines if line]


@pytest.fixture
def screen(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[Screen]:
    """A terminal, 80 columns wide unless a test says otherwise."""
    for name in ("COLUMNS", "LINES", "NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", TERMINAL["TERM"])
    made = Screen(getattr(request, "param", 80))
    yield made
    made.close()


@pytest.fixture
def watch(screen: Screen) -> Watch:
    return Watch(screen)


def carry_out(screen: Screen, watch: Watch, things: Any, each: float, **count: Any) -> list[Any]:
    """Work so many seconds on each thing, watched by a bar on the screen; the things in turn."""
    done = []
    with watched_by(Bar(screen.stream, watch)):
        for thing in along(things, "judging applications", **count):
            done.append(thing)
            watch.work(each)
    return done


def test_what_takes_less_than_a_second_shows_nothing(screen: Screen, watch: Watch) -> None:
    assert carry_out(screen, watch, range(9), 0.1) == list(range(9))

    assert screen.written() == ""


def test_what_lasts_has_a_bar_and_leaves_the_terminal_as_it_was(
    screen: Screen, watch: Watch
) -> None:
    screen.stream.write("before\n")
    assert carry_out(screen, watch, range(2_000), 0.01) == list(range(2_000))
    screen.stream.write("after\n")

    written = screen.written()
    assert "judging applications" in written and "━" in written
    assert re.search(r"1,5\d\d of 2,000", written)
    assert left_standing(written) == ["before", "after"]
    assert written.count("\x1b[?25h") >= written.count("\x1b[?25l")  # the cursor is there again
    assert 150 < written.count("judging") < 210  # ten times a second, however fast the work is


def test_how_many_there_are_need_not_be_known(screen: Screen, watch: Watch) -> None:
    carry_out(screen, watch, iter(range(30)), 0.1)
    unknown = screen.written()
    carry_out(screen, watch, iter(range(30)), 0.1, of=lambda: 30)

    assert " of " not in unknown and " 20 " in unknown
    assert "20 of 30" in screen.written()


def test_work_that_counts_for_itself_tells_how_far_it_is(screen: Screen, watch: Watch) -> None:
    with watched_by(Bar(screen.stream, watch)):
        told = teller("verifying entries")
        for done in range(31):
            told(done, 30)
            watch.work(0.1)

    written = screen.written()
    assert "verifying entries" in written and "20 of 30" in written
    assert left_standing(written) == []


@pytest.mark.parametrize("screen", [8, 20, 45, 300], indirect=True)
def test_narrow_and_wide_terminals_keep_it_on_one_line(screen: Screen, watch: Watch) -> None:
    carry_out(screen, watch, range(30), 0.1)

    written = screen.written()
    assert written
    assert left_standing(written) == []
    assert written.count("\n") == 1  # the one that is wiped at last


def test_no_color_means_none(screen: Screen, watch: Watch, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    carry_out(screen, watch, range(30), 0.1)

    written = screen.written()
    assert "20 of 30" in written
    assert "m" not in {control[-1] for control in re.findall(r"\x1b\[[?\d;]*[a-zA-Z]", written)}


def test_what_fails_half_way_leaves_no_bar(screen: Screen, watch: Watch) -> None:
    with pytest.raises(ZeroDivisionError), progress_on(screen.stream, TERMINAL, watch):
        for left in along(range(15, -1, -1), "judging applications"):
            watch.work(9 / left)

    written = screen.written()
    assert "10 of 16" in written
    assert left_standing(written) == []


def test_a_terminal_that_has_gone_does_not_stop_the_work(screen: Screen, watch: Watch) -> None:
    done = []
    with watched_by(Bar(screen.stream, watch)):
        for thing in along(range(100), "judging applications"):
            done.append(thing)
            watch.work(0.1)
            if thing == 50:
                screen.hang_up()

    assert done == list(range(100))


@pytest.mark.parametrize("environ", [{}, {"TERM": "dumb"}, {"TERM": "unknown"}])
def test_a_terminal_that_cannot_be_wiped_gets_no_bar(
    screen: Screen, environ: dict[str, str]
) -> None:
    with progress_on(screen.stream, environ):
        assert nobody_watches()


@pytest.mark.parametrize("stream", [None, io.StringIO()])
def test_nor_does_a_pipe_a_file_or_what_is_closed(stream: TextIO | None) -> None:
    with progress_on(stream, TERMINAL):
        assert nobody_watches()


def nobody_watches() -> bool:
    """Whether what is done now is told to nobody: things are then taken as they are."""
    things = iter([1])
    return along(things, "anything") is things


def test_a_command_on_a_terminal_is_watched_and_not_after_it(screen: Screen) -> None:
    with progress_on(screen.stream, TERMINAL):
        assert not nobody_watches()
    assert nobody_watches()
