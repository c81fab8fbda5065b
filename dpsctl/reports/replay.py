"""``verify --replay``: every check judged again from the ledger alone, and what differs then.

A check is replayed from the text of the rules it was made by, its own day, window days and
figures, and the application as it was known when the check was recorded.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date
from itertools import groupby
from operator import itemgetter
from typing import Any

from dpsctl.documents.judging import Bench, bench
from dpsctl.documents.pinned import Pinned, pinned_rules
from dpsctl.domain.rules.findings import Finding
from dpsctl.domain.rules.verdicts import overall, verdict_of
from dpsctl.errors import DpsctlError
from dpsctl.ledger.file import Ledger, Row
from dpsctl.ledger.known import Known, known_to_judge
from dpsctl.progress import along

_COMPARED = ("finding", "seen", "source", "wanted", "otherwise", "categories", "snapshot")


@dataclass(frozen=True)
class Difference:
    """Where a check, judged again, does not come out as it was recorded."""

    check: int
    application: int
    rule: str
    recorded: str
    replayed: str

    def __str__(self) -> str:
        return (
            f"check {self.check} of application {self.application}, {self.rule}: "
            f"recorded {self.recorded}, replayed {self.replayed}"
        )


@dataclass(frozen=True)
class Replay:
    """How many checks were judged again, and every difference, by check."""

    checks: int
    differences: list[Difference]

    def told(self) -> dict[str, Any]:
        """The replay as JSON has it."""
        return {"checks": self.checks, "differences": [asdict(each) for each in self.differences]}


def replay(ledger: Ledger) -> Replay:
    """Judge every check on the ledger again."""
    checks = ledger.rows(
        "SELECT c.*, a.categories AS asked_for FROM checks c "
        "JOIN applications a ON a.id = c.application ORDER BY c.entry, c.id"
    )
    again = _Again(ledger)
    pairs = along(_as_known(ledger, checks), "judging applications again", lambda: len(checks))
    differences = [each for check, known in pairs for each in again.differences(check, known)]
    return Replay(len(checks), differences)


def _as_known(ledger: Ledger, checks: list[Row]) -> Iterator[tuple[Row, Known]]:
    """Each check, with what was known of its application when it was recorded."""
    for entry, group in groupby(checks, key=itemgetter("entry")):
        made = list(group)
        known = known_to_judge(ledger, [check["application"] for check in made], entry)
        yield from ((check, known[check["application"]]) for check in made)


class _Again:
    """Benches as they sat, each made once."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self._pinned: dict[int, Pinned] = {}
        self._benches: dict[tuple[int, str, str | None, str], Bench] = {}

    def differences(self, check: Row, known: Known) -> Iterator[Difference]:
        """What comes out otherwise in one check."""
        try:
            found = self._bench(check).findings(known, json.loads(check["asked_for"]))
        except DpsctlError as error:
            yield Difference(check["id"], check["application"], "its rules", "read", error.what)
            return
        yield from _compare(check, self._recorded(check), found)

    def _bench(self, check: Row) -> Bench:
        number = check["rule_set"]
        key = (number, check["window_opens"], check["window_closes"], check["judged_on"])
        if number not in self._pinned:
            self._pinned[number] = pinned_rules(self.ledger, number)
        if key not in self._benches:
            closes = check["window_closes"]
            self._benches[key] = bench(
                self._pinned[number],
                date.fromisoformat(check["window_opens"]),
                date.fromisoformat(closes) if closes else None,
                date.fromisoformat(check["judged_on"]),
            )
        return self._benches[key]

    def _recorded(self, check: Row) -> dict[str, Row]:
        rows = self.ledger.rows("SELECT * FROM findings WHERE check_id = ?", [check["id"]])
        return {row["rule"]: {**row, "categories": json.loads(row["categories"])} for row in rows}


def _compare(check: Row, recorded: dict[str, Row], found: list[Finding]) -> Iterator[Difference]:
    replayed = {each.rule: {**asdict(each), "categories": list(each.categories)} for each in found}
    about = (check["id"], check["application"])
    for rule in dict.fromkeys([*recorded, *replayed]):
        before, after = recorded.get(rule), replayed.get(rule)
        if before is None or after is None:
            was, is_now = ("nothing" if each is None else "a finding" for each in (before, after))
            yield Difference(*about, rule, was, is_now)
            continue
        changed = [key for key in _COMPARED if before[key] != after[key]]
        if changed:
            yield Difference(*about, rule, _words(before, changed), _words(after, changed))
    verdict = overall(verdict_of(found, json.loads(check["asked_for"])))
    if verdict != check["verdict"]:
        yield Difference(*about, "verdict", check["verdict"], verdict)


def _words(finding: Row, keys: list[str]) -> str:
    return ", ".join(f"{key} {finding[key]}" for key in keys)
