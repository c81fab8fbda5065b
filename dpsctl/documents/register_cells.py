"""One location of the register typed from texts, whatever shape of file they stood in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from dpsctl.documents.characters import forbidden_characters, is_clean
from dpsctl.documents.document import LONGEST_LINE, shown
from dpsctl.documents.register_rules import RegisterRules, plain
from dpsctl.documents.register_values import (
    beds,
    company_number,
    day_reader,
    flag,
    location_id,
    postcode,
)
from dpsctl.domain.register import DEREGISTERED, REGISTERED, UNRATED, Location, Related


@dataclass(frozen=True)
class Unread:
    """A row that cannot be read, and why; what could be made out of its location and name."""

    line: int
    what: str
    location: str | None = None
    name: str | None = None


@dataclass(frozen=True)
class Words:
    """What the words of a file mean: by the rules, and how it writes days (a pattern each).

    ``unknown`` are the words for ratings that the rules do not know, each with its first line.
    """

    rules: RegisterRules
    days: tuple[str, ...]
    unknown: dict[str, int] = field(default_factory=dict)

    @cached_property
    def day(self) -> Callable[[str], str]:
        """Reads a day as ISO text."""
        return day_reader(self.days)


Texts = Mapping[str, str]
"""What a row says, by the keys of :class:`~dpsctl.domain.register.Location`; blank: nothing."""


def typed(
    texts: Texts,
    line: int,
    words: Words,
    *,
    categories: tuple[str, ...] | None,
    related: tuple[Related, ...] = (),
) -> Location:
    """A row's texts as a location.

    Raises:
        ValueError: one of them cannot be what it stands for; it names the first.
    """
    _see_that_it_is_text(texts)
    location = location_id(texts.get("cqc_location", ""))
    try:
        return _typed(location, texts, line, words, categories, related)
    except ValueError as error:
        raise ValueError(_placed(texts, words) or str(error)) from None


def _typed(
    location: str,
    texts: Texts,
    line: int,
    words: Words,
    categories: tuple[str, ...] | None,
    related: tuple[Related, ...],
) -> Location:
    get, day = texts.get, words.day
    ended = day(get("deregistered_on", "")) or None
    rating = _rating(get("rating", ""), line, words)
    return Location(
        line=line,
        cqc_location=location,
        name=get("name") or None,
        cqc_provider=get("cqc_provider") or None,
        provider_name=_provider_name(texts, words.rules),
        company_number=company_number(get("company_number", "")),
        registration=_registration(get("registration"), ended),
        registered_on=day(get("registered_on", "")) or None,
        deregistered_on=ended,
        dormant=flag(get("dormant")),
        care_home=flag(get("care_home")),
        beds=beds(get("beds", "")),
        rating=rating,
        rated_on=(day(get("rated_on", "")) or None) if rating else None,
        inherited_rating=flag(get("inherited_rating")),
        registered_manager=flag(get("registered_manager")),
        categories=categories,
        local_authority=get("local_authority") or None,
        postcode=postcode(get("postcode", "")),
        uprn=get("uprn", "").lstrip("0") or None,
        related=related,
    )


def _see_that_it_is_text(texts: Texts) -> None:
    whole = " ".join(texts.values())
    if whole.isascii() and whole.isprintable() and len(whole) <= LONGEST_LINE:
        return
    if not is_clean(whole) or "\n" in whole or "\t" in whole or len(whole) > LONGEST_LINE:
        for key, text in texts.items():
            if wrong := _wrong_with(text):
                raise ValueError(f"{_called(key)}: {wrong}")


def _wrong_with(text: str) -> str | None:
    if len(text) > LONGEST_LINE:
        return f"is {len(text):,} characters long, far too long for what it is"
    if "\n" in text or "\t" in text:
        return "runs over several lines, or has a tab in it"
    return next((what for _, _, what in forbidden_characters(text)), None)


def _placed(texts: Texts, words: Words) -> str | None:
    """What is wrong with the first text that is, and which it is: looked for once something is."""
    readers = dict.fromkeys(("registered_on", "deregistered_on", "rated_on"), words.day)
    flags = dict.fromkeys(("dormant", "care_home", "inherited_rating"), flag)
    every: dict[str, Callable[[str], object]] = {"beds": beds, **flags, **readers}
    for key, read in every.items():
        if key == "rated_on" and not texts.get("rating"):
            continue
        try:
            read(texts.get(key, ""))
        except ValueError as error:
            return f"{_called(key)}: {error}"
    return None


_CALLED = {
    "beds": "the beds",
    "rated_on": "the publication date of the rating",
    "registered_on": "the day it was registered",
    "deregistered_on": "the day it was deregistered",
    "cqc_provider": "the provider's id",
    "uprn": "the UPRN",
    "dormant": "dormant",
}


def _called(key: str) -> str:
    return _CALLED.get(key, key.replace("_", " "))


def _registration(text: str | None, ended: str | None) -> str:
    if not text:
        return DEREGISTERED if ended else REGISTERED
    for known in (REGISTERED, DEREGISTERED):
        if text.casefold() == known.casefold():
            return known
    raise ValueError(f"registration status: {shown(text)} is neither {REGISTERED} nor Deregistered")


def _rating(text: str, line: int, words: Words) -> str | None:
    if not text:
        return None
    known = words.rules.ratings.get(_plain(text))
    if known is None and len(words.unknown) < MOST_UNKNOWN:
        words.unknown.setdefault(text, line)
    return known or UNRATED


def _provider_name(texts: Texts, rules: RegisterRules) -> str | None:
    """The provider's name; not that of a person, who trades alone or in a partnership, and of whom
    nothing says the contrary.
    """
    ownership = _plain(texts.get("ownership", ""))
    is_company = bool(ownership or texts.get("company_number")) and ownership not in rules.people
    return texts.get("provider_name") or None if is_company else None


_plain = lru_cache(256)(plain)
MOST_UNKNOWN = 100
"""How many words for ratings that the rules do not know are told."""
