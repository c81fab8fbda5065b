"""What is wrong between several values of an uplift document."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from typing import Any

from dpsctl.documents.across import Mistake, emptied, found, repeated, text_at
from dpsctl.documents.document import did_you_mean
from dpsctl.documents.exact import parse_positive
from dpsctl.domain.days import parse_day

_NEVER_EMPTY = (
    *(("agreements",), ("bands",), ("weights",), ("indices",), ("evidence",)),
    *(("caps",), ("caps", "weekly"), ("eligible",)),
)


def uplift_mistakes(content: dict[str, Any]) -> Iterator[Mistake]:
    """Every mistake between values of an uplift, as it was written."""
    for steps in _NEVER_EMPTY:
        yield from emptied(content, *steps)
    yield from repeated(content, "agreements", "*")
    yield from repeated(content, "bands", "*")
    yield from _days(content)
    yield from _rate(content)
    for name in _names(content, "indices"):
        yield from _index(content, name)
    yield from _caps(content)


def _days(content: dict[str, Any]) -> Iterator[Mistake]:
    begins, until = _day(content, "from"), _day(content, "until")
    if begins and until and until < begins:
        yield ("until",), f"{until} is before {begins}, the first day of the new fees"


def _rate(content: dict[str, Any]) -> Iterator[Mistake]:
    """One flat percentage; or weights, each of an index, and each index used."""
    if "percent" in content:
        for key in ("weights", "indices"):
            if key in content:
                yield (key,), "is given beside percent; give the one rate or the other"
    elif "weights" not in content:
        yield ("percent",), "is missing; give one flat percentage, or weights and indices"
    else:
        yield from _weights(content)


def _weights(content: dict[str, Any]) -> Iterator[Mistake]:
    weights, indices = _names(content, "weights"), _names(content, "indices")
    for name in weights:
        if name not in indices:
            near = did_you_mean(name, indices)
            yield ("weights", name), f"there is no index {name} among the indices{near}"
    for name in indices:
        if name not in weights:
            yield ("indices", name), "has no weight; weigh it or leave it out"
    texts = [value for _, value in found(content, "weights", "*") if isinstance(value, str)]
    try:
        total = sum(map(parse_positive, texts), Fraction(0))
    except ValueError:  # told already, where the weight stands
        return
    if texts and total != 1:
        yield ("weights",), f"{' + '.join(texts)} is not exactly 1"


def _index(content: dict[str, Any], name: str) -> Iterator[Mistake]:
    """A percentage, or a reading on an earlier and on a later day."""
    index = content["indices"][name]
    if not isinstance(index, dict):
        return
    readings = {"from", "to"} & index.keys()
    if "percent" in index and readings:
        yield ("indices", name), "has a percentage beside its values; give the one or the other"
    elif "percent" not in index and len(readings) < 2:
        yield ("indices", name), "does not say by how much it rose; give percent, or from and to"
    first, last = (_day(index, key, "on") for key in ("from", "to"))
    if first and last and last <= first:
        yield ("indices", name, "to", "on"), f"{last} is not after {first}, the day it rose from"


def _caps(content: dict[str, Any]) -> Iterator[Mistake]:
    caps = content.get("caps")
    if not isinstance(caps, dict):
        caps = {}
    if "at_weekly" in caps and "weekly" not in caps:
        yield ("caps", "at_weekly"), "there is no maximum price to stop at; give caps.weekly"
    if "evidence" in content and "evidence_above" not in caps:
        yield ("evidence",), "no fee needs any; say which do with caps.evidence_above"


def _names(content: dict[str, Any], key: str) -> dict[str, None]:
    """The keys of a mapping, in order, to be looked up in."""
    places = (path[-1] for path, _ in found(content, key, "*"))
    return {place: None for place in places if isinstance(place, str)}


def _day(content: dict[str, Any], *steps: str) -> date | None:
    text = text_at(content, *steps)
    try:
        return parse_day(text) if text else None
    except ValueError:  # told already, where the day stands
        return None
