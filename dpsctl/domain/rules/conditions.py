"""Conditions: sentences joined by *all of*, *any of* and *not*."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dpsctl.domain.rules.fact_types import FactType
from dpsctl.domain.rules.operands import Known, words
from dpsctl.domain.rules.sentences import Sentence


@dataclass(frozen=True)
class AllOf:
    """Met if every part is; unmet if any part is; else unknown."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True)
class AnyOf:
    """Met if any part is; unmet if every part is; else unknown."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True)
class Not:
    """Met if its part is unmet, unmet if it is met; *not unknown* is unknown."""

    part: Condition


Condition = AllOf | AnyOf | Not | Sentence


def sentences(condition: Condition) -> Iterator[Sentence]:
    """Every sentence in a condition, in the order of the file."""
    match condition:
        case AllOf(parts) | AnyOf(parts):
            for part in parts:
                yield from sentences(part)
        case Not(part):
            yield from sentences(part)
        case Sentence():
            yield condition


def fact_types(condition: Condition) -> dict[str, FactType]:
    """The facts a condition names, each once, in order, with their types."""
    return {path: type_ for sentence in sentences(condition) for path, type_ in sentence.named()}


def named_facts(condition: Condition) -> tuple[str, ...]:
    """The paths of the facts a condition names, each once, in order."""
    return tuple(fact_types(condition))


def wanted(condition: Condition, known: Known | None = None) -> str:
    """What a condition asks, in words, with the parameters and days that are known put in.

    ``home.cqc.rating at least Good, or (home.cqc.rating is Requires improvement and
    answers.improvement_plan is yes)``
    """
    return _words(condition, known or Known())


def _words(condition: Condition, known: Known, *, inner: bool = False) -> str:
    match condition:
        case AllOf((part,)) | AnyOf((part,)):
            return _words(part, known, inner=inner)
        case AllOf(parts):
            return _joined("and", parts, known, inner)
        case AnyOf(parts):
            return _joined("or", parts, known, inner)
        case Not(part):
            return f"not ({_words(part, known)})"
        case Sentence():
            return _sentence_words(condition, known)


def _joined(word: str, parts: tuple[Condition, ...], known: Known, inner: bool) -> str:
    shown = [_words(part, known, inner=True) for part in parts]
    if inner:
        return f"({f' {word} '.join(shown)})"
    comma = "" if all(isinstance(part, Sentence) for part in parts) else ","
    return f"{comma} {word} ".join(shown)


def _sentence_words(sentence: Sentence, known: Known) -> str:
    comma = " and " if sentence.operator == "between" else ", "
    values = comma.join(words(value, known) for value in sentence.values)
    return f"{sentence.fact} {sentence.operator} {values}".rstrip()
