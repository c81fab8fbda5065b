"""What the sentences of one rule set may name, and the error for what they may not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches

from dpsctl.domain.rules.fact_types import FactType


class SentenceError(ValueError):
    """What is wrong with a sentence, and where: ``offset`` characters into it, from 0."""

    def __init__(self, what: str, offset: int) -> None:
        super().__init__(what)
        self.what = what
        self.offset = offset


@dataclass(frozen=True)
class Vocabulary:
    """The facts, by path, and the parameters, by id, each with its type."""

    facts: Mapping[str, FactType]
    parameters: Mapping[str, FactType] = field(default_factory=dict)

    def fact(self, path: str, offset: int) -> FactType:
        """The type of a fact.

        Raises:
            SentenceError: there is none of that name; the nearest is named.
        """
        if path not in self.facts:
            what = f"there is no fact {path!r}{_nearest(path, self.facts)}"
            raise SentenceError(what, offset)
        return self.facts[path]

    def parameter(self, id: str, offset: int) -> FactType:
        """The type of a parameter.

        Raises:
            SentenceError: there is none of that name; the nearest is named.
        """
        if id not in self.parameters:
            what = f"there is no parameter ${id}{_nearest(id, self.parameters, '$')}"
            raise SentenceError(what, offset)
        return self.parameters[id]

    def looks_like_fact(self, text: str) -> bool:
        """Whether a value is spelt like a fact, so that a misspelt one is not taken for text."""
        root, dot, rest = text.partition(".")
        roots = {path.partition(".")[0] for path in self.facts if "." in path} | {"answers"}
        return bool(dot) and " " not in rest and rest != "" and root in roots


def _nearest(name: str, known: Iterable[str], mark: str = "") -> str:
    near = get_close_matches(name, list(known), n=1)
    return f"; the nearest is {mark}{near[0]}" if near else ""
