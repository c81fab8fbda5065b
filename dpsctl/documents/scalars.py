"""Reading single texts, without pydantic: what models, answers and hand-typed files share."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from dpsctl.documents.document import did_you_mean, shown

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
