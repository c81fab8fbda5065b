"""Two judgements of one application side by side: the rules on which they part."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from dpsctl.domain.rules.findings import Finding
from dpsctl.domain.rules.verdicts import weight


@dataclass(frozen=True)
class FlippedRule:
    """A rule that finds otherwise, or weighs otherwise, in words: ``met``, ``unmet (refer)``."""

    rule: str
    before: str
    after: str


NOT_ASKED = "not asked"


def flipped(before: Iterable[Finding], after: Iterable[Finding]) -> list[FlippedRule]:
    """The rules whose finding is another, in the order of the first judgement, new ones last.

    A rule that only one of them asks flips where the other's silence is not as good as its
    finding: where it is unmet or unknown. What was seen and wanted may change without a flip.
    """
    old = {each.rule: each for each in before}
    new = {each.rule: each for each in after}
    pairs = [(rule, old.get(rule), new.get(rule)) for rule in dict.fromkeys([*old, *new])]
    return [
        FlippedRule(rule, _words(was, now), _words(now, was))
        for rule, was, now in pairs
        if _weighed(was) != _weighed(now)
    ]


def _weighed(finding: Finding | None) -> tuple[object, ...]:
    """What of a finding counts: as good as met, or how it falls short, how heavily, for whom."""
    if finding is None or finding.finding == "met":
        return ("met",)
    if finding.finding == "not_applicable":
        return ("met",)
    return finding.finding, weight(finding), finding.categories


def _words(finding: Finding | None, other: Finding | None) -> str:
    """A finding, and where the other is of the same outcome, how it differs all the same."""
    if finding is None:
        return NOT_ASKED
    if other is None or other.finding != finding.finding:
        return finding.finding
    if weight(finding) == weight(other):
        return f"{finding.finding} for {', '.join(finding.categories)}"
    word = finding.if_unknown if finding.finding == "unknown" else finding.otherwise
    return f"{finding.finding} ({'note' if finding.otherwise == 'note' else word})"
