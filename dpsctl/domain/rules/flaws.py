"""What is wrong with a rule's logic: what can be proved never to be met, or never to be unmet."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from dpsctl.domain.rules.claims import Route, Way, routes
from dpsctl.domain.rules.conditions import AnyOf, Condition
from dpsctl.domain.rules.operands import Known, fact_of
from dpsctl.domain.rules.rule_set import Rule
from dpsctl.domain.rules.sentences import Sentence
from dpsctl.domain.rules.solving import applied, can_be, core, possible


@dataclass(frozen=True)
class Flaw:
    """One fault in a rule's logic; ``route`` begins with ``require`` or ``when``.

    A ``warning`` is of a rule that works, but cannot do what its author must have meant.
    """

    route: Route
    what: str
    warning: bool = False


def flaws(rule: Rule, known: Known) -> list[Flaw]:
    """Every fault that can be proved, with the dated figures that are known."""
    with_itself = list(_compared_with_itself(rule))
    if with_itself:
        return with_itself
    contradictions = list(_contradictions(rule, known))
    return contradictions or list(_never_unmet(rule, known))


def _conditions(rule: Rule) -> list[tuple[str, Condition]]:
    when = [("when", rule.when)] if rule.when else []
    return [*when, ("require", rule.require)]


def _compared_with_itself(rule: Rule) -> Iterator[Flaw]:
    for key, whole in _conditions(rule):
        for route, condition in routes(whole, (key,)):
            if isinstance(condition, Sentence) and condition.fact in _operands(condition):
                yield Flaw(route, f"{condition.fact} is compared with itself")


def _operands(sentence: Sentence) -> set[str]:
    return {fact.path for value in sentence.values if (fact := fact_of(value))}


def _contradictions(rule: Rule, known: Known) -> Iterator[Flaw]:
    """A flaw for each contradiction that keeps a sentence from ever helping to meet the rule."""
    when = _alone(rule)
    for scope in [when, rule] if when else [rule]:
        found = list(_dead(scope, known))
        yield from (_of_when(flaw) for flaw in found) if scope is when else found
        if found:
            return


def _alone(rule: Rule) -> Rule | None:
    """The rule's ``when`` as if it were all that is required, to look for faults in it alone."""
    return replace(rule, require=rule.when, when=None) if rule.when else None


def _of_when(flaw: Flaw) -> Flaw:
    return replace(flaw, route=("when", *flaw.route[1:]))


def _dead(rule: Rule, known: Known) -> Iterator[Flaw]:
    """The contradictions in a rule, each told once, where its last sentence stands.

    A sentence is dead if every way to meet the rule that goes through it contradicts itself.
    """
    tried = applied(rule, True)
    alive = {claim.route for way in tried if possible(way, known) for claim in way}
    told: set[frozenset[Route]] = set()
    for way in tried:
        dead = {claim.route for claim in way} - alive
        if not dead:
            continue
        contradiction = core(way, known, dead)
        spot = frozenset(claim.route for claim in contradiction)
        if spot not in told and spot & dead:
            told.add(spot)
            yield _told(contradiction, known, whole=not alive)


def _told(contradiction: Way, known: Known, *, whole: bool) -> Flaw:
    words = [claim.words(known) for claim in contradiction]
    so = "the rule can never be met" if whole else "nobody can meet the rule this way"
    if len(words) == 1:
        return Flaw(contradiction[-1].route, f"{words[0]} holds of no answer; {so}")
    return Flaw(contradiction[-1].route, f"{' and '.join(words)} exclude one another; {so}")


def _never_unmet(rule: Rule, known: Known) -> Iterator[Flaw]:
    """A warning for the outermost condition that everybody who answers it meets."""
    for key, whole in _conditions(rule):
        for route, condition in routes(whole, (key,)):
            outermost = condition is whole or isinstance(condition, AnyOf)
            if outermost and not can_be(condition, False, known):
                what = "whoever answers meets this, whatever the answer; it asks nothing"
                yield Flaw(route, what, warning=True)
                break
