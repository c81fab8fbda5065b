"""Identifiers: of companies, homes, places and files, and pseudonymous references."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Annotated

from dpsctl.documents.document import shown
from dpsctl.documents.types import read_as

Parser = Callable[[str], str]


def _spelt(name: str, pattern: str, example: str, tidy: Parser = str) -> Parser:
    """A parser for texts that, once tidied, match a pattern; its complaint gives an example."""
    compiled = re.compile(pattern, re.ASCII)

    def parse(text: str) -> str:
        tidied = tidy(text)
        if not compiled.fullmatch(tidied):
            raise ValueError(f"{shown(text)} is not {name}; it looks like {example}")
        return tidied

    return parse


def _spaceless_upper(text: str) -> str:
    return re.sub(r"\s", "", text).upper()


def _padded(text: str) -> str:
    """Upper-case, without spaces; digits alone are padded with noughts to eight."""
    number = _spaceless_upper(text)
    return number.zfill(8) if number.isdecimal() else number


def _spaced(text: str) -> str:
    """Upper-case, with one space before the last three letters."""
    letters = _spaceless_upper(text)
    return f"{letters[:-3]} {letters[-3:]}"


parse_company_number = _spelt(
    "a company number", r"\d{8}|[A-Z]{2}\d{6}|R0\d{6}", "01234567 or SC123456", _padded
)
parse_charity_number = _spelt(
    "a charity number",
    r"\d{6,7}(-\d{1,3})?|SC\d{6}|NIC\d{6}",
    "1234567 or SC012345",
    _spaceless_upper,
)
parse_ppon = _spelt("a PPON", r"P[A-Z]{3}-\d{4}-[A-Z]{4}", "PBZB-4962-TVLR", _spaceless_upper)
parse_postcode = _spelt("a postcode", r"[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}", "ME14 1XQ", _spaced)
parse_cqc_id = _spelt("a CQC id", r"1-\d{5,12}|[A-Z0-9]{3,10}", "1-101678310 or RX2AB")
parse_cost_model = _spelt(
    "a cost model",
    r"[a-z][a-z0-9]*(-[a-z0-9]+)*(/\d{4}-\d{2}-\d{2})?",
    "kent-specialist or kent-specialist/2021-04-01",
)
parse_sha256 = _spelt("a SHA-256", r"[0-9a-f]{64}", "64 digits and letters a to f", str.lower)

_REFERENCE = re.compile(r"(?=.*\d)[A-Z0-9][A-Z0-9/-]{0,31}", re.ASCII)

# What a reference that has a digit may still give away of a person, whatever stands around it.
_MONTH = "(JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)[A-Z]*"
_DAY_IN_MONTH = r"(0?[1-9]|[12]\d|3[01])"
_TELLING = [
    (re.compile(pattern), kind)
    for pattern, kind in (
        (r"(?<!\d)\d{3}[/-]?\d{3}[/-]?\d{4}(?!\d)", "an NHS number"),
        (r"(?<![A-Z])[A-Z]{2}-?\d{2}-?\d{2}-?\d{2}-?[A-D](?![A-Z])", "a National Insurance number"),
        (r"\d{4}[/-]\d{1,2}[/-]\d{1,2}", "a date"),
        (r"\d{1,2}[/-]\d{1,2}[/-]\d{4}", "a date"),
        (rf"(?<!\d){_DAY_IN_MONTH}[/-](0?[1-9]|1[0-2])[/-]\d\d(?!\d)", "a date"),
        (rf"(?<!\d){_DAY_IN_MONTH}[/-]?{_MONTH}[/-]?\d\d", "a date"),
        (r"(?<!\d)(19|20)\d\d(0[1-9]|1[0-2])([0-2]\d|3[01])(?!\d)", "a date"),
        (r"(?<!\d)([0-2]\d|3[01])(0[1-9]|1[0-2])(19|20)\d\d(?!\d)", "a date"),
    )
]
_INSTEAD = "give a pseudonymous reference such as P-0001"


def parse_person_reference(text: str) -> str:
    """Read the pseudonymous reference of a person placed; it may not give the person away.

    Raises:
        ValueError: it looks like a name, an NHS or National Insurance number, or a date.
    """
    parse_known_reference(text)
    for pattern, kind in _TELLING:
        if pattern.search(text):
            raise ValueError(f"looks like {kind}; {_INSTEAD}")
    return text


def parse_known_reference(text: str) -> str:
    """Read the reference of a person whom the ledger has already, under whatever rules it came.

    Raises:
        ValueError: no reference was ever written so.
    """
    if _REFERENCE.fullmatch(text):
        return text
    capitals = text.upper()
    if _REFERENCE.fullmatch(capitals) and not re.search("[A-Z]{3}", capitals):
        raise ValueError(f"{shown(text)} has small letters; write {capitals}")
    raise ValueError(f"{shown(text)} may name a person; {_INSTEAD}")


CompanyNumber = Annotated[str, read_as(parse_company_number, "a company number")]
"""Upper-case, eight long: ``01234567``, ``SC123456``."""
CharityNumber = Annotated[str, read_as(parse_charity_number, "a charity number")]
Ppon = Annotated[str, read_as(parse_ppon, "a PPON")]
"""A public procurement organisation number, without its ``GB-PPON-``."""
CqcId = Annotated[str, read_as(parse_cqc_id, "a CQC id")]
"""The id of a location or a provider, as CQC writes it."""
Postcode = Annotated[str, read_as(parse_postcode, "a postcode")]
"""Upper-case, with one space."""
CostModelName = Annotated[str, read_as(parse_cost_model, "a cost model")]
"""``MODEL/VERSION``, or ``MODEL`` for the version in force."""
Sha256 = Annotated[str, read_as(parse_sha256, "a SHA-256")]
PersonReference = Annotated[str, read_as(parse_person_reference, "a reference")]
KnownReference = Annotated[str, read_as(parse_known_reference, "a reference")]
"""The reference of somebody whom the ledger has already."""
