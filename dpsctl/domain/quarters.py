"""Calendar quarters, by which notices may be grouped and registers are published."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from dpsctl.domain.days import YEARS


@dataclass(frozen=True, order=True)
class Quarter:
    """A quarter of a calendar year, 1 to 4: its first and last London days are both in."""

    year: int
    number: int

    def __str__(self) -> str:
        return f"{self.year}-Q{self.number}"

    @property
    def first_day(self) -> date:
        """The day on which it begins."""
        return date(self.year, 3 * self.number - 2, 1)

    @property
    def last_day(self) -> date:
        """The day with which it ends."""
        return self.next.first_day - timedelta(days=1)

    @property
    def next(self) -> Quarter:
        """The quarter after it."""
        return Quarter(self.year, self.number + 1) if self.number < 4 else Quarter(self.year + 1, 1)


def quarter_of(day: date) -> Quarter:
    """The quarter that a London day lies in."""
    return Quarter(day.year, (day.month + 2) // 3)


def parse_quarter(text: str) -> Quarter:
    """Read a quarter: ``2021-Q2``.

    Raises:
        ValueError: with a message that shows the form.
    """
    match = re.fullmatch(r"(\d{4})-[Qq]([1-4])", text, re.ASCII)
    if not match or int(match[1]) not in YEARS:
        raise ValueError(f"{text!r} is not a quarter; write it as 2021-Q2")
    return Quarter(int(match[1]), int(match[2]))
