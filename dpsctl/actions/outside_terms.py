"""Whether an application keeps to the terms of the system it would join."""

from __future__ import annotations

from dpsctl.documents.applications import ApplicationDocument
from dpsctl.documents.document import Document, Where, complain
from dpsctl.errors import Complaint
from dpsctl.ledger.lookups import System


def outside_terms(
    document: Document, application: ApplicationDocument, system: System
) -> list[Complaint]:
    """What the system's own terms do not know: agreement, bands, categories, needs."""
    agreements = system.terms["agreements"]
    terms = agreements.get(application.agreement)
    if terms is None or not terms.get("rules"):
        open_ones = [name for name, each in agreements.items() if each.get("rules")]
        what = f"{application.agreement} takes no applications; {' or '.join(open_ones)} does"
        return [complain(document, ("agreement",), what, refused=True)]
    wrong: list[tuple[Where, str, list[str]]] = [(("band",), application.band, terms["bands"])]
    wrong += [
        (("categories", place), code, list(system.terms["categories"]))
        for place, code in enumerate(application.categories)
    ]
    for place, placement in enumerate(application.placements):
        wrong.append((("placements", place, "need"), placement.need, application.categories))
        wrong.append((("placements", place, "band"), placement.band, terms["bands"]))
    return [
        complain(document, path, f"{value!r} is not one of {', '.join(known)}", refused=True)
        for path, value, known in wrong
        if value not in known
    ]
