"""Financial years: from 1 April to 31 March, both in, in London days."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class FinancialYear:
    """One financial year, by the year in which it begins."""

    begins: int

    @property
    def first(self) -> date:
        """Its first day."""
        return date(self.begins, 4, 1)

    @property
    def last(self) -> date:
        """Its last day."""
        return date(self.begins + 1, 3, 31)

    @property
    def days(self) -> int:
        """How many days it has: 366 where its February has 29."""
        return (self.last - self.first).days + 1

    def __str__(self) -> str:
        return f"{self.begins}/{(self.begins + 1) % 100:02}"


def parse_financial_year(text: str) -> FinancialYear:
    """Read a financial year as councils write it: ``2021/22``.

    Raises:
        ValueError: it is written otherwise, or its second year does not follow its first.
    """
    match = re.fullmatch(r"((?:19|20|21)\d\d)/(\d\d)", text, re.ASCII)
    if match and (int(match[1]) + 1) % 100 == int(match[2]):
        return FinancialYear(int(match[1]))
    raise ValueError(f"{text!r} is not a financial year; write it as 2021/22")
