"""``report deadlines``: what is due, by when, and why."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from dpsctl.domain.days import Duration, shift
from dpsctl.domain.windows import closing_words
from dpsctl.errors import RefusedError
from dpsctl.ledger.contract_facts import ContractOnLedger
from dpsctl.ledger.lookups import OPEN_STANDINGS
from dpsctl.reports.assessing import Assessing
from dpsctl.reports.contracts import ContractsOn
from dpsctl.reports.evidence_due import evidence_due, renewals_due
from dpsctl.reports.identities import Identities
from dpsctl.reports.publishing_due import publishing_due
from dpsctl.reports.report import Column, PublicNote, Report, Row
from dpsctl.reports.to_tell import letters_sent, to_tell
from dpsctl.reports.view import View

COLUMNS = (
    Column("what", "What"),
    Column("application", "Application", "count"),
    Column("contract", "Contract", "count"),
    Column("home", "Home", foreign=True),
    Column("due_on", "Due", "day"),
    Column("basis", "Basis", foreign=True, private=True),
    Column("days_left", "Days left", "count"),
    Column("overdue", "Overdue", "flag"),
)

_AHEAD = Duration(12, "months")
"""How long before the last day of a system or a contract its end is announced."""


def deadlines(view: View) -> Report:
    """What is due, soonest first; what no calendar can date stands last, and says why."""
    contracts = ContractsOn(view)
    rows = due_but_lapses(contracts)
    rows += [_dated(view, row) for row in evidence_due(contracts)]
    rows.sort(key=_soonest)
    totals = {"deadlines": len(rows), "overdue": sum(row["overdue"] for row in rows)}
    return view.report("deadlines", "Deadlines", COLUMNS, rows, totals=totals, notes=_notes(view))


def _notes(view: View) -> list[str]:
    """With which commands it comes off the list, for what no other report says that of."""
    if not view.ledger.value("SELECT 1 FROM awards"):
        return []
    return [
        PublicNote(
            "A proof that was renewed: dpsctl record-evidence. What was published: dpsctl publish."
        )
    ]


def due_but_lapses(contracts: ContractsOn) -> list[Row]:
    """All of it but the proofs that run out, whose news has stages of its own; soonest first."""
    view = contracts.view
    rows = [*_assessments(view), *_answers(view), *_letters(view), *_ends_of_contracts(contracts)]
    others = (*renewals_due(contracts), *publishing_due(contracts))
    rows += [_dated(view, row) for row in others]
    rows += _about_the_system(view)
    return sorted(rows, key=_soonest)


def _soonest(row: Row) -> tuple[bool, str]:
    return row["due_on"] is None, row["due_on"] or ""


def _dated(view: View, row: Row) -> Row:
    return _row(view.as_of, row["what"], row["due_on"], row["basis"]) | {
        key: row[key] for key in ("application", "contract", "home")
    }


def _assessments(view: View) -> Iterator[Row]:
    """Each application that waits for its determination."""
    assessing = Assessing(view)
    named = Identities(view.ledger, view.as_of)
    for application in view.applications:
        due = assessing.due(application) if application["standing"] in OPEN_STANDINGS else None
        if due:
            home = named.homes[application["home"]]
            row = _row(view.as_of, "assess", due.day, due.basis)
            yield {**row, "application": application["id"], "home": home}


def _answers(view: View) -> Iterator[Row]:
    """Each question that an applicant has not answered: nothing came back since it was asked."""
    waiting = {each["id"]: each for each in view.applications if each["standing"] in OPEN_STANDINGS}
    named = Identities(view.ledger, view.as_of)
    for row in view.ledger.rows(
        "SELECT c.* FROM clarifications c JOIN entries e ON e.id = c.entry "
        "WHERE e.recorded_at < :until AND NOT EXISTS "
        "(SELECT 1 FROM answers b JOIN entries f ON f.id = b.entry WHERE b.application = "
        "c.application AND b.entry > c.entry AND f.recorded_at < :until) ORDER BY c.id",
        {"until": view.moment},
    ):
        if application := waiting.get(row["application"]):
            due = _row(view.as_of, "answer", date.fromisoformat(row["due_on"]), row["asked"])
            home = named.homes[application["home"]]
            yield {**due, "application": row["application"], "home": home}


def _letters(view: View) -> Iterator[Row]:
    """Each outcome that its applicant was not told of by the day; it was due on its own day."""
    sent = letters_sent(view.ledger, view.as_of)
    untold = [each for each in to_tell(view, view.applications) if each.key not in sent]
    if not untold:
        return
    named, how = Identities(view.ledger, view.as_of), _how_soon(view)
    for each in untold:
        row = _row(view.as_of, "letter", each.on, f"{each.outcome} on {each.on}; {how}")
        contract = each.tells_of if each.outcome == "awarded" else None
        home = named.homes[each.home]
        yield {**row, "application": each.application, "contract": contract, "home": home}


def _how_soon(view: View) -> str:
    """How soon the law has applicants told; nothing of it where the rules do not say."""
    try:
        regime = view.regime
    except RefusedError as error:
        return str(error)  # a report is worth having without the law's words, and says what lacks
    cite = regime.cites.get("inform", regime.law)
    return f"to be told {regime.inform} ({cite})"


def _ends_of_contracts(contracts: ContractsOn) -> Iterator[Row]:
    """Each contract that ends within the year to come, on its last day."""
    as_of = contracts.view.as_of
    for contract in contracts.listed:
        last = contract.life.last_day
        if last <= shift(as_of, _AHEAD):
            row = _row(as_of, "end of contract", last, _why_it_ends(contract))
            home = contracts.named.homes[contract.home]
            numbers = {"application": contract.application, "contract": contract.number}
            yield {**row, **numbers, "home": home}


def _why_it_ends(contract: ContractOnLedger) -> str:
    life = contract.life
    if life.left_on == life.last_day + timedelta(days=1):
        return f"its home leaves it for the contract in force from {life.left_on}"
    if life.last_day < life.ends_on:
        return f"it was ended; it would have run to {life.ends_on}"
    return "its own last day, unless it is extended: dpsctl extend-contract"


def _about_the_system(view: View) -> Iterator[Row]:
    if view.window is None:
        yield from _reviews(view)
    yield from _closings(view)
    if view.window is None:
        yield from _end_of_validity(view)


def _reviews(view: View) -> Iterator[Row]:
    """The newest impact assessment of each kind signed by the day."""
    newest = {
        row["kind"]: row
        for row in view.ledger.rows(
            "SELECT * FROM assessments WHERE signed_on <= ? ORDER BY kind DESC, signed_on, id",
            [view.as_of.isoformat()],
        )
    }
    for kind, row in newest.items():
        basis = f"{kind} {row['version']}, signed on {row['signed_on']}"
        yield _row(view.as_of, f"review {kind}", date.fromisoformat(row["review_by"]), basis)


def _closings(view: View) -> Iterator[Row]:
    for window in view.windows:
        span = window.span
        if span.closes_at and not span.closed_by(view.until):
            basis = f"window {window.name} {closing_words(span.closes_at)}"
            yield _row(view.as_of, "close window", span.last_day, basis)


def _end_of_validity(view: View) -> Iterator[Row]:
    until = view.system.valid_until
    if until and until <= shift(view.as_of, _AHEAD):
        basis = f"{view.system.name} is valid from {view.system.valid_from} until {until}"
        yield _row(view.as_of, "end of validity", until, basis)


def _row(as_of: date, what: str, due_on: date | None, basis: str) -> Row:
    return {
        "what": what,
        "application": None,
        "contract": None,
        "home": None,
        "due_on": due_on.isoformat() if due_on else None,
        "basis": basis,
        "days_left": (due_on - as_of).days if due_on else None,
        "overdue": due_on is not None and due_on < as_of,
    }
