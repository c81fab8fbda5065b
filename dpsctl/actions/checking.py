"""``check``: judge applications by their window's pinned rules."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from dpsctl.actions.desk import Desk, Outcome, carrying_out
from dpsctl.documents.pinned import Pinned, rules_of_window
from dpsctl.domain.days import instant_of, london_day
from dpsctl.domain.rules.findings import Finding
from dpsctl.domain.rules.judging import Judge
from dpsctl.domain.rules.verdicts import overall, verdict_of
from dpsctl.domain.windows import Span
from dpsctl.errors import RefusedError
from dpsctl.ledger.chain import sha256
from dpsctl.ledger.facts import Check, FindingRow
from dpsctl.ledger.file import Ledger, Row
from dpsctl.ledger.lookups import application_named, standing_of, standings, windows_now
from dpsctl.ledger.recording import Recording, as_json
from dpsctl.reports.applications import applications
from dpsctl.reports.view import View

VERDICTS = ("qualified", "referred", "incomplete", "failed", "mixed")

OPEN_STANDINGS = ("received", "qualified", "referred", "incomplete", "failed", "mixed")
"""Where an application stands while nobody has determined it."""


@dataclass(frozen=True)
class _Bench:
    """Where one window judges one agreement's applications: its rules, compiled."""

    pinned: Pinned
    judge: Judge
    span: Span
    parameters: str


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
    rows = [standing_of(ledger, application_named(ledger, name)) for name in names]
    for row in rows:
        if row["standing"] not in OPEN_STANDINGS:
            raise RefusedError(
                f"application {row['id']} is {row['standing']}: it is not judged again",
                "rescind its determination first"
                if row["standing"] in ("admitted", "refused")
                else "",
            )
    return list({row["id"]: row for row in rows}.values())


def _nothing_new(rows: list[Row]) -> str:
    if not rows:
        return "nothing to do: no application waits for a determination"
    return "nothing to do: nothing that the rules name has changed since the last check"


def _judge_all(desk: Desk, to: Recording, rows: list[Row], outcome: Outcome) -> dict[int, str]:
    """Judge each, and record those whose facts are new; every application's verdict."""
    benches: dict[tuple[int, str], _Bench] = {}
    judged: dict[int, str] = {}
    checks: list[Check] = []
    findings: list[list[Finding]] = []
    for row, facts, previous in _with_facts(to.ledger, rows):
        key = (row["window_id"], row["agreement"])
        if key not in benches:
            benches[key] = _bench(to.ledger, *key, desk.today)
        bench = benches[key]
        found = bench.judge.judge(facts, row["categories"])
        verdicts = verdict_of(found, row["categories"])
        verdict = overall(verdicts)
        judged[row["id"]] = verdict
        named = _named_facts(bench, facts)
        if previous == (bench.pinned.id, named):
            continue
        checks.append(_check(row["id"], bench, desk.today, named, verdict, verdicts))
        findings.append(found)
        outcome.say(f"application {row['id']}: {facts['home.name']}: {_words(verdict, verdicts)}")
    numbers = to.add_all(checks)
    to.add_all(
        _row(number, finding)
        for number, found in zip(numbers, findings, strict=True)
        for finding in found
    )
    return judged


def _with_facts(
    ledger: Ledger, rows: list[Row]
) -> list[tuple[Row, dict[str, Any], tuple[int, str] | None]]:
    """Each application with its facts and what its last check was made of."""
    texts = {row["id"]: row for row in ledger.rows("SELECT id, facts FROM applications")}
    last = {
        row["application"]: (row["rule_set"], row["facts_sha256"])
        for row in ledger.rows(
            "SELECT * FROM checks WHERE id IN (SELECT MAX(id) FROM checks GROUP BY application)"
        )
    }
    return [
        (row, facts_for_rules(json.loads(texts[row["id"]]["facts"])), last.get(row["id"]))
        for row in rows
    ]


def facts_for_rules(facts: dict[str, Any]) -> dict[str, Any]:
    """An application's facts with the one that rules see otherwise: the London day of receipt."""
    return {**facts, "received_on": london_day(instant_of(facts["received_at"])).isoformat()}


def _bench(ledger: Ledger, window: int, agreement: str, today: date) -> _Bench:
    span = next(each.span for each in windows_now(ledger) if each.id == window)
    pinned = rules_of_window(ledger, window, agreement)
    judge = judge_of(pinned, span.opening_day, span.last_day, today)
    parameters = pinned.rule_set.parameters_on(span.opening_day)
    return _Bench(pinned, judge, span, as_json(parameters))


def judge_of(pinned: Pinned, opens: date, closes: date | None, today: date) -> Judge:
    """The pinned rules, compiled for a window's days (London) and the day of judgement."""
    return Judge.for_window(
        pinned.rule_set, pinned.ground_rules, opens=opens, closes=closes, today=today
    )


def _named_facts(bench: _Bench, facts: dict[str, Any]) -> str:
    """The digest of every value that the rules name, the window's days and today among them."""
    known = {**facts, **bench.judge.known.given}
    return sha256(as_json({path: known.get(path) for path in bench.judge.facts_named}))


def _check(
    application: int,
    bench: _Bench,
    today: date,
    named: str,
    verdict: str,
    verdicts: dict[str, Any],
) -> Check:
    last = bench.span.last_day
    return Check(
        application=application,
        rule_set=bench.pinned.id,
        judged_on=today.isoformat(),
        window_opens=bench.span.name,
        window_closes=last.isoformat() if last else None,
        parameters=bench.parameters,
        facts_sha256=named,
        verdict=verdict,
        verdicts=as_json(verdicts),
    )


def _row(check: int, finding: Finding) -> FindingRow:
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


def _words(verdict: str, verdicts: dict[str, Any]) -> str:
    if verdict != "mixed":
        return verdict
    each = ", ".join(f"{category} {word}" for category, word in verdicts.items())
    return f"mixed ({each})"
