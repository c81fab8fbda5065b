"""What an example says that no application does: of costs, and of the public register.

``cost.over_guide_percent``, say, follows at import from the placements and the window's cost model,
and an example has no window; ``register.beds`` is what a snapshot of the register says.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from dpsctl.documents.document import Document, complain, did_you_mean
from dpsctl.domain.rules.fact_types import FactType
from dpsctl.domain.rules.facts import COST_FACTS, REGISTER_FACTS
from dpsctl.errors import Complaint

_GROUPS: Mapping[str, Mapping[str, FactType]] = {"cost": COST_FACTS, "register": REGISTER_FACTS}


def given_beside(document: Document) -> tuple[dict[str, Any], list[Complaint]]:
    """The facts that an example gives beside its application, typed, and each complaint of them."""
    found: dict[str, Any] = {}
    complaints: list[Complaint] = []
    for group, key, text in _given(document, complaints):
        fact = f"{group}.{key}"
        try:
            found[fact] = _read(fact, _GROUPS[group], text)
        except ValueError as error:
            complaints.append(complain(document, (group, key), str(error)))
    return found, complaints


def _given(document: Document, complaints: list[Complaint]) -> Iterator[tuple[str, str, object]]:
    for group in _GROUPS:
        given = document.content.get(group) or {}
        if isinstance(given, dict):
            yield from ((group, key, text) for key, text in given.items())
        else:
            what = "it should be a group of keys, each `key: value`"
            complaints.append(complain(document, (group,), what))


def _read(fact: str, known: Mapping[str, FactType], text: object) -> Any:
    if fact not in known:
        raise ValueError(f"there is no fact {fact}{did_you_mean(fact, known)}")
    type_ = known[fact]
    if type_.kind == "list" and isinstance(text, list):
        return [str(each) for each in text]
    if not isinstance(text, str):
        raise ValueError(f"it should be plain text ({type_})")
    return type_.read(text)


def application_alone(document: Document) -> Document:
    """The application without them, as a document of its own."""
    below: dict[str, Any] = {k: each for k, each in document.content.items() if k not in _GROUPS}
    return replace(document, content=below)
