"""Exact numbers, read digit by digit: what is a tenth stays a tenth, as in no floating point."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Annotated

from dpsctl.documents.document import shown
from dpsctl.documents.types import read_as


def parse_positive(text: str) -> Fraction:
    """Read a number above nought, such as ``8.91``.

    Raises:
        ValueError: anything else.
    """
    if not re.fullmatch(r"\d{1,12}(\.\d{1,8})?", text, re.ASCII):
        raise ValueError(f"{shown(text)} is not a number; write it in digits, such as 8.91")
    number = Fraction(text)
    if not number:
        raise ValueError(f"{text} is nought; give a number above it")
    return number


def parse_percent(text: str) -> Fraction:
    """Read a percentage, which may be negative, as the share it stands for: ``3.5`` is 7/200.

    Raises:
        ValueError: anything else.
    """
    match = re.fullmatch(r"(-?\d{1,4}(?:\.\d{1,6})?)%?", text, re.ASCII)
    if not match:
        raise ValueError(f"{shown(text)} is not a percentage; write it in digits, such as 3.5")
    return Fraction(match[1]) / 100


Positive = Annotated[Fraction, read_as(parse_positive, "a number")]
Percent = Annotated[Fraction, read_as(parse_percent, "a percentage")]
"""A percentage as the share of a whole that it stands for."""
