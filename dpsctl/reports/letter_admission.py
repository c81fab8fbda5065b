"""What a letter says of an admission that gives membership and no contract."""

from __future__ import annotations

import json

from dpsctl.documents.regimes import Regime
from dpsctl.reports.letter_grounds import titles
from dpsctl.reports.report import Row
from dpsctl.reports.view import View


def admission_facts(view: View, regime: Regime, application: Row) -> Row:
    """What an application that stands admitted was admitted for, and by which law that is all."""
    admitted = _admitted(view, application)
    return {
        "categories": titles(view.system.terms, admitted),
        "codes": admitted,
        "cite": regime.cites.get("award_basis", regime.law),
    }


def _admitted(view: View, application: Row) -> list[str]:
    categories: str = view.ledger.value(
        "SELECT categories FROM determinations WHERE id = ?", [application["determination"]]
    )
    admitted: list[str] = json.loads(categories)
    return admitted
