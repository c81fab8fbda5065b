"""The weeks of a year, by which a weekly fee is annualised: a council's choice, kept as written."""

from __future__ import annotations

from fractions import Fraction

WEEKS_PER_YEAR = ("52", "365/7", "52.14", "52.18")
"""The bases that a system document may name."""


def weeks(text: str) -> Fraction:
    """The exact number of weeks that a basis stands for.

    Raises:
        ValueError: not one of :data:`WEEKS_PER_YEAR`.
    """
    if text not in WEEKS_PER_YEAR:
        raise ValueError(f"{text!r} is not one of {', '.join(WEEKS_PER_YEAR)}")
    return Fraction(text)
