"""Whether a condition can come out met, or unmet, for any application: proved, never guessed.

What is said to be impossible here is impossible for every answer that the form takes. What cannot
be proved impossible is held to be possible.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence

from dpsctl.domain.rules.bounds import can_hold_together
from dpsctl.domain.rules.candidates import against_constants, some_value_suits
from dpsctl.domain.rules.claims import Claim, Route, TooManyWaysError, Way, ways
from dpsctl.domain.rules.conditions import AllOf, Condition, fact_types, sentences
from dpsctl.domain.rules.facts import ALWAYS_GIVEN
from dpsctl.domain.rules.findings import Outcome
from dpsctl.domain.rules.operands import Known
from dpsctl.domain.rules.operators import IS_ANSWERED
from dpsctl.domain.rules.rule_set import Rule


def possible(claims: Sequence[Claim], known: Known) -> bool:
    """Whether these claims can all hold of one application."""
    return (
        _answers_agree(claims) and _values_agree(claims, known) and can_hold_together(claims, known)
    )


def _answers_agree(claims: Sequence[Claim]) -> bool:
    """Whether no fact would have to be both there and missing."""
    missing = {each.sentence.fact for each in claims if each.presence is False}
    there = {path for each in claims for path in each.facts}
    return not missing & (there | ALWAYS_GIVEN)


def _values_agree(claims: Sequence[Claim], known: Known) -> bool:
    """Whether each fact has a value that suits all that is claimed of it."""
    of_fact: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        if against_constants(claim, known):
            of_fact[claim.sentence.fact].append(claim)
    return all(some_value_suits(about, known) for about in of_fact.values())


def can_be(condition: Condition, holds: bool, known: Known) -> bool:
    """Whether some application can make a condition met (``holds``), or unmet."""
    try:
        return any(possible(way, known) for way in ways(condition, holds))
    except TooManyWaysError:
        return True


def core(way: Way, known: Known, last: Collection[Route] = ()) -> Way:
    """Of claims that cannot hold together, as few as already cannot: the contradiction itself.

    The claims at the routes in ``last`` are given up last.
    """
    left = list(way)
    for claim in sorted(way, key=lambda each: each.route in last):
        without = [each for each in left if each is not claim]
        if without and not possible(without, known):
            left = without
    return tuple(left)


_DECIDED: tuple[tuple[Outcome, bool], ...] = (("met", True), ("unmet", False))


def outcomes(rule: Rule, known: Known) -> list[Outcome]:
    """What a rule can find where it applies: met, unmet, unknown, as far as any can be."""
    decided = [
        outcome
        for outcome, holds in _DECIDED
        if any(possible(way, known) for way in applied(rule, holds))
    ]
    return [*decided, "unknown"] if _can_be_unknown(rule, known.given) else decided


def applied(rule: Rule, holds: bool) -> list[Way]:
    """The ways in which a rule applies and comes out so; one without claims if they are many.

    The routes of its claims begin with ``when`` or ``require``.
    """
    try:
        first = ways(rule.when, True, ("when",)) if rule.when else [()]
        then = ways(rule.require, holds, ("require",))
    except TooManyWaysError:
        return [()]
    return [(*applies, *comes_out) for applies in first for comes_out in then]


def _can_be_unknown(rule: Rule, given: Collection[str]) -> bool:
    """Whether it compares any fact that an application may leave out."""
    parts = (rule.when, rule.require) if rule.when else (rule.require,)
    compared = [
        path
        for sentence in sentences(AllOf(parts))
        if sentence.operator != IS_ANSWERED
        for path in fact_types(sentence)
    ]
    return any(path not in ALWAYS_GIVEN and path not in given for path in compared)
