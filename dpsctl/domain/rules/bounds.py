"""Bounds between facts: amounts and days that are claimed to lie before or after one another.

Each claim says that one thing is at most so much greater than another. A circle of such claims
that comes to less than nothing cannot hold; where there is none, nothing is disproved.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from dpsctl.domain.days import Duration
from dpsctl.domain.rules.claims import Claim
from dpsctl.domain.rules.operands import Constant, Known, OfFact, Operand, Shifted, settle

Bound = tuple[str, str, int]
"""``(a, b, most)``: a is at most ``most`` (pence, days or other units) greater than b."""

_NOUGHT = ""
_ORDERED = ("money", "whole number", "percentage", "day")
_MONTH = 365.2425 / 12
# What the length of some months can differ from their average, and never more.
_SLACK = 3


def can_hold_together(claims: Sequence[Claim], known: Known) -> bool:
    """Whether nothing in the order that the claims demand runs in a circle."""
    bounds = [("window.opens", "window.closes", 0)]
    for claim in claims:
        if claim.sentence.type.kind in _ORDERED and claim.sentence.values:
            bounds += _bounds(claim, known)
    return not _circle(bounds)


def _bounds(claim: Claim, known: Known) -> Iterator[Bound]:
    fact, operands = claim.sentence.fact, claim.sentence.values
    settled = [settle(operand, known) for operand in operands]
    if any(isinstance(each, Constant) and each.value is None for each in settled):
        return
    ends = [_place(operand) for operand in settled]
    for _, bounds in ends:
        yield from bounds
    (low, _), (high, _) = ends[0], ends[-1]
    match claim.sentence.operator, claim.holds:
        case "is", True:
            yield from (_at_least(fact, low), _at_most(fact, low))
        case "is not", False:
            yield from (_at_least(fact, low), _at_most(fact, low))
        case ("between", True):
            yield from (_at_least(fact, low), _at_most(fact, high))
        case ("at least" | "on or after", True) | ("less than" | "before", False):
            yield _at_least(fact, low)
        case ("at most" | "on or before", True) | ("more than" | "after", False):
            yield _at_most(fact, low)
        case ("more than" | "after", True) | ("at most" | "on or before", False):
            yield _at_least(fact, low, 1)
        case ("less than" | "before", True) | ("at least" | "on or after", False):
            yield _at_most(fact, low, -1)


Place = tuple[str, int]
"""A thing and a distance from it, in pence, days or units."""


def _at_least(fact: str, place: Place, more: int = 0) -> Bound:
    return place[0], fact, -place[1] - more


def _at_most(fact: str, place: Place, more: int = 0) -> Bound:
    return fact, place[0], place[1] + more


def _place(operand: Operand) -> tuple[Place, list[Bound]]:
    """Where an operand lies, and what is known of that place itself."""
    match operand:
        case Constant(int() as value):
            return (_NOUGHT, value), []
        case Constant(str() as day):
            return (_NOUGHT, date.fromisoformat(day).toordinal()), []
        case OfFact(path):
            return (path, 0), []
        case Shifted(OfFact(path), sign, duration):
            name = str(operand)
            least, most = _lengths(duration, 1 if sign == "+" else -1)
            return (name, 0), [(name, path, most), (path, name, -least)]
    return (str(operand), 0), []


def _lengths(duration: Duration, sign: int) -> tuple[int, int]:
    """The fewest and the most days that a duration can come to, with its sign."""
    if duration.unit == "days":
        return sign * duration.count, sign * duration.count
    months = duration.count * (12 if duration.unit == "years" else 1)
    ends = sign * (int(months * _MONTH) - _SLACK), sign * (int(months * _MONTH) + 1 + _SLACK)
    return min(ends), max(ends)


def _circle(bounds: Sequence[Bound]) -> bool:
    """Whether some bounds, followed round, come to less than nothing (Bellman and Ford)."""
    reach = {name: 0 for a, b, _ in bounds for name in (a, b)}
    for _ in reach:
        nearer = [(a, reach[b] + most) for a, b, most in bounds if reach[b] + most < reach[a]]
        if not nearer:
            return False
        for name, distance in nearer:
            reach[name] = min(reach[name], distance)
    return True
