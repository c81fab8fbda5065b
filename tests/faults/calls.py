"""The calls by which SQLite changes files, counted, cut short by death, or made to fail.

SQLite lets whoever asks put their own in place of each system call that it makes
(https://www.sqlite.org/c3ref/vfs.html, xSetSystemCall): so a child of this process can die at its
seventh write, always at the same one, and its disk can be full from the third.
"""

from __future__ import annotations

import _sqlite3
import ctypes
import mmap
import os
import signal
import sqlite3
from collections.abc import Callable
from typing import Any

_SIZE, _OFFSET, _TEXT = ctypes.c_size_t, ctypes.c_int64, ctypes.c_char_p
_BUFFER, _INT = ctypes.c_void_p, ctypes.c_int
_CALLS = {
    "write": (ctypes.c_ssize_t, _INT, _BUFFER, _SIZE),
    "pwrite": (ctypes.c_ssize_t, _INT, _BUFFER, _SIZE, _OFFSET),
    "pwrite64": (ctypes.c_ssize_t, _INT, _BUFFER, _SIZE, _OFFSET),
    "ftruncate": (_INT, _INT, _OFFSET),
    "unlink": (_INT, _TEXT),
}
_POINTERS = ("next", "name", "app")
_METHODS = (
    *("xOpen", "xDelete", "xAccess", "xFullPathname", "xDlOpen", "xDlError", "xDlSym", "xDlClose"),
    *("xRandomness", "xSleep", "xCurrentTime", "xGetLastError", "xCurrentTimeInt64"),
    *("xSetSystemCall", "xGetSystemCall"),
)


class _Vfs(ctypes.Structure):
    _fields_ = (
        *((name, _INT) for name in ("version", "file_size", "path_length")),
        *((name, ctypes.c_void_p) for name in (*_POINTERS, *_METHODS)),
    )


_SET = ctypes.CFUNCTYPE(_INT, ctypes.c_void_p, _TEXT, ctypes.c_void_p)
_GET = ctypes.CFUNCTYPE(ctypes.c_void_p, ctypes.c_void_p, _TEXT)

Call = Callable[..., int]
Instead = Callable[[str, Call, tuple[Any, ...]], int]
_kept: list[Any] = []  # what C calls back must not be swept up


def _vfs() -> Any:
    """SQLite's door to the operating system; none where this Python hides it."""
    try:
        find = ctypes.CDLL(_sqlite3.__file__).sqlite3_vfs_find
    except (AttributeError, OSError):
        return None
    find.restype, find.argtypes = ctypes.POINTER(_Vfs), [_TEXT]
    found = find(None)
    return found if found and found.contents.version >= 3 else None


def can_be_watched() -> bool:
    """Whether SQLite's calls can be got at here."""
    return _vfs() is not None


def instead(of_each: Instead) -> None:
    """Have ``of_each(name, call, arguments)`` answer each call, in this process from now on."""
    vfs = _vfs()
    put, get = _SET(vfs.contents.xSetSystemCall), _GET(vfs.contents.xGetSystemCall)
    for name, kind in _CALLS.items():
        address = get(vfs, name.encode())
        if address:
            own = _own(name, ctypes.CFUNCTYPE(*kind, use_errno=True), address, of_each)
            put(vfs, name.encode(), ctypes.cast(own, ctypes.c_void_p))


def _own(name: str, kind: Any, address: int, of_each: Instead) -> Any:
    call = kind(address)
    own = kind(lambda *arguments: of_each(name, call, arguments))
    _kept.extend((call, own))
    return own


class Counter:
    """A count that a child keeps and its parent reads."""

    def __init__(self) -> None:
        self._shared = mmap.mmap(-1, 8)

    @property
    def value(self) -> int:
        """How many there were so far."""
        return int.from_bytes(self._shared[:], "little")

    def more(self) -> int:
        """Count one more; which it is, from 1."""
        self._shared[:] = (self.value + 1).to_bytes(8, "little")
        return self.value


def counting(counter: Counter) -> Instead:
    """Each call made and counted."""

    def each(name: str, call: Call, arguments: tuple[Any, ...]) -> int:
        counter.more()
        return call(*arguments)

    return each


def dying_at(number: int, *, torn: bool = False) -> Instead:
    """Death at a call, counted from 1, before it is made; ``torn``: when half of it is written."""
    counter = Counter()

    def each(name: str, call: Call, arguments: tuple[Any, ...]) -> int:
        if counter.more() == number:
            if torn and "write" in name:
                call(*arguments[:2], arguments[2] // 2, *arguments[3:])
            die()
        return call(*arguments)

    return each


def failing_from(number: int, error: int) -> Instead:
    """A disk that takes nothing from some call on, counted from 1, with an error as ``ENOSPC``."""
    counter = Counter()

    def each(name: str, call: Call, arguments: tuple[Any, ...]) -> int:
        if counter.more() >= number and "write" in name:
            ctypes.set_errno(error)
            return -1
        return call(*arguments)

    return each


def at_each_statement(happens: Callable[[], object]) -> None:
    """Have something happen before every SQL statement, in this process from now on."""
    connect = sqlite3.connect

    def listened_to(*arguments: Any, **named: Any) -> sqlite3.Connection:
        connection: sqlite3.Connection = connect(*arguments, **named)
        connection.set_trace_callback(lambda _: happens())
        return connection

    sqlite3.connect = listened_to  # type: ignore[assignment]


def dying_at_statement(number: int) -> Callable[[], None]:
    """Death before a statement, counted from 1."""
    counter = Counter()

    def each() -> None:
        if counter.more() == number:
            die()

    return each


def die(process: int | None = None) -> None:
    """Kill a process, this one if no other is named, as ``kill -9`` does."""
    os.kill(process or os.getpid(), signal.SIGKILL)
