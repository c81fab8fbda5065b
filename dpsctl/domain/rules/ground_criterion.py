"""An exclusion ground, made ready for a day of judgement: what it finds, and in which words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from dpsctl.domain.exclusions import Admission, Ground, ended, in_words, otherwise
from dpsctl.domain.rules.conditions import wanted
from dpsctl.domain.rules.fact_types import NOT_ANSWERED, Facts
from dpsctl.domain.rules.facts import exclusion_facts, exclusion_path
from dpsctl.domain.rules.findings import Finding, Outcome
from dpsctl.domain.rules.grounds import GroundRule
from dpsctl.domain.rules.operands import Known

_TOLD = ("on", "known_on", "paid_on", "arranged_on")


class GroundCriterion:
    """An exclusion ground on one day of judgement; ``known`` must hold ``today``.

    Each finding is made once and shared, as a :class:`~dpsctl.domain.rules.criterion.Criterion`
    does: nearly every applicant answers no.
    """

    def __init__(self, rule: GroundRule, known: Known) -> None:
        self.rule = rule
        self.wanted = f"{wanted(rule.require)}{''.join(_unless(rule.ground))}"
        self.source = "declared"
        self._path = exclusion_path(rule.ground.code)
        self._paths = tuple(exclusion_facts(rule.ground.code))
        self._today = date.fromisoformat(str(known.given["today"]))
        self._made: dict[tuple[object, tuple[str, ...]], Finding] = {}

    def finding(self, facts: Facts, categories: tuple[str, ...]) -> Finding:
        """What the ground finds; an answer left out is unknown."""
        answer = facts.get(self._path)
        told = tuple(map(facts.get, self._paths)) if answer else answer
        found = self._made.get((told, categories))
        if found is None:
            found = self._made[told, categories] = self._find(facts, categories)
        return found

    def rested_on(self, facts: Facts) -> dict[str, str | None]:
        """Beside the ground's own facts, what its finding rests on: why a yes no longer counts.

        The day of judgement is not among it, so that a finding is news only when it changes.
        """
        if not facts.get(self._path):
            return {}
        return {f"{self._path}.ended": ended(self.rule.ground, self._admission(facts), self._today)}

    def _find(self, facts: Facts, categories: tuple[str, ...]) -> Finding:
        answer = facts.get(self._path)
        if not answer:
            seen = NOT_ANSWERED if answer is None else "no"
            return self._found("unknown" if answer is None else "met", seen, categories)
        ground, told = self.rule.ground, self._admission(facts)
        seen = in_words(ground, told, self._today)
        if ended(ground, told, self._today):
            return self._found("met", seen, categories)
        return self._found("unmet", seen, categories, otherwise(ground, told))

    def _admission(self, facts: Facts) -> Admission:
        days = {field: facts.get(f"{self._path}.{field}") for field in _TOLD}
        told = facts.get(f"{self._path}.self_cleaning")
        return Admission(
            **{field: date.fromisoformat(str(day)) for field, day in days.items() if day},
            self_cleaning=str(told) if told else None,
        )

    def _found(
        self, outcome: Outcome, seen: str, categories: tuple[str, ...], follows: str | None = None
    ) -> Finding:
        return Finding(
            rule=self.rule.id,
            kind=self.rule.kind,
            categories=categories,
            finding=outcome,
            seen=seen,
            source=self.source,
            wanted=self.wanted,
            cite=self.rule.cite,
            otherwise=follows or self.rule.otherwise,
            if_unknown=self.rule.if_unknown,
        )


def _unless(ground: Ground) -> Iterator[str]:
    """What a ground takes beside a no, in words."""
    if ground.lookback:
        yield f", or spent ({ground.lookback.period} from {ground.lookback.since})"
    if ground.ends_when_paid:
        yield ", or paid or bindingly arranged to be"
