"""How far along a command is, as a bar: on a terminal alone, of what lasts, and gone afterwards."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, TextIO

from dpsctl.clock import seconds_passed
from dpsctl.progress import watched_by

if TYPE_CHECKING:
    from rich.progress import Progress

Stopwatch = Callable[[], float]

BEGINS = 1.0  # seconds: what takes less needs no bar
BETWEEN = 0.1  # seconds from one drawing to the next


@contextmanager
def progress_on(
    stream: TextIO | None, environ: Mapping[str, str], seconds: Stopwatch = seconds_passed
) -> Iterator[None]:
    """Draw how far along things are on a stream, where it is a terminal that can be wiped."""
    plain = environ.get("TERM", "dumb") in ("dumb", "unknown")
    if plain or stream is None or not stream.isatty():
        yield
        return
    bar = Bar(stream, seconds)
    try:
        with watched_by(bar):
            yield
    finally:
        bar.wipe()


class Bar:
    """A watcher with a bar for what is being done, once that has lasted."""

    def __init__(self, stream: TextIO, seconds: Stopwatch = seconds_passed) -> None:
        self._stream = stream
        self._seconds = seconds
        self._what: str | None = None
        self._due = 0.0
        self._drawn: Progress | None = None

    def __call__(self, what: str, done: int, of: int | None) -> None:
        """Draw the bar of what is being done, where it is time to; wipe it once that is over."""
        now = self._seconds()
        if done == of:
            self.wipe()
        elif what != self._what:
            self.wipe()
            self._what, self._due = what, now + BEGINS
        elif now >= self._due:
            self._due = now + BETWEEN
            self._draw(what, done, of)

    def wipe(self) -> None:
        """Leave the terminal as it was."""
        drawn, self._drawn, self._what = self._drawn, None, None
        if drawn is not None:
            self._shown(drawn.stop)

    def _draw(self, what: str, done: int, of: int | None) -> None:
        counted = f"{done:,} of {of:,}" if of else f"{done:,}"
        if self._drawn is None:
            self._drawn = _blank(self._stream)
            self._drawn.add_task(what, total=of, completed=done, counted=counted)
            self._shown(self._drawn.start)
            # Whoever is killed leaves no terminal without a cursor.
            self._shown(lambda: self._drawn and self._drawn.console.show_cursor(True))
        (task,) = self._drawn.task_ids
        self._drawn.update(task, completed=done, counted=counted)
        self._shown(self._drawn.refresh)

    def _shown(self, draw: Callable[[], object]) -> None:
        # A terminal that has gone is no reason for a command to fail.
        try:
            draw()
        except OSError:
            self._due = float("inf")


def _blank(stream: TextIO) -> Progress:
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn
    from rich.table import Column

    return Progress(
        TextColumn("{task.description}", markup=False, table_column=Column(no_wrap=True)),
        BarColumn(30, complete_style="cyan", pulse_style="cyan"),
        TextColumn("{task.fields[counted]}", markup=False, table_column=Column(no_wrap=True)),
        TimeRemainingColumn(compact=True),
        console=Console(file=stream, force_terminal=True),
        auto_refresh=False,
        transient=True,
        redirect_stdout=False,
        redirect_stderr=False,
    )
