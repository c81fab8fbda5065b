"""The fees of contracts: what their residents cost a week, on historic and on new terms."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from dpsctl.domain.costs import Fees
from dpsctl.ledger.contract_facts import ContractOnLedger
from dpsctl.ledger.file import Ledger, Row

# Residents who came with an application move from historic terms to those offered; those of a
# contract that was taken over stay on the terms they had.
_APPLIED = """
SELECT application AS owner, ref, current_weekly_pence AS current, offered_weekly_pence AS offered
FROM application_placements WHERE :application IS NULL OR application = :application ORDER BY id
"""
_TAKEN_OVER = """
SELECT contract AS owner, ref, weekly_pence AS current, weekly_pence AS offered
FROM placements WHERE :number IS NULL OR contract = :number ORDER BY id
"""


class FeesKnown:
    """Weekly fees in pence: of every contract, or of the one given."""

    def __init__(self, ledger: Ledger, only: ContractOnLedger | None = None) -> None:
        asked = {
            "application": only.application if only else None,
            "number": only.number if only else None,
        }
        self._applied = _by_owner(ledger.rows(_APPLIED, asked))
        self._taken_over = _by_owner(ledger.rows(_TAKEN_OVER, asked))

    def of(self, contract: ContractOnLedger, left_for: ContractOnLedger | None = None) -> Fees:
        """A contract's fees; whoever moves to the contract it is left for counts there alone."""
        moved = {row["ref"] for row in self._residents(left_for)} if left_for else set()
        return _summed(row for row in self._residents(contract) if row["ref"] not in moved)

    def _residents(self, contract: ContractOnLedger) -> list[Row]:
        applied = self._applied[contract.application] if contract.application else []
        return [*applied, *self._taken_over[contract.number]]


def _by_owner(rows: Iterable[Row]) -> dict[int, list[Row]]:
    found: dict[int, list[Row]] = defaultdict(list)
    for row in rows:
        found[row["owner"]].append(row)
    return found


def _summed(rows: Iterable[Row]) -> Fees:
    # A home may join with nobody placed in it yet: then nothing is summed.
    changes = [(row["current"], row["offered"]) for row in rows]
    rises = [offered - current for current, offered in changes if offered > current]
    falls = [current - offered for current, offered in changes if offered < current]
    return Fees(
        placements=len(changes),
        current=sum(current for current, _ in changes),
        offered=sum(offered for _, offered in changes),
        up=len(rises),
        down=len(falls),
        raised=sum(rises),
        lowered=sum(falls),
    )
