"""``reapplication`` in the system document: anyone at any time, or after a wait."""

from __future__ import annotations

from typing import Annotated

from pydantic import BeforeValidator, PlainSerializer

from dpsctl.documents.document import did_you_mean, shown
from dpsctl.documents.scalars import parse_whole_number
from dpsctl.documents.types import Part, Text, read_as, short, wrong
from dpsctl.domain.days import Duration, parse_duration

_UNLIMITED = "unlimited"
_UNITS = ("days", "months", "years")


def parse_refusals(text: str) -> int:
    """Read how many refusals begin a wait: 1 or more.

    Raises:
        ValueError: anything else.
    """
    count = parse_whole_number(text)
    if count < 1:
        raise ValueError(f"{shown(text)} refusals begin no wait; write 1 or more")
    return count


def parse_wait(text: str) -> Duration:
    """Read how long a home waits: a length that needs no calendar.

    Raises:
        ValueError: anything else.
    """
    wait = parse_duration(text)
    if wait.unit not in _UNITS or wait.count < 1:
        raise ValueError(f"{shown(text)} is no wait; give days, months or years, such as 6 months")
    return wait


class Reapplication(Part):
    """After every so many refusals a home waits, counted from the last of them.

    ``cite`` is the notice that said so: under the light-touch regime nothing else allows it.
    """

    refusals: Annotated[int, read_as(short(parse_refusals), "a whole number, 1 or more")]
    wait: Annotated[
        Duration,
        read_as(short(parse_wait), "a length of time, such as 6 months"),
        PlainSerializer(str, when_used="json"),
    ]
    cite: Text


def _unlimited_or_group(value: object) -> object:
    """Nothing where the text says ``unlimited``: what is not limited has no terms."""
    if not isinstance(value, str):
        return value
    if value.casefold() != _UNLIMITED:
        near = did_you_mean(value, [_UNLIMITED])
        what = f"{shown(value)} is not {_UNLIMITED}, nor a group of refusals, wait and cite"
        raise wrong(what + near)
    return None


Reapplications = Annotated[Reapplication | None, BeforeValidator(_unlimited_or_group)]
"""A limit, or none where anyone may apply again at once."""
