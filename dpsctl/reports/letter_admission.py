"""What a letter says of an admission that gives membership and no contract."""

from __future__ import annotations

import json
from collections.abc import Iterator

from dpsctl.documents.regimes import Regime
from dpsctl.domain.proof_kinds import kind_words
from dpsctl.ledger.known import known_of
from dpsctl.reports.letter_words import titles
from dpsctl.reports.report import Row
from dpsctl.reports.view import View

_INSURANCE, _PROMISED = "provider.insurance.", ".will_obtain"


def admission_facts(view: View, regime: Regime, application: Row) -> Row:
    """What an application that stands admitted was admitted for, and by which law that is all."""
    admitted = _admitted(view, application)
    return {
        "categories": titles(view.system.terms, admitted),
        "codes": admitted,
        "cite": regime.cites.get("award_basis", regime.law),
        "promised": list(_promised(view, application["id"])),
    }


def _admitted(view: View, application: Row) -> list[str]:
    categories: str = view.ledger.value(
        "SELECT categories FROM determinations WHERE id = ?", [application["determination"]]
    )
    admitted: list[str] = json.loads(categories)
    return admitted


def _promised(view: View, application: int) -> Iterator[Row]:
    """Insurance that the applicant said it would obtain, with the cover in pence."""
    for path, value in known_of(view.ledger, application).facts.items():
        if path.startswith(_INSURANCE) and path.endswith(_PROMISED) and value is not None:
            kind = path.removeprefix(_INSURANCE).removesuffix(_PROMISED)
            yield {"kind": kind_words(kind), "cover": value}
