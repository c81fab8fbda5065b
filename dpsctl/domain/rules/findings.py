"""A finding: one rule on one application, and what it rests on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Outcome = Literal["met", "unmet", "unknown", "not_applicable"]


@dataclass(frozen=True)
class Finding:
    """One rule on one application.

    ``categories`` are those of the application it was judged for; ``seen`` is what the rule's
    facts said, ``source`` who said so, ``wanted`` what the rule asks, with the window's figures.
    ``snapshot`` is the number of that of the public register which it rests on, if it does.
    """

    rule: str
    kind: str
    categories: tuple[str, ...]
    finding: Outcome
    seen: str
    source: str
    wanted: str
    cite: str
    otherwise: str
    if_unknown: str
    snapshot: int | None = None

    def of(self, seen: str) -> Finding:
        """The same finding of something else that was seen.

        It is what ``dataclasses.replace`` gives, five times as fast: a check makes a great many.
        """
        made = object.__new__(Finding)
        made.__dict__.update(self.__dict__, seen=seen)
        return made
