"""What the ledger has already of somebody who is to be placed: the same again, or another place."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from dpsctl.actions.desk import Outcome
from dpsctl.actions.placement_prices import Why
from dpsctl.documents.placements import Placed
from dpsctl.domain.money import pounds
from dpsctl.ledger.contracts import contract_numbered
from dpsctl.ledger.file import Ledger, Row
from dpsctl.ledger.residents import placements_called

_DAY = timedelta(days=1)


class PlacedBefore:
    """The placements of a person that stand: no annulment undid them, and they came to be."""

    def __init__(self, ledger: Ledger, placed: Placed, home: int | None) -> None:
        self._ledger = ledger
        self._placed = placed
        self._home = home
        called = placements_called(ledger, placed.ref, placed.starts_on)
        self._rows = [row for row in called if _stands(row)]

    def so(self) -> Row | None:
        """The placement as it is to be recorded, and its price, where the ledger has it already."""
        placed = self._placed
        known = self._ledger.rows(
            "SELECT * FROM placings WHERE ref = ? AND starts_on = ? AND home IS ?",
            [placed.ref, placed.starts_on.isoformat(), self._home],
        )
        terms = (placed.need, placed.band, placed.weekly_fee, placed.basis)
        same = {
            row["id"]: row["price"]
            for row in known
            if (row["need"], row["band"], row["weekly_pence"], row["basis"]) == terms
        }
        found = next((row for row in self._rows if row["placing"] in same), None)
        return {**found, "price": same[found["placing"]]} if found else None

    def otherwise(self, row: Row, price: str | None) -> Iterator[Why]:
        """What the ledger has otherwise of a placement that it has: its price, its last day."""
        left, ref = self._placed.left_on, self._placed.ref
        if price is not None and price != row["price"]:
            what = f"{ref} is placed so already, with {'another' if row['price'] else 'no'} price"
            undo = f"dpsctl end-placement {ref} --on {row['starts_on']}"
            yield ("price",), what, f"to place them anew with this one, undo that first: {undo}"
        if left is None or row["left_on"] == left.isoformat():
            return
        known = f"left on {row['left_on']}" if row["left_on"] else "has not left"
        correct = " --correct REASON" if row["left_on"] else ""
        what = f"{ref} is placed so already, and {known} as the ledger has it"
        yield ("left_on",), what, f"dpsctl end-placement {ref} --on {left}{correct}"

    def twice(self, outcome: Outcome) -> Iterator[Why]:
        """Why somebody who lives there already cannot be placed there; told if it is elsewhere."""
        for row in self._rows:
            if not _lives(row, self._placed):
                continue
            if row["home"] == self._home:
                yield ("ref",), *self._there_already(row)
            else:
                outcome.remark(_as_well(row, self._placed))

    def _there_already(self, row: Row) -> tuple[str, str]:
        """That they live there already, and what to do instead."""
        ref, day, begins = self._placed.ref, self._placed.starts_on, row["starts_on"]
        later = begins and begins > day.isoformat()
        lives = (
            f"is placed {_place(row)} from {begins}" if later else f"lives {_place(row)} on {day}"
        )
        what = f"{ref} {lives} already, at {pounds(row['weekly_pence'])} a week"
        if end := self._last_day_under(row):
            leaving = f"dpsctl end-placement {ref} --contract {row['contract']} --on {end + _DAY}"
            return f"{what}, and that contract has ended", f"first, {leaving}"
        todo = f"for another fee, dpsctl change-fee {ref} --weekly FEE --from DATE --reason TEXT"
        undo = f"; if it was recorded wrongly, dpsctl end-placement {ref} --on {begins} undoes it"
        return what, todo + (undo if row["placing"] else "")

    def _last_day_under(self, row: Row) -> date | None:
        """The last day of the contract that somebody lives under, where it has ended."""
        contract = contract_numbered(self._ledger, row["contract"]) if row["contract"] else None
        if contract and contract.life.has_ended(self._placed.starts_on):
            return contract.life.last_day
        return None


def _stands(row: Row) -> bool:
    came = row["starts_on"] is None or row["left_on"] != row["starts_on"]
    return came and not row["annulled"]


def _lives(row: Row, placed: Placed) -> bool:
    """Whether a placement's days and those about to be recorded have one in common."""
    begun, day = row["starts_on"], placed.starts_on.isoformat()
    if begun and placed.left_on and begun >= placed.left_on.isoformat():
        return False
    return row["left_on"] is None or row["left_on"] > day


def _as_well(row: Row, placed: Placed) -> str:
    place = f"under contract {row['contract']}" if row["contract"] else "in a home without one"
    under = f" --contract {row['contract']}" if row["contract"] else ""
    return (
        f"{placed.ref} lives {place} as well, at {pounds(row['weekly_pence'])} a week; if they "
        f"moved, dpsctl end-placement {placed.ref}{under} --on {placed.starts_on}"
    )


def _place(row: Row) -> str:
    return f"under contract {row['contract']}" if row["contract"] else "there without a contract"
