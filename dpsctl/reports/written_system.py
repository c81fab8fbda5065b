"""The written report on a whole system: its parts, and what the ledger says in each."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from dpsctl.domain.words import listed
from dpsctl.reports.report import PublicNote, Report, Row
from dpsctl.reports.view import View
from dpsctl.reports.written_awards import Awards
from dpsctl.reports.written_candidates import COLUMNS, UNDECIDED, Candidates
from dpsctl.reports.written_criteria import Criteria
from dpsctl.reports.written_general import authority, general_said
from dpsctl.reports.written_opening import Openings
from dpsctl.reports.written_parts import (
    NOT_RECORDED,
    Said,
    keep_said,
    law_of,
    on,
    parts_section,
    said_section,
)
from dpsctl.reports.written_progress import progress_said, progress_section

if TYPE_CHECKING:
    from dpsctl.documents.written_reports import WrittenReport


def system_report(view: View, notes: list[str]) -> Report:
    """The report on the system, or on one of its windows."""
    law, rows = law_of(view), Candidates(view).rows
    openings, criteria, awards = Openings(view), Criteria(view), Awards(view, law)
    said = [
        *subject_said(view),
        *_one_window(view),
        Said(
            "subject",
            "Value",
            "the estimated value of each contract awarded is told with it; no value of the system "
            "as a whole is on record",
        ),
        *openings.said({each.decision for each in awards.contracts}),
        *criteria.said(law),
        *awards.said(),
        *_not_awarded(view, rows),
        *general_said(view),
        *progress_said(view),
        *_kept(view, law, awards),
    ]
    sections = (
        parts_section(law, law.parts),
        said_section(law, said),
        openings.section(),
        criteria.section(),
        awards.section(),
        progress_section(view),
    )
    counts = {
        key.replace(" ", "_"): sum(row["outcome"] == key for row in rows)
        for key in ("selected", "rejected", "withdrawn", "replaced", UNDECIDED)
    }
    return view.report(
        "regulation-84",
        law.title,
        COLUMNS,
        rows,
        totals={"applications": len(rows), **counts},
        notes=[PublicNote(law.asked), *notes],
        sections=sections,
    )


def subject_said(view: View) -> Iterator[Said]:
    """Whose system it is, what it is for, by which law, and how long it lasts."""
    system, terms, regime = view.system, view.system.terms, view.regime
    yield Said("subject", "Contracting authority", authority(view))
    yield Said("subject", "Subject", system.title)
    yield Said("subject", "Reference", terms.get("reference") or system.name)
    yield Said("subject", "Kind of system", f"{regime.title}; {regime.law}")
    until = f"until {on(system.valid_until)}" if system.valid_until else "with no end set"
    yield Said("subject", "Validity", f"from {on(system.valid_from)} {until}")
    agreements = [
        f"{each['title']} ({listed(each['bands'])})" for each in terms["agreements"].values()
    ]
    yield Said("subject", "Forms of contract", "; ".join(agreements))
    if terms.get("categories"):
        yield Said("subject", "For people with", "; ".join(terms["categories"].values()))


def _one_window(view: View) -> Iterator[Said]:
    for window in view.windows if view.window else ():
        told = f"on the applications of the window opened on {on(window.name)}, and their contracts"
        yield Said("subject", "This report", told)


def _not_awarded(view: View, rows: list[Row]) -> Iterator[Said]:
    """Who was selected and has no contract; some law gives nobody one by that alone."""
    selected = [row for row in rows if row["selected"]]
    waiting = [row for row in selected if not row["contract"]]
    why = f"no contract was awarded; the reason is {NOT_RECORDED}"
    if view.regime.award_basis == "required":
        why = f"which gives membership and no contract ({view.regime.cites['award_basis']})"
    for row in waiting:
        about = f"Application {row['application']}, {row['candidate']}"
        yield Said("not_awarded", about, f"selected on {on(row['decided_on'])}; {why}")
    if not waiting:
        told = "each was awarded a contract" if selected else "there are none"
        yield Said("not_awarded", "Candidates selected", told)


def _kept(view: View, law: WrittenReport, awards: Awards) -> Iterator[Said]:
    if awards.last is None:
        why = f"no contract was awarded, from which the law counts ({law.keep})"
        yield Said("keep", "Papers", why)
    else:
        yield from keep_said(view, law, awards.kept_from(awards.last), "the last award so far, ")
