"""The day that a file of the register carries in its name."""

from __future__ import annotations

import re
from datetime import date, datetime

_ISO = re.compile(r"(?<!\d)(\d{4}-\d{2}-\d{2})(?!\d)", re.ASCII)
_WORDS = re.compile(r"(?<!\d)(\d{1,2})[_ -]([A-Za-z]{3,9})[_ -](\d{4})(?!\d)", re.ASCII)


def day_in(name: str) -> date | None:
    """The day in a name: ``01_October_2026_HSCA_Active_Locations.csv``, ``register-2026-10-01``.

    None where there is none, or where it is no day of any calendar.
    """
    if found := _ISO.search(name):
        return _read(found[1], "%Y-%m-%d")
    if found := _WORDS.search(name):
        words = f"{found[1]} {found[2][:3]} {found[3]}"
        return _read(words, "%d %b %Y")
    return None


def _read(text: str, pattern: str) -> date | None:
    try:
        return datetime.strptime(text, pattern).date()
    except ValueError:
        return None
