"""Trying a rule set on examples: what comes out otherwise than it should, and what none reaches."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fnmatch import fnmatchcase

from dpsctl.domain.rules.fact_types import Facts
from dpsctl.domain.rules.findings import Finding, Outcome
from dpsctl.domain.rules.judging import Judge
from dpsctl.domain.rules.rule_set import Rule, RuleSet
from dpsctl.domain.rules.verdicts import overall, verdict_of


@dataclass(frozen=True)
class Example:
    """An application with what it must come to, in a window of London days.

    ``findings`` are by rule, or by a pattern with ``*`` for several; an exact name counts before
    a pattern, the first pattern before the rest.
    A rule that none suits must be met, or not applicable where ``not_applicable`` names it.
    """

    name: str
    facts: Facts
    categories: tuple[str, ...]
    opens: date
    closes: date | None
    today: date
    verdict: str | None = None
    verdicts: Mapping[str, str] = field(default_factory=dict)
    findings: Mapping[str, Outcome] = field(default_factory=dict)
    not_applicable: frozenset[str] = frozenset()

    def expected(self, rule: str) -> Outcome:
        """What a rule must find."""
        if rule in self.findings:
            return self.findings[rule]
        usual: Outcome = "not_applicable" if rule in self.not_applicable else "met"
        patterns = (each for name, each in self.findings.items() if fnmatchcase(rule, name))
        return next(patterns, usual)


@dataclass(frozen=True)
class Difference:
    """Where an example comes out otherwise than expected: a rule's finding, or a verdict."""

    example: Example
    about: str
    expected: str
    found: str


@dataclass
class Trial:
    """What became of the examples, and which outcomes of each rule they reached between them."""

    differences: list[Difference] = field(default_factory=list)
    reached: dict[str, set[Outcome]] = field(default_factory=lambda: defaultdict(set))


def tried(rules: RuleSet, ground_rules: Sequence[Rule], examples: Iterable[Example]) -> Trial:
    """Judge every example by the rules as they stand."""
    judges: dict[tuple[date, date | None, date], Judge] = {}
    trial = Trial()
    for example in examples:
        days = (example.opens, example.closes, example.today)
        if days not in judges:
            judges[days] = _judge(rules, ground_rules, *days)
        findings = judges[days].judge(example.facts, example.categories)
        for finding in findings:
            trial.reached[finding.rule].add(finding.finding)
        trial.differences += _differences(example, findings)
    return trial


def _judge(
    rules: RuleSet, ground_rules: Sequence[Rule], opens: date, closes: date | None, today: date
) -> Judge:
    return Judge.for_window(rules, ground_rules, opens=opens, closes=closes, today=today)


def _differences(example: Example, findings: Sequence[Finding]) -> list[Difference]:
    found = [
        Difference(example, each.rule, example.expected(each.rule), _told(each))
        for each in findings
        if each.finding != example.expected(each.rule)
    ]
    verdicts = verdict_of(findings, example.categories)
    if example.verdict and overall(verdicts) != example.verdict:
        found.append(Difference(example, "verdict", example.verdict, overall(verdicts)))
    for category, word in example.verdicts.items():
        given = verdicts.get(category, "not applied for")
        if given != word:
            found.append(Difference(example, f"verdict for {category}", word, given))
    return found


def _told(finding: Finding) -> str:
    return f"{finding.finding} (saw {finding.seen})"
