"""From findings to verdicts: a word for each category, and one for the application."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

from dpsctl.domain.rules.findings import Finding

Verdict = Literal["failed", "incomplete", "referred", "qualified"]

_WORST_FIRST: tuple[Verdict, ...] = ("failed", "incomplete", "referred")
_IF_UNMET: Mapping[str, Verdict] = {"fail": "failed", "refer": "referred"}
_IF_UNKNOWN: Mapping[str, Verdict] = {**_IF_UNMET, "incomplete": "incomplete"}


def verdict_of(findings: Iterable[Finding], categories: Sequence[str]) -> dict[str, Verdict]:
    """The verdict for each of the application's categories (PCR 2015 reg 34(7)).

    Failed, or else incomplete, or else referred, if any finding weighs so; else qualified.
    """
    heavy = [(finding, word) for finding in findings if (word := weight(finding))]
    return {
        category: _worst({word for finding, word in heavy if category in finding.categories})
        for category in categories
    }


def weight(finding: Finding) -> Verdict | None:
    """The verdict that one finding alone would give; None where it changes none, as a note."""
    if finding.otherwise == "note":
        return None
    if finding.finding == "unmet":
        return _IF_UNMET[finding.otherwise]
    return _IF_UNKNOWN[finding.if_unknown] if finding.finding == "unknown" else None


def overall(verdicts: Mapping[str, str]) -> str:
    """The application's verdict: the word on which its categories agree, else ``mixed``."""
    words = set(verdicts.values())
    return words.pop() if len(words) == 1 else "mixed"


def _worst(words: set[Verdict]) -> Verdict:
    return next((word for word in _WORST_FIRST if word in words), "qualified")
