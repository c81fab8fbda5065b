"""Who lives where, as the ledger has it: people by contract, by home without one, by reference."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import groupby
from typing import Any

from dpsctl.domain.placements import Cause, Fee, Placement, in_order
from dpsctl.ledger.contract_facts import ContractOnLedger
from dpsctl.ledger.file import Ledger, Row
from dpsctl.ledger.schema.residents import lives, residents
from dpsctl.ledger.schema.views import LAST_DAY


def residents_of(ledger: Ledger, contract: ContractOnLedger, day: date) -> list[Row]:
    """The people who live under a contract on a London day, by reference: each with need, band,
    basis, first day where it is known, and weekly fee of the day in pence.
    """
    return _living(ledger, "{contract} = :of", contract.number, day)


def came_with(ledger: Ledger, contract: int, *, placed: bool = False) -> set[str]:
    """The references of everyone who came with a contract, wherever they are now; with ``placed``
    of everyone who was placed under it since, too.
    """
    rows = ledger.rows(
        residents("came", "ref", where="{contract} = :contract"), {"contract": contract}
    )
    return {row["ref"] for row in rows if placed or row["came"] != "placed"}


def residents_without_contract(ledger: Ledger, home: int, day: date) -> list[Row]:
    """The people who live in a home on a London day without a contract, by reference."""
    rows = _living(ledger, "{home} = :of", home, day)
    return [row for row in rows if row["contract"] is None]


def everyone_on(ledger: Ledger, day: date, *columns: str) -> Iterator[Row]:
    """Everyone who lives anywhere on a London day, by contract and reference, one at a time: some
    columns of :func:`~dpsctl.ledger.schema.residents.residents`, or all of them.

    Under a contract that has ended nobody is told to have left: who looks must see to that.
    """
    return ledger.each(
        f"SELECT * FROM ({residents(*columns)}) WHERE {lives()} ORDER BY contract, ref, placing",
        {"day": day.isoformat()},
    )


def placements_called(ledger: Ledger, ref: str, day: date | None = None) -> list[Row]:
    """Every placement under a pseudonymous reference, whatever became of it, oldest first.

    Fees and bands are those of a London ``day``; by default the last that were recorded for any.
    """
    given = {"ref": ref, "day": day.isoformat() if day else LAST_DAY}
    return ledger.rows(
        f"SELECT r.*, k.number IS NOT NULL AND EXISTS (SELECT 1 FROM endings x "
        "WHERE x.contract = k.number AND x.annuls = 1) AS annulled "
        f"FROM ({residents(where='{ref} = :ref')}) r LEFT JOIN awards k ON k.number = r.contract "
        "ORDER BY r.contract IS NULL, r.contract, r.placing",
        given,
    )


def placement_of(row: Row, fees: list[Row]) -> Placement:
    """A row of :func:`~dpsctl.ledger.schema.residents.residents` as a placement over time.

    ``fees`` are its rows of ``fee_changes``, oldest first.
    """
    return Placement(
        historic=row["current_weekly_pence"],
        first=row["offered_weekly_pence"],
        starts_on=_day(row["starts_on"]),
        left_on=_day(row["left_on"]),
        fees=in_order([_fee(fee) for fee in fees]),
    )


def placements(ledger: Ledger) -> Iterator[tuple[Row, Placement]]:
    """Everyone on the ledger, one at a time however many they are: who it is, and the placement."""
    # Each way of naming a placement in a fee change is read in the order of the people it names, so
    # that neither list is ever held whole.
    for named in ("contract IS NOT NULL", "placing IS NOT NULL"):
        yield from _with_fees(ledger, named, placed=named.startswith("placing"))


def _with_fees(ledger: Ledger, named: str, *, placed: bool) -> Iterator[tuple[Row, Placement]]:
    key = ("placing",) if placed else ("contract", "ref")
    order = ", ".join(key)
    people = f"SELECT * FROM ({residents()}) WHERE (came = 'placed') = :placed ORDER BY {order}"
    changes = f"SELECT * FROM fee_changes WHERE {named} ORDER BY {order}, id"
    grouped = groupby(ledger.each(changes), key=lambda row: tuple(row[each] for each in key))
    at, group = next(grouped, (None, iter(())))
    for row in ledger.each(people, {"day": LAST_DAY, "placed": placed}):
        who = tuple(row[each] for each in key)
        while at is not None and at < who:
            at, group = next(grouped, (None, iter(())))
        yield row, placement_of(row, list(group) if at == who else [])


def _living(ledger: Ledger, where: str, of: Any, day: date) -> list[Row]:
    return ledger.rows(
        f"SELECT * FROM ({residents(where=where)}) WHERE {lives()} ORDER BY ref",
        {"of": of, "day": day.isoformat()},
    )


def _fee(row: Row) -> Fee:
    cause: Cause = "review" if row["uplift"] is None else "uplift"
    return Fee(date.fromisoformat(row["from_day"]), row["weekly_pence"], cause)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
