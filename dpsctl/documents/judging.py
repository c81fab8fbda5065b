"""The bench: a window's pinned rules, compiled for its days, and the digest of what they saw."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass, replace
from datetime import date

from dpsctl.documents.pinned import Pinned
from dpsctl.domain.rules.findings import Finding
from dpsctl.domain.rules.judging import Judge
from dpsctl.ledger.chain import canonical, sha256
from dpsctl.ledger.known import Known


@dataclass(frozen=True)
class Bench:
    """Where one window judges one agreement's applications."""

    pinned: Pinned
    judge: Judge
    opens: date
    closes: date | None

    @property
    def parameters(self) -> str:
        """The dated figures that it uses, as JSON: those of the window's opening day."""
        return canonical(self.pinned.rule_set.parameters_on(self.opens))

    def findings(self, known: Known, categories: Sequence[str]) -> list[Finding]:
        """Every rule's finding; what rests on the register or on a clarification says so."""
        found = self.judge.judge(known.facts, categories)
        if not known.answered and not known.registered:
            return found
        return [
            _from_others(finding, known, criterion.rule.facts.keys())
            for finding, criterion in zip(found, self.judge.criteria, strict=True)
        ]

    def digest(self, known: Known) -> str:
        """The digest of every value that the findings rest on, the window's days among them."""
        return sha256(canonical(self.judge.rested_on(known.facts)))


def _from_others(finding: Finding, known: Known, named: Set[str]) -> Finding:
    """A finding with who else than the applicant it rests on: above all what a person entered."""
    if known.registered & named:
        finding = replace(finding, source="register", snapshot=known.snapshot)
    return replace(finding, source="officer") if known.answered & named else finding


def bench(pinned: Pinned, opens: date, closes: date | None, today: date) -> Bench:
    """The bench of a window, from London days: its opening, its last (none: open for good), and
    the day of judgement.
    """
    judge = Judge.for_window(
        pinned.rule_set, pinned.ground_rules, opens=opens, closes=closes, today=today
    )
    return Bench(pinned, judge, opens, closes)
