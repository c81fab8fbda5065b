"""Judging: every rule on an application, from conditions compiled once for a window."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import cast

from dpsctl.domain.rules.criterion import Criterion
from dpsctl.domain.rules.fact_types import Facts, Value
from dpsctl.domain.rules.findings import Finding
from dpsctl.domain.rules.ground_criterion import GroundCriterion
from dpsctl.domain.rules.grounds import GroundRule
from dpsctl.domain.rules.operands import Known
from dpsctl.domain.rules.rule_set import Rule, RuleSet


class Judge:
    """A window's rules, compiled: the exclusion grounds' first, then the set's, as in the file.

    ``known`` holds the window's days, the day of judgement and the parameters: whoever keeps it
    beside the findings can judge the same again, years later.
    """

    def __init__(self, rules: Iterable[Rule], known: Known) -> None:
        self.known = known
        self.criteria = tuple(_criterion(rule, known) for rule in rules)
        self._grounds = [each for each in self.criteria if isinstance(each, GroundCriterion)]
        named = {path: type_ for each in self.criteria for path, type_ in each.rule.facts.items()}
        self._named = named
        # What was not told of a ground is looked for only where it was answered yes.
        self._blank: Facts = {
            path: None
            for each in self.criteria
            if isinstance(each, Criterion)
            for path in each.rule.facts
        }
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
        figures_on: date | None = None,
    ) -> Judge:
        """The judge of a window, from London days; the parameters are those of its opening day.

        ``closes`` is the last day on which applications are taken (None: the window has no end),
        ``today`` the day of judgement. ``figures_on`` is for trying a version on a window that
        opened before it: the day whose parameters are taken instead.
        """
        days = {"window.opens": opens, "window.closes": closes, "today": today}
        given = {path: day.isoformat() for path, day in days.items() if day}
        known = Known(rule_set.parameters_on(figures_on or opens), given)
        return cls((*ground_rules, *rule_set.rules), known)

    @property
    def facts_named(self) -> tuple[str, ...]:
        """Every fact that the rules name, each once, in order."""
        return tuple(self._named)

    def rested_on(self, facts: Facts) -> dict[str, Value | None]:
        """The values that the findings on an application rest on, by path; what is missing is not.

        They are all that the rules name. An exclusion ground names no day of judgement, but says
        why a yes no longer counts on it: so the same values give the same findings on any day.
        """
        known = {**facts, **self.known.given}
        rested = {path: value for path, value in known.items() if path in self._named}
        for ground in self._grounds:
            rested |= ground.rested_on(known)
        return {path: value for path, value in rested.items() if value is not None}

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


def _criterion(rule: Rule, known: Known) -> Criterion | GroundCriterion:
    return GroundCriterion(rule, known) if isinstance(rule, GroundRule) else Criterion(rule, known)
