"""``check``: judge applications by their window's pinned rules."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from dpsctl.actions.clarifying import being_assessed
from dpsctl.actions.desk import Desk, Outcome, carrying_out
from dpsctl.actions.judgements import Benches, Judgement, judgements
from dpsctl.domain.rules.findings import Finding
from dpsctl.ledger.facts import Check, FindingRow
from dpsctl.ledger.file import Ledger
from dpsctl.ledger.recording import Recording, as_json
from dpsctl.ledger.to_judge import last_checks, open_applications
from dpsctl.progress import teller
from dpsctl.reports.applications import applications
from dpsctl.reports.view import View

AT_ONCE = 500
"""How many applications are judged and recorded at a time."""
VERDICTS = ("qualified", "referred", "incomplete", "failed", "mixed")


def check(desk: Desk, names: Sequence[str], *, fail: bool = False) -> Outcome:
    """Judge the applications named, or all that nobody has determined yet.

    What was judged before is recorded again only if a fact that its rules name has changed.
    With ``fail``, anything that does not qualify gives the outcome exit code 3.

    Raises:
        RefusedError: no such application, or one that cannot be judged any more.
    """
    with carrying_out(desk, " ".join(["check", *names])) as (ledger, to, outcome):
        asked = _asked_for(ledger, names)
        judged = _judge_all(desk, to, asked, outcome)
        if not outcome.lines:
            outcome.say(_nothing_new(asked))
        counts = Counter(judged.values())
        if asked:
            words = ", ".join(f"{counts[word]} {word}" for word in VERDICTS if counts[word])
            outcome.say(f"{len(judged)} checked: {words}")
        if desk.shows_facts:
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


def _asked_for(ledger: Ledger, names: Sequence[str]) -> list[int]:
    if not names:
        return open_applications(ledger)
    return list(dict.fromkeys(being_assessed(ledger, name)["id"] for name in names))


def _nothing_new(asked: list[int]) -> str:
    if not asked:
        return "nothing to do: no application waits for a determination"
    return "nothing to do: nothing that the rules name has changed since the last check"


def _judge_all(desk: Desk, to: Recording, asked: list[int], outcome: Outcome) -> dict[int, str]:
    """Judge each, and record those whose facts are new; every application's verdict.

    Some hundred at a time: however many there are, no more than those are held at once.
    """
    judged: dict[int, str] = {}
    benches, tell = Benches(desk, to.ledger), teller("judging applications")
    for first in range(0, len(asked), AT_ONCE):
        tell(first, len(asked))
        made = list(judgements(to.ledger, benches, asked[first : first + AT_ONCE]))
        _record(desk, to, outcome, _fresh(to.ledger, made))
        judged |= {judgement.row["id"]: judgement.verdict for judgement in made}
    tell(len(asked), len(asked))
    return judged


def _record(desk: Desk, to: Recording, outcome: Outcome, fresh: list[Judgement]) -> None:
    numbers = to.add_all(_check(desk, judgement) for judgement in fresh)
    to.add_all(
        finding_row(number, finding)
        for number, judgement in zip(numbers, fresh, strict=True)
        for finding in judgement.findings
    )
    outcome.lines += [_line(judgement) for judgement in fresh]


def _fresh(ledger: Ledger, made: list[Judgement]) -> list[Judgement]:
    """Those that the last check was not made of the same as."""
    last = last_checks(ledger, [judgement.row["id"] for judgement in made])
    return [
        judgement
        for judgement in made
        if last.get(judgement.row["id"]) != (judgement.bench.pinned.id, judgement.digest)
    ]


def _check(desk: Desk, judgement: Judgement) -> Check:
    bench = judgement.bench
    return Check(
        application=judgement.row["id"],
        rule_set=bench.pinned.id,
        judged_on=desk.today.isoformat(),
        window_opens=bench.opens.isoformat(),
        window_closes=bench.closes.isoformat() if bench.closes else None,
        parameters=bench.parameters,
        facts_sha256=judgement.digest,
        verdict=judgement.verdict,
        verdicts=as_json(judgement.verdicts),
    )


def finding_row(check: int, finding: Finding) -> FindingRow:
    """A finding as the ledger keeps it."""
    return FindingRow(
        check_id=check,
        rule=finding.rule,
        kind=finding.kind,
        categories=_as_list(finding.categories),
        finding=finding.finding,
        seen=finding.seen,
        source=finding.source,
        wanted=finding.wanted,
        cite=finding.cite,
        otherwise=finding.otherwise,
        snapshot=finding.snapshot,
    )


@lru_cache(64)
def _as_list(categories: tuple[str, ...]) -> str:
    return as_json(list(categories))


def _line(judgement: Judgement) -> str:
    words = judgement.verdict
    if words == "mixed":
        each = ", ".join(f"{category} {word}" for category, word in judgement.verdicts.items())
        words = f"mixed ({each})"
    number, home = judgement.row["id"], judgement.known.facts["home.name"]
    return f"application {number}: {home}: {words}"
