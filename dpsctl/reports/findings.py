"""``report findings``: what every rule found in every application, when last checked."""

from __future__ import annotations

import json
from collections import Counter
from functools import cache

from dpsctl.ledger.register_facts import SNAPSHOT_NAMED
from dpsctl.reports.identities import Identities
from dpsctl.reports.report import Column, Report, Row
from dpsctl.reports.view import View

COLUMNS = (
    Column("application", "No", "count"),
    Column("window", "Window", "day", brief=False),
    Column("home", "Home", foreign=True),
    Column("rule", "Rule"),
    Column("kind", "Kind", brief=False),
    Column("categories", "For", "list"),
    Column("finding", "Finding"),
    Column("seen", "Seen", foreign=True, private=True),
    Column("source", "Source", brief=False),
    Column("wanted", "Wanted", brief=False),
    Column("cite", "Citation", brief=False),
    Column("otherwise", "Otherwise"),
    Column("rules", "Rules", brief=False),
    Column("checked_on", "Checked on", "day", brief=False),
)

OUTCOMES = ("met", "unmet", "unknown", "not_applicable")

_FINDINGS = f"""
SELECT f.check_id, f.rule, f.kind, f.categories, f.finding, f.seen, f.source, f.wanted, f.cite,
       f.otherwise, {SNAPSHOT_NAMED.format("s")} AS snapshot,
       r.rule_set || '/' || r.version AS rules, c.judged_on AS checked_on
FROM findings f
JOIN checks c ON c.id = f.check_id
JOIN rule_sets r ON r.id = c.rule_set
LEFT JOIN snapshots s ON s.id = f.snapshot
ORDER BY c.application, f.id
"""


def findings(view: View) -> Report:
    """Every finding of each application's newest check, in the rules' order.

    What was seen in the public register says in which of its snapshots.
    """
    named = Identities(view.ledger, view.as_of)
    known = {
        application["check_id"]: _known(application, named)
        for application in view.applications
        if application["check_id"] and application["standing"] != "superseded"
    }
    # A big window has hundreds of thousands of findings: each row is filled in, not copied.
    rows = [row for row in view.ledger.each(_FINDINGS) if row["check_id"] in known]
    for row in rows:
        row.update(known[row.pop("check_id")], categories=_categories(row["categories"]))
        if snapshot := row.pop("snapshot"):
            row["seen"] = f"{row['seen']} [{snapshot}]"
    counts = Counter(row["finding"] for row in rows)
    totals = {"findings": len(rows), **{outcome: counts[outcome] for outcome in OUTCOMES}}
    return view.report("findings", "Findings", COLUMNS, rows, totals=totals)


def _known(application: Row, named: Identities) -> Row:
    """What every finding on one application has in common."""
    return {
        "application": application["id"],
        "window": application["window"],
        "home": named.homes[application["home"]],
    }


@cache
def _categories(text: str) -> list[str]:
    listed: list[str] = json.loads(text)
    return listed
