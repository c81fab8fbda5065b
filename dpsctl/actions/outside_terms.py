"""Whether an application or a contract keeps to the terms of the system it would join."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dpsctl.documents.across import Mistake
from dpsctl.documents.applications import ApplicationDocument, OfferedPlacement
from dpsctl.documents.contracts import ContractDocument, Resident
from dpsctl.documents.document import Where, shown
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
    agreements = system.terms["agreements"]
    people: Sequence[OfferedPlacement | Resident] = document.placements
    asked: list[tuple[Where, str, list[str]]] = [
        (("agreement",), document.agreement, list(agreements)),
        *(
            (("categories", place), category, list(system.terms["categories"]))
            for place, category in enumerate(document.categories)
        ),
        *(
            (("placements", place, "need"), person.need, document.categories)
            for place, person in enumerate(people)
        ),
    ]
    bands = agreements.get(document.agreement, {}).get("bands")
    if bands:
        asked.append((("band",), document.band, bands))
        asked += [
            (("placements", place, "band"), person.band, bands)
            for place, person in enumerate(people)
        ]
    for path, given, known in asked:
        if given not in known:
            yield path, f"{shown(given)} is not one of {', '.join(known)}"
