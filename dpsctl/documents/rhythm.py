"""The rhythm of reopening, as RFC 5545 writes a recurrence: ``FREQ=MONTHLY;INTERVAL=6``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Annotated, Any

from dpsctl.documents.across import Mistake, text_at
from dpsctl.documents.document import did_you_mean, shown
from dpsctl.documents.types import read_as, short
from dpsctl.domain.days import london_day, parse_instant

_EXAMPLE = "such as FREQ=MONTHLY;INTERVAL=6;BYMONTHDAY=1"
_NUMBERS = r"[+-]?\d{1,3}(,[+-]?\d{1,3})*"
_WEEKDAY = "(MO|TU|WE|TH|FR|SA|SU)"
_PARTS = {
    "FREQ": "DAILY|WEEKLY|MONTHLY|YEARLY",
    "INTERVAL": r"[1-9]\d{0,3}",
    "COUNT": r"[1-9]\d{0,3}",
    "UNTIL": r"\d{8}(T\d{6}Z?)?",
    "BYDAY": rf"([+-]?\d{{1,2}})?{_WEEKDAY}(,([+-]?\d{{1,2}})?{_WEEKDAY})*",
    "BYMONTHDAY": _NUMBERS,
    "BYYEARDAY": _NUMBERS,
    "BYWEEKNO": _NUMBERS,
    "BYMONTH": r"\d{1,2}(,\d{1,2})*",
    "BYSETPOS": _NUMBERS,
    "WKST": _WEEKDAY,
}


def parse_rrule(text: str) -> str:
    """Read a recurrence rule of whole days; it stays the text it is.

    Raises:
        ValueError: not such a rule.
    """
    parts = [part.partition("=") for part in text.split(";")]
    names = [name for name, _, _ in parts]
    for name, _, value in parts:
        if name not in _PARTS:
            near = did_you_mean(name, _PARTS)
            raise ValueError(f"{shown(name)} is no part of a reopening rule, {_EXAMPLE}{near}")
        if not re.fullmatch(_PARTS[name], value, re.ASCII):
            raise ValueError(f"{shown(value)} does not suit {name}; {_EXAMPLE}")
    if "FREQ" not in names or len(set(names)) < len(names) or {"COUNT", "UNTIL"} <= set(names):
        raise ValueError(f"needs one FREQ, no part twice, and not both COUNT and UNTIL; {_EXAMPLE}")
    return text


Rrule = Annotated[str, read_as(short(parse_rrule), "a reopening rule")]


def rhythm_mistakes(content: dict[str, Any]) -> Iterator[Mistake]:
    """Whether the first opening is, as far as is plain, no date of its own rule."""
    rrule, first = (text_at(content, "reopening", key) for key in ("rrule", "first"))
    if not rrule or not first:
        return
    try:
        day = london_day(parse_instant(first))
    except (ValueError, OverflowError):  # told already, where it stands
        return
    for part, value in (("BYMONTHDAY", day.day), ("BYMONTH", day.month)):
        wanted = _plain_numbers(rrule, part)
        if wanted and value not in wanted:
            yield ("reopening", "first"), f"{first} is not a date of its own rule, {rrule[:80]}"
            return


def _plain_numbers(rrule: str, part: str) -> set[int]:
    """The numbers that a part lists; none where it is absent or counts from the end."""
    match = re.search(rf"(?:^|;){part}=(\d{{1,2}}(?:,\d{{1,2}})*)(?:;|$)", rrule, re.ASCII)
    return {int(number) for number in match[1].split(",")} if match else set()
