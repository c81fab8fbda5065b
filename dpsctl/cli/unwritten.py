"""Output that nobody reads, or that cannot be written: told plainly, and never by a traceback."""

from __future__ import annotations

import os
import sys
from typing import TextIO


def opened_nowhere() -> None:
    """Point nowhere what was closed before we came, as some that start jobs do.

    What is opened next would take its number, were it the ledger.
    """
    for name, flags in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, flags, encoding="utf-8"))  # noqa: SIM115


def nobody_reads(*streams: TextIO) -> int:
    """The exit code where the reader of stdout, or of these streams, has gone."""
    # Pointed nowhere, so that nothing complains at exit.
    for stream in streams or (sys.stdout,):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
    return 0


def not_written(error: OSError) -> int:
    """Tell that the output, or a file, cannot be written; the exit code."""
    what = error.filename or "the output cannot be written"
    sys.stderr.write(f"dpsctl: {what}: {error.strerror}\n")
    return nobody_reads() or 1


def flushed(code: int) -> int:
    """The exit code, once all that was printed is out."""
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        return nobody_reads() or code
    except OSError as error:
        return max(code, not_written(error))
    return code
