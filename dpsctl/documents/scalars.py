"""Reading single texts, without pydantic: what models, answers and hand-typed files share."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from dpsctl.documents.document import did_you_mean, shown
from dpsctl.domain.days import LONGEST, Duration, parse_duration

_ANSWERS = {"yes": True, "true": True, "no": False, "false": False}


def parse_yes_no(text: str) -> bool:
    """Read yes, no, true or false, in any case.

    Raises:
        ValueError: anything else.
    """
    if text.casefold() not in _ANSWERS:
        raise ValueError(f"{shown(text)} is not yes or no")
    return _ANSWERS[text.casefold()]


def parse_whole_number(text: str) -> int:
    """Read a whole number, 0 or more, in plain digits.

    Raises:
        ValueError: anything else.
    """
    if not re.fullmatch(r"\d{1,9}", text, re.ASCII):
        raise ValueError(f"{shown(text)} is not a whole number; write it in digits, such as 12")
    return int(text)


def parse_days_ahead(text: str) -> int:
    """Read on how many days ahead of another something is, a hundred years at most.

    Raises:
        ValueError: anything else.
    """
    days = parse_whole_number(text)
    if days > LONGEST["days"]:
        raise ValueError(f"{text} days are longer than a hundred years")
    return days


def parse_length(text: str) -> Duration:
    """Read a duration of days, months or years, which needs no calendar of working days.

    Raises:
        ValueError: anything else.
    """
    length = parse_duration(text)
    if length.unit not in LONGEST:
        raise ValueError(f"{text} cannot be counted here; write days, months or years")
    return length


def one_of(options: Sequence[str]) -> Callable[[str], str]:
    """A parser for one of a few words, in any case, which gives the word as written here.

    Its ValueError names them, and the nearest.
    """

    def parse(text: str) -> str:
        for option in options:
            if text.casefold() == option.casefold():
                return option
        near = did_you_mean(text, options)
        raise ValueError(f"{shown(text)} is not one of {', '.join(options)}{near}")

    return parse
