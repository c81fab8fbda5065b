"""What may be said of a command that is stopped by Ctrl-C: whether anything of it may stand."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

STOPPED = 130
"""The exit code of a command that was stopped: what shells give for SIGINT, 128 + 2."""
_may_stand: ContextVar[bool] = ContextVar("may_stand", default=False)


@contextmanager
def stoppable() -> Iterator[None]:
    """One command; a command may type others, each of which stands for itself."""
    before = _may_stand.set(False)
    try:
        yield
    finally:
        _may_stand.reset(before)


def from_here_it_may_stand() -> None:
    """What is done next makes the command's work stand.

    Said before it is done, not after: an interruption while SQLite commits is only told of later.
    """
    _may_stand.set(True)


def stopped_words() -> str:
    """What to say of the command if it is stopped now."""
    if not _may_stand.get():
        return "dpsctl: stopped; nothing recorded\n"
    return (
        "dpsctl: stopped as it finished: what it was to do may stand\n"
        "  see `dpsctl report history`; the same command again does what is left\n"
    )


def is_stop(error: BaseException | None) -> bool:
    """Whether it was Ctrl-C that led to an error, such as one of clearing up after it."""
    while error is not None and not isinstance(error, KeyboardInterrupt):
        error = error.__context__
    return error is not None
