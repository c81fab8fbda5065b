"""Who was selected and who was not, as a written report tells it: one row for each application."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from dpsctl.domain.days import instant_of, london_day, london_text
from dpsctl.domain.words import listed
from dpsctl.reports.identities import Identities
from dpsctl.reports.letter_words import titles
from dpsctl.reports.report import Column, Row
from dpsctl.reports.view import View
from dpsctl.reports.written_parts import on

if TYPE_CHECKING:
    from dpsctl.reports.letter_grounds import Grounds

_IF = "selected"
COLUMNS = (
    Column("application", "No", "count"),
    Column("reference", "Reference", brief=False, foreign=True, private=True, public_if=_IF),
    Column("window", "Window", "day", brief=False),
    Column("candidate", "Candidate", foreign=True, private=True, public_if=_IF),
    Column("home", "Home", foreign=True, private=True, public_if=_IF),
    Column("cqc_location", "CQC location", brief=False, foreign=True, private=True, public_if=_IF),
    Column("agreement", "Agreement", brief=False),
    Column("band", "Band", brief=False),
    Column("categories", "For", "list", brief=False),
    Column("received_at", "Received", "instant", brief=False),
    Column("late", "Late", "flag", brief=False),
    Column("outcome", "Outcome"),
    Column("selected", "Selected", "flag", brief=False),
    Column("selected_for", "Selected for", "list", brief=False),
    Column("decided_on", "Decided on", "day"),
    Column("decided_by", "By", brief=False, foreign=True, private=True),
    Column("reason", "Reason", foreign=True, private=True),
    Column("override", "Although unmet", brief=False, foreign=True, private=True),
    Column("grounds", "Unmet or not known", "list", brief=False, foreign=True, private=True),
    Column("taken_back", "Decided before", "list", brief=False, foreign=True, private=True),
    Column("contract", "Contract", "count", brief=False),
    Column("told_on", "Told on", "day", brief=False),
)

OUTCOMES = {
    "awarded": "selected",
    "admitted": "selected",
    "refused": "rejected",
    "withdrawn": "withdrawn",
    "superseded": "replaced",
}
"""What came of an application, by where it stands; of any other, it is not decided."""
UNDECIDED = "not decided"

_DECIDED = """
SELECT d.id, d.categories, d.reason, d.override, e.recorded_at, e.by
FROM determinations d JOIN entries e ON e.id = d.entry
"""
_WITHDRAWN = """
SELECT w.id, e.reason, e.recorded_at, e.by FROM withdrawals w JOIN entries e ON e.id = w.entry
"""
_TAKEN_BACK = """
SELECT d.application, d.outcome, d.reason, e.recorded_at, e.by, f.recorded_at AS back_at,
       f.by AS back_by, f.reason AS back_for
