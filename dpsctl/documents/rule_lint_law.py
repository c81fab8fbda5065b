"""What the law of selection says of each rule: what it may rest on, and what it may not hold.

The provisions stand in ``rules/selection.yaml``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from dpsctl.documents.document import Document
from dpsctl.documents.rule_bench import Bench
from dpsctl.documents.rule_lint_limits import limits_passed
from dpsctl.documents.rule_selection import SelectionLaw, cites_any
from dpsctl.domain.rules.facts import COST_FACTS
from dpsctl.domain.rules.rule_set import RuleSet
from dpsctl.errors import Complaint

_RANKING = re.compile(
    r"\b(rank(s|ed|ing)?|shortlist(ed|ing)?|quotas?|scor(es|ed|ing)|highest[- ]scoring|best \d+|"
    r"first \d+|places (left|available)|(joining|entry|admission|application|membership) "
    r"(fees?|charges?))\b",
    re.IGNORECASE,
)


def against_law(
    document: Document, rules: RuleSet, law: SelectionLaw, largest_contract_pence: int | None
) -> Iterator[Complaint]:
    """A complaint for each thing that the law of selection does not let a rule ask."""
    for place, rule in enumerate(rules.rules):
        bench = Bench(document, place, rule, rules, law)
        yield from _ranking(bench)
        if rule.otherwise != "note":
            yield from _citation(bench)
            yield from _price(bench)
            yield from limits_passed(bench, largest_contract_pence)


def _ranking(bench: Bench) -> Iterator[Complaint]:
    """Rules have no words for caps, ranks and charges; a question may still ask for one."""
    says_so = _RANKING.search(f"{bench.rule.id.replace('-', ' ')} {bench.rule.asks}")
    if says_so or bench.asked(_RANKING.pattern):
        what = (
            "this reads like a cap, a rank or a charge, which no rule set may hold: all who meet "
            "the criteria are admitted, in any number and free of charge; if it is none of these, "
            "say it in other words"
        )
        yield bench.error("asks", what)


def _citation(bench: Bench) -> Iterator[Complaint]:
    """What is wrong with the citation of a rule that can keep an applicant out."""
    law, rule = bench.law, bench.rule
    if cites_any(rule.cite, law.all):
        if not cites_any(rule.cite, law.of_kind(rule.kind)):
            what = f"is not what a rule of kind {rule.kind} rests on, which is"
            yield bench.warning("cite", f"{what} {_either(law.of_kind(rule.kind))}")
    elif rule.kind == "exclusion" and law.declaration and cites_any(rule.cite, [law.declaration]):
        if rule.otherwise == "fail":
            what = f"{law.declaration} says how a ground is proved, and keeps nobody out"
            yield bench.error("otherwise", f"{what}; write refer, and ask for what is missing")
    else:
        what = "a rule that can keep an applicant out must rest on"
        yield bench.error("cite", f"{what} {_either(law.all)}; else write `otherwise: note`")


def _price(bench: Bench) -> Iterator[Complaint]:
    """What a place costs is told for a person to see; as a criterion it would choose by price."""
    for fact in COST_FACTS.keys() & bench.rule.facts.keys():
        what = f"{fact} is a price, which no criterion may rest on ({bench.law.not_price})"
        yield bench.error("otherwise", f"{what}; write note")


def _either(provisions: list[str]) -> str:
    *most, last = provisions
    return f"{', '.join(most)} or {last}" if most else last
