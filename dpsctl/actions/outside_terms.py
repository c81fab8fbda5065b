"""Whether an application or a contract keeps to the terms of the system it would join."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from dpsctl.documents.across import Mistake
from dpsctl.documents.applications import ApplicationDocument, OfferedPlacement
from dpsctl.documents.contracts import ContractDocument, Resident
from dpsctl.documents.document import shown
from dpsctl.ledger.lookups import System


def no_applications(system: System, agreement: str) -> Iterator[Mistake]:
    """A mistake where nobody may apply for an agreement, known or not: it has no rules."""
    agreements = system.terms["agreements"]
    open_ones = [name for name, each in agreements.items() if each.get("rules")]
    if agreement not in open_ones:
        yield ("agreement",), f"{agreement} takes no applications; {' or '.join(open_ones)} does"


def outside_terms(
    system: System, document: ApplicationDocument | ContractDocument
) -> Iterator[Mistake]:
    """What the system's own terms do not know: the agreement, bands, categories and needs."""
    agreements, categories = system.terms["agreements"], system.terms["categories"]
    people: Sequence[OfferedPlacement | Resident] = document.placements
    if document.agreement not in agreements:
        yield ("agreement",), _no_such(document.agreement, agreements)
    for place, category in enumerate(document.categories):
        if category not in categories:
            yield ("categories", place), _no_such(category, categories)
    for place, person in enumerate(people):
        if person.need not in document.categories:
            yield ("placements", place, "need"), _no_such(person.need, document.categories)
    bands = agreements.get(document.agreement, {}).get("bands")
    if bands and document.band not in bands:
        yield ("band",), _no_such(document.band, bands)
    for place, person in enumerate(people):
        if bands and person.band not in bands:
            yield ("placements", place, "band"), _no_such(person.band, bands)


def _no_such(given: str, known: Iterable[str]) -> str:
    return f"{shown(given)} is not one of {', '.join(known)}"