FROM rescissions r JOIN determinations d ON d.id = r.determination
JOIN entries e ON e.id = d.entry JOIN entries f ON f.id = r.entry
WHERE f.recorded_at < :until ORDER BY r.id
"""
_TOLD = """
SELECT t.application, MAX(t.sent_on) AS sent_on FROM letters t JOIN entries e ON e.id = t.entry
WHERE e.recorded_at < :until GROUP BY t.application
"""


@dataclass(frozen=True)
class Candidates:
    """The applications of a view, each with what came of it and why."""

    view: View

    @cached_property
    def rows(self) -> list[Row]:
        """One row for each, by number."""
        return [self.row(each) for each in self.view.applications]

    def row(self, application: Row) -> Row:
        """One application: what came of it, who decided that and when, and for what reasons."""
        outcome = OUTCOMES.get(application["standing"], UNDECIDED)
        decided = self._act(application)
        return {
            "application": application["id"],
            "reference": application["reference"],
            "window": application["window"],
            "candidate": self._named.providers[application["provider"]],
            "home": self._named.homes[application["home"]],
            "cqc_location": self._named.locations[application["home"]],
            "agreement": application["agreement"],
            "band": application["band"],
            "categories": self._titles(application["categories"]),
            "received_at": london_text(instant_of(application["received_at"])),
            "late": application["late"],
            "outcome": outcome,
            "selected": outcome == "selected",
            "selected_for": self._selected_for(application) if outcome == "selected" else [],
            "decided_on": _day(decided.get("recorded_at")),
            "decided_by": decided.get("by"),
            "reason": decided.get("reason"),
            "override": decided.get("override"),
            "grounds": list(self._unmet(application)),
            "taken_back": self._taken_back[application["id"]],
            "contract": application["contract"],
            "told_on": self._told.get(application["id"]),
        }

    def _act(self, application: Row) -> Row:
        """The person's act by which it stands where it does; nothing where nobody has acted."""
        if application["standing"] == "withdrawn":
            return self._withdrawals[application["withdrawal"]]
        if application["standing"] in ("awarded", "admitted", "refused"):
            return self._determinations.get(application["determination"], {})
        return {}

    def _selected_for(self, application: Row) -> list[str]:
        """What the candidate was selected for, in the system's words."""
        decided = self._determinations.get(application["determination"])
        codes = json.loads(decided["categories"]) if decided else application["categories"]
        return self._titles(codes)

    def _unmet(self, application: Row) -> Iterator[str]:
        """Each criterion found unmet or unknown, in a sentence; none of what qualified whole."""
        if application["check_id"] is None or application["verdict"] == "qualified":
            return
        for ground in self._grounds.of(application, application["categories"]):
            yield ground_words(ground)

    def _titles(self, codes: list[str]) -> list[str]:
        return titles(self.view.system.terms, codes)

    @cached_property
    def _grounds(self) -> Grounds:
        from dpsctl.reports.letter_grounds import Grounds  # reading pinned rules takes its time

        return Grounds(self.view)

    @cached_property
    def _named(self) -> Identities:
        return Identities(self.view.ledger, self.view.as_of)

    @cached_property
    def _determinations(self) -> dict[int, Row]:
        return {row["id"]: row for row in self.view.ledger.rows(_DECIDED)}

    @cached_property
    def _withdrawals(self) -> dict[int, Row]:
        return {row["id"]: row for row in self.view.ledger.rows(_WITHDRAWN)}

    @cached_property
    def _taken_back(self) -> dict[int, list[str]]:
        found: dict[int, list[str]] = defaultdict(list)
        for row in self.view.ledger.rows(_TAKEN_BACK, {"until": self.view.moment}):
            found[row["application"]].append(_back(row))
        return found

    @cached_property
    def _told(self) -> dict[int, str]:
        rows = self.view.ledger.rows(_TOLD, {"until": self.view.moment})
        return {row["application"]: row["sent_on"] for row in rows}


def ground_words(ground: Row) -> str:
    """A criterion that was found wanting, in a sentence: what was asked, seen and wanted, and where
    the law has it.
    """
    seen = ground["seen"].replace("you told us how you", "the candidate told how it")
    seen = seen.replace("you told us of", "the candidate told of")
    of = f" (for {listed(ground['categories'])})" if ground["categories"] else ""
    if ground.get("registered_on"):
        seen += f" (in CQC's register, as of {ground['registered_on']})"
    return f"{ground['asks']}{of} Seen: {seen}. Wanted: {ground['wanted']} ({ground['cite']})"


def _back(row: Row) -> str:
    outcome = {"admit": "selected", "refuse": "rejected"}[row["outcome"]]
    return (
        f"{outcome} on {on(_day(row['recorded_at']))} by {row['by']}: {row['reason']}; "
        f"taken back on {on(_day(row['back_at']))} by {row['back_by']}: {row['back_for']}"
    )


def _day(instant: str | None) -> str | None:
    return london_day(instant_of(instant)).isoformat() if instant else None
