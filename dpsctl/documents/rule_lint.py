"""``rules lint``: what is wrong with a rule set that reads well, each fault at its place.

An error keeps a window from opening under the set. A warning is worth a look and keeps nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from dpsctl.documents.document import Document, Where, complain
from dpsctl.documents.rule_lint_law import against_law
from dpsctl.documents.rule_selection import selection_law
from dpsctl.documents.shelf import RulesOnShelf
from dpsctl.domain.rules.conditions import sentences
from dpsctl.domain.rules.flaws import Flaw, flaws
from dpsctl.domain.rules.operands import OfParameter, Shifted
from dpsctl.domain.rules.rule_set import Rule, RuleSet
from dpsctl.domain.rules.solving import applied
from dpsctl.errors import Complaint

MOST_EFFORT = 5_000_000
"""How many pairs of claims are weighed, over all ways to meet all rules with all days' figures."""
_TOO_MUCH = "there is too much in these rules to prove more of them: nothing is said of the rest"


def lint(
    folders: Sequence[Path], shelf: RulesOnShelf, largest_contract_pence: int | None = None
) -> list[Complaint]:
    """Every fault of a rule set that has been read, errors and warnings, in file order.

    ``largest_contract_pence`` is the value of the largest contract to be expected under the
    system; without it a rule on turnover cannot be judged, and is warned of.

    Raises:
        RefusedError: the shelf says nothing of the law of selection under the set's regime.
    """
    rules, document = shelf.rule_set, shelf.document
    law = selection_law(folders, rules.regime)
    found = [
        *_of_logic(document, rules),
        *against_law(document, rules, law, largest_contract_pence),
        *_unused(document, rules),
        *_without_value(document, rules),
    ]
    return sorted(set(found))


def _of_logic(document: Document, rules: RuleSet) -> Iterator[Complaint]:
    figures, spent = rules.known_figures(), 0
    for place, rule in enumerate(rules.rules):
        told: set[Where] = set()
        effort = 100 + sum(len(way) ** 2 for way in applied(rule, True))
        for known in figures:
            spent += effort
            if spent > MOST_EFFORT:
                yield _warning(document, ("rules", place), _TOO_MUCH)
                return
            for flaw in flaws(rule, known):
                path: Where = ("rules", place, *flaw.route)
                if path not in told:
                    told.add(path)
                    yield _complaint(document, path, flaw)


def _complaint(document: Document, path: Where, flaw: Flaw) -> Complaint:
    told = complain(document, path, flaw.what, refused=not flaw.warning)
    return replace(told, warning=flaw.warning)


def _unused(document: Document, rules: RuleSet) -> Iterator[Complaint]:
    """A warning for each question and figure that no rule looks at."""
    facts = {path for rule in rules.rules for path in rule.facts}
    for place, question in enumerate(rules.questions):
        if question.path not in facts:
            what = "no rule looks at the answer; leave the question out, or judge by it"
            yield _warning(document, ("questions", place, "id"), what)
    named = {id for rule in rules.rules for id in _figures(rule)}
    for parameter in rules.parameters:
        if parameter.id not in named:
            path = ("parameters", parameter.id)
            yield _warning(document, path, "no rule names this figure", at_key=True)


def _figures(rule: Rule) -> Iterator[str]:
    for condition in (rule.require, rule.when):
        for sentence in sentences(condition) if condition else ():
            for value in sentence.values:
                base = value.base if isinstance(value, Shifted) else value
                if isinstance(base, OfParameter):
                    yield base.id


def _without_value(document: Document, rules: RuleSet) -> Iterator[Complaint]:
    """A warning for each figure that a window opening on the version's day would lack."""
    for parameter in rules.parameters:
        if parameter.on(date.fromisoformat(rules.version)) is None:
            what = f"has no value yet on {rules.version}, so that no window opens on that day"
            yield _warning(document, ("parameters", parameter.id, "values"), what)


def _warning(document: Document, path: Where, what: str, *, at_key: bool = False) -> Complaint:
    return replace(complain(document, path, what, at_key=at_key), warning=True)
