"""``rules diff``: what changed between two versions, rule by rule, in words."""

from __future__ import annotations

from typing import cast

from dpsctl.documents.pinned import Pinned
from dpsctl.domain.rules.comparing import changes
from dpsctl.domain.rules.grounds import GroundRule
from dpsctl.domain.words import plural
from dpsctl.reports.report import Column, Report

_COLUMNS = (
    Column("part", "part"),
    Column("name", "name"),
    Column("change", "change"),
    Column("field", "field"),
    Column("before", "before"),
    Column("after", "after"),
)


def diff_report(old: Pinned, new: Pinned) -> Report:
    """Every change from one version to another; an empty one says so."""
    found = changes(old.rule_set, new.rule_set, _grounds(old), _grounds(new))
    rows = [
        {
            "part": each.part,
            "name": each.name,
            "change": each.what,
            "field": each.field or None,
            "before": each.before or None,
            "after": each.after or None,
        }
        for each in found
    ]
    title = f"From {old.name} to {new.name}"
    notes = [plural(len(rows), "change")]
    return Report("rules-diff", title, "", "", False, None, _COLUMNS, rows, notes=notes)


def _grounds(rules: Pinned) -> tuple[GroundRule, ...]:
    return cast(tuple[GroundRule, ...], rules.ground_rules)
