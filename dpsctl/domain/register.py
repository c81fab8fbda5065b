"""The public register of care homes: a location as it has it, and when two are of the same home."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from dpsctl.domain.rules.facts import RATING

REGISTERED, DEREGISTERED = "Registered", "Deregistered"
UNRATED = "Unrated"


class Related(NamedTuple):
    """Another location that a location came of (``predecessor``), or that came of it."""

    location: str
    name: str | None
    relation: str
    reason: str | None


class Location(NamedTuple):
    """One location as a file of the register has it; what the file does not say is None.

    Days are ISO text, ``categories`` our codes in order, ``line`` its place in the file.
    """

    cqc_location: str
    line: int | None = None
    name: str | None = None
    cqc_provider: str | None = None
    provider_name: str | None = None
    company_number: str | None = None
    registration: str | None = None
    registered_on: str | None = None
    deregistered_on: str | None = None
    dormant: bool | None = None
    care_home: bool | None = None
    beds: int | None = None
    rating: str | None = None
    rated_on: str | None = None
    inherited_rating: bool | None = None
    registered_manager: bool | None = None
    categories: tuple[str, ...] | None = None
    local_authority: str | None = None
    postcode: str | None = None
    uprn: str | None = None
    related: tuple[Related, ...] = ()

    @property
    def active(self) -> bool:
        """Whether it is registered still."""
        return self.registration == REGISTERED


@dataclass(frozen=True)
class Traits:
    """What is known of a home by which to know it again; names are plain (:func:`plain_name`).

    ``registered_on`` is the latest day, as ISO text, on which it is known to have been registered.
    """

    names: frozenset[str]
    uprns: frozenset[str] = frozenset()
    postcodes: frozenset[str] = frozenset()
    authorities: frozenset[str] = frozenset()
    registered_on: str = ""


def traits_of(names: Iterable[str], known: Iterable[Location]) -> Traits:
    """What is known of a home by its names on the ledger and its locations on the register."""
    rows = list(known)
    return Traits(
        names=frozenset(map(plain_name, [*names, *(row.name for row in rows if row.name)])),
        uprns=frozenset(row.uprn for row in rows if row.uprn),
        postcodes=frozenset(row.postcode for row in rows if row.postcode),
        authorities=frozenset(row.local_authority for row in rows if row.local_authority),
        registered_on=max((row.registered_on or "" for row in rows), default=""),
    )


def why_the_same(home: Traits, other: Location) -> str | None:
    """Why another location looks like a home registered anew; None where it does not.

    It is a care home registered still, and not before the home was last. Where nothing is known of
    where the home is, its name alone will do, and says so.
    """
    earlier = other.registered_on is not None and other.registered_on < home.registered_on
    if not other.active or other.care_home is False or earlier:
        return None
    if other.uprn in home.uprns:
        return "the same UPRN"
    if not other.name or plain_name(other.name) not in home.names:
        return None
    if home.postcodes and other.postcode:
        return "the same name and postcode" if other.postcode in home.postcodes else None
    if home.authorities and other.local_authority:
        near = other.local_authority in home.authorities
        return "the same name and local authority" if near else None
    return BY_NAME


BY_NAME = "the same name"
"""Why a location looks like a home of which nothing but its name is known."""


def successors(location: Location) -> list[Related]:
    """The locations that came of it, as the register says."""
    return [each for each in location.related if each.relation == "successor"]


def comes_of(location: Location, others: Iterable[str]) -> Related | None:
    """The one of these locations that this one came of, as the register says, if any."""
    ours = set(others)
    predecessors = [each for each in location.related if each.relation == "predecessor"]
    return next((each for each in predecessors if each.location in ours), None)


def has_risen(before: str | None, now: str | None) -> bool:
    """Whether a rating is better than another; one that is outside the order is neither."""
    if before not in RATING.order or now not in RATING.order:
        return False
    return RATING.order.index(now) > RATING.order.index(before)


def plain_name(name: str) -> str:
    """A name without what registers write now so, now otherwise: capitals, points, Ltd, &."""
    words = re.sub(r"[^\w\s]", "", name.casefold().replace("&", " and ")).split()
    return " ".join(_SHORT.get(word, word) for word in words)


_SHORT = {"limited": "ltd", "company": "co", "incorporated": "inc"}
