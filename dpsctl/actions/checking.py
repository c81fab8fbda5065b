"""``check``: judge applications by their window's pinned rules."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dpsctl.actions.clarifying import being_assessed
from dpsctl.actions.desk import Desk, Outcome, carrying_out
from dpsctl.documents.judging import Bench, bench
from dpsctl.documents.pinned import rules_of_window
from dpsctl.domain.rules.findings import Finding
from dpsctl.domain.rules.verdicts import overall, verdict_of
from dpsctl.ledger.facts import Check, FindingRow
from dpsctl.ledger.file import Ledger, Row
from dpsctl.ledger.known import Known, known_by_then
from dpsctl.ledger.lookups import OPEN_STANDINGS, standings, windows_now
from dpsctl.ledger.recording import Recording, as_json
from dpsctl.progress import along
from dpsctl.reports.applications import applications
from dpsctl.reports.view import View

VERDICTS = ("qualified", "referred", "incomplete", "failed", "mixed")


def check(desk: Desk, names: Sequence[str], *, fail: bool = False) -> Outcome:
    """Judge the applications named, or all that nobody has determined yet.

    What was judged before is recorded again only if a fact that its rules name has changed.
    With ``fail``, anything that does not qualify gives the outcome exit code 3.

    Raises:
        RefusedError: no such application, or one that cannot be judged any more.
    """
    with carrying_out(desk, " ".join(["check", *names])) as (ledger, to, outcome):
        rows = _asked_for(ledger, names)
        judged = _judge_all(desk, to, rows, outcome)
        if not outcome.lines:
            outcome.say(_nothing_new(rows))
        counts = Counter(judged.values())
        if rows:
            words = ", ".join(f"{counts[word]} {word}" for word in VERDICTS if counts[word])
            outcome.say(f"{len(judged)} checked: {words}")
        if to.count:
            to.seal()
        outcome.told = _told(desk, ledger, judged, counts)
    outcome.exit_code = 3 if fail and set(counts) - {"qualified"} else 0
    return outcome


def _told(
    desk: Desk, ledger: Ledger, judged: dict[int, str], counts: Counter[str]
) -> dict[str, Any]:
    """What ``check --format json`` prints: the applications report's rows of those judged."""
    view = View(ledger, desk.rules, desk.today, desk.now)
    rows = [row for row in applications(view).rows if row["application"] in judged]
    return {
        "checked": len(judged),
        "verdicts": {word: counts[word] for word in VERDICTS},
        "rows": rows,
    }


def _asked_for(ledger: Ledger, names: Sequence[str]) -> list[Row]:
    if not names:
        return [row for row in standings(ledger) if row["standing"] in OPEN_STANDINGS]
    rows = [being_assessed(ledger, name) for name in names]
    return list({row["id"]: row for row in rows}.values())


def _nothing_new(rows: list[Row]) -> str:
    if not rows:
        return "nothing to do: no application waits for a determination"
    return "nothing to do: nothing that the rules name has changed since the last check"


@dataclass(frozen=True)
class _Judgement:
    """One application judged, and whether the last check of it was made of the same."""

    row: Row
    known: Known
    bench: Bench
    findings: list[Finding]
    fresh: bool

    @property
    def verdicts(self) -> dict[str, Any]:
        return dict(verdict_of(self.findings, self.row["categories"]))

    @property
    def verdict(self) -> str:
        return overall(self.verdicts)


def _judge_all(desk: Desk, to: Recording, rows: list[Row], outcome: Outcome) -> dict[int, str]:
    """Judge each, and record those whose facts are new; every application's verdict."""
    judgements = _judgements(desk, to.ledger, rows)
    fresh = [judgement for judgement in judgements if judgement.fresh]
    numbers = to.add_all(_check(desk, judgement) for judgement in fresh)
    to.add_all(
        finding_row(number, finding)
        for number, judgement in zip(numbers, fresh, strict=True)
        for finding in judgement.findings
    )
    outcome.lines += [_line(judgement) for judgement in fresh]
    return {judgement.row["id"]: judgement.verdict for judgement in judgements}


def _judgements(desk: Desk, ledger: Ledger, rows: list[Row]) -> list[_Judgement]:
    known = known_by_then(ledger, [row["id"] for row in rows])
    benches = _benches(desk, ledger, rows)
    last = {
        row["application"]: (row["rule_set"], row["facts_sha256"])
        for row in ledger.rows(
            "SELECT * FROM checks WHERE id IN (SELECT MAX(id) FROM checks GROUP BY application)"
        )
    }
    judgements = []
    for row in along(rows, "judging applications"):
        its_bench, its_facts = benches[row["window_id"], row["agreement"]], known[row["id"]]
        made_of = (its_bench.pinned.id, its_bench.digest(its_facts))
        findings = its_bench.findings(its_facts, row["categories"])
        fresh = last.get(row["id"]) != made_of
        judgements.append(_Judgement(row, its_facts, its_bench, findings, fresh))
    return judgements


def _benches(desk: Desk, ledger: Ledger, rows: list[Row]) -> dict[tuple[int, str], Bench]:
    """The bench of each window and agreement that these applications stand before."""
    spans = {window.id: window.span for window in windows_now(ledger)}
    return {
        (window, agreement): bench(
            rules_of_window(ledger, window, agreement),
            spans[window].opening_day,
            spans[window].last_day,
            desk.today,
        )
        for window, agreement in sorted({(row["window_id"], row["agreement"]) for row in rows})
    }


def _check(desk: Desk, judgement: _Judgement) -> Check:
    bench = judgement.bench
    return Check(
        application=judgement.row["id"],
        rule_set=bench.pinned.id,
        judged_on=desk.today.isoformat(),
        window_opens=bench.opens.isoformat(),
        window_closes=bench.closes.isoformat() if bench.closes else None,
        parameters=bench.parameters,
        facts_sha256=bench.digest(judgement.known),
        verdict=judgement.verdict,
        verdicts=as_json(judgement.verdicts),
    )


def finding_row(check: int, finding: Finding) -> FindingRow:
    """A finding as the ledger keeps it."""
    return FindingRow(
        check_id=check,
        rule=finding.rule,
        kind=finding.kind,
        categories=as_json(list(finding.categories)),
        finding=finding.finding,
        seen=finding.seen,
        source=finding.source,
        wanted=finding.wanted,
        cite=finding.cite,
        otherwise=finding.otherwise,
    )


def _line(judgement: _Judgement) -> str:
    words = judgement.verdict
    if words == "mixed":
        each = ", ".join(f"{category} {word}" for category, word in judgement.verdicts.items())
        words = f"mixed ({each})"
    number, home = judgement.row["id"], judgement.known.facts["home.name"]
    return f"application {number}: {home}: {words}"
