"""Supply: the beds that homes have on a day, who lives in them, and what is left for others.

Every home counts once in whatever is summed, under however many contracts its beds are offered.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

SPECIALIST_SIZE = (3, 6)
"""The beds of a specialist home, both in (Cabinet Committee paper 4.4)."""
LOWER_LEVEL_SIZE = (6, 10)
"""The beds of a home for lower needs, both in, by the same paper: six counts in both."""


@dataclass(frozen=True)
class Offer:
    """What one contract offers on a day.

    ``beds`` are the home's, none where nobody said how many; ``people`` all who live in the home,
    ``placed`` those under this contract. ``open``: new people may be placed under it.
    """

    home: int
    beds: int | None
    people: int
    placed: int
    in_force: bool
    open: bool


@dataclass(frozen=True)
class Supply:
    """What some contracts offer together. ``beds`` and ``vacancies`` leave out the ``unknown``
    homes, whose beds nobody gave; both are none where that is all of them.

    ``not_in_force`` are the beds of homes with no contract in force yet, ``open`` counts homes, and
    ``overfull`` those in which more people live than there are beds.
    """

    homes: int
    specialist_size: int
    lower_level_size: int
    beds: int | None
    not_in_force: int
    unknown: int
    placed: int
    vacancies: int | None
    open: int
    overfull: int


def supply_of(offers: Iterable[Offer]) -> Supply:
    """What these contracts offer, every home counted once."""
    offered = sorted(offers, key=lambda offer: offer.home)
    homes = [_merged(list(group)) for _, group in groupby(offered, lambda offer: offer.home)]
    known = [home for home in homes if home.beds is not None]
    told = bool(known) or not homes
    return Supply(
        homes=len(homes),
        specialist_size=_between(known, *SPECIALIST_SIZE),
        lower_level_size=_between(known, *LOWER_LEVEL_SIZE),
        beds=sum(home.beds or 0 for home in known) if told else None,
        not_in_force=sum(home.beds or 0 for home in known if not home.in_force),
        unknown=len(homes) - len(known),
        placed=sum(home.placed for home in homes),
        vacancies=sum(map(vacancies, known)) if told else None,
        open=sum(home.open for home in homes),
        overfull=sum(map(overfull, known)),
    )


def vacancies(home: Offer) -> int:
    """The beds that nobody lives in and new people may be placed in, never fewer than nought."""
    return max((home.beds or 0) - home.people, 0) if home.open else 0


def overfull(home: Offer) -> bool:
    """Whether more people live in a home than it is known to have beds."""
    return home.beds is not None and home.people > home.beds


def short(needed: int, beds: int) -> tuple[int, int]:
    """How many of the beds needed are not there, and how many are there beyond them."""
    return max(needed - beds, 0), max(beds - needed, 0)


def _merged(offers: Sequence[Offer]) -> Offer:
    """One home's contracts as one offer."""
    known = [offer.beds for offer in offers if offer.beds is not None]
    return Offer(
        home=offers[0].home,
        beds=max(known, default=None),
        people=max(offer.people for offer in offers),
        placed=sum(offer.placed for offer in offers),
        in_force=any(offer.in_force for offer in offers),
        open=any(offer.open for offer in offers),
    )


def _between(homes: Sequence[Offer], least: int, most: int) -> int:
    return sum(least <= (home.beds or 0) <= most for home in homes)
