"""What changed from one version of a rule set to another, rule by rule, in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Literal

from dpsctl.domain.exclusions import Ground
from dpsctl.domain.rules.conditions import wanted
from dpsctl.domain.rules.facts import Question
from dpsctl.domain.rules.grounds import GroundRule
from dpsctl.domain.rules.rule_set import Parameter, Rule, RuleSet

Words = Mapping[str, str]
"""The fields of one part of a rule set, as people read them."""


@dataclass(frozen=True)
class Change:
    """One thing that is not as it was: ``part`` of the rule set, its name, and the field changed.

    ``field`` is empty where the whole thing was added or removed; it is then told in few words.
    """

    part: str
    name: str
    what: Literal["added", "removed", "changed"]
    field: str
    before: str
    after: str


def changes(
    old: RuleSet,
    new: RuleSet,
    old_grounds: Sequence[GroundRule] = (),
    new_grounds: Sequence[GroundRule] = (),
) -> list[Change]:
    """Every change: of the set itself, its questions, its figures, the grounds, then its rules."""
    return [
        *_between("rule set", {new.name: _set_words(old)}, {new.name: _set_words(new)}),
        *_between("question", _questions(old), _questions(new)),
        *_between("figure", _figures(old), _figures(new)),
        *_between("ground", _grounds(old_grounds), _grounds(new_grounds)),
        *_between("rule", _rules(old), _rules(new)),
    ]


def _between(part: str, old: Mapping[str, Words], new: Mapping[str, Words]) -> Iterator[Change]:
    for name in dict.fromkeys([*old, *new]):
        was, now = old.get(name), new.get(name)
        if was is None and now is not None:
            yield Change(part, name, "added", "", "", _short(now))
        elif now is None and was is not None:
            yield Change(part, name, "removed", "", _short(was), "")
        elif was is not None and now is not None:
            yield from _within(part, name, was, now)


def _within(part: str, name: str, was: Words, now: Words) -> Iterator[Change]:
    for field in dict.fromkeys([*was, *now]):
        before, after = was.get(field, ""), now.get(field, "")
        if before != after:
            yield Change(part, name, "changed", field, before, after)


def _short(words: Words) -> str:
    """A thing in one line: what it asks, and what follows where anything does."""
    what = words.get("asks") or next(iter(words.values()))
    return f"{what} Otherwise {words['otherwise']}" if "otherwise" in words else what


def _set_words(rules: RuleSet) -> Words:
    return {
        "name": rules.name,
        "title": rules.title,
        "regime": rules.regime,
        "standing": "illustrative" if rules.illustrative else f"adopted by {rules.adopted}",
        "grounds": rules.grounds or "none",
    }


def _questions(rules: RuleSet) -> dict[str, Words]:
    def words(question: Question) -> Words:
        return {"ask": question.ask, "type": str(question.type)}

    return {question.id: words(question) for question in rules.questions}


def _figures(rules: RuleSet) -> dict[str, Words]:
    def words(figure: Parameter) -> Words:
        dated = (f"{figure.type.show(value)} from {day}" for day, value in figure.values.items())
        return {"values": ", ".join(dated), "type": str(figure.type), "law": figure.law}

    return {f"${figure.id}": words(figure) for figure in rules.parameters}


def _rules(rules: RuleSet) -> dict[str, Words]:
    return {rule.id: _rule_words(rule) for rule in rules.rules}


def _rule_words(rule: Rule) -> Words:
    return {
        "wants": wanted(rule.require),
        "when": wanted(rule.when) if rule.when else "",
        "for": ", ".join(rule.categories),
        "otherwise": rule.otherwise,
        "if unknown": rule.if_unknown,
        "kind": rule.kind,
        "asks": rule.asks,
        "law": rule.cite,
        "proof": rule.proof,
    }


def _grounds(rules: Sequence[GroundRule]) -> dict[str, Words]:
    return {rule.id: _ground_words(rule.ground) for rule in rules}


def _ground_words(ground: Ground) -> Words:
    told = {each.name: getattr(ground, each.name) for each in fields(ground)}
    for name in ("code", "cites", "lookback"):
        del told[name]
    lookback = ground.lookback
    period = f"{lookback.period} from {lookback.since}" if lookback else "none"
    return {name.replace("_", " "): str(value) for name, value in told.items()} | {
        "lookback": period
    }
