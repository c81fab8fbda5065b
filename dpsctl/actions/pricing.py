"""What a window's cost model makes of the placements that come with an application."""

from __future__ import annotations

from dataclasses import dataclass, field

from dpsctl.documents.across import Mistake
from dpsctl.documents.applications import ApplicationDocument, OfferedPlacement
from dpsctl.documents.document import Where
from dpsctl.documents.pinned_cost_models import CostModelOnLedger, cost_model_of_window
from dpsctl.documents.prices import Kept, cost_facts, price_of
from dpsctl.domain.cost_model import PriceError
from dpsctl.ledger.file import Ledger
from dpsctl.ledger.lookups import WindowOnLedger


@dataclass
class Pricing:
    """The priced placements, by their place in the document, and every mistake of a price.

    ``facts`` are what rules see of the fees: see :func:`dpsctl.domain.rules.facts.COST_FACTS`.
    """

    kept: dict[int, Kept] = field(default_factory=dict)
    mistakes: list[Mistake] = field(default_factory=list)
    facts: dict[str, int] = field(default_factory=dict)


class Pricer:
    """Prices applications by the cost models that windows pinned, each read once."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._pinned: dict[tuple[int, str], CostModelOnLedger | None] = {}

    def pricing(self, window: WindowOnLedger, application: ApplicationDocument) -> Pricing:
        """What the window's cost model, if it pinned one, makes of an application."""
        agreement = application.agreement
        key = (window.id, agreement)
        if key not in self._pinned:
            self._pinned[key] = cost_model_of_window(self._ledger, *key)
        pinned = self._pinned[key]
        found = Pricing(facts=cost_facts(application, pinned.model if pinned else None))
        for place, person in enumerate(application.placements):
            if person.price is not None and pinned:
                _price(found, place, person, pinned)
            elif person.price is not None:
                what = f"window {window.name} has no cost model for {agreement}; leave price out"
                found.mistakes.append((("placements", place, "price"), what))
        return found


def _price(found: Pricing, place: int, person: OfferedPlacement, pinned: CostModelOnLedger) -> None:
    path: Where = ("placements", place)
    try:
        price = price_of(pinned.model, person.price or {}, person.band)
    except PriceError as error:
        found.mistakes += [((*path, "price", *inner), what) for inner, what in error.mistakes]
        return
    if other := price.not_the_fee(person.offered_weekly_fee):
        found.mistakes.append(((*path, "offered_weekly_fee"), other))
    found.kept[place] = price.kept
