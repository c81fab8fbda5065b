"""The operators: which types each one suits, how many values it takes, and what it compares.

Every comparison is of a fact that is there with values that are there; what is missing never gets
this far (see ``compiling``).
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from dpsctl.domain.rules.fact_types import FactType, Kind

Comparison = Callable[..., bool]
"""From the value seen and the values wanted, to whether it holds."""

Takes = Literal["nothing", "one value", "two values", "values"]

_SINGLE: frozenset[Kind] = frozenset(
    {"yes/no", "money", "day", "whole number", "percentage", "text", "choice"}
)
# Money is left out of the lists, where the comma in £10,000 would be read as two values.
_LISTABLE: frozenset[Kind] = frozenset({"day", "whole number", "percentage", "text", "choice"})
_AMOUNT: frozenset[Kind] = frozenset({"money", "whole number", "percentage", "choice"})
_DAY: frozenset[Kind] = frozenset({"day"})
_LIST: frozenset[Kind] = frozenset({"list"})


@dataclass(frozen=True)
class Operator:
    """One operator: ``ordering`` ones suit a choice only where its choices are ordered."""

    takes: Takes
    kinds: frozenset[Kind]
    compare: Comparison
    ordering: bool = False

    def suits(self, type_: FactType) -> bool:
        """Whether a fact of this type can stand before it."""
        if type_.kind not in self.kinds:
            return False
        return not self.ordering or type_.kind != "choice" or type_.ordered


def _one_of(seen: Any, *values: Any) -> bool:
    return seen in values


def _none_of(seen: Any, *values: Any) -> bool:
    return seen not in values


def _between(seen: Any, low: Any, high: Any) -> bool:
    return bool(low <= seen <= high)


def _answered(_: Any) -> bool:
    return True


IS_ANSWERED = "is answered"

OPERATORS: Mapping[str, Operator] = {
    "is": Operator("one value", _SINGLE, operator.eq),
    "is not": Operator("one value", _SINGLE, operator.ne),
    "is one of": Operator("values", _LISTABLE, _one_of),
    "is none of": Operator("values", _LISTABLE, _none_of),
    "includes": Operator("one value", _LIST, operator.contains),
    "is none": Operator("nothing", _LIST, operator.not_),
    "at least": Operator("one value", _AMOUNT, operator.ge, ordering=True),
    "at most": Operator("one value", _AMOUNT, operator.le, ordering=True),
    "more than": Operator("one value", _AMOUNT, operator.gt, ordering=True),
    "less than": Operator("one value", _AMOUNT, operator.lt, ordering=True),
    "between": Operator("two values", _AMOUNT | _DAY, _between, ordering=True),
    "before": Operator("one value", _DAY, operator.lt),
    "after": Operator("one value", _DAY, operator.gt),
    "on or before": Operator("one value", _DAY, operator.le),
    "on or after": Operator("one value", _DAY, operator.ge),
    IS_ANSWERED: Operator("nothing", _SINGLE | _LIST, _answered),
}
"""Every operator by its words. Days are ISO text, which sorts as days do."""


def suiting(type_: FactType) -> list[str]:
    """The operators that a fact of this type takes, in the order they are taught."""
    return [words for words, operator_ in OPERATORS.items() if operator_.suits(type_)]


def comparison(words: str, type_: FactType) -> Comparison:
    """What an operator compares on facts of one type.

    An ordering of choices compares their places; a choice outside the order (Unrated) has none,
    so every ordering of it is unmet, one way as much as the other.
    """
    operator_ = OPERATORS[words]
    if not (operator_.ordering and type_.kind == "choice"):
        return operator_.compare
    places = {choice: place for place, choice in enumerate(type_.order)}

    def by_place(*choices: str) -> bool:
        found = [places.get(choice) for choice in choices]
        return None not in found and operator_.compare(*found)

    return by_place
