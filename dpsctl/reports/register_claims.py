"""What the register says otherwise of a home that it lists, claim by claim."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dpsctl.domain.register import UNRATED, Location, has_risen, plain_name
from dpsctl.domain.words import listed
from dpsctl.reports.identities import Identities
from dpsctl.reports.register_subjects import Subject


@dataclass(frozen=True)
class Disagreement:
    """What the two disagree on, and what each says; None where the applicant says nothing.

    ``better``: what the register says is no worse for anybody than what was known.
    """

    what: str
    applicant: str | None
    register: str | None
    better: bool = False


def disagreements(
    subject: Subject, row: Location, named: Identities, codes: set[str]
) -> Iterator[Disagreement]:
    """What the register says otherwise, most urgent first; of ``codes`` alone as to categories.

    What either does not say is no difference, and neither are fewer beds than are registered.
    """
    yield from _dormant(subject, row)
    yield from _rating(subject, row)
    yield from _provider(subject.provider, row, named)
    ours = named.homes[subject.home]
    if row.name and plain_name(row.name) != plain_name(ours):
        yield Disagreement("name", ours, row.name)
    if subject.beds is not None and row.beds is not None and subject.beds > row.beds:
        yield Disagreement("beds", str(subject.beds), f"{row.beds} at most")
    yield from _categories(subject, row, codes)
    if subject.registered_manager and row.registered_manager is False:
        yield Disagreement("registered manager", "yes", "none named")


def _dormant(subject: Subject, row: Location) -> Iterator[Disagreement]:
    said = subject.dormant
    if row.dormant is not None and row.dormant != bool(said):
        answer = None if said is None else "dormant" if said else "not dormant"
        now = "dormant" if row.dormant else "not dormant"
        yield Disagreement("dormant", answer, now, better=not row.dormant)


def _rating(subject: Subject, row: Location) -> Iterator[Disagreement]:
    """A rating that was never published and one of ``Unrated`` agree."""
    said, published = subject.rating, row.rating or UNRATED
    if said is not None and said != published:
        words = published if row.rating else "no published rating"
        on = f" on {row.rated_on}" if row.rated_on else ""
        inherited = ", inherited" if row.inherited_rating else ""
        better = has_risen(said, row.rating)
        yield Disagreement("rating", said, f"{words}{on}{inherited}", better)


def _provider(provider: int, row: Location, named: Identities) -> Iterator[Disagreement]:
    """Another provider, by the first number that both know, else by name; or one renamed."""
    ours = named.providers[provider]
    numbers = [
        (named.cqc_providers.get(provider), row.cqc_provider),
        (named.company_numbers.get(provider), row.company_number),
    ]
    both = [(mine, theirs) for mine, theirs in numbers if mine and theirs]
    renamed = bool(row.provider_name) and plain_name(row.provider_name or "") != plain_name(ours)
    if renamed or (both and both[0][0] != both[0][1]):
        mine, theirs = both[0] if both else (None, row.cqc_provider)
        yield Disagreement("provider", _who(ours, mine), _who(row.provider_name, theirs))


def _who(name: str | None, number: str | None) -> str:
    return ", ".join(filter(None, (name, number)))


def _categories(subject: Subject, row: Location, codes: set[str]) -> Iterator[Disagreement]:
    wanting = set(subject.categories) & codes - set(row.categories or ())
    if row.categories is not None and wanting:
        theirs = listed(row.categories) or "none of these"
        yield Disagreement("categories", listed(sorted(set(subject.categories) & codes)), theirs)
