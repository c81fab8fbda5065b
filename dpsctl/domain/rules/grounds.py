"""Exclusion grounds as rules: each ground is a rule of its own, judged before the set's."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from dpsctl.domain.exclusions import Ground
from dpsctl.domain.rules.fact_types import FactType
from dpsctl.domain.rules.facts import YES_NO, exclusion_facts, exclusion_path
from dpsctl.domain.rules.operands import Constant
from dpsctl.domain.rules.rule_set import Rule
from dpsctl.domain.rules.sentences import Sentence

SELF_DECLARATION = "self-declaration"


@dataclass(frozen=True, kw_only=True)
class GroundRule(Rule):
    """An exclusion ground as a rule. How it is judged: ``ground_criterion``.

    Its ``require`` and ``otherwise`` are those of the bare question: what happened long ago or was
    put right is no longer in the way, and what was answered for is referred.
    """

    ground: Ground

    @property
    def facts(self) -> dict[str, FactType]:
        """The answer and what may be told with it."""
        return exclusion_facts(self.ground.code)


def ground_rules(
    grounds: Iterable[Ground], proof: str = SELF_DECLARATION
) -> tuple[GroundRule, ...]:
    """A rule for each ground, in order; ``proof`` is how the law has applicants answer them.

    Answered no, it is met; yes, failed if the law commands exclusion, else referred: to exclude on
    a discretionary ground is a person's judgement.
    """
    return tuple(_ground_rule(ground, proof) for ground in grounds)


def _ground_rule(ground: Ground, proof: str) -> GroundRule:
    path = exclusion_path(ground.code)
    return GroundRule(
        id=ground.code,
        asks=f"Is the applicant free of {ground.title}?",
        kind="exclusion",
        cite=ground.cite,
        proof=proof,
        require=Sentence(path, YES_NO, "is", (Constant(False, YES_NO),)),
        otherwise="fail" if ground.kind == "mandatory" else "refer",
        ground=ground,
    )
