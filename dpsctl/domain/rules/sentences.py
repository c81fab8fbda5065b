"""A sentence of a rule: *fact operator value*, parsed by one pattern and typed as it is read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from dpsctl.domain.rules.fact_types import FactType
from dpsctl.domain.rules.operands import Operand, fact_of
from dpsctl.domain.rules.operators import OPERATORS, suiting
from dpsctl.domain.rules.values import read_value
from dpsctl.domain.rules.vocabulary import SentenceError, Vocabulary

# Longest first, so that "is none of" is not read as "is"; a whole word, so that "isnt" is not.
_WORDS = "|".join(sorted(OPERATORS, key=len, reverse=True))
_SENTENCE = re.compile(
    rf"\s*(?P<fact>\S+)(?:\s+(?P<operator>{_WORDS})(?!\S))?(?:\s+(?P<value>\S.*))?", re.DOTALL
)

# Both would otherwise be read as "is not" before a text.
_MISSAID = {"is not answered": "not: {} is answered", "is not one of": "{} is none of"}


@dataclass(frozen=True)
class Sentence:
    """One sentence, typed: the fact that is looked at, the operator, what it is compared with."""

    fact: str
    type: FactType
    operator: str
    values: tuple[Operand, ...] = ()

    def named(self) -> Iterator[tuple[str, FactType]]:
        """Every fact the sentence names, with its type: the one looked at, then the others."""
        yield self.fact, self.type
        for operand in self.values:
            if fact := fact_of(operand):
                yield fact.path, fact.type


def parse_sentence(text: str, vocabulary: Vocabulary) -> Sentence:
    """Read one sentence.

    Raises:
        SentenceError: for the first fault found, reading from the left.
    """
    match = _SENTENCE.fullmatch(text.rstrip())
    if not match:
        raise SentenceError("a sentence is missing; write fact operator value", 0)
    path = match["fact"]
    type_ = vocabulary.fact(path, match.start("fact"))
    operator = _operator(path, type_, match)
    values = [
        _value(piece, offset, operator, type_, vocabulary)
        for piece, offset in _pieces(operator, match)
    ]
    return Sentence(path, type_, operator, tuple(values))


def _operator(path: str, type_: FactType, match: re.Match[str]) -> str:
    words, value = match["operator"], match["value"]
    takes = f"{path} ({type_}); it takes: {', '.join(suiting(type_))}"
    if not words and not value:
        raise SentenceError(f"an operator is missing after {takes}", match.end())
    if not words:
        raise SentenceError(f"{value!r} is no operator for {takes}", match.start(3))
    if not OPERATORS[words].suits(type_):
        raise SentenceError(f"{words!r} does not suit {takes}", match.start("operator"))
    for missaid, instead in _MISSAID.items():
        if f"{words} {value} ".startswith(f"{missaid} "):
            what = f"there is no {missaid!r}; write it as {instead.format(path)}"
            raise SentenceError(what, match.start("operator"))
    return words


def _pieces(operator: str, match: re.Match[str]) -> list[tuple[str, int]]:
    """The values, each with its offset, as many as the operator takes."""
    value, start, takes = match["value"], match.start("value"), OPERATORS[operator].takes
    if takes == "nothing":
        if value:
            raise SentenceError(f"{operator!r} takes no value after it", start)
        return []
    if not value:
        raise SentenceError(f"{operator!r} needs {takes} after it", match.end())
    if takes == "one value":
        return [(value, start)]
    pieces = _split(value, start, r"\s*,\s*" if takes == "values" else r"\s+and\s+")
    if takes == "two values" and len(pieces) != 2:
        raise SentenceError(f"{operator!r} needs two values: between X and Y", start)
    return pieces


def _split(text: str, start: int, separator: str) -> list[tuple[str, int]]:
    gaps = [found.span() for found in re.finditer(separator, text)]
    begins = [0, *(end for _, end in gaps)]
    ends = [*(begin for begin, _ in gaps), len(text)]
    for begin, end in zip(begins, ends, strict=True):
        if begin == end:
            raise SentenceError("a value is missing here", start + begin)
    return [(text[begin:end], start + begin) for begin, end in zip(begins, ends, strict=True)]


def _value(
    piece: str, offset: int, operator: str, type_: FactType, vocabulary: Vocabulary
) -> Operand:
    wanted = type_.entry if operator == "includes" else type_
    operand = read_value(piece, offset, wanted, vocabulary)
    if OPERATORS[operator].ordering and piece in type_.outside:
        order = " < ".join(type_.order)
        raise SentenceError(f"{piece} stands outside the order {order}", offset)
    return operand
