"""Reading one value of a sentence, of the type that its fact wants."""

from __future__ import annotations

import re
from typing import Literal, TypeVar, cast

from dpsctl.domain.days import Duration, parse_duration
from dpsctl.domain.rules.fact_types import FactType
from dpsctl.domain.rules.operands import Constant, OfFact, OfParameter, Operand, Shifted
from dpsctl.domain.rules.vocabulary import SentenceError, Vocabulary

Named = TypeVar("Named", OfParameter, OfFact)

_SHIFTED = re.compile(r"(?P<base>\S+)\s+(?P<sign>[+-])\s+(?P<duration>\S.*)")


def read_value(text: str, offset: int, type_: FactType, vocabulary: Vocabulary) -> Operand:
    """Read a literal, a ``$parameter``, a fact, or a day with a duration before or after it.

    ``offset`` is where the text stands in its sentence.

    Raises:
        SentenceError: nothing of that name, or not of the type wanted.
    """
    shifted = _SHIFTED.fullmatch(text) if type_.kind == "day" else None
    if not shifted:
        return _unshifted(text, offset, type_, vocabulary)
    base = _unshifted(shifted["base"], offset, type_, vocabulary)
    duration = _duration(shifted["duration"], offset + shifted.start("duration"))
    return Shifted(base, cast(Literal["+", "-"], shifted["sign"]), duration)


def _unshifted(
    text: str, offset: int, type_: FactType, vocabulary: Vocabulary
) -> Constant | OfParameter | OfFact:
    if text.startswith("$"):
        parameter = OfParameter(text[1:], vocabulary.parameter(text[1:], offset))
        return _of_type(parameter, type_, offset)
    if text in vocabulary.facts or vocabulary.looks_like_fact(text):
        return _of_type(OfFact(text, vocabulary.fact(text, offset)), type_, offset)
    return _literal(text, offset, type_)


def _of_type(named: Named, type_: FactType, offset: int) -> Named:
    if not type_.admits(named.type):
        raise SentenceError(f"{named} ({named.type}) is not of the type wanted: {type_}", offset)
    return named


def _literal(text: str, offset: int, type_: FactType) -> Constant:
    if text[0] in "\"'":
        raise SentenceError("values in a sentence are written without quotation marks", offset)
    try:
        return Constant(type_.read(text), type_)
    except ValueError as error:
        raise SentenceError(str(error), offset) from None


def _duration(text: str, offset: int) -> Duration:
    try:
        duration = parse_duration(text)
    except ValueError as error:
        raise SentenceError(str(error), offset) from None
    if duration.unit not in ("days", "months", "years"):
        what = f"{duration} cannot be counted in a rule, which has no calendar; write days"
        raise SentenceError(f"{what}, months or years", offset)
    return duration
