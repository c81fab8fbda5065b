"""``report evidence``: which proof lapses when, contract by contract."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from dpsctl.domain.evidence import Evidence, Held
from dpsctl.domain.proof_kinds import DECLARATION, INSURANCES, kind_words
from dpsctl.domain.proofs import Watch
from dpsctl.domain.words import listed
from dpsctl.ledger.contract_facts import ContractOnLedger
from dpsctl.reports.contracts import ContractsOn
from dpsctl.reports.evidence_held import UNKNOWN, summed
from dpsctl.reports.report import Column, PublicNote, Report, Row
from dpsctl.reports.view import View

COLUMNS = (
    Column("contract", "No", "count"),
    Column("home", "Home", foreign=True),
    Column("provider", "Provider", brief=False, foreign=True),
    Column("kind", "Proof"),
    Column("cover_pence", "Cover", "money"),
    Column("on_day", "Of", "day", brief=False),
    Column("until_day", "Last day", "day"),
    Column("source", "As told by", brief=False),
    Column("reference", "Reference", brief=False, foreign=True),
    Column("standing", "Standing"),
    Column("reminders", "Reminders", "list", brief=False),
    Column("closes_on", "Closed from", "day"),
    Column("days_left", "Days left", "count"),
)

_ALWAYS_WANTED = (*INSURANCES, DECLARATION)
"""What every contract has a row of, known or not: policies differ too much from home to home."""


def evidence(view: View) -> Report:
    """Every proof of the contracts on the roster, what lapses first before what never does, and
    last what nothing is known of.
    """
    contracts = ContractsOn(view)
    every = {each.number: contracts.evidence(each) for each in contracts.listed}
    rows = [row for each in contracts.listed for row in _rows(contracts, each, every[each.number])]
    rows.sort(key=_urgency)
    sums = summed(every.values())
    totals: Row = {"contracts": len(every), "proofs": len(rows)}
    for standing in (key for key in sums if key != "closed"):
        totals[standing] = sum(row["standing"] == standing for row in rows)
    totals["closed_contracts"] = sums["closed"]
    notes = _notes(list(every.values()), rows)
    return view.report("evidence", "Evidence", COLUMNS, rows, totals=totals, notes=notes)


def _rows(contracts: ContractsOn, contract: ContractOnLedger, evidence: Evidence) -> Iterator[Row]:
    named, provider = contracts.named, contract.provider_on(contracts.view.as_of)
    of = {
        "contract": contract.number,
        "home": named.homes[contract.home],
        "provider": named.providers[provider],
    }
    for held in evidence.held:
        yield of | held_row(held)
    absent = dict.fromkeys(column.key for column in COLUMNS)
    for kind in _ALWAYS_WANTED:
        if evidence.of(kind) is None:
            yield absent | of | {"kind": kind_words(kind), "standing": UNKNOWN, "reminders": []}


def held_row(held: Held) -> Row:
    """What is held of one kind, as JSON holds it: money in pence, days ISO text."""
    proof, last = held.proof, held.last
    return {
        "kind": kind_words(proof.kind),
        "cover_pence": proof.cover,
        "on_day": _iso(proof.first),
        "until_day": _iso(last),
        "source": proof.source if proof.promised is None else "promise",
        "reference": proof.reference,
        "standing": held.standing or UNKNOWN,
        "reminders": [day.isoformat() for day in held.reminders],
        "closes_on": _iso(held.closes_on),
        "days_left": (last - held.day).days if last else None,
    }


def _urgency(row: Row) -> tuple[bool, bool, str]:
    return row["standing"] == UNKNOWN, row["until_day"] is None, row["until_day"] or ""


def _notes(every: list[Evidence], rows: list[Row]) -> list[str]:
    notes: list[str] = []
    if watch := next((held.watch for each in every for held in each.held), None):
        notes.append(PublicNote(f"{_reminding(watch)}; {_closing(watch)}."))
    if any(row["standing"] == UNKNOWN for row in rows):
        notes.append(PublicNote("Unknown: nothing is on record, which says neither yes nor no."))
    return notes


def _reminding(watch: Watch) -> str:
    days = [str(days) for days in sorted(set(watch.remind), reverse=True)]
    if not days:
        return "No reminder is sent before a last day"
    return f"Reminders fall {listed(days)} days before a last day"


def _closing(watch: Watch) -> str:
    return f"{watch.grace} after it a home takes nobody new, and its contract stays in force"


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
