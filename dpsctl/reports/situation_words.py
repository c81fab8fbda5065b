"""How things stand, in words: the labelled lines that ``status`` prints."""

from __future__ import annotations

from collections.abc import Iterator

from dpsctl.domain.contracts import NOT_YET_STARTED, SUSPENDED
from dpsctl.domain.windows import Span, closing_words
from dpsctl.domain.words import length_words, plural, some_runs
from dpsctl.reports.awaited import PERSON
from dpsctl.reports.evidence_held import summed, summed_words
from dpsctl.reports.identities import Identities
from dpsctl.reports.report import Row
from dpsctl.reports.situation import Situation

MOST_NAMED = 10
"""How many applications that wait for a person are named; the rest are counted."""

Labelled = tuple[str, str]


def no_window(situation: Situation) -> list[str]:
    """What to say of windows when none is open or scheduled."""
    if not situation.between_windows:
        return []
    closed = situation.windows("closed")
    if not closed:
        return ["none yet"]
    span = closed[-1].span
    assert span.closes_at is not None, "what never closes has not closed"
    closing = closing_words(span.closes_at).replace("closes", "closed", 1)
    return [f"none is open or scheduled; window {span.name} {closing}"]


def window_rows(situation: Situation) -> list[Labelled]:
    """The open windows with how much longer they are, the scheduled ones, and what bars any."""
    open_ = [(each.name, _open(situation, each.span)) for each in situation.windows("open")]
    coming = situation.windows("scheduled")
    powerless = [("", f"{name}: {why}") for name, why in situation.powerless.items()]
    return [*open_, *((each.name, f"scheduled: {each.span}") for each in coming), *powerless]


def standing_rows(situation: Situation) -> list[Labelled]:
    """How many applications stand where, and how many of them all came in late."""
    rows = [(standing, f"{count:,}") for standing, count in situation.standings.items()]
    return [*rows, ("late", f"{situation.late:,} of these")] if situation.late else rows


def contract_rows(situation: Situation) -> list[Labelled]:
    """How many contracts there are, how many are in force, and under how many one may place."""
    awarded = situation.contracts.total()
    if not awarded:
        return []
    suspended, coming = (situation.contracts[each] for each in (SUSPENDED, NOT_YET_STARTED))
    in_force = f"{situation.in_force:,}" + (
        f", {suspended:,} of them suspended" if suspended else ""
    )
    return [
        ("awarded", f"{awarded:,} and not ended"),
        *([("not yet started", f"{coming:,}")] if coming else []),
        ("in force", in_force),
        ("open", f"{situation.open_to_placements:,} to new placements"),
        *_evidence(situation),
    ]


def _evidence(situation: Situation) -> Iterator[Labelled]:
    """How many contracts' evidence lapses, where any does."""
    if told := summed_words(summed(situation.evidence.values())):
        yield "evidence", told


def outside_rows(situation: Situation) -> list[Labelled]:
    """How many people are placed outside the terms of a contract, where any are."""
    people = situation.outside_terms
    told = f"{plural(people, 'person', 'people')} placed: see dpsctl report costs"
    return [("outside terms", told)] if people else []


def waiting_rows(situation: Situation) -> list[Labelled]:
    """Who waits for what; what waits for a person is named, one a line."""
    rows: list[Labelled] = []
    for awaited, applications in situation.waiting.items():
        if awaited == PERSON:
            rows += _for_a_person(situation, applications)
        else:
            numbers = some_runs(row["id"] for row in applications)
            rows.append((awaited, f"{plural(len(applications), 'application')}: {numbers}"))
    letters = plural(len(situation.untold), "outcome")
    rows += (
        [("letter", f"{letters}: {_applications_untold(situation)}")] if situation.untold else []
    )
    waiting = {"signature": situation.unsigned, "seal": situation.unsealed}
    rows += [
        (what, f"{plural(len(numbers), 'contract')}: {some_runs(numbers)}")
        for what, numbers in waiting.items()
        if numbers
    ]
    return rows


def assessment_rows(situation: Situation) -> list[Labelled]:
    """The assessments that are overdue, and the next that are due."""
    return [*_overdue(situation), *_next_due(situation)]


def _open(situation: Situation, span: Span) -> str:
    if span.closes_at is None:
        return "open, and never closes"
    longer = length_words(span.closes_at - situation.instant)
    return f"open, {closing_words(span.closes_at)}: {longer} more"


def _for_a_person(situation: Situation, rows: list[Row]) -> Iterator[Labelled]:
    homes = Identities(situation.view.ledger, situation.today).homes
    labels = [PERSON] + [""] * (MOST_NAMED - 1)
    for label, row in zip(labels, rows, strict=False):
        late = ", late" if row["late"] else ""
        yield label, f"{row['id']} {homes[row['home']]}: {row['standing']}{late}"
    if len(rows) > MOST_NAMED:
        yield "", f"and {len(rows) - MOST_NAMED:,} more: see dpsctl report applications"


def _overdue(situation: Situation) -> Iterator[Labelled]:
    overdue = situation.assessments.overdue
    if overdue:
        count = plural(len(overdue), "application")
        numbers = some_runs(sorted(number for number, _ in overdue))
        yield "overdue", f"{count}, the first since {overdue[0][1]}: {numbers}"


def _next_due(situation: Situation) -> Iterator[Labelled]:
    if situation.assessments.next_due:
        day, numbers = situation.assessments.next_due
        yield "next due", f"{day}, {plural(len(numbers), 'application')}: {some_runs(numbers)}"


def _applications_untold(situation: Situation) -> str:
    numbers = sorted(each.application for each in situation.untold)
    return f"{'application' if len(numbers) == 1 else 'applications'} {some_runs(numbers)}"
