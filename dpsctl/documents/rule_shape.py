"""The shape of a rule set document: its keys and their types. Conditions are read apart."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Annotated, Any, ClassVar, get_args

from pydantic import Field

from dpsctl.documents.across import Mistake, crowded, emptied, found, repeated, text_at
from dpsctl.documents.document import Where, shown
from dpsctl.documents.regimes import REGIMES
from dpsctl.documents.types import Day, Part, Text, YesNo, choice, read_as
from dpsctl.domain.rules.fact_types import FactType, Kind
from dpsctl.domain.rules.rule_set import IfUnknown, Otherwise, RuleKind


def _named(pattern: str, example: str) -> Callable[[str], str]:
    def parse(text: str) -> str:
        if not re.fullmatch(pattern, text):
            raise ValueError(f"{shown(text)} is not a name; write lower-case words as {example}")
        return text

    return parse


hyphened = _named(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", "cqc-registered")
"""Reads the name of a rule or a rule set; raises ValueError."""
_underscored = _named(r"[a-z][a-z0-9]*(_[a-z0-9]+)*", "improvement_plan")

Hyphened = Annotated[str, read_as(hyphened, "a name")]
"""The name of a rule or a rule set."""
Underscored = Annotated[str, read_as(_underscored, "a name")]
"""The name of a question or a parameter, as sentences say it."""


class AdoptedPart(Part):
    """The decision by which the council adopted the rule set."""

    decision: Text


class QuestionPart(Part):
    """What applicants are asked beside the fixed form."""

    id: Underscored
    type: Annotated[Kind, choice(*get_args(Kind))]
    ask: Text
    choices: list[Text] = Field(default_factory=list)

    @property
    def fact_type(self) -> FactType:
        """The type of its answer."""
        return FactType(self.type, tuple(self.choices))


class ParameterPart(Part):
    """A dated figure; the texts of ``values`` are read by its type (see ``rule_words``)."""

    type: Annotated[Kind, choice(*(kind for kind in get_args(Kind) if kind != "list"))]
    law: Text
    values: dict[str, Text]
    choices: list[Text] = Field(default_factory=list)

    @property
    def fact_type(self) -> FactType:
        """The type of its values."""
        return FactType(self.type, tuple(self.choices))


class RulePart(Part):
    """One rule; ``require`` and ``when`` are left as written, for ``rule_conditions`` to read."""

    id: Hyphened
    asks: Text
    kind: Annotated[RuleKind, choice(*get_args(RuleKind))]
    cite: Text
    proof: Text
    require: Any
    otherwise: Annotated[Otherwise, choice(*get_args(Otherwise))]
    if_unknown: Annotated[IfUnknown, choice(*get_args(IfUnknown))] = Field(
        "incomplete", alias="if unknown"
    )
    when: Any = None
    categories: list[Text] = Field(default_factory=list)


class RuleSetDocument(Part):
    """A version of a rule set."""

    marker: ClassVar[str] = "rule_set"

    rule_set: Hyphened
    version: Day
    title: Text
    regime: Annotated[str, choice(*REGIMES)]
    illustrative: YesNo = False
    adopted: AdoptedPart | None = None
    supersedes: Day | None = None
    grounds: Text | None = None
    questions: list[QuestionPart] = Field(default_factory=list)
    parameters: dict[str, ParameterPart] = Field(default_factory=dict)
    rules: list[RulePart]

    @staticmethod
    def across(content: Mapping[str, Any]) -> Iterator[Mistake]:
        """The mistakes between several values."""
        yield from _adoption(content)
        for most, steps in _MOST:
            yield from crowded(content, most, *steps)
        yield from repeated(content, "rules", "*", "id")
        yield from repeated(content, "questions", "*", "id")
        yield from emptied(content, "rules")
        yield from emptied(content, "rules", "*", "categories")
        yield from emptied(content, "parameters", "*", "values")
        yield from _parameter_names(content)
        for part in ("questions", "parameters"):
            for path, group in found(content, part, "*"):
                yield from _choices(path, group)
        version, older = text_at(content, "version"), text_at(content, "supersedes")
        if version and older and older >= version:
            yield ("supersedes",), f"{shown(older)} is not an earlier version than {version}"


# What is proved of rules takes time by their number and by the days of their figures.
_MOST: tuple[tuple[int, tuple[str, ...]], ...] = (
    (500, ("rules",)),
    (500, ("questions",)),
    (200, ("parameters",)),
    (50, ("parameters", "*", "values")),
    (200, ("parameters", "*", "choices")),
    (200, ("questions", "*", "choices")),
)


def _parameter_names(content: Mapping[str, Any]) -> Iterator[Mistake]:
    for path, _ in found(content, "parameters", "*"):
        try:
            _underscored(str(path[-1]))
        except ValueError as error:
            yield path, str(error)


def _adoption(content: Mapping[str, Any]) -> Iterator[Mistake]:
    illustrative = (text_at(content, "illustrative") or "no").casefold() in ("yes", "true")
    if illustrative and "adopted" in content:
        yield ("adopted",), "an illustrative rule set is not adopted; write one or the other"
    if not illustrative and "adopted" not in content:
        yield (), "write `illustrative: yes`, or `adopted: {decision: REF}` once it is adopted"


def _choices(path: Where, group: Any) -> Iterator[Mistake]:
    """The mistakes in the choices of one question or parameter."""
    kind = (text_at(group, "type") or "").casefold()
    given = any(found(group, "choices", "*"))
    if kind == "choice" and not given:
        yield (*path, "type"), "a choice needs its choices, such as `choices: [gas, oil]`"
    if kind not in ("choice", "list") and given:
        yield (*path, "choices"), "only a choice or a list has choices"
    yield from (((*path, *inner), what) for inner, what in repeated(group, "choices", "*"))
