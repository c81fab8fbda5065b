"""``report applications``: every application received, and where it stands."""

from __future__ import annotations

from collections import defaultdict

from dpsctl.domain.days import instant_of, london_day, london_text
from dpsctl.domain.words import runs
from dpsctl.ledger.file import Ledger
from dpsctl.reports.assessing import Assessing
from dpsctl.reports.identities import Identities
from dpsctl.reports.report import Column, PublicNote, Report, Row
from dpsctl.reports.to_tell import letters_sent, to_tell
from dpsctl.reports.view import View

COLUMNS = (
    Column("application", "No", "count"),
    Column("reference", "Reference", foreign=True),
    Column("window", "Window", "day", brief=False),
    Column("home", "Home", foreign=True),
    Column("provider", "Provider", brief=False, foreign=True),
    Column("cqc_location", "CQC location", brief=False, foreign=True),
    Column("categories", "For", "list"),
    Column("band", "Band", brief=False),
    Column("agreement", "Agreement", brief=False),
    Column("received_at", "Received", "instant"),
    Column("late", "Late", "flag"),
    Column("standing", "Standing"),
    Column("verdict", "Verdict", brief=False),
    Column("verdicts", "Verdicts", "mapping", brief=False),
    Column("unmet", "Unmet", "list", brief=False),
    Column("unknown", "Unknown", "list", brief=False),
    Column("assess_by", "Assess by", "day"),
    Column("assessed_on", "Assessed on", "day", brief=False),
    Column("determined_by", "Determined by", brief=False, foreign=True, private=True),
    Column("told_on", "Told on", "day", brief=False),
)


def applications(view: View) -> Report:
    """Every application received by the day, by number; superseded ones too."""
    assessing = Assessing(view)
    rows = application_rows(view, assessing)
    totals = {"applications": len(rows), "late": sum(row["late"] for row in rows)}
    notes = undated(assessing, view.applications)
    return view.report("applications", "Applications", COLUMNS, rows, totals=totals, notes=notes)


def application_rows(view: View, assessing: Assessing | None = None) -> list[Row]:
    """The rows of the report, as ``check`` prints them too."""
    named = Identities(view.ledger, view.as_of)
    wanting = _wanting(view.ledger)
    determined = _determined(view.ledger)
    assessing = assessing or Assessing(view)
    told_on = _told_on(view)
    return [
        {
            **_as_received(application, named),
            **_as_judged(application, wanting.get(application["check_id"], {})),
            **_as_determined(determined.get(application["determination"])),
            "assess_by": _assess_by(assessing, application),
            "told_on": told_on.get(application["id"]),
        }
        for application in view.applications
    ]


def undated(assessing: Assessing, applications: list[Row]) -> list[str]:
    """A note for each reason why some applications have no day to be assessed by."""
    why: dict[str, list[int]] = defaultdict(list)
    for application in applications:
        due = assessing.due(application)
        if due and due.day is None:
            why[due.basis].append(application["id"])
    return [
        PublicNote(f"no day to assess {runs(numbers)} by: {basis}")
        for basis, numbers in why.items()
    ]


def _as_received(application: Row, named: Identities) -> Row:
    same = ("reference", "window", "categories", "band", "agreement", "late", "standing")
    return {
        "application": application["id"],
        **{key: application[key] for key in same},
        "home": named.homes[application["home"]],
        "provider": named.providers[application["provider"]],
        "cqc_location": named.locations[application["home"]],
        "received_at": london_text(instant_of(application["received_at"])),
    }


def _as_judged(application: Row, wanting: dict[str, list[str]]) -> Row:
    return {
        "verdict": application["verdict"],
        "verdicts": application["verdicts"],
        "unmet": wanting.get("unmet", []),
        "unknown": wanting.get("unknown", []),
    }


def _as_determined(determination: Row | None) -> Row:
    if determination is None:
        return {"assessed_on": None, "determined_by": None}
    day = london_day(instant_of(determination["recorded_at"]))
    return {"assessed_on": day.isoformat(), "determined_by": determination["by"]}


def _assess_by(assessing: Assessing, application: Row) -> str | None:
    due = assessing.due(application)
    return due.day.isoformat() if due and due.day else None


def _told_on(view: View) -> dict[int, str]:
    """The day on which each applicant was told of the outcome as it now is, by application."""
    sent = letters_sent(view.ledger, view.as_of)
    told = [each for each in to_tell(view, view.applications) if each.key in sent]
    return {each.application: sent[each.key]["sent_on"] for each in told}


def _wanting(ledger: Ledger) -> dict[int, dict[str, list[str]]]:
    """The rules that each check found unmet or unknown, by the check's number."""
    found: dict[int, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for row in ledger.rows(
        "SELECT check_id, rule, finding FROM findings WHERE finding IN ('unmet', 'unknown') "
        "ORDER BY id"
    ):
        found[row["check_id"]][row["finding"]].append(row["rule"])
    return found


def _determined(ledger: Ledger) -> dict[int, Row]:
    """Who recorded each determination and when, by its number."""
    rows = ledger.rows(
        "SELECT d.id, e.by, e.recorded_at FROM determinations d JOIN entries e ON e.id = d.entry"
    )
    return {row["id"]: row for row in rows}
