"""Pinning cost models: a window, and a placement that is priced, carry the exact text they used."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from dpsctl.actions.pinning import see_unedited
from dpsctl.actions.usable import see_adopted
from dpsctl.documents.cost_model_shelf import CostModelOnShelf, cost_model_named
from dpsctl.documents.prices import Price, price_of
from dpsctl.errors import RefusedError
from dpsctl.ledger.facts import PinnedCostModel, WindowCostModel
from dpsctl.ledger.file import Ledger, Row
from dpsctl.ledger.lookups import System
from dpsctl.ledger.recording import Recording, as_json


@dataclass(frozen=True)
class Priced:
    """A price, with the number of its cost model on the ledger, as a placement keeps both."""

    cost_model: int
    price: Price

    @property
    def kept(self) -> str:
        """The inputs, as JSON."""
        return as_json(self.price.kept)


def cost_models_for(
    ledger: Ledger, system: System, folders: Sequence[Path], day: date
) -> dict[str, CostModelOnShelf]:
    """The cost models that price each agreement's applications in a window opening on a day.

    Raises:
        DocumentError: a cost model with mistakes.
        RefusedError: there is none such, it may not be used here, or it was edited once pinned.
    """
    taking = {name: each for name, each in system.terms["agreements"].items() if each.get("rules")}
    return {
        agreement: cost_model_for(ledger, system, folders, agreement, day)
        for agreement, terms in taking.items()
        if terms.get("cost_model")
    }


def cost_model_for(
    ledger: Ledger, system: System, folders: Sequence[Path], agreement: str, day: date
) -> CostModelOnShelf:
    """The version of an agreement's cost model: the one the system names, else of a London day.

    Raises:
        DocumentError: it has mistakes.
        RefusedError: the agreement names none, there is none such, it may not be used here, or it
            was edited once pinned.
    """
    named = system.terms["agreements"].get(agreement, {}).get("cost_model")
    if not named:
        raise RefusedError(
            f"agreement {agreement} of {system.name} has no cost model, so nothing can be priced",
            f"amend the system document: agreements.{agreement}.cost_model",
        )
    shelf = cost_model_named(folders, named, day)
    _see_usable(ledger, system, agreement, shelf, day)
    known = _pinned(ledger, shelf)
    if known:
        see_unedited(shelf.document, known["document"])
    return shelf


def pin_cost_models(to: Recording, window: int, models: Mapping[str, CostModelOnShelf]) -> None:
    """Pin each agreement's cost model to a window; a version's text goes in the first time only."""
    for agreement, shelf in sorted(models.items()):
        to.add(WindowCostModel(window, agreement, _pin(to, shelf)))


def priced(
    to: Recording,
    folders: Sequence[Path],
    system: System,
    agreement: str,
    day: date,
    band: str,
    price: Mapping[str, str],
) -> Priced:
    """The price of a placement that begins on a London day; its cost model is pinned if new.

    ``price`` has the inputs as a document writes them, by component.

    Raises:
        PriceError: with every mistake in the inputs, each at the path of its input.
        DocumentError: the cost model has mistakes.
        RefusedError: there is no cost model for it, or it may not be used here.
    """
    shelf = cost_model_for(to.ledger, system, folders, agreement, day)
    made = price_of(shelf.model, price, band)
    return Priced(_pin(to, shelf), made)


def _see_usable(
    ledger: Ledger, system: System, agreement: str, shelf: CostModelOnShelf, day: date
) -> None:
    model = shelf.model
    if model.illustrative and not system.rehearsal:
        raise RefusedError(
            f"cost model {model.named} is illustrative and prices nothing outside a rehearsal",
            "adopt it: replace `illustrative: yes` by `adopted: {decision: REF}` in a new version",
        )
    if model.adopted:
        see_adopted(ledger, f"cost model {model.named}", model.adopted, day)
    bands = system.bands_of(agreement)
    foreign = [band for band in model.bands if band not in bands]
    if foreign:
        raise RefusedError(
            f"cost model {model.named} prices {', '.join(foreign)}, and agreement {agreement} has "
            f"the bands {', '.join(bands)}",
            "name a cost model that is written for this agreement",
        )


def _pin(to: Recording, shelf: CostModelOnShelf) -> int:
    known = _pinned(to.ledger, shelf)
    if known:
        return int(known["id"])
    text = to.keep_text(shelf.document.text)
    return to.add(PinnedCostModel(shelf.model.name, shelf.model.version, text))


def _pinned(ledger: Ledger, shelf: CostModelOnShelf) -> Row | None:
    return ledger.row(
        "SELECT * FROM cost_models WHERE cost_model = ? AND version = ?",
        [shelf.model.name, shelf.model.version],
    )
