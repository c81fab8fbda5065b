"""Decimal numbers as people write them, read and shown exactly; percentages among them."""

from __future__ import annotations

import re
from fractions import Fraction
from functools import cache


@cache
def _pattern(places: int) -> re.Pattern[str]:
    return re.compile(rf"\d{{1,9}}(\.\d{{1,{places}}})?", re.ASCII)


def parse_decimal(text: str, places: int = 2) -> Fraction:
    """Read a number, 0 or more, with at most so many decimals: ``35``, ``35.5``.

    Raises:
        ValueError: anything else.
    """
    if not _pattern(places).fullmatch(text):
        shown = text if len(text) <= 60 else f"{text[:57]}..."
        raise ValueError(f"{shown!r} is not a number with at most {places} decimals, such as 35.5")
    return Fraction(text)


def decimal_text(number: Fraction, places: int = 2) -> str:
    """A number as it was written, without noughts at its end: ``35``, ``35.5``.

    Raises:
        ValueError: it has more decimals than that.
    """
    scaled, beyond = divmod(abs(number.numerator) * 10**places, number.denominator)
    if beyond:
        raise ValueError(f"{number} has more than {places} decimals")
    whole, odd = divmod(scaled, 10**places)
    decimals = f".{odd:0{places}}".rstrip("0") if odd else ""
    return f"{'-' if number < 0 else ''}{whole}{decimals}"


def parse_share(text: str) -> Fraction:
    """Read a percentage from 0 to 100 with at most four decimals, as a share: ``6`` is 3/50.

    Raises:
        ValueError: anything else.
    """
    share = parse_decimal(text.removesuffix("%").rstrip(), 4) / 100
    if share > 1:
        raise ValueError(f"{text} is more than 100%")
    return share


def share_text(share: Fraction) -> str:
    """A share as a percentage: ``6%``, ``2.75%``."""
    return f"{decimal_text(share * 100, 4)}%"


def parse_hundredths(text: str) -> int:
    """Read a percentage, below nought too, in hundredths of a percent: ``12.5`` or ``12.50%``.

    Raises:
        ValueError: anything else.
    """
    match = re.fullmatch(r"([+-]?)(\d{1,7})(?:\.(\d{1,2}))?\s?%?", text, re.ASCII)
    if not match:
        raise ValueError(f"{text!r} is not a percentage; write it as 12.5 or 12.50%")
    hundredths = int(match[2]) * 100 + int((match[3] or "0").ljust(2, "0"))
    return -hundredths if match[1] == "-" else hundredths


def hundredths_text(hundredths: int) -> str:
    """Hundredths of a percent as people read them: ``12.50%``, ``-3.00%``."""
    whole, odd = divmod(abs(hundredths), 100)
    return f"{'-' if hundredths < 0 else ''}{whole}.{odd:02}%"
