"""Single cells of the register read: ids, days, yes and no, beds, numbers, postcodes."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from functools import cache, lru_cache

from dpsctl.documents.characters import composed
from dpsctl.documents.document import shown
from dpsctl.documents.ids import parse_company_number, parse_cqc_id, parse_postcode


def location_id(text: str) -> str:
    """A location's id, as CQC writes it.

    Raises:
        ValueError: it is none; a spreadsheet may have made a day or a number of it.
    """
    if not text:
        raise ValueError("it has no Location ID")
    if _ID.fullmatch(text):
        return text
    try:
        if text.isdecimal():
            raise ValueError
        return parse_cqc_id(text)
    except ValueError:
        if _A_DAY.fullmatch(text) or text.isdecimal():
            kind = "number" if text.isdecimal() else "day"
            raise ValueError(
                f"Location ID: {shown(text)} is a {kind}, which a spreadsheet has made of the id; "
                "take the file as it was published"
            ) from None
        raise ValueError(
            f"Location ID: {shown(text)} is not a CQC id; it looks like 1-101678310"
        ) from None


_ID = re.compile("1-[0-9]{5,12}")  # as most are
_A_DAY = re.compile(
    r"(\d{1,2}[/. -])?[A-Za-z]{3,9}[/. -]\d{2,6}( .*)?"
    r"|\d{1,2}[/.](\d{1,2}[/.])?\d{2,6}( .*)?|\d{4}-\d\d-\d\d.*",
    re.ASCII,
)


@cache
def day_reader(patterns: tuple[str, ...]) -> Callable[[str], str]:
    """A reader of days written in one of these forms, as ISO text; of nothing, nothing."""

    @lru_cache(32_768)
    def read(text: str) -> str:
        for pattern in patterns if text else ():
            try:
                if text.isascii():
                    return datetime.strptime(text, pattern).date().isoformat()
            except ValueError:
                continue
        if not text:
            return ""
        example = datetime(2026, 10, 31).strftime(patterns[0]) if patterns else "no day at all"
        raise ValueError(f"{shown(text)} is not a day as this file writes it, such as {example}")

    return read


def flag(text: str | None) -> bool | None:
    """Y or N, whether so; blank where the register does not say.

    Raises:
        ValueError: anything else.
    """
    if not text:
        return None
    known = _FLAGS.get(text)
    if known is None:
        known = _FLAGS.get(text[:1].upper() if text.casefold() in ("yes", "no", "y", "n") else "")
    if known is None:
        raise ValueError(f"{shown(text)} is neither Y nor N")
    return known


_FLAGS = {"Y": True, "N": False}


@lru_cache(1024)
def beds(text: str) -> int | None:
    """A number of beds; a spreadsheet may have written 12.0.

    Raises:
        ValueError: it is no number.
    """
    if not text:
        return None
    match = re.fullmatch(r"(\d{1,5})(\.0+)?", text, re.ASCII)
    if not match:
        raise ValueError(f"{shown(text)} is not a number of beds")
    return int(match[1])


def company_number(text: str) -> str | None:
    """A company's number; one of a form that we do not know is kept as the register has it."""
    if len(text) == 8 and text.isdecimal():
        return text
    try:
        return parse_company_number(text) if text else None
    except ValueError:
        return text.upper()


def postcode(text: str) -> str | None:
    """A postcode; what is none is kept as the register has it."""
    if _POSTCODE.fullmatch(text):
        return text
    try:
        return parse_postcode(text) if text else None
    except ValueError:
        return text.upper()


_POSTCODE = re.compile("[A-Z]{1,2}[0-9][A-Z0-9]? [0-9][A-Z]{2}")  # as most are written


def tidy(text: str) -> str:
    """A cell's text as it is compared and kept; a dash stands for nothing."""
    kept = text.strip()
    if kept.isascii():
        return kept if kept != "-" else ""
    return composed(kept)
