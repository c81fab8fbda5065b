"""What came about by its date alone since an instant: nobody typed it, and nobody may have seen."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date, datetime

from dpsctl.domain.contracts import IN_FORCE, NOT_YET_STARTED, SUSPENDED
from dpsctl.domain.days import london_day
from dpsctl.domain.windows import closing_words
from dpsctl.domain.words import plural, some_runs
from dpsctl.ledger.decisions import decisions_now, in_effect
from dpsctl.reports.contracts import ContractsOn
from dpsctl.reports.view import View

_TURNS: dict[tuple[str | None, str | None], str | None] = {
    (NOT_YET_STARTED, IN_FORCE): "come into force",
    (SUSPENDED, IN_FORCE): "open to placements again",
}


def happened(view: View, since: datetime, but: Collection[str]) -> Iterator[str]:
    """What came about after ``since`` and by now (both UTC): windows, contracts and decisions.

    ``but`` names windows of which nothing is told.
    """
    yield from _windows(view, since, but)
    before, today = london_day(since), view.as_of
    if before < today:
        yield from _contracts(view, before)
        yield from _decisions(view, before)


def _windows(view: View, since: datetime, but: Collection[str]) -> Iterator[str]:
    for window in (each for each in view.windows if each.name not in but):
        span, now = window.span, view.now
        if span.closes_at and since < span.closes_at <= now:
            closed = closing_words(span.closes_at).replace("closes", "closed", 1)
            came = sum(row["window_id"] == window.id for row in view.applications)
            yield f"window {window.name} {closed}: {plural(came, 'application')} on the ledger"
        elif since < span.opens_at <= now:
            yield f"window {window.name} is open: it {span}"


def _contracts(view: View, before: date) -> Iterator[str]:
    turned: dict[str, list[int]] = {}
    for contract in ContractsOn(view).known.values():
        was, is_now = contract.life.standing(before), contract.life.standing(view.as_of)
        if was and (words := _TURNS.get((was, is_now), None if is_now else "ended")):
            turned.setdefault(words, []).append(contract.number)
    for words, numbers in turned.items():
        noun = "contract" if len(numbers) == 1 else "contracts"
        yield f"{words} after {before}: {noun} {some_runs(numbers)}"


def _decisions(view: View, before: date) -> Iterator[str]:
    for row in decisions_now(view.ledger):
        if in_effect(row, view.as_of) and not in_effect(row, before):
            powers = " and ".join(row["powers"])
            yield f"decision {row['decision']} is in effect: power to {powers}"
