"""What falls due or has lapsed, told once at every stage: news for whoever reads cron's mail."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial

from dpsctl.domain.days import london_day
from dpsctl.domain.windows import clock_words
from dpsctl.domain.words import plural, some_runs
from dpsctl.errors import RefusedError
from dpsctl.ledger.dues import next_due
from dpsctl.ledger.gates import shut_gates
from dpsctl.reports.contracts import ContractsOn
from dpsctl.reports.deadlines import due_but_lapses
from dpsctl.reports.evidence_due import RENEW
from dpsctl.reports.evidence_news import lapses_to_tell
from dpsctl.reports.register_watch import about, in_words, to_act_on
from dpsctl.reports.report import Row
from dpsctl.reports.view import View

_ENDS = (365, 60, 30, 7, 0)
_STAGES = {
    "end of contract": _ENDS,
    "end of validity": _ENDS,
    "review eqia": (60, 30, 7, 0),
    "review dpia": (60, 30, 7, 0),
}
"""How many days ahead a deadline is told of, each time anew; others come by ``_SOON``."""
_SOON = (7, 0)
_AHEAD = (60, 30, 7, 0)
_END = "end of contract"
_PAST = "past"


@dataclass(frozen=True)
class News:
    """One piece of news; pieces that differ in their ``subject`` alone are told in one line.

    ``key`` is what is remembered of it once it was told: another stage is another key. ``window``
    names the one that it is about, if it is; ``since`` is the day since when it is overdue.
    """

    key: str
    what: str
    when: str
    subject: tuple[str, int] | None = None
    window: str | None = None
    since: str = ""


def news(view: View) -> list[News]:
    """Everything worth telling on the view's day, whether or not it was told before."""
    contracts = ContractsOn(view)
    of_contracts = [*_deadlines(contracts), *_register(contracts)]
    return [*of_contracts, *_calendar(view), *_coming(view)]


def lines_of(pieces: Iterable[News]) -> Iterator[str]:
    """The pieces in words, a line each; the subjects of one deadline together."""
    lines: dict[tuple[str, str], list[News]] = {}
    for each in pieces:
        lines.setdefault((each.what, each.when), []).append(each)
    for (what, when), told in lines.items():
        named = _named([each.subject for each in told if each.subject])
        yield f"{what}{named}{when}{min(each.since for each in told)}"


def _named(subjects: list[tuple[str, int]]) -> str:
    if not subjects:
        return ""
    numbers = sorted({number for _, number in subjects})
    noun = subjects[0][0] if len(numbers) == 1 else f"{subjects[0][0]}s"
    return f" {noun} {some_runs(numbers)}"


def _deadlines(contracts: ContractsOn) -> Iterator[News]:
    for each in lapses_to_tell(contracts):
        yield News(each.key, each.what, each.when, ("contract", each.contract))
    for row in due_but_lapses(contracts):
        of_contract = row["what"] in (_END, RENEW) or not row["application"]
        kind = "contract" if of_contract else "application"
        subject = (kind, row[kind]) if row[kind] else None
        what = "end of" if row["what"] == _END else row["what"]
        told = partial(News, what=what, subject=subject, window=_window(row))
        if row["due_on"] is None:
            why = f": no day can be given; {row['basis']}"
            yield told(key=_key(row, "undated"), when=why)
        elif (stage := _stage(row["days_left"], _STAGES.get(row["what"], _SOON))) == _PAST:
            yield told(key=_key(row, stage), when=": overdue since ", since=row["due_on"])
        elif stage is not None:
            yield told(key=_key(row, stage), when=_when(row))


def _window(row: Row) -> str | None:
    return row["basis"].split()[1] if row["what"] == "close window" else None


def _key(row: Row, stage: str) -> str:
    about = row["contract"] or row["application"] or ""
    return "|".join([row["what"], str(about), row["due_on"] or row["basis"], stage])


def _stage(days_left: int, stages: tuple[int, ...]) -> str | None:
    """The nearest stage reached: so many days ahead, or past; none before the first."""
    if days_left < 0:
        return _PAST
    return next((str(days) for days in reversed(stages) if days_left <= days), None)


def _when(row: Row) -> str:
    """The due day and how far off it is; why, where no application or contract says that."""
    about = "" if row["application"] or row["contract"] else f" ({row['basis']})"
    return f": due {row['due_on']}, {_away(row['days_left'])}{about}"


def _away(days: int) -> str:
    return f"in {plural(days, 'day')}" if days else "today"


def _register(contracts: ContractsOn) -> Iterator[News]:
    """What the public register shows that somebody must act on, told anew where it says more."""
    for each in to_act_on(contracts):
        key = "|".join(["register", about(each), each.cqc_location, each.what, str(each.register)])
        yield News(key, f"the register says of {about(each)}, {in_words(each)}; {each.todo}", "")


def _calendar(view: View) -> Iterator[News]:
    """The table of working days that runs out within twelve months."""
    from dpsctl.documents.shelf import calendar_named

    try:
        calendar = calendar_named(view.rules, view.regime.calendar)
    except RefusedError:  # its commands say so, each for itself
        return
    last = date(calendar.last_year, 12, 31)
    stage = _stage((last - view.as_of).days, _ENDS)
    if stage is not None:
        when = f": its table ends on {last}, and no working day beyond it can be told; extend "
        when += f"calendars/{calendar.name}.yaml"
        yield News(f"calendar|{last}|{stage}", f"the {calendar.name} calendar", when)


def _coming(view: View) -> Iterator[News]:
    """The next opening of the rhythm, where a gate would be shut on its day as things stand."""
    due = next_due(view.ledger, view.now) if not view.always_open else None
    if due is None or any(window.name == due.name for window in view.windows):
        return
    day = london_day(due.opens_at)
    stage = _stage((day - view.as_of).days, _AHEAD)
    for gate in shut_gates(view.ledger, due.system, "open", day) if stage is not None else []:
        when = f" would be blocked, {_away((day - view.as_of).days)}: {gate.what}; {gate.todo}"
        yield News(
            f"coming|{due.name}|{gate.gate}|{stage}",
            f"the opening due {clock_words(due.opens_at)}",
            when,
        )
