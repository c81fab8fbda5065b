"""Text in blocks, for what is told rather than tabulated: ``status`` and ``explain``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Block:
    """A heading, and under it sentences or labelled values; with both, the sentences first.

    ``rows`` are (label, value). A line may begin with spaces: what wraps keeps its indent.
    """

    heading: str | None = None
    lines: Sequence[str] = ()
    rows: Sequence[tuple[str, str]] = ()
