"""Judging: every rule on an application, from conditions compiled once for a window."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import cast

from dpsctl.domain.rules.criterion import Criterion
from dpsctl.domain.rules.fact_types import Facts
from dpsctl.domain.rules.findings import Finding
from dpsctl.domain.rules.operands import Known
from dpsctl.domain.rules.rule_set import Rule, RuleSet


class Judge:
    """A window's rules, compiled: the exclusion grounds' first, then the set's, as in the file.

    ``known`` holds the window's days, the day of judgement and the parameters: whoever keeps it
    beside the findings can judge the same again, years later.
    """

    def __init__(self, rules: Iterable[Rule], known: Known) -> None:
        self.known = known
        self.criteria = tuple(Criterion(rule, known) for rule in rules)
        named = {path: type_ for each in self.criteria for path, type_ in each.rule.facts.items()}
        self._blank: Facts = dict.fromkeys(named)
        self._lists = [path for path, type_ in named.items() if type_.kind == "list"]

    @classmethod
    def for_window(
        cls,
        rule_set: RuleSet,
        ground_rules: Sequence[Rule] = (),
        *,
        opens: date,
        closes: date | None,
        today: date,
    ) -> Judge:
        """The judge of a window, from London days; the parameters are those of its opening day.

        ``closes`` is the last day on which applications are taken (None: the window has no end),
        ``today`` the day of judgement.
        """
        days = {"window.opens": opens, "window.closes": closes, "today": today}
        given = {path: day.isoformat() for path, day in days.items() if day}
        known = Known(rule_set.parameters_on(opens), given)
        return cls((*ground_rules, *rule_set.rules), known)

    @property
    def facts_named(self) -> tuple[str, ...]:
        """Every fact that the rules name, each once, in order."""
        return tuple(self._blank)

    def judge(self, facts: Facts, categories: Sequence[str]) -> list[Finding]:
        """A finding for every rule, in order, whatever the ones before it found.

        ``facts`` are the application's; the window's days are those this judge was made for.
        """
        merged = {**self._blank, **facts, **self.known.given}
        for path in self._lists:
            entries = merged[path]
            merged[path] = entries if entries is None else tuple(cast(Sequence[str], entries))
        asked_for = tuple(categories)
        return [criterion.finding(merged, asked_for) for criterion in self.criteria]
