"""What an example says of costs, ``cost.over_guide_percent`` say, which no application does.

At import it follows from the placements and the window's cost model; an example has no window.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from dpsctl.documents.document import Document, complain, did_you_mean
from dpsctl.domain.rules.facts import COST_FACTS
from dpsctl.errors import Complaint

_KEY = "cost"


def given_costs(document: Document) -> tuple[dict[str, Any], list[Complaint]]:
    """The cost facts that an example's application gives, typed, and every complaint of them."""
    given = document.content.get(_KEY) or {}
    if not isinstance(given, dict):
        what = "it should be a group of keys, each `key: value`"
        return {}, [complain(document, (_KEY,), what)]
    found: dict[str, Any] = {}
    complaints: list[Complaint] = []
    for key, text in given.items():
        fact, path = f"{_KEY}.{key}", (_KEY, key)
        try:
            found[fact] = _read(fact, text)
        except ValueError as error:
            complaints.append(complain(document, path, str(error)))
    return found, complaints


def _read(fact: str, text: object) -> Any:
    if fact not in COST_FACTS:
        raise ValueError(f"there is no fact {fact}{did_you_mean(fact, COST_FACTS)}")
    if not isinstance(text, str):
        raise ValueError(f"it should be plain text ({COST_FACTS[fact]})")
    return COST_FACTS[fact].read(text)


def without_costs(document: Document) -> Document:
    """The application alone, as a document of its own."""
    below: dict[str, Any] = {k: each for k, each in document.content.items() if k != _KEY}
    return replace(document, content=below)
