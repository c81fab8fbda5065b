"""Commands typed in a child of this process, which may be killed: much faster than starting one."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
import traceback
import warnings
from collections.abc import Callable
from pathlib import Path
from tempfile import gettempdir

from dpsctl.cli.main import main

from ..office import Office, Told, bare_environment

STUMBLED = 70  # what a child ends with that ran into an error nobody foresaw


def begun(
    office: Office, command: str, *, first: Callable[[], None] = lambda: None, who: int = 0
) -> int:
    """Begin a command in a child; ``first`` happens in there, before anything else.

    ``who`` tells several children of one office apart.
    """
    for name in _HEARD:
        _heard(os.getpid(), who, name).write_bytes(b"")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # threads of whoever runs the tests
        child = os.fork()
    if child == 0:
        os._exit(_typed(office, command, first, who))
    return child


def ended(child: int, *, who: int = 0) -> Told:
    """What a child ended with and printed; a code below zero is the signal that killed it."""
    _, how = os.waitpid(child, 0)
    heard = [_heard(os.getpid(), who, name) for name in _HEARD]
    out, err = (path.read_text("utf-8") for path in heard)
    for path in heard:
        path.unlink()
    return Told(os.waitstatus_to_exitcode(how), out, err)


def typed(office: Office, command: str, *, first: Callable[[], None] = lambda: None) -> Told:
    """Type a command in a child, and wait until it ends."""
    return ended(begun(office, command, first=first))


def started(office: Office, command: str) -> subprocess.Popen[str]:
    """A command typed in a process of its own, which takes longer to start than most to end."""
    return subprocess.Popen(
        [sys.executable, "-m", "dpsctl", *shlex.split(command)],
        cwd=office.folder,
        env={**bare_environment(), "DPSCTL_NOW": office.now, "DPSCTL_BY": office.by},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def heard_to_the_end(running: subprocess.Popen[str]) -> Told:
    """What a process ended with and printed."""
    out, err = running.communicate(timeout=120)
    return Told(running.returncode, out, err)


_HEARD = ("out", "err")


def _heard(parent: int, who: int, name: str) -> Path:
    # Not in the office: a full disk there would take even the complaint about it.
    return Path(gettempdir()) / f"dpsctl-fault-{parent}-{who}.{name}"


def _typed(office: Office, command: str, first: Callable[[], None], who: int) -> int:
    try:
        for number, name in enumerate(_HEARD, 1):
            _onto(number, _heard(os.getppid(), who, name), os.O_WRONLY)
        _onto(0, Path(os.devnull), os.O_RDONLY)
        sys.stdin, sys.stdout = os.fdopen(0), os.fdopen(1, "w")
        sys.stderr = os.fdopen(2, "w", buffering=1)
        os.chdir(office.folder)
        for name in [name for name in os.environ if name.startswith("DPSCTL_")]:
            del os.environ[name]
        os.environ |= {"DPSCTL_NOW": office.now, "DPSCTL_BY": office.by}
        first()
        main(shlex.split(command))
    except SystemExit as left:
        return left.code if isinstance(left.code, int) else 0
    except BaseException:
        traceback.print_exc()
        return STUMBLED
    return 0


def _onto(number: int, path: Path, flags: int) -> None:
    opened = os.open(path, flags)
    os.dup2(opened, number)
    os.close(opened)
