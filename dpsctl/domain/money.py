"""Money is integer pence. Rounding is half-up, once, at the end."""

from __future__ import annotations

import re
from fractions import Fraction

_AMOUNT = re.compile(r"£?(\d{1,3}(?:,\d{3})+|\d{1,12})(?:\.(\d{1,2}))?", re.ASCII)


def half_up(amount: Fraction) -> int:
    """The nearest whole number; a half goes away from nought."""
    nearest = (2 * abs(amount.numerator) // amount.denominator + 1) // 2
    return nearest if amount.numerator >= 0 else -nearest


def parse_pence(text: str) -> int:
    """Read pounds, in pence: ``1650.10``, ``1,650.10`` or ``£1,650.10``.

    Raises:
        ValueError: negative, more than two decimals, or commas out of place.
    """
    match = _AMOUNT.fullmatch(text)
    if match:
        return int(match[1].replace(",", "")) * 100 + int((match[2] or "0").ljust(2, "0"))
    if text.lstrip("£").startswith("-"):
        raise ValueError(f"{text} is negative; an amount of money is not")
    raise ValueError(f"{text!r} is not an amount of money; write it as 1650.10 or £1,650.10")


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
