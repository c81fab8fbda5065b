"""A mapping or list of a document that has begun and not yet ended."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from dpsctl.documents.document import Where

DEEPEST = 20
"""How deep mappings and lists may stand in one another."""


@dataclass
class Open:
    """What an open mapping or list holds so far, and where its next value belongs.

    ``path`` is None below a key that was refused: what comes there is read and thrown away.
    ``slot`` is the path of the value that the last key waits for; ``key_end`` is where in the
    text that key ended, and ``last`` the path of the value before it, and where that began.
    """

    path: Where | None
    into: dict[str, Any] | list[Any]
    is_key: bool = False
    braces: bool = False
    wants_key: bool = False
    slot: Where | None = None
    key_end: int = 0
    last: tuple[Where, int] | None = None

    def next_slot(self) -> Where | None:
        """The path of the value about to come; None where it is thrown away."""
        if self.path is None or isinstance(self.into, dict):
            return self.slot
        return (*self.path, len(self.into))

    def refuse_key(self) -> None:
        """Take it that a key has come, but throw its value away."""
        self.wants_key, self.slot = False, None

    def put(self, value: Any) -> None:
        """Put the next value where it belongs. A missing one (None) leaves no key."""
        if isinstance(self.into, list):
            self.into.append("" if value is None else value)
            return
        if self.slot is not None and value is not None:
            self.into[str(self.slot[-1])] = value
        self.wants_key = True
