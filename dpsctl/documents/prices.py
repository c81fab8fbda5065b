"""Prices: what a cost model is fed with, as documents write it and as the ledger keeps it.

The ledger keeps pence for money, and counts of hours and nights as text, both exact.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from dpsctl.documents.applications import ApplicationDocument
from dpsctl.domain.cost_components import Sum
from dpsctl.domain.cost_model import BuildUp, CostModel, Inputs, PriceError
from dpsctl.domain.costs import over_guide
from dpsctl.domain.decimals import decimal_text, parse_decimal
from dpsctl.domain.money import pounds

Kept = dict[str, int | str]
"""Inputs as the ledger keeps them, by component."""

_LONGEST = 40


@dataclass(frozen=True)
class Price:
    """A price as a model makes it: the inputs as the ledger keeps them, and what they come to."""

    model: CostModel
    kept: Kept
    built: BuildUp

    @property
    def weekly(self) -> int:
        """Pence a week."""
        return self.built.total

    def not_the_fee(self, offered: int) -> str | None:
        """What is wrong with an offered fee (pence a week) that is not this price, to the penny."""
        if offered == self.weekly:
            return None
        makes = f"{self.model.named} makes {pounds(self.weekly)} of its price"
        return f"is {pounds(offered)}; {makes}"


def price_of(model: CostModel, written: Mapping[str, str], band: str) -> Price:
    """The price that a model makes of inputs as a document writes them.

    Raises:
        PriceError: with every mistake, each at the path of its input.
    """
    inputs: dict[str, Fraction] = {}
    mistakes: list[tuple[tuple[str, ...], str]] = []
    for id, text in written.items():
        try:
            inputs[id] = _read(model, id, text)
        except ValueError as error:
            mistakes.append(((id,), str(error)))
    try:
        built = model.build_up(inputs, band)
    except PriceError as error:
        told = {path for path, _ in mistakes}
        mistakes += [each for each in error.mistakes if each[0] not in told]
    if mistakes:
        raise PriceError(mistakes)
    return Price(model, _kept(model, inputs), built)


def inputs_of(model: CostModel, kept: Mapping[str, int | str]) -> Inputs:
    """The inputs that the ledger keeps, as the model takes them."""
    known = model.inputs
    return {
        id: Fraction(value) if isinstance(known[id], Sum) else parse_decimal(str(value))
        for id, value in kept.items()
    }


def cost_facts(application: ApplicationDocument, model: CostModel | None) -> dict[str, int]:
    """What rules see of the fees that an application offers, as far as it is known.

    ``cost.weekly`` is pence; ``cost.over_guide_percent``, by the guide prices of a cost model,
    hundredths of a percent. It is not known unless every fee has a guide price.
    """
    fees = [person.offered_weekly_fee for person in application.placements]
    if not fees:
        return {}
    district = application.home.district
    guides = [
        model.guide(person.band, district) if model else None for person in application.placements
    ]
    furthest = over_guide(fees, guides)
    known = {} if furthest is None else {"cost.over_guide_percent": furthest}
    return {"cost.weekly": max(fees), **known}


def _read(model: CostModel, id: str, text: str) -> Fraction:
    if id not in model.inputs:
        raise ValueError(model.unknown(id))
    if len(text) > _LONGEST:
        raise ValueError(f"is {len(text):,} characters long, far too long for an amount")
    return model.inputs[id].read(text)


def _kept(model: CostModel, inputs: Inputs) -> Kept:
    return {
        id: int(given) if isinstance(model.inputs[id], Sum) else decimal_text(given)
        for id, given in inputs.items()
    }
