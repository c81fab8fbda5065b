"""The next command to type, and why: the first of these steps that has anything to do."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from dpsctl.domain.days import london_day
from dpsctl.domain.windows import clock_words
from dpsctl.domain.words import plural
from dpsctl.errors import RefusedError
from dpsctl.ledger.dues import next_due
from dpsctl.ledger.gates import empowering_decision, shut_gates
from dpsctl.ledger.lacking import Lack, lacking
from dpsctl.reports.awaited import ADMISSION, AWARD, CHECK, PERSON
from dpsctl.reports.evidence_held import proofs_known
from dpsctl.reports.report import Row
from dpsctl.reports.rhythm_now import overdue_openings
from dpsctl.reports.situation import Situation


@dataclass(frozen=True)
class NextStep:
    """A command as it would work, with capitals for what only a person knows; none to wait."""

    command: str | None
    why: str


def next_step(situation: Situation) -> NextStep:
    """What to do next."""
    steps = (step(situation) for step in _STEPS)
    return next(step for step in steps if step)


def _open_overdue(situation: Situation) -> NextStep | None:
    for due in overdue_openings(situation.view, situation.instant):
        why = f"the opening due {clock_words(due.opens_at)} is not on the ledger"
        day = london_day(due.opens_at)
        for gate in shut_gates(situation.view.ledger, due.system, "open", day):
            return NextStep(gate.command, f"{why}: {gate.what}")
        return NextStep("dpsctl reopen", why)
    return None


def _check(situation: Situation) -> NextStep | None:
    unchecked = situation.waiting.get(CHECK)
    if not unchecked:
        return None
    return NextStep("dpsctl check", f"{_applications(len(unchecked))} for a check")


def _admit(situation: Situation) -> NextStep | None:
    qualified = situation.waiting.get(ADMISSION)
    if not qualified:
        return None
    command = 'dpsctl determine --all-qualified admit --reason "…"'
    return NextStep(command, f"{_applications(len(qualified))} for admission")


def _award(situation: Situation) -> NextStep | None:
    admitted = situation.waiting.get(AWARD)
    if not admitted or not situation.valid:
        return None
    view, day = situation.view, situation.today
    why = f"{_applications(len(admitted))} for an award"
    for gate in shut_gates(view.ledger, view.system, "award", day):
        return NextStep(gate.command, f"{why}: {gate.what}")
    try:
        decision = empowering_decision(view.ledger, "award", day, None)
    except RefusedError as refused:
        return NextStep("dpsctl record-decision FILE", f"{why}: {refused.what}")
    for row, lack in _lacking(situation, admitted):
        return NextStep(lack.command, f"{why}: of application {row['id']}, {lack.what}")
    return NextStep(f"dpsctl award --decision {shlex.quote(decision['decision'])}", why)


def _lacking(situation: Situation, admitted: list[Row]) -> Iterator[tuple[Row, Lack]]:
    """What evidence is not in order of those that wait for an award, which keeps them from it."""
    known, day = proofs_known(situation.view), situation.today
    known.read_applications([row["id"] for row in admitted])
    return ((row, lack) for row in admitted for lack in lacking(known, row, day, day))


def _judge(situation: Situation) -> NextStep | None:
    for row in situation.waiting.get(PERSON, []):
        late = ", and is late" if row["late"] else ""
        why = f"application {row['id']} stands {row['standing']}{late}: a person determines it"
        return NextStep(f"dpsctl explain {row['id']}", why)
    return None


def _take_in(situation: Situation) -> NextStep | None:
    for window in situation.windows("open"):
        return NextStep("dpsctl import PATH", f"window {window.name} is open for applications")
    return None


def _wait(situation: Situation) -> NextStep | None:
    for window in situation.windows("scheduled"):
        opens = clock_words(window.span.opens_at)
        return NextStep(None, f"nothing to type before window {window.name} opens, {opens}")
    return None


def _reopen(situation: Situation) -> NextStep | None:
    opening = situation.opening
    if opening.over:
        until = situation.view.system.valid_until
        return NextStep(None, f"no window can open any more: the validity ends on {until}")
    if (step := _await_cron(situation)) is not None:
        return step
    for gate in opening.shut:
        return NextStep(gate.command, gate.what)
    why = f"no window is open or scheduled, and every gate is open on {opening.day}"
    return NextStep(opening.command, why)


def _await_cron(situation: Situation) -> NextStep | None:
    """Where cron reopens the system: what stands in its way, or until when there is to wait."""
    view = situation.view
    due = next_due(view.ledger, situation.instant) if situation.cron.last_ran else None
    if due is None:
        return None
    opens = clock_words(due.opens_at)
    for gate in shut_gates(view.ledger, due.system, "open", london_day(due.opens_at)):
        return NextStep(gate.command, f"the opening due {opens} would be blocked: {gate.what}")
    return NextStep(None, f"nothing to type before the next opening is due, {opens}: cron makes it")


def _tell(situation: Situation) -> NextStep | None:
    untold = len(situation.untold)
    if not untold:
        return None
    why = f"{plural(untold, 'outcome')} of which no letter has told"
    return NextStep("dpsctl letters --into letters", why)


def _sign(situation: Situation) -> NextStep | None:
    for number in situation.unsigned:
        why = f"{plural(len(situation.unsigned), 'contract')} to be signed"
        return NextStep(f"dpsctl sign {number} --on DATE", why)
    return None


def _seal(situation: Situation) -> NextStep | None:
    for number in situation.unsealed:
        why = f"{plural(len(situation.unsealed), 'contract')} signed and to be sealed"
        return NextStep(f"dpsctl seal {number} --on DATE --register TEXT", why)
    return None


_STEPS: tuple[Callable[[Situation], NextStep | None], ...] = (
    _check,
    _admit,
    _award,
    _tell,
    _judge,
    _open_overdue,
    _take_in,
    _seal,
    _sign,
    _wait,
    _reopen,
)


def _applications(count: int) -> str:
    return f"{plural(count, 'application')} {'waits' if count == 1 else 'wait'}"
