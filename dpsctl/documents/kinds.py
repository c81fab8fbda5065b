"""The kinds of document, told apart by a key that only one of them has."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

_KINDS = {
    "rule_set": ("a rule set", "it stands under rules/, and `dpsctl rules lint` reads it"),
    "system": ("a system document", "`dpsctl init` takes it"),
    "decision": ("a decision document", "`dpsctl record-decision` takes it"),
    "received_at": ("an application", "`dpsctl import` takes it"),
}


def taken_for(content: Mapping[str, Any], marker: str | None) -> str | None:
    """What is wrong where a document of one kind is read as another; none where it may be right.

    ``marker`` is the key that a document of the wanted kind has.
    """
    if marker is None or marker in content:
        return None
    for key, (kind, taker) in _KINDS.items():
        if key in content:
            return f"this is {kind}, not {_KINDS[marker][0]}; {taker}"
    return None
