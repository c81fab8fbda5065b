"""What is wrong between the values of a cost model: each mistake at its place."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from dpsctl.documents.across import (
    Mistake,
    crowded,
    emptied,
    found,
    repeated,
    repeated_in_each,
    text_at,
)
from dpsctl.documents.document import Where, did_you_mean, shown
from dpsctl.domain.money import parse_pence

# What each kind of component is made of, beside its id and title.
_NEEDS: dict[str, tuple[str, ...]] = {
    "money": (),
    "hours": ("rate", "most"),
    "nights": ("rate", "most"),
    "share": ("of",),
}
_MAY = {"money": ("bounds",)}
_CALLED = {
    "money": "an input in money",
    "hours": "an input in hours",
    "nights": "an input in nights",
    "share": "a share",
}
_MADE_OF = ("bounds", "rate", "most", "of")

# Shares of shares of shares are exact, and grow longer with each.
_MOST_COMPONENTS = 200


def mistakes_of(content: dict[str, Any]) -> Iterator[Mistake]:
    """Every mistake between several values of a cost model."""
    yield from _adoption(content)
    yield from crowded(content, _MOST_COMPONENTS, "components")
    yield from emptied(content, "bands")
    yield from emptied(content, "components")
    yield from emptied(content, "components", "*", "of")
    yield from repeated(content, "bands", "*")
    yield from repeated(content, "components", "*", "id")
    yield from repeated_in_each(content, "components", "*", "of")
    yield from _components(content)
    yield from _bands(content)
    for path, pair in _all_bounds(content):
        yield from _bounds(path, pair)
    yield from _guides(content)


def _adoption(content: dict[str, Any]) -> Iterator[Mistake]:
    illustrative = (text_at(content, "illustrative") or "no").casefold() in ("yes", "true")
    if illustrative and "adopted" in content:
        yield ("adopted",), "an illustrative cost model is not adopted; write one or the other"
    if not illustrative and "adopted" not in content:
        yield (), "write `illustrative: yes`, or `adopted: {decision: REF}` once it is adopted"


def _components(content: dict[str, Any]) -> Iterator[Mistake]:
    above: dict[str, None] = {}
    for path, component in found(content, "components", "*"):
        if isinstance(component, dict):
            yield from _made_of(path, component)
            yield from _only_above(path, component, above)
            above[text_at(component, "id") or ""] = None


def _made_of(path: Where, component: dict[str, Any]) -> Iterator[Mistake]:
    """The mistakes in what one component is made of."""
    derived, given = "share" in component, text_at(component, "input")
    if derived == ("input" in component):
        yield path, "is given or follows from others: write `input`, or `share` and `of`"
        return
    kind = "share" if derived else (given or "").casefold()
    if kind not in _NEEDS:  # told already, where it stands
        return
    for key in _NEEDS[kind]:
        if key not in component:
            yield (*path, key), f"is missing; {_CALLED[kind]} needs it"
    for key in _MADE_OF:
        if key in component and key not in (*_NEEDS[kind], *_MAY.get(kind, ())):
            yield (*path, key), f"{_CALLED[kind]} has no {key}"


def _only_above(
    path: Where, component: dict[str, Any], above: Collection[str]
) -> Iterator[Mistake]:
    for inner, id in found(component, "of", "*"):
        if isinstance(id, str) and id not in above:
            what = f"{shown(id)} is no component above this one{did_you_mean(id, above)}"
            yield (*path, *inner), what


def _bands(content: dict[str, Any]) -> Iterator[Mistake]:
    """A mistake for each bound and guide price of a band that the model does not price."""
    given = (band for _, band in found(content, "bands", "*") if isinstance(band, str))
    bands = dict.fromkeys(given)
    named = [
        *((path, path[-1]) for path, _ in _all_bounds(content)),
        *found(content, "guide", "*", "band"),
    ]
    for path, band in named:
        if isinstance(band, str) and band not in bands:
            yield path, f"{shown(band)} is not one of this model's bands{did_you_mean(band, bands)}"


def _all_bounds(content: dict[str, Any]) -> Iterator[tuple[Where, Any]]:
    yield from found(content, "components", "*", "bounds", "*")
    yield from found(content, "bounds", "*")


def _bounds(path: Where, pair: Any) -> Iterator[Mistake]:
    if not isinstance(pair, list):  # told already
        return
    if len(pair) != 2:
        yield path, "bounds are the least and the most, such as [400.00, 1200.00]"
        return
    try:
        least, most = (parse_pence(each) for each in pair)
    except (TypeError, ValueError):  # told already
        return
    if least > most:
        yield path, f"{pair[0]} is more than {pair[1]}; write the least first"


def _guides(content: dict[str, Any]) -> Iterator[Mistake]:
    for path, weekly in found(content, "guide", "*", "weekly"):
        if isinstance(weekly, str) and not weekly.strip("£0.,"):
            yield path, "a guide price is more than nought; leave it out where there is none"
    seen: set[tuple[str | None, str]] = set()
    for path, guide in found(content, "guide", "*"):
        place = (text_at(guide, "band"), (text_at(guide, "district") or "").casefold())
        if place in seen:
            where = f"{place[0]} in {text_at(guide, 'district')}" if place[1] else place[0]
            yield path, f"{where} has a guide price above; each may have one"
        seen.add(place)
