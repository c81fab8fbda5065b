"""The commonest slip in ``{...}``: a comma inside a value, which YAML takes for its end.

``{fee: 1,650.10}`` reads as a fee of 1 and a key ``650.10`` that has no colon and no value.
"""

from __future__ import annotations

import re

from dpsctl.documents.nesting import Open

_VALUE = re.compile(r"[^{}\[\]:#\"'\n]*")


def is_rest_of_value(text: str, mapping: Open, value_start: int) -> bool:
    """Whether the key that just came, without a colon or value, belongs to the value before it."""
    if not mapping.braces or mapping.last is None:
        return False
    return ":" not in text[mapping.key_end : value_start]


def whole_value(text: str, start: int) -> str:
    """The text of a value with its commas, up to the next key or the end of the braces."""
    match = _VALUE.match(text, start, start + 200)
    whole = match[0] if match else ""
    next_key = text[start + len(whole) : start + len(whole) + 1] == ":"
    return (whole.rpartition(",")[0] if next_key else whole).strip()
