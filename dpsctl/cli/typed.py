"""What people type into options and arguments, read: or told where it is wrong."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TypeVar

from dpsctl.domain.days import parse_day
from dpsctl.errors import UsageError

T = TypeVar("T")


def read(option: str, text: str, parse: Callable[[str], T]) -> T:
    """What was typed into an option, read.

    Raises:
        UsageError: it does not read as what the option wants.
    """
    if len(text) > 200:
        raise UsageError(f"{option} is {len(text):,} characters long, far too long for what it is")
    try:
        return parse(text.strip())
    except (ValueError, OverflowError) as error:
        raise UsageError(f"{option}: {error}") from None


def read_if(option: str, text: str | None, parse: Callable[[str], T]) -> T | None:
    """What was typed into an option, read; none where nothing was."""
    return None if text is None else read(option, text, parse)


def a_day(option: str, text: str) -> date:
    """A London day."""
    return read(option, text, parse_day)


def a_name(option: str, text: str) -> str:
    """A text that must say something, on one line.

    Raises:
        UsageError: it is blank, or has characters that no keyboard types.
    """
    if not text.strip():
        raise UsageError(f"{option} is blank", "say something, in a line")
    if not (text.isprintable() if text.isascii() else _all_seen(text)):
        raise UsageError(f"{option} has a control character in it", "write it in plain text")
    if len(text) > 2_000:
        raise UsageError(f"{option} is {len(text):,} characters long", "say it in 2,000 at most")
    return text.strip() if text.isascii() else _composed(text.strip())


def _composed(text: str) -> str:
    from dpsctl.documents.characters import composed

    return composed(text)


def _all_seen(text: str) -> bool:
    from dpsctl.documents.characters import FORBIDDEN

    return not re.search(r"[\n\t]", text) and not FORBIDDEN.search(text)


def see_that_it_names_a_file(option: str, path: Path | None) -> None:
    """Refuse a blank, as an unset variable is, and ``-``, which elsewhere means standard output.

    Raises:
        UsageError: it is one of them.
    """
    if path == Path():
        raise UsageError(f"{option} is blank", "name a file")
    if path == Path("-"):
        raise UsageError(
            f"{option}: - stands for standard output, and here for no file", "name one"
        )
