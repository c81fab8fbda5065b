"""Typing a small document without pydantic, whose import would cost every report its start.

The complaints read as those of ``validating``.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from dpsctl.documents.document import LONGEST_LINE, Document, Where, complain, did_you_mean
from dpsctl.errors import Complaint, DocumentError

T = TypeVar("T")


class Hand:
    """Takes values out of a document one by one, and keeps a complaint for each that is wrong."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._complaints: list[Complaint] = []

    def complain(self, path: Where, what: str, *, at_key: bool = False) -> None:
        """Keep a complaint about the value at a path."""
        self._complaints.append(complain(self._document, path, what, at_key=at_key))

    def value(self, path: Where) -> Any:
        """The mapping, list or text at a path, or None."""
        value: Any = self._document.content
        for step in path:
            if isinstance(step, int):
                value = value[step] if isinstance(value, list) else None
            else:
                value = value.get(step) if isinstance(value, dict) else None
        return value

    def keys(
        self, path: Where, required: Sequence[str] = (), optional: Sequence[str] | None = ()
    ) -> list[str]:
        """The keys of a mapping; unknown and missing ones are wrong (None: any key is known)."""
        mapping = self.value(path)
        if mapping is not None and not isinstance(mapping, dict):
            self.complain(path, "it should be a group of keys, each `key: value`")
        written = list(mapping) if isinstance(mapping, dict) else []
        for key in required:
            if key not in written:
                self.complain((*path, key), "is missing")
        for key in written:
            if optional is not None and key not in (*required, *optional):
                near = did_you_mean(key, [*required, *optional])
                self.complain((*path, key), f"there is no such key{near}", at_key=True)
        return written

    def entries(self, path: Where) -> range:
        """The places in a list."""
        value = self.value(path)
        if value is not None and not isinstance(value, list):
            self.complain(path, "it should be a list, such as [A, B]")
        return range(len(value)) if isinstance(value, list) else range(0)

    def take(self, path: Where, parse: Callable[[str], T]) -> Any:
        """The parsed text at a path. Where it is missing or wrong, None; ``finish`` then raises."""
        value = self.value(path)
        if value is None:
            return None
        if not isinstance(value, str):
            self.complain(path, "it should be plain text")
            return None
        if len(value) > LONGEST_LINE:
            self.complain(path, f"is {len(value):,} characters long, far too long for what it is")
            return None
        try:
            return parse(value)
        except ValueError as error:
            self.complain(path, str(error))
            return None

    def finish(self, build: Callable[[], T]) -> T:
        """What ``build`` makes with this hand.

        Raises:
            DocumentError: with every complaint, in file order.
        """
        built = build()
        if self._complaints:
            raise DocumentError(sorted(self._complaints))
        return built
