"""Which placement a command means by a person's reference."""

from __future__ import annotations

from datetime import date

from dpsctl.actions.identities import home_at
from dpsctl.domain.words import listed
from dpsctl.errors import RefusedError
from dpsctl.ledger.contracts import contract_named, contract_numbered, is_contract
from dpsctl.ledger.file import Ledger, Row
from dpsctl.ledger.residents import placements_called


def placements_meant(ledger: Ledger, ref: str, contract: str | None, day: date) -> list[Row]:
    """A person's placements that no annulment undid, oldest first; of one contract where one is
    named, or of a home without one, by its CQC location. Fees are those of a London day.

    Raises:
        RefusedError: nobody is placed under that reference (there), or there is no such contract.
    """
    found = [row for row in placements_called(ledger, ref, day) if not row["annulled"]]
    if contract is None:
        found = _without_lines_left(ledger, found)
    else:
        found = _under(ledger, found, contract, day)
    if not found:
        under = f" under contract {contract}" if contract else ""
        raise RefusedError(
            f"nobody is placed under the reference {ref}{under}",
            "a contract's people: dpsctl explain CONTRACT --contract; "
            "to place somebody: dpsctl place CONTRACT --ref REF",
        )
    return found


def _under(ledger: Ledger, rows: list[Row], name: str, day: date) -> list[Row]:
    """Those under a contract, or in a home at a location without one."""
    home = home_at(ledger, name)
    try:
        number = contract_named(ledger, name, day).number
    except RefusedError:
        if home is None or is_contract(ledger, name):
            raise
        number = None
    here = [row for row in rows if row["contract"] is None and row["home"] == home]
    return here + [row for row in rows if number and row["contract"] == number]


def beside(ledger: Ledger, row: Row, day: date) -> list[Row]:
    """The same person's placement under the other contract of a home that leaves one for the other,
    and has not left it by a London day: one person, whom the ledger has under both.
    """
    moves = ledger.rows(
        "SELECT contract, leaves FROM remodellings WHERE ? IN (contract, leaves)",
        [row["contract"]],
    )
    pairs = {each["leaves"]: each["contract"] for each in moves}
    others = {*pairs, *pairs.values()} - {row["contract"]}
    return [
        each
        for each in (placements_called(ledger, row["ref"], day) if others else [])
        if each["contract"] in others and not each["annulled"] and not _moved(ledger, pairs, day)
    ]


def _moved(ledger: Ledger, pairs: dict[int, int], day: date) -> bool:
    left = [contract_numbered(ledger, number) for number in pairs]
    return any(each and each.life.left_on and each.life.left_on <= day for each in left)


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
            f"{ref} is placed {listed(places)}",
            "say which is meant: --contract CONTRACT, or the CQC location of a home without one",
        )
    return rows[0]


def _words(row: Row) -> str:
    contract = row["contract"]
    return f"under contract {contract}" if contract else "in a home without a contract"
