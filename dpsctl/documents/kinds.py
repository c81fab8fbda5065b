"""The kinds of document, told apart by the first of these keys that they have."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

_KINDS = {
    "rule_set": ("a rule set", "it stands under rules/, and `dpsctl rules lint` reads it"),
    "cost_model": (
        "a cost model",
        "it stands under rules/cost-models/, and `dpsctl rules lint` reads it",
    ),
    "system": ("a system document", "`dpsctl init` takes it"),
    "contract": ("a contract document", "`dpsctl import-contracts` takes it"),
    "transfer": ("a transfer document", "`dpsctl transfer` takes it"),
    "received_at": ("an application", "`dpsctl import` takes it"),
    # Last, because a contract document names its decision too.
    "decision": ("a decision document", "`dpsctl record-decision` takes it"),
}


def taken_for(content: Mapping[str, Any], marker: str | None) -> str | None:
    """What is wrong where a document of one kind is read as another; none where it may be right.

    ``marker`` is the key that a document of the wanted kind has.
    """
    found = next((key for key in _KINDS if key in content), None)
    if marker is None or found in (None, marker):
        return None
    kind, taker = _KINDS[found]
    return f"this is {kind}, not {_KINDS[marker][0]}; {taker}"
