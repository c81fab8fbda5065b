"""What candidates were judged by, as a written report tells it: each rule, its law, its proof."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from dpsctl.domain.words import listed, plural
from dpsctl.reports.letter_words import titles
from dpsctl.reports.report import Column, Row, Section
from dpsctl.reports.view import View
from dpsctl.reports.written_parts import Said, on

if TYPE_CHECKING:
    from dpsctl.documents.pinned import Pinned
    from dpsctl.documents.written_reports import WrittenReport
    from dpsctl.domain.rules.rule_set import Rule

_COLUMNS = (
    Column("rules", "Rules", brief=False),
    Column("rule", "Rule", brief=False),
    Column("asks", "Criterion"),
    Column("kind", "Kind"),
    Column("categories", "For", "list", brief=False),
    Column("cite", "Provision"),
    Column("proof", "Means of proof"),
    Column("otherwise", "If not met"),
)
_FOLLOWS = {
    "fail": "not selected",
    "refer": "weighed by a person",
    "note": "noted; nothing follows",
}

_USED = """
SELECT p.rule_set, p.agreement, s.window FROM window_rules p JOIN windows s ON s.id = p.window
ORDER BY s.opens_at, p.agreement
"""


@dataclass(frozen=True)
class Criteria:
    """The rules that the windows of a view judge by, read from the ledger's own text.

    Where one ``agreement`` is asked for, its rules alone.
    """

    view: View
    agreement: str | None = None

    def section(self) -> Section:
        """Every rule of every set; the exclusion grounds are told of in a sentence instead."""
        rows = [
            self._row(pinned, rule) for pinned in self._pinned for rule in pinned[0].rule_set.rules
        ]
        return Section("rules", "Criteria", _COLUMNS, rows)

    def said(self, law: WrittenReport) -> Iterator[Said]:
        """Which rules they are, who adopted them, which grounds they judge by, and the proofs."""
        for pinned, windows in self._pinned:
            name = f"{pinned.rule_set.title} ({pinned.name})"
            opened = f"for applications of the {_windows(windows)}"
            yield Said("criteria", name, f"{_adopted(pinned)}; {opened}; SHA-256 {pinned.sha256}")
            if pinned.grounds:
                grounds = plural(len(pinned.grounds.codes), "ground")
                said = (
                    f"{pinned.grounds.source}: {grounds}, each answered by {pinned.grounds.proof}"
                )
                yield Said("criteria", pinned.grounds.title, said)
        if self._pinned:
            yield Said("criteria", "Means of proof", f"as each criterion names it ({law.means})")
        else:
            yield Said("criteria", "Criteria", "no window has been opened, and none were used yet")

    def _row(self, pinned: tuple[Pinned, list[str]], rule: Rule) -> Row:
        return {
            "rules": pinned[0].name,
            "rule": rule.id,
            "asks": rule.asks,
            "kind": rule.kind,
            "categories": titles(self.view.system.terms, rule.categories),
            "cite": rule.cite,
            "proof": rule.proof,
            "otherwise": _FOLLOWS[rule.otherwise],
        }

    @cached_property
    def _pinned(self) -> list[tuple[Pinned, list[str]]]:
        """Each rule set that a window of the view uses, with the windows' names."""
        from dpsctl.documents.pinned import pinned_rules

        named = {window.name for window in self.view.windows}
        used: dict[int, list[str]] = {}
        for row in self.view.ledger.rows(_USED):
            ours = row["window"] in named and self.agreement in (None, row["agreement"])
            if ours and row["window"] not in used.setdefault(row["rule_set"], []):
                used[row["rule_set"]].append(row["window"])
        return [
            (pinned_rules(self.view.ledger, number), windows)
            for number, windows in used.items()
            if windows
        ]


def _adopted(pinned: Pinned) -> str:
    if pinned.rule_set.adopted:
        return f"adopted by decision {pinned.rule_set.adopted}"
    return "illustrative, for no decision adopted them"


def _windows(windows: list[str]) -> str:
    return f"{'window' if len(windows) == 1 else 'windows'} opened on {listed([*map(on, windows)])}"
