"""A condition taken apart: every way in which it can come out met, or unmet.

In Kleene's logic a condition is met or unmet only by sentences that are themselves met or unmet,
and so by facts that are there. What makes it so in one way is a list of claims that hold together.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, product

from dpsctl.domain.rules.conditions import AllOf, AnyOf, Condition, Not
from dpsctl.domain.rules.operands import Known, fact_of, words
from dpsctl.domain.rules.operators import IS_ANSWERED
from dpsctl.domain.rules.sentences import Sentence

Route = tuple[str | int, ...]
"""The steps from a condition to one inside it, as its document writes them."""

MOST_WAYS = 5_000
"""More ways than this are not followed: nothing is then proved of the condition."""


@dataclass(frozen=True)
class Claim:
    """A sentence, and whether it is claimed to be met or to be unmet."""

    route: Route
    sentence: Sentence
    holds: bool

    @property
    def presence(self) -> bool | None:
        """Whether it claims only that its fact is there (True), or missing (False)."""
        return self.holds if self.sentence.operator == IS_ANSWERED else None

    @property
    def facts(self) -> tuple[str, ...]:
        """The facts that must be there for it; none where it claims one to be missing."""
        if self.presence is False:
            return ()
        return tuple(path for path, _ in self.sentence.named())

    @property
    def compares_facts(self) -> bool:
        """Whether it compares its fact with another, and not with values that are known."""
        return any(fact_of(value) for value in self.sentence.values)

    def words(self, known: Known) -> str:
        """The claim as people read it."""
        comma = " and " if self.sentence.operator == "between" else ", "
        values = comma.join(words(value, known) for value in self.sentence.values)
        said = f"{self.sentence.fact} {self.sentence.operator} {values}".rstrip()
        return said if self.holds else f"not ({said})"


Way = tuple[Claim, ...]


class TooManyWaysError(Exception):
    """A condition that joins so much that its ways cannot all be followed."""


def routes(condition: Condition, route: Route = ()) -> Iterator[tuple[Route, Condition]]:
    """A condition and every one inside it, outermost first, each with its route."""
    yield route, condition
    for step, part in _inside(condition):
        yield from routes(part, (*route, *step))


def _inside(condition: Condition) -> Iterator[tuple[Route, Condition]]:
    match condition:
        case AllOf(parts):
            yield from ((("all of", place), part) for place, part in enumerate(parts))
        case AnyOf(parts):
            yield from ((("any of", place), part) for place, part in enumerate(parts))
        case Not(part):
            yield ("not",), part


def ways(condition: Condition, holds: bool, route: Route = ()) -> list[Way]:
    """Every way in which a condition comes out met (``holds``), or unmet.

    Raises:
        TooManyWaysError: there are more than are followed.
    """
    if isinstance(condition, Sentence):
        return [(Claim(route, condition, holds),)]
    if isinstance(condition, Not):
        return ways(condition.part, not holds, (*route, "not"))
    parts = [ways(part, holds, (*route, *step)) for step, part in _inside(condition)]
    if isinstance(condition, AllOf) is holds:
        return _together(parts)
    return _few(list(chain.from_iterable(parts)))


def _together(parts: list[list[Way]]) -> list[Way]:
    """One way for each choice of a way of every part."""
    count = 1
    for part in parts:
        count *= len(part)
    if count > MOST_WAYS:
        raise TooManyWaysError
    return [tuple(chain.from_iterable(choice)) for choice in product(*parts)]


def _few(found: list[Way]) -> list[Way]:
    if len(found) > MOST_WAYS:
        raise TooManyWaysError
    return found
