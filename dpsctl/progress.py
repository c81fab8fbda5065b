"""How far along a command is, told to whoever watches: nobody, unless the command line shows it.

Whatever may last says so in one line, and need not know who looks on:

    for row in along(rows, "judging applications"):

It changes nothing else: not the order, not the result, and not what is printed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sized
from contextlib import contextmanager
from contextvars import ContextVar
from functools import partial
from typing import TypeVar

T = TypeVar("T")

Watcher = Callable[[str, int, int | None], None]
"""Told what is being done, how many are done, and of how many (none: that is not known yet).

As many done as there are says that it is over.
"""

_watching: ContextVar[Watcher | None] = ContextVar("watching", default=None)


@contextmanager
def watched_by(watcher: Watcher | None) -> Iterator[None]:
    """Let somebody watch whatever is done meanwhile, or nobody."""
    before = _watching.set(watcher)
    try:
        yield
    finally:
        _watching.reset(before)


def along(
    things: Iterable[T], what: str, of: Callable[[], int | None] = lambda: None
) -> Iterator[T]:
    """Each of the things in turn, while whoever watches is told how many are done.

    ``of`` counts them, where the things themselves do not know how many they are; it is asked only
    if somebody watches. Not for a loop within another: only one thing is being done at a time.
    """
    watcher = _watching.get()
    if watcher is None:
        return iter(things)
    count = len(things) if isinstance(things, Sized) else of()
    return _told(things, partial(watcher, what), count)


def teller(what: str) -> Callable[[int, int], None]:
    """What to call, as often as one likes, with how many are done and of how many: for work that
    counts for itself.
    """
    watcher = _watching.get()
    return partial(watcher, what) if watcher else _nobody


def _told(
    things: Iterable[T], tell: Callable[[int, int | None], None], of: int | None
) -> Iterator[T]:
    done = 0
    for done, thing in enumerate(things, 1):
        tell(done - 1, of)
        yield thing
    tell(done, done)


def _nobody(done: int, of: int) -> None:
    """Tell nobody."""
