"""The rhythm of reopening, as RFC 5545 writes a recurrence: ``FREQ=MONTHLY;INTERVAL=6``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Annotated, Any

from dpsctl.documents.across import Mistake, text_at
from dpsctl.documents.document import did_you_mean, shown
from dpsctl.documents.types import read_as, short
from dpsctl.domain.days import parse_instant
from dpsctl.domain.recurrence import begins_with, last_instant

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
_MOST = {"BYMONTH": 12, "BYMONTHDAY": 31, "BYYEARDAY": 366, "BYWEEKNO": 53, "BYSETPOS": 366}
_TAKEN_BY = {
    "BYMONTHDAY": ("DAILY", "MONTHLY", "YEARLY"),
    "BYYEARDAY": ("YEARLY",),
    "BYWEEKNO": ("YEARLY",),
}
_SETS = ("BYDAY", "BYMONTHDAY", "BYYEARDAY", "BYWEEKNO", "BYMONTH")


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
    if wrong := _out_of_bounds({name: value for name, _, value in parts}):
        raise ValueError(f"{wrong}; {_EXAMPLE}")
    try:
        last_instant(text)
    except (ValueError, OverflowError) as error:
        raise ValueError(f"UNTIL: {error}; {_EXAMPLE}") from None
    return text


def _out_of_bounds(parts: dict[str, str]) -> str | None:
    """Which number no month, year or week has, or which part its frequency cannot take."""
    for name, most in _MOST.items():
        for number in map(int, parts.get(name, "1").split(",")):
            if not 1 <= abs(number) <= most:
                return f"{name} goes from 1 to {most}, and {number} does not"
    for name, frequencies in _TAKEN_BY.items():
        if name in parts and parts["FREQ"] not in frequencies:
            return f"{name} goes with FREQ={' or '.join(frequencies)} alone (RFC 5545)"
    ordinals = [int(number) for number in re.findall(r"([+-]?\d+)[A-Z]", parts.get("BYDAY", ""))]
    most = {"MONTHLY": 5, "YEARLY": 53}.get(parts["FREQ"], 0)
    if any(not 1 <= abs(number) <= most for number in ordinals):
        return f"FREQ={parts['FREQ']} has no such weekday as BYDAY={parts['BYDAY']}"
    if "BYSETPOS" in parts and not any(name in parts for name in _SETS):
        return "BYSETPOS picks from what another part sets, such as BYDAY (RFC 5545)"
    return None


Rrule = Annotated[str, read_as(short(parse_rrule), "a reopening rule")]


def rhythm_mistakes(content: dict[str, Any]) -> Iterator[Mistake]:
    """Whether the first opening is no date of its own rule."""
    rrule, first = (text_at(content, "reopening", key) for key in ("rrule", "first"))
    if not rrule or not first:
        return
    try:
        begins = begins_with(parse_rrule(rrule), parse_instant(first))
    except (ValueError, OverflowError):  # told already, where it stands
        return
    if not begins:
        yield ("reopening", "first"), f"{first} is not a date of its own rule, {rrule[:80]}"
