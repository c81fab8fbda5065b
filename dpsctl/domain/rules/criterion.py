"""One rule, compiled for a window: what it finds in an application, and in which words."""

from __future__ import annotations

from collections.abc import Callable
from operator import itemgetter

from dpsctl.domain.rules.compiling import Truth, compiled
from dpsctl.domain.rules.conditions import Condition, fact_types, wanted
from dpsctl.domain.rules.fact_types import NOT_ANSWERED, Facts, Value
from dpsctl.domain.rules.facts import LEDGER_FACTS
from dpsctl.domain.rules.findings import Finding, Outcome
from dpsctl.domain.rules.operands import Known
from dpsctl.domain.rules.rule_set import Rule

_MOST_MADE = 2_000
_OUTCOMES: dict[Truth, Outcome] = {True: "met", False: "unmet", None: "unknown"}


class Criterion:
    """A rule compiled for a window.

    What it finds depends on its own facts and the categories, nothing else, and homes answer
    much alike: so each finding is made once and shared, which is what makes judging fast.
    """

    def __init__(self, rule: Rule, known: Known) -> None:
        self.rule = rule
        self.wanted = _wanted(rule, known)
        self.source = "ledger" if rule.facts.keys() <= LEDGER_FACTS.keys() else "declared"
        self._require = compiled(rule.require, known)
        self._seen = _seer(rule.require)
        self._when = compiled(rule.when, known) if rule.when else None
        self._when_seen = _seer(rule.when) if rule.when else self._seen
        self._values = itemgetter(*rule.facts)
        self._made: dict[tuple[object, tuple[str, ...]], Finding] = {}
        self._patterns: dict[tuple[Outcome, tuple[str, ...]], Finding] = {}

    def finding(self, facts: Facts, categories: tuple[str, ...]) -> Finding:
        """What the rule finds; ``facts`` hold a value, or None, for each fact that it names."""
        key = (self._values(facts), categories)
        found = self._made.get(key)
        if found is None:
            if len(self._made) == _MOST_MADE:
                self._made.clear()
            found = self._made[key] = self._find(facts, categories)
        return found

    def _find(self, facts: Facts, categories: tuple[str, ...]) -> Finding:
        judged_for = self._judged_for(categories)
        if not judged_for:
            return self._found("not_applicable", (), f"categories {', '.join(categories)}")
        applies = self._when(facts) if self._when else True
        if not applies:
            outcome: Outcome = "unknown" if applies is None else "not_applicable"
            return self._found(outcome, judged_for, self._when_seen(facts))
        return self._found(_OUTCOMES[self._require(facts)], judged_for, self._seen(facts))

    def _judged_for(self, categories: tuple[str, ...]) -> tuple[str, ...]:
        if not self.rule.categories:
            return categories
        return tuple(each for each in categories if each in self.rule.categories)

    def _found(self, outcome: Outcome, categories: tuple[str, ...], seen: str) -> Finding:
        pattern = self._patterns.get((outcome, categories))
        if pattern is None:
            pattern = self._patterns[outcome, categories] = self._pattern(outcome, categories)
        return pattern.of(seen)

    def _pattern(self, outcome: Outcome, categories: tuple[str, ...]) -> Finding:
        rule = self.rule
        return Finding(
            rule=rule.id,
            kind=rule.kind,
            categories=categories,
            finding=outcome,
            seen="",
            source=self.source,
            wanted=self.wanted,
            cite=rule.cite,
            otherwise=rule.otherwise,
            if_unknown=rule.if_unknown,
        )


def _wanted(rule: Rule, known: Known) -> str:
    asked = wanted(rule.require, known)
    return f"{asked}, when {wanted(rule.when, known)}" if rule.when else asked


def _seer(condition: Condition) -> Callable[[Facts], str]:
    """How to tell what a condition's facts said; the window's own days only if there is no other.

    One fact alone is shown by its value, several by path and value.
    """
    named = fact_types(condition)
    declared = {path: type_ for path, type_ in named.items() if path not in LEDGER_FACTS} or named
    if len(declared) == 1:
        ((path, type_),) = declared.items()
        return _one_seer(path, type_.shower)
    shown = [(path, f"{path} ", type_.shower) for path, type_ in declared.items()]

    def seen(facts: Facts) -> str:
        return "; ".join(
            [
                told + (NOT_ANSWERED if (value := facts.get(path)) is None else show(value))
                for path, told, show in shown
            ]
        )

    return seen


def _one_seer(path: str, show: Callable[[Value], str]) -> Callable[[Facts], str]:
    def seen(facts: Facts) -> str:
        value = facts.get(path)
        return NOT_ANSWERED if value is None else show(value)

    return seen
