"""Judgements: applications, each judged by the rules pinned to its window."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from dpsctl.actions.desk import Desk
from dpsctl.documents.judging import Bench, bench
from dpsctl.documents.pinned import rules_of_window
from dpsctl.domain.rules.findings import Finding
from dpsctl.domain.rules.verdicts import overall, verdict_of
from dpsctl.ledger.file import Ledger, Row
from dpsctl.ledger.known import Known, known_to_judge
from dpsctl.ledger.lookups import windows_now
from dpsctl.ledger.to_judge import standings_among


@dataclass(frozen=True)
class Judgement:
    """One application judged, and the digest of what it was judged by."""

    row: Row
    known: Known
    bench: Bench
    findings: list[Finding]
    digest: str

    @cached_property
    def verdicts(self) -> dict[str, Any]:
        """The word for each of its categories."""
        return dict(verdict_of(self.findings, self.row["categories"]))

    @property
    def verdict(self) -> str:
        """The application's word."""
        return overall(self.verdicts)


class Benches:
    """The benches of the windows and agreements that applications stand before, each once."""

    def __init__(self, desk: Desk, ledger: Ledger) -> None:
        self._spans = {window.id: window.span for window in windows_now(ledger)}
        self._ledger = ledger
        self._today = desk.today
        self._made: dict[tuple[int, str], Bench] = {}

    def of(self, window: int, agreement: str) -> Bench:
        """The bench of one window and agreement."""
        if (window, agreement) not in self._made:
            rules, span = rules_of_window(self._ledger, window, agreement), self._spans[window]
            self._made[window, agreement] = bench(
                rules, span.opening_day, span.last_day, self._today
            )
        return self._made[window, agreement]


def judgements(ledger: Ledger, benches: Benches, asked: list[int]) -> Iterator[Judgement]:
    """These applications, judged by the rules pinned to their windows, in the order given."""
    known = known_to_judge(ledger, asked)
    for row in standings_among(ledger, asked):
        bench, facts = benches.of(row["window_id"], row["agreement"]), known[row["id"]]
        findings = bench.findings(facts, row["categories"])
        yield Judgement(row, facts, bench, findings, bench.digest(facts))
