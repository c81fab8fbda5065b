"""How fast rules are judged beside predicates written by hand, in the same run.

``python -m tests.bench.rules [APPLICATIONS]`` judges 10,000 applications by twenty rules both ways,
keeps every finding, checks that both say the same, and prints the ratio: once for applications
whose answers are much alike, as homes' are, and once for answers that are mostly unlike.
"""

from __future__ import annotations

import gc
import random
import sys
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from time import process_time
from typing import Any

import yaml

from dpsctl.documents.reading import read_documents
from dpsctl.documents.rule_sets import read_rule_set
from dpsctl.domain.rules.findings import Finding
from dpsctl.domain.rules.judging import Judge

from . import Measured, show
from .predicates import CLOSES, EL, MILLION, OPENS, PI, PL, TWENTY, Facts

APPLICATIONS = 10_000
SMALL = 100
RUNS = 5
GOAL = 3.0
ASKED = ("improvement_plan", "activity", "viable", "trained", "accessible", "closed")
WORDS = {True: "met", False: "unmet", None: "unknown"}


def rule_set_text() -> str:
    """The twenty rules as a rule set called ``bench``."""
    content: dict[str, Any] = {
        "rule_set": "bench",
        "version": "2021-01-01",
        "title": "Twenty rules",
        "regime": "pcr2015-light-touch",
        "illustrative": "yes",
        "questions": [{"id": id, "type": "yes/no", "ask": "Is it so?"} for id in ASKED]
        + [{"id": "years", "type": "whole number", "ask": "How many?"}],
        "rules": [_rule(id, require) for id, require, _ in TWENTY],
    }
    return yaml.safe_dump(content, sort_keys=False, width=10_000)


def judge() -> Judge:
    """The twenty rules, read from a rule set and compiled."""
    text = rule_set_text()
    rules = read_rule_set(read_documents(text.encode(), "bench.yaml")[0], lambda _: None)
    opens, closes = date.fromisoformat(OPENS), date.fromisoformat(CLOSES)
    return Judge.for_window(rules, opens=opens, closes=closes, today=date(2021, 4, 12))


def _rule(id: str, require: Any) -> dict[str, Any]:
    terms = {"asks": "Is it so?", "kind": "technical", "cite": "PCR 2015 reg 58(15)"}
    return {"id": id, **terms, "proof": "x", "require": require, "otherwise": "refer"}


def applications(count: int, *, alike: bool) -> list[Facts]:
    """Applications with one answer in twenty missing; ``alike``: each answer one of a few."""
    chance = random.Random(2021)
    return [_application(chance, few=alike) for _ in range(count)]


def _application(chance: random.Random, *, few: bool) -> Facts:
    def amount(around: int) -> int:
        return chance.choice((1, 2)) * around if few else chance.randrange(around // 2, 3 * around)

    def day() -> str:
        back = chance.choice((10, 300, 900)) if few else chance.randrange(4_000)
        return (date(2021, 3, 31) - timedelta(days=back)).isoformat()

    def any_yes() -> bool:
        return chance.random() < 0.9

    facts: dict[str, Any] = {
        "home.cqc.registration": "Registered" if any_yes() else "Deregistered",
        "home.cqc.dormant": not any_yes(),
        "home.cqc.rating": chance.choice(
            ("Good", "Outstanding", "Requires improvement", "Unrated")
        ),
        "home.cqc.rated_on": day(),
        "home.beds": chance.choice((3, 4, 8)) if few else chance.randrange(60),
        "home.district": chance.choice(("Ashford", "Dover", "Maidstone")),
        "answers.years": chance.choice((1, 2, 9)) if few else chance.randrange(60),
        "declaration.signed_on": day(),
        "provider.policies.safeguarding": day(),
        "provider.policies.complaints": day(),
        "home.cqc.registered_manager": any_yes(),
    }
    facts |= {f"answers.{name}": any_yes() for name in ASKED}
    for path, least in ((PL, 10), (EL, 5), (PI, 1)):
        later = timedelta(days=amount(100) // 2)
        facts[f"{path}.cover"] = amount(least * MILLION)
        facts[f"{path}.expires"] = (date(2021, 4, 1) + later).isoformat()
    told = {path: value for path, value in facts.items() if chance.random() > 0.05}
    return {**told, "band": "Specialist", "categories": ["LD"]}


def by_rules(made: Judge, all_facts: list[Facts]) -> list[list[Finding]]:
    """Every finding of every application, by the rules."""
    return [made.judge(facts, facts["categories"]) for facts in all_facts]


def by_hand(all_facts: list[Facts]) -> list[list[tuple[str, str, str]]]:
    """Every finding of every application, by the predicates: the rule, its finding, what it saw."""
    predicates = [(name, predicate) for name, _, predicate in TWENTY]
    return [[_kept(name, *test(facts)) for name, test in predicates] for facts in all_facts]


def _kept(name: str, truth: bool | None, seen: str) -> tuple[str, str, str]:
    return name, WORDS[truth], seen


def measured(count: int, *, alike: bool) -> list[tuple[float, float]]:
    """Seconds by the rules and by hand in each of a few runs, taken in turn.

    A judge is made anew for each run, so that none profits from what the last one kept.
    """
    all_facts = applications(count, alike=alike)
    for findings, hands in zip(by_rules(judge(), all_facts), by_hand(all_facts), strict=True):
        assert [(each.rule, each.finding, each.seen) for each in findings] == hands
    judges = [judge() for _ in range(RUNS)]
    return [
        (_seconds(lambda: by_rules(made, all_facts)), _seconds(lambda: by_hand(all_facts)))  # noqa: B023
        for made in judges
    ]


def _seconds(run: Callable[[], object]) -> float:
    gc.collect()
    begun = process_time()
    kept = run()
    taken = process_time() - begun
    del kept
    return taken


def lines(size: int | None = None) -> Iterator[Measured]:
    """The rules beside the predicates, over so many applications."""
    count = size or APPLICATIONS
    for alike, kind in ((False, "mostly unlike"), (True, "much alike")):
        yield Measured(
            f"`rules`: 20 rules over {count:,} applications, findings kept",
            f"predicates written by hand; applications {kind}",
            measured(count, alike=alike),
            GOAL,
        )


if __name__ == "__main__":
    sys.exit(show(lines(*map(int, sys.argv[1:]))))
