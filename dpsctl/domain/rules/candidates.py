"""The values of one fact that can tell claims about it apart: those at and beside every literal.

A sentence that compares a fact with known values changes its outcome only at those values. So if
no candidate suits a fact's claims together, no value at all does.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import combinations
from typing import Any

from dpsctl.domain.rules.claims import Claim
from dpsctl.domain.rules.fact_types import FactType
from dpsctl.domain.rules.operands import Constant, Known, settle
from dpsctl.domain.rules.operators import IS_ANSWERED, comparison

_ANY_DAY = "2021-03-01"
_OTHER = "\0any other text"
_MOST_LISTED = 8


def against_constants(claim: Claim, known: Known) -> bool:
    """Whether a claim compares its fact with nothing but values that are known."""
    if claim.sentence.operator == IS_ANSWERED:
        return False
    return all(each is not None for each in _constants(claim, known))


def some_value_suits(claims: Sequence[Claim], known: Known) -> bool:
    """Whether one value of a fact can bear out every one of these claims about it.

    All of them are about the same fact, and compare it with values that are known.
    """
    tests = [
        (comparison(each.sentence.operator, each.sentence.type), _constants(each, known), each)
        for each in claims
    ]
    mentioned = [value for _, constants, _ in tests for value in constants]
    return any(
        all(compare(value, *constants) is claim.holds for compare, constants, claim in tests)
        for value in _candidates(claims[0].sentence.type, mentioned)
    )


def _constants(claim: Claim, known: Known) -> list[Any]:
    """The values it compares with; None for each that is not known."""
    settled = [settle(value, known) for value in claim.sentence.values]
    return [each.value if isinstance(each, Constant) else None for each in settled]


def _candidates(type_: FactType, mentioned: list[Any]) -> Iterator[Any]:
    match type_.kind:
        case "yes/no":
            yield from (True, False)
        case "choice":
            yield from type_.choices
        case "money" | "whole number":
            near = {value + step for value in (0, *mentioned) for step in (-1, 0, 1)}
            yield from sorted(value for value in near if value >= 0)
        case "percentage":
            yield from sorted({value + step for value in (0, *mentioned) for step in (-1, 0, 1)})
        case "day":
            yield from _days(mentioned or [_ANY_DAY])
        case "list":
            yield from _lists(type_, mentioned)
        case "text":
            yield from (*mentioned, _OTHER)


def _days(mentioned: list[str]) -> Iterator[str]:
    for text in mentioned:
        day = date.fromisoformat(text)
        for step in (-1, 0, 1):
            yield (day + timedelta(days=step)).isoformat()


def _lists(type_: FactType, mentioned: list[str]) -> Iterator[tuple[str, ...]]:
    """Every list of the entries that are spoken of, with one other, which is any other."""
    entries = list(dict.fromkeys([*mentioned, *(type_.choices[:1] or [_OTHER])]))[:_MOST_LISTED]
    for length in range(len(entries) + 1):
        yield from combinations(entries, length)
