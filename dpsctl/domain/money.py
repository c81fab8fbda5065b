"""Money is integer pence. Rounding is half-up, once, at the end."""

from __future__ import annotations

import re
from collections.abc import Iterable
from fractions import Fraction
from math import lcm

_AMOUNT = re.compile(r"£?(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d{1,2}))?", re.ASCII)
_MOST_DIGITS = 11
LARGEST_WEEKLY = 100_000_000
"""The highest fee a week, in pence: with it a hundred years of everybody's fees can be summed."""


def half_up(amount: Fraction) -> int:
    """The nearest whole number; a half goes away from nought."""
    nearest = (2 * abs(amount.numerator) // amount.denominator + 1) // 2
    return nearest if amount.numerator >= 0 else -nearest


def exact_sum(amounts: Iterable[Fraction]) -> Fraction:
    """The sum of exact amounts."""
    # Over one denominator for all: Fraction would bring every step of the way to lowest terms.
    summed = list(amounts)
    below = lcm(*(each.denominator for each in summed))
    return Fraction(sum(each.numerator * (below // each.denominator) for each in summed), below)


def parse_pence(text: str) -> int:
    """Read pounds, in pence: ``1650.10``, ``1,650.10`` or ``£1,650.10``.

    Raises:
        ValueError: negative, more than two decimals, commas out of place, or a hundred billion
            pounds and more: sums of many such would not fit into the ledger.
    """
    match = _AMOUNT.fullmatch(text)
    whole = match[1].replace(",", "") if match else ""
    if match and len(whole.lstrip("0")) > _MOST_DIGITS:
        raise ValueError(f"{text} is more than anybody pays; look at its digits")
    if match:
        return int(whole) * 100 + int((match[2] or "0").ljust(2, "0"))
    if text.lstrip("£").startswith("-"):
        raise ValueError(f"{text} is negative; an amount of money is not")
    raise ValueError(f"{text!r} is not an amount of money; write it as 1650.10 or £1,650.10")


def parse_weekly_pence(text: str) -> int:
    """Read a fee in pounds a week, in pence.

    Raises:
        ValueError: no amount of money, or more than :data:`LARGEST_WEEKLY`.
    """
    pence = parse_pence(text)
    if pence > LARGEST_WEEKLY:
        raise ValueError(f"{text} is more than {pounds(LARGEST_WEEKLY)} a week; look at its digits")
    return pence


def pounds(pence: int) -> str:
    """Pence as people read them: ``£1,650.10``, ``-£3.00``."""
    return f"{'-' if pence < 0 else ''}£{abs(pence) // 100:,}.{abs(pence) % 100:02}"


def whole_pounds(pence: int) -> str:
    """Pence to the nearest pound, half-up: ``£7,198,785``."""
    nearest = half_up(Fraction(pence, 100))
    return f"{'-' if nearest < 0 else ''}£{abs(nearest):,}"


def plain_pounds(pence: int) -> str:
    """Pence as a spreadsheet reads them: ``1650.10``."""
    return f"{'-' if pence < 0 else ''}{abs(pence) // 100}.{abs(pence) % 100:02}"


def percent(part: int | Fraction, whole: int | Fraction) -> str | None:
    """A share of a whole as a percentage with two decimals, half-up; none of nothing."""
    hundredths = percent_hundredths(part, whole)
    return None if hundredths is None else plain_pounds(hundredths)


def percent_hundredths(part: int | Fraction, whole: int | Fraction) -> int | None:
    """The same share in hundredths of a percent, half-up; none of nothing."""
    if whole == 0:
        return None
    return half_up(Fraction(part * 10_000, whole))
