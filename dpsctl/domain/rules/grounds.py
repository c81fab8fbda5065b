"""Exclusion grounds as rules: each ground is a rule of its own, judged before the set's."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, Protocol

from dpsctl.domain.rules.facts import YES_NO, exclusion_path
from dpsctl.domain.rules.operands import Constant
from dpsctl.domain.rules.rule_set import Rule
from dpsctl.domain.rules.sentences import Sentence

SELF_DECLARATION = "self-declaration (PCR 2015 reg 59)"


class Ground(Protocol):
    """An exclusion ground, as the grounds documents give it."""

    @property
    def code(self) -> str:
        """Its place in the law: ``57(8)(c)``."""

    @property
    def title(self) -> str:
        """What it is about, in words."""

    @property
    def kind(self) -> Literal["mandatory", "discretionary"]:
        """Whether the law commands exclusion, or leaves it to the council."""

    @property
    def cite(self) -> str | None:
        """The provision; None where the code says it all."""


def ground_rules(grounds: Iterable[Ground]) -> tuple[Rule, ...]:
    """A rule for each ground, in order: answered no, met; yes, failed if the law commands it.

    A discretionary ground can only refer: to exclude on it is a person's judgement (reg 57(8)).
    """
    return tuple(_ground_rule(ground) for ground in grounds)


def _ground_rule(ground: Ground) -> Rule:
    path = exclusion_path(ground.code)
    return Rule(
        id=ground.code,
        asks=f"Is the applicant free of {ground.title}?",
        kind="exclusion",
        cite=ground.cite or ground.code,
        proof=SELF_DECLARATION,
        require=Sentence(path, YES_NO, "is", (Constant(False, YES_NO),)),
        otherwise="fail" if ground.kind == "mandatory" else "refer",
    )
