"""Uplifts: by which share fees rise, and what becomes of each fee that one is for.

Fees are pence a week, days London days. A rate is an exact share of a fee, 7/200 for 3.5%, and
nothing is rounded on the way: the new fee is, half-up to the penny, once for each placement.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from fractions import Fraction

from dpsctl.domain.money import half_up


def growth(before: Fraction, after: Fraction) -> Fraction:
    """The share by which an index rose from one value above nought to another."""
    return after / before - 1


def raised(weekly: int, rate: Fraction) -> int:
    """A weekly fee in pence, risen by a rate: half-up to the penny, once."""
    return half_up(weekly * (1 + rate))


def percentage(rate: Fraction) -> str:
    """A rate as people read it, with up to four decimals, half-up: ``3.5%``, ``6.0191%``."""
    parts = half_up(rate * 1_000_000)
    whole, rest = divmod(abs(parts), 10_000)
    decimals = f"{rest:04}".rstrip("0")
    return f"{'-' if parts < 0 else ''}{whole}{'.' if decimals else ''}{decimals}%"


class Fate(Enum):
    """What an uplift does with one fee."""

    RISES = "it rises by the rate"
    HELD = "it rises to the maximum price of its band at most"
    BREAKS = "it would rise above the maximum price of its band"
    UNMOVED = "its rise is less than half a penny"
    UNPROVEN = "it rises only with evidence, and there is none"
    SETTLED = "it was agreed for the very day by a review"
    LATE = "the placement began too late"


@dataclass(frozen=True)
class Terms:
    """What an uplift does with fees: its rate, and where that stops; sums are pence a week.

    Only placements that began before ``began_before`` take part. A fee above ``evidence_above``
    rises only with evidence. ``maximum`` is the highest price of a band, where it has one: a fee
    ``held`` at it rises to it and no further, and else breaks it.
    """

    rate: Fraction
    began_before: date
    evidence_above: int | None = None
    maximum: Mapping[str, int] = field(default_factory=dict)
    held: bool = False


@dataclass(frozen=True)
class Placed:
    """What an uplift looks at in one placement, on the first day of the new fees.

    ``weekly`` is the fee in force on that day and ``band`` its band. It ``began`` on the day on
    which these terms did. ``settled``: a review agreed a fee for that very day. ``proven``: there
    is evidence that the fee should rise.
    """

    band: str
    weekly: int
    began: date
    settled: bool = False
    proven: bool = False


@dataclass(frozen=True)
class Ruling:
    """The fate of one fee, and what it is from then on, in pence a week.

    One that breaks its maximum price is told as what it would be.
    """

    fate: Fate
    weekly: int


def needs_evidence(terms: Terms, weekly: int) -> bool:
    """Whether a fee rises only with evidence: it lies above the threshold, not at it."""
    return terms.evidence_above is not None and weekly > terms.evidence_above


def ruling(terms: Terms, placed: Placed) -> Ruling:
    """What becomes of one fee.

    A fee agreed for the very day by a review stands as agreed. A fee that reaches the maximum price
    of its band to the penny is within it; one that is held and lies above it already stays.
    """
    weekly = placed.weekly
    if placed.began >= terms.began_before:
        return Ruling(Fate.LATE, weekly)
    if placed.settled:
        return Ruling(Fate.SETTLED, weekly)
    if needs_evidence(terms, weekly) and not placed.proven:
        return Ruling(Fate.UNPROVEN, weekly)
    after, most = raised(weekly, terms.rate), terms.maximum.get(placed.band)
    if most is not None and after > most:
        return Ruling(Fate.HELD, max(weekly, most)) if terms.held else Ruling(Fate.BREAKS, after)
    return Ruling(Fate.RISES if after > weekly else Fate.UNMOVED, after)
