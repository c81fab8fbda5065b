"""The price of a placement: what the agreement's cost model makes of what the document gives."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from dpsctl.actions.whereabouts import Whereabouts
from dpsctl.documents.document import Where
from dpsctl.documents.placements import Placed
from dpsctl.domain.cost_model import PriceError
from dpsctl.errors import RefusedError
from dpsctl.ledger.lookups import System
from dpsctl.ledger.recording import Recording

if TYPE_CHECKING:  # who gives no price need not load the shelf of cost models
    from dpsctl.actions.pinning_cost_models import Priced

Why = tuple[Where, str, str]
"""Where a placement says what it may not, why not, and what to do."""

_OUT = "leave the price out, if the fee was agreed without the model"


def price_of_placement(
    to: Recording, folders: Sequence[Path], system: System, placed: Placed, where: Whereabouts
) -> tuple[Priced | None, list[Why]]:
    """What the cost model makes of a price, where one is given; or every mistake in it.

    Raises:
        DocumentError: the cost model has mistakes.
    """
    if placed.price is None:
        return None, []
    if where.contract is None:
        return None, [(("price",), "needs a contract, whose agreement has a cost model", _OUT)]
    from dpsctl.actions.pinning_cost_models import priced

    try:
        of = (where.contract.agreement, placed.starts_on, placed.band, placed.price)
        made = priced(to, folders, system, *of)
    except PriceError as error:
        return None, [(("price", *path), what, _OUT) for path, what in error.mistakes]
    except RefusedError as error:
        return None, [(("price",), error.what, error.todo)]
    wrong = made.price.not_the_fee(placed.weekly_fee)
    return made, [(("weekly_fee",), wrong, _OUT)] if wrong else []
