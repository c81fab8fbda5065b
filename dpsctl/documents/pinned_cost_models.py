"""Pinned cost models, read again from the ledger's own text, and the guide prices they hold."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from dpsctl.documents.cost_models import read_cost_model
from dpsctl.documents.pinned import pinned_text
from dpsctl.domain.cost_model import CostModel
from dpsctl.ledger.file import Ledger, Row


@dataclass(frozen=True)
class CostModelOnLedger:
    """A pinned cost model; ``id`` is its number on the ledger, ``sha256`` its text's digest."""

    id: int
    model: CostModel
    sha256: str


@dataclass(frozen=True)
class Guides:
    """The guide prices of a day: of each model pinned, those of the version that prices then."""

    models: tuple[CostModel, ...]

    def weekly(self, band: str, district: str | None) -> int | None:
        """The guide price in pence a week: the district's own, else the band's, else none.

        Where two models price a band, the newer version's.
        """
        found = (model.guide(band, district) for model in self.models if band in model.bands)
        return next((price for price in found if price is not None), None)


def cost_models_known(ledger: Ledger) -> list[CostModelOnLedger]:
    """Every cost model version on the ledger, by name and version.

    Raises:
        LedgerError: a text is not the one that was pinned.
    """
    rows = ledger.rows("SELECT * FROM cost_models ORDER BY cost_model, version")
    return [_pinned(ledger, row) for row in rows]


def guides_known(ledger: Ledger, day: date) -> Guides:
    """The guide prices of a London day, from what is pinned on the ledger and nothing else.

    Of each model the newest version dated on or before the day counts; else its oldest.

    Raises:
        LedgerError: a text is not the one that was pinned.
    """
    rows = ledger.rows("SELECT * FROM cost_models ORDER BY cost_model, version")
    dated = [_on(day, group) for _, group in groupby(rows, key=lambda row: row["cost_model"])]
    newest = sorted(dated, key=lambda row: row["version"], reverse=True)
    return Guides(tuple(_pinned(ledger, row).model for row in newest))


def cost_model_of_window(ledger: Ledger, window: int, agreement: str) -> CostModelOnLedger | None:
    """The cost model by which a window prices an agreement's applications, if it pinned one."""
    row = ledger.row(
        "SELECT m.* FROM window_cost_models w JOIN cost_models m ON m.id = w.cost_model "
        "WHERE w.window = ? AND w.agreement = ?",
        [window, agreement],
    )
    return _pinned(ledger, row) if row else None


def _on(day: date, group: Iterable[Row]) -> Row:
    versions = list(group)
    dated = [row for row in versions if row["version"] <= day.isoformat()]
    return dated[-1] if dated else versions[0]


def _pinned(ledger: Ledger, row: Row) -> CostModelOnLedger:
    name = f"cost-models/{row['cost_model']}/{row['version']}.yaml"
    document = pinned_text(ledger, row["document"], name)
    return CostModelOnLedger(row["id"], read_cost_model(document), row["document"])
