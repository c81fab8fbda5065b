"""A rule set: versioned selection criteria, with the questions and dated values they use."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from dpsctl.domain.rules.conditions import Condition, fact_types
from dpsctl.domain.rules.fact_types import FactType, Value
from dpsctl.domain.rules.facts import Question
from dpsctl.domain.rules.operands import Known

RuleKind = Literal["exclusion", "suitability", "financial", "technical"]
Otherwise = Literal["fail", "refer", "note"]
IfUnknown = Literal["incomplete", "refer", "fail"]


@dataclass(frozen=True)
class Parameter:
    """A figure that changes with time: each of ``values`` holds from its ISO day on.

    ``law`` is where the figure comes from, or ``illustrative``.
    """

    id: str
    type: FactType
    law: str
    values: Mapping[str, Value]

    def on(self, day: date) -> Value | None:
        """The newest value dated on or before a London day; None if there is none yet."""
        dated = [since for since in self.values if since <= day.isoformat()]
        return self.values[max(dated)] if dated else None


@dataclass(frozen=True)
class Rule:
    """One criterion: what it asks, under which law, by which proof, and what follows if unmet.

    ``categories`` are those it is judged for (none named: all); ``when`` says when it applies.
    """

    id: str
    asks: str
    kind: RuleKind
    cite: str
    proof: str
    require: Condition
    otherwise: Otherwise
    if_unknown: IfUnknown = "incomplete"
    when: Condition | None = None
    categories: tuple[str, ...] = ()

    @property
    def facts(self) -> dict[str, FactType]:
        """The facts it names, each once, in order, with their types."""
        when = fact_types(self.when) if self.when else {}
        return {**when, **fact_types(self.require)}


@dataclass(frozen=True)
class RuleSet:
    """One version of a rule set. ``version`` is the ISO day it comes into force.

    ``adopted`` is the reference of the decision that adopted it (None where ``illustrative``);
    ``grounds`` names the exclusion grounds that are judged before its own rules.
    """

    name: str
    version: str
    title: str
    regime: str
    illustrative: bool
    adopted: str | None
    supersedes: str | None
    grounds: str | None
    questions: tuple[Question, ...]
    parameters: tuple[Parameter, ...]
    rules: tuple[Rule, ...]

    def parameters_on(self, day: date) -> dict[str, Value | None]:
        """The parameters' values on a London day, which for a window is its opening day."""
        return {parameter.id: parameter.on(day) for parameter in self.parameters}

    def known_figures(self) -> list[Known]:
        """The figures that windows under this version can use, oldest first.

        No window opens under a version before its day, so figures that ended before it are out.
        """
        first = date.fromisoformat(self.version)
        dated = {date.fromisoformat(day) for each in self.parameters for day in each.values}
        days = sorted({first, *(day for day in dated if day > first)})
        return [Known(self.parameters_on(day)) for day in days]
