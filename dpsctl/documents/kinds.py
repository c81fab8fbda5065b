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
    "uplift": ("an uplift document", "`dpsctl uplift` takes it"),
    # Last, because contract and uplift documents name their decision too.
    "decision": ("a decision document", "`dpsctl record-decision` takes it"),
    "placements": ("a list of placements", "`dpsctl place` takes it"),
    "endings": ("a list of people who left", "`dpsctl end-placement` takes it"),
}

# Other kinds may have these too, among more: they tell a kind only where they stand alone.
_LISTS = ("placements", "endings")


def taken_for(content: Mapping[str, Any], marker: str | None) -> str | None:
    """What is wrong where a document of one kind is read as another; none where it may be right.

    ``marker`` is the key that a document of the wanted kind has.
    """
    found = next((key for key in _KINDS if key in content and _tells(key, content)), None)
    if marker is None or found in (None, marker):
        return None
    kind, taker = _KINDS[found]
    return f"this is {kind}, not {_KINDS[marker][0]}; {taker}"


def _tells(key: str, content: Mapping[str, Any]) -> bool:
    return key not in _LISTS or len(content) == 1
