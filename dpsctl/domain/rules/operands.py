"""What stands on the right of a sentence: a literal, a parameter, a fact, a day moved in time."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from dpsctl.domain.days import Duration, shift
from dpsctl.domain.rules.fact_types import Facts, FactType, Value


@dataclass(frozen=True)
class Constant:
    """A value that is known: a literal, or what another operand came to. None is missing."""

    value: Value | None
    type: FactType


@dataclass(frozen=True)
class OfParameter:
    """The value of one of the rule set's dated parameters."""

    id: str
    type: FactType

    def __str__(self) -> str:
        return f"${self.id}"


@dataclass(frozen=True)
class OfFact:
    """The value of another fact."""

    path: str
    type: FactType

    def __str__(self) -> str:
        return self.path


@dataclass(frozen=True)
class Shifted:
    """A day some days, months or years before (``-``) or after (``+``) another."""

    base: Constant | OfParameter | OfFact
    sign: Literal["+", "-"]
    duration: Duration

    @property
    def type(self) -> FactType:
        """A day, as its base is."""
        return self.base.type

    def __str__(self) -> str:
        base = self.base.value if isinstance(self.base, Constant) else self.base
        return f"{base} {self.sign} {self.duration}"


Operand = Constant | OfParameter | OfFact | Shifted


@dataclass(frozen=True)
class Known:
    """What is settled before any application is judged.

    ``parameters`` are the values on the window's opening day (None: none yet); ``given`` are the
    facts that are the same for all: ``window.opens``, ``window.closes``, ``today``.
    """

    parameters: Mapping[str, Value | None] = field(default_factory=dict)
    given: Facts = field(default_factory=dict)


def settle(operand: Operand, known: Known) -> Operand:
    """The operand with everything that is known put in; a constant if nothing is left open."""
    match operand:
        case OfParameter(id, type_) if id in known.parameters:
            return Constant(known.parameters[id], type_)
        case OfFact(path, type_) if known.given.get(path) is not None:
            return Constant(known.given[path], type_)
        case Shifted(base, sign, duration):
            settled = settle(base, known)
            if isinstance(settled, Constant):
                return Constant(_moved(settled.value, sign, duration), settled.type)
    return operand


def reader(operand: Operand) -> Callable[[Facts], Value | None]:
    """How to find a settled operand's value among the facts of an application."""
    match operand:
        case OfFact(path):
            return lambda facts: facts.get(path)
        case Shifted(OfFact(path), sign, duration):
            return lambda facts: _moved(facts.get(path), sign, duration)
        case Constant(value):
            return lambda _: value
    return lambda _: None  # a parameter that nobody gave a value: missing


def fact_of(operand: Operand) -> OfFact | None:
    """The fact that an operand names, if it names one."""
    base = operand.base if isinstance(operand, Shifted) else operand
    return base if isinstance(base, OfFact) else None


def words(operand: Operand, known: Known) -> str:
    """The operand as people read it: ``£10,000,000``, ``2020-03-01 (window.opens - 12 months)``."""
    if isinstance(operand, Constant):
        return operand.type.show(operand.value)
    settled = settle(operand, known)
    if not isinstance(settled, Constant):
        return str(operand)
    if settled.value is None:
        return f"{operand} (no value yet)"
    shown = settled.type.show(settled.value)
    return shown if isinstance(operand, OfParameter) else f"{shown} ({operand})"


def _moved(day: Value | None, sign: str, duration: Duration) -> str | None:
    if not isinstance(day, str):
        return None
    return shift(date.fromisoformat(day), duration, 1 if sign == "+" else -1).isoformat()
