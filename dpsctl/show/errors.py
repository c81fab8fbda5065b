"""Errors as a person reads them: plain lines on stderr, with nothing for a terminal to obey."""

from __future__ import annotations

import sys
from typing import TextIO

from dpsctl.errors import DpsctlError
from dpsctl.show.words import safe


def print_error(error: DpsctlError, stream: TextIO | None = None) -> None:
    """Print the error's lines, one line each, to stderr or the stream given."""
    out = stream or sys.stderr
    for line in error.lines():
        print(safe(line), file=out)
