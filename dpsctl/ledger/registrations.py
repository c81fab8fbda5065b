"""Homes' registration with CQC as proofs: what the public register showed of them by a day."""

from __future__ import annotations

from datetime import date, timedelta

from dpsctl.domain.proof_kinds import REGISTRATION
from dpsctl.domain.proofs import Proof
from dpsctl.ledger.dated import locations_on
from dpsctl.ledger.file import Ledger, Row
from dpsctl.ledger.register import newest_rows

_DAY = timedelta(days=1)


def registrations(ledger: Ledger, day: date) -> dict[int, Proof]:
    """The registration of each home by a London day, by its number, where the register speaks.

    It holds until the day before it was ended; of one that a whole snapshot leaves out nothing is
    known, for a slip in its number would look the same.
    """
    newest = newest_rows(ledger, day.isoformat())
    if not newest:
        return {}
    located = locations_on(ledger, day).items()
    return {home: _proof(newest[location]) for home, location in located if location in newest}


def _proof(row: Row) -> Proof:
    taken_on = date.fromisoformat(row["taken_on"])
    first, last = None, None
    if row["listed"]:
        first = _day(row["registered_on"]) or taken_on
    if row["registration"] == "Deregistered":
        last = (_day(row["deregistered_on"]) or taken_on) - _DAY
    return Proof(
        kind=REGISTRATION,
        source="register",
        entry=row["entry"],
        recorded=taken_on,
        first=first,
        last=last,
        reference=f"{row['snapshot_name']} of {taken_on}",
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
