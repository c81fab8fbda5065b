"""Which placement a command means by a person's reference."""

from __future__ import annotations

from datetime import date

from dpsctl.domain.words import listed
from dpsctl.errors import RefusedError
from dpsctl.ledger.contracts import contract_named
from dpsctl.ledger.file import Ledger, Row
from dpsctl.ledger.residents import placements_called


def placements_meant(ledger: Ledger, ref: str, contract: str | None, day: date) -> list[Row]:
    """A person's placements that no annulment undid, oldest first; of one contract where one is
    named. Fees are those of a London day.

    Raises:
        RefusedError: nobody is placed under that reference (there), or there is no such contract.
    """
    found = [row for row in placements_called(ledger, ref, day) if not row["annulled"]]
    if contract is None:
        found = _without_lines_left(ledger, found)
    else:
        number = contract_named(ledger, contract, day).number
        found = [row for row in found if row["contract"] == number]
    if not found:
        under = f" under contract {contract}" if contract else ""
        raise RefusedError(
            f"nobody is placed under the reference {ref}{under}",
            "a contract's people: dpsctl explain CONTRACT --contract; "
            "to place somebody: dpsctl place CONTRACT --ref REF",
        )
    return found


def _without_lines_left(ledger: Ledger, rows: list[Row]) -> list[Row]:
    """Without the placement under a contract that the home leaves for another of these."""
    known = {row["contract"] for row in rows}
    left = {
        row["leaves"]
        for row in ledger.rows("SELECT contract, leaves FROM remodellings")
        if row["contract"] in known
    }
    return [row for row in rows if row["contract"] not in left]


def only(rows: list[Row], ref: str) -> Row:
    """The one placement of several that is meant.

    Raises:
        RefusedError: it could be more than one.
    """
    if len(rows) > 1:
        places = [_words(row) for row in rows]
        raise RefusedError(
            f"{ref} is placed {listed(places)}", "say which is meant: --contract CONTRACT"
        )
    return rows[0]


def _words(row: Row) -> str:
    contract = row["contract"]
    return f"under contract {contract}" if contract else "in a home without a contract"
