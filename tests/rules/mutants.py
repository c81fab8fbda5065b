"""Every small change that can be made to a rule set: mutants, one for each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from dpsctl.documents.document import Where, dotted
from dpsctl.domain.rules.facts import RATING
from dpsctl.domain.rules.operators import OPERATORS

# What each operator is changed into: its opposite, and whatever differs from it at the border.
NEIGHBOURS = {
    "is": ("is not",),
    "is not": ("is",),
    "is one of": ("is none of",),
    "is none of": ("is one of",),
    "at least": ("more than", "at most"),
    "at most": ("less than", "at least"),
    "more than": ("at least", "less than"),
    "less than": ("at most", "more than"),
    "before": ("on or before", "after"),
    "after": ("on or after", "before"),
    "on or before": ("before", "on or after"),
    "on or after": ("after", "on or before"),
}
CHOICES = {
    "otherwise": ("fail", "refer", "note"),
    "if unknown": ("incomplete", "refer", "fail"),
}
_WORDS = "|".join(sorted(OPERATORS, key=len, reverse=True))
_SENTENCE = re.compile(rf"(\S+) ({_WORDS})(?: (.*))?")
_SHIFTED = re.compile(r"(.* [+-] )(\d+)( \w+)")


@dataclass(frozen=True)
class Mutant:
    """A rule set with one thing changed."""

    path: Where
    before: str
    after: str
    content: dict[str, Any]

    def __str__(self) -> str:
        return f"{dotted(self.path)}: {self.before} -> {self.after}"


def mutants(content: dict[str, Any]) -> Iterator[Mutant]:
    """Every mutant of a rule set's content."""
    for name, parameter in content.get("parameters", {}).items():
        for day, value in parameter["values"].items():
            path: Where = ("parameters", name, "values", day)
            choices = parameter.get("choices", ())
            for other in _other_literals(value, parameter["type"] == "money", choices):
                yield _mutant(content, path, value, other)
    for place, rule in enumerate(content["rules"]):
        at: Where = ("rules", place)
        yield from _consequences(content, at, rule)
        yield from _scopes(content, at, rule)
        for key in ("when", "require"):
            if key in rule:
                yield from _conditions(content, (*at, key), rule[key])


def _consequences(content: dict[str, Any], at: Where, rule: dict[str, Any]) -> Iterator[Mutant]:
    for other in CHOICES["otherwise"]:
        if other != rule["otherwise"]:
            yield _mutant(content, (*at, "otherwise"), rule["otherwise"], other)
    written = rule.get("if unknown", "incomplete")
    for other in CHOICES["if unknown"] if rule["otherwise"] != "note" else ():
        if other != written:
            yield _mutant(content, (*at, "if unknown"), written, other)


def _scopes(content: dict[str, Any], at: Where, rule: dict[str, Any]) -> Iterator[Mutant]:
    for key in ("when", "categories"):
        if key in rule:
            yield _mutant(content, (*at, key), str(rule[key]), None)
    for place, category in enumerate(rule.get("categories", ())):
        yield _mutant(content, (*at, "categories", place), category, f"{category}X")


def _conditions(content: dict[str, Any], at: Where, condition: Any) -> Iterator[Mutant]:
    if isinstance(condition, str):
        for other in _other_sentences(condition):
            yield _mutant(content, at, condition, other)
        return
    ((join, inner),) = condition.items()
    if join == "not":
        yield _mutant(content, at, "not", inner)
        yield from _conditions(content, (*at, "not"), inner)
        return
    if len(inner) > 1:
        other_join = "any of" if join == "all of" else "all of"
        yield _mutant(content, at, join, {other_join: inner})
        for place in range(len(inner)):
            rest = inner[:place] + inner[place + 1 :]
            yield _mutant(content, (*at, join), f"{join}, its part {place + 1}", rest)
    for place, part in enumerate(inner):
        yield from _conditions(content, (*at, join, place), part)


def _other_sentences(sentence: str) -> Iterator[str]:
    match = _SENTENCE.fullmatch(sentence)
    assert match, sentence
    fact, operator, value = match.groups()
    for other in NEIGHBOURS.get(operator, ()):
        yield f"{fact} {other} {value}"
    separator = " and " if operator == "between" else ", "
    pieces = value.split(separator) if value else []
    for place, piece in enumerate(pieces):
        for other in _other_values(fact, piece):
            changed = [*pieces[:place], other, *pieces[place + 1 :]]
            yield f"{fact} {operator} {separator.join(changed)}"
    if operator.endswith("of") and len(pieces) > 1:
        for place in range(len(pieces)):
            yield f"{fact} {operator} {separator.join(pieces[:place] + pieces[place + 1 :])}"


def _other_values(fact: str, value: str) -> Iterator[str]:
    if shifted := _SHIFTED.fullmatch(value):
        for step in (-1, 1):
            yield f"{shifted[1]}{int(shifted[2]) + step}{shifted[3]}"
    if "window.closes" in value:
        yield value.replace("window.closes", "window.opens")
    elif "window.opens" in value:
        yield value.replace("window.opens", "window.closes")
    elif not value.startswith("$"):
        money = "insurance" in fact
        yield from _other_literals(value, money, RATING.order if value in RATING.order else ())


def _other_literals(value: str, money: bool, choices: tuple[str, ...] | list[str]) -> Iterator[str]:
    if value in choices:
        place = list(choices).index(value)
        yield from (choices[at] for at in (place - 1, place + 1) if 0 <= at < len(choices))
    elif value in ("yes", "no"):
        yield "no" if value == "yes" else "yes"
    elif re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
        yield from (str(date.fromisoformat(value) + timedelta(days=step)) for step in (-1, 1))
    elif re.fullmatch(r"\d+(\.\d+)?", value):
        step = 0.01 if money else 1
        yield from (f"{float(value) + each:.{2 if money else 0}f}" for each in (-step, step))
    elif value == "Registered":
        yield "Deregistered"
    else:
        yield f"{value} X"


def _mutant(content: dict[str, Any], path: Where, before: str, after: Any) -> Mutant:
    changed = deepcopy(content)
    inside: Any = changed
    *above, last = path
    for step in above:
        inside = inside[step]
    if after is None:
        del inside[last]
    else:
        inside[last] = after
    return Mutant(path, before, str(after) if after is not None else "left out", changed)
