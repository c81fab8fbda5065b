"""``rules/register.yaml``: the shapes that the public register comes in, and its words' meaning."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from dpsctl.documents.by_hand import Hand
from dpsctl.documents.document import Where
from dpsctl.documents.reading import read_one
from dpsctl.documents.scalars import parse_whole_number

T = TypeVar("T")


@dataclass(frozen=True)
class Category:
    """What the shapes call a category of ours, as plain words (:func:`plain`)."""

    bands: tuple[str, ...]
    supported: tuple[str, ...]
    specialisms: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """A shape that is a table: the heading of each column by its key, and how days are written.

    ``bands`` is how the headings of service user bands begin, where each band has a column.
    """

    shape: str
    title: str
    days: tuple[str, ...]
    columns: dict[str, str]
    needed: tuple[str, ...]
    bands: str | None


@dataclass(frozen=True)
class RegisterRules:
    """How to read the register; ratings, relations and ownerships stand under plain words.

    ``whole`` is from how many locations on a file lists every one that is active.
    """

    whole: int
    ratings: dict[str, str]
    categories: dict[str, Category]
    relations: dict[str, str]
    people: frozenset[str]
    tables: dict[str, Table]


def plain(words: str) -> str:
    """Words as they are compared: small letters, single spaces."""
    return " ".join(words.split()).casefold()


def read_register_rules(path: Path) -> RegisterRules:
    """Read the rules by which the register is read.

    Raises:
        UsageError: there is no such file.
        DocumentError: with every complaint, in file order.
    """
    hand = Hand(read_one(path))
    hand.keys((), ("whole", "ratings", "categories", "relations", "people", "tables"))
    return hand.finish(lambda: _rules(hand))


def _rules(hand: Hand) -> RegisterRules:
    hand.keys(("whole",), ("at_least", "cite"))
    hand.keys(("ratings",), ("rated", "unrated", "cite"))
    hand.keys(("relations",), ("predecessor", "successor", "cite"))
    hand.keys(("people",), ("ownership", "cite"))
    rated = {plain(word): word for word in _texts(hand, ("ratings", "rated"))}
    unrated = dict.fromkeys(map(plain, _texts(hand, ("ratings", "unrated"))), "Unrated")
    return RegisterRules(
        whole=hand.take(("whole", "at_least"), parse_whole_number),
        ratings={**unrated, **rated},
        categories=_each(hand, "categories", _category),
        relations={
            plain(word): kind
            for kind in ("predecessor", "successor")
            for word in _texts(hand, ("relations", kind))
        },
        people=frozenset(map(plain, _texts(hand, ("people", "ownership")))),
        tables=_each(hand, "tables", _table),
    )


def _each(hand: Hand, key: str, read: Callable[[Hand, Where], T]) -> dict[str, T]:
    return {name: read(hand, (key, name)) for name in hand.keys((key,), optional=None)}


def _category(hand: Hand, at: Where) -> Category:
    kinds = ("bands", "supported", "specialisms")
    hand.keys(at, (*kinds, "cite"))
    return Category(**{kind: tuple(map(plain, _texts(hand, (*at, kind)))) for kind in kinds})


def _table(hand: Hand, at: Where) -> Table:
    hand.keys(at, ("title", "days", "columns", "needed", "cite"), ("bands",))
    columns = (*at, "columns")
    keys = hand.keys(columns, ("cqc_location",), _COLUMNS)
    needed = tuple(_texts(hand, (*at, "needed")))
    for place, key in enumerate(needed):
        if key not in keys:
            hand.complain((*at, "needed", place), "is none of the columns above")
    return Table(
        shape=str(at[-1]),
        title=hand.take((*at, "title"), str),
        days=tuple(_texts(hand, (*at, "days"))),
        columns={key: hand.take((*columns, key), plain) or "" for key in keys},
        needed=needed,
        bands=hand.take((*at, "bands"), plain),
    )


_COLUMNS: Sequence[str] = (
    *("name", "dormant", "care_home", "services", "beds", "rating", "rated_on"),
    *("inherited_rating", "registered_manager", "registered_on", "deregistered_on", "supported"),
    *("local_authority", "postcode", "uprn", "cqc_provider", "provider_name", "company_number"),
    "ownership",
)


def _texts(hand: Hand, at: Where) -> list[str]:
    places = hand.entries(at)
    return [text for place in places if (text := hand.take((*at, place), str))]
