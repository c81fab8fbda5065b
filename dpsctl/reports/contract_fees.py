"""The fees of contracts: what their residents cost a week, on historic and on new terms."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from dpsctl.domain.costs import Fees
from dpsctl.ledger.contract_facts import ContractOnLedger
from dpsctl.ledger.file import Ledger, Row

_RESIDENTS = """
SELECT contract, ref, current_weekly_pence AS current, offered_weekly_pence AS offered
FROM residents WHERE :only IS NULL OR contract = :only ORDER BY contract, ref
"""


class FeesKnown:
    """Weekly fees in pence: of every contract, or of the one given."""

    def __init__(self, ledger: Ledger, only: ContractOnLedger | None = None) -> None:
        self._residents: dict[int, list[Row]] = defaultdict(list)
        for row in ledger.rows(_RESIDENTS, {"only": only.number if only else None}):
            self._residents[row["contract"]].append(row)

    def of(self, contract: ContractOnLedger, left_for: ContractOnLedger | None = None) -> Fees:
        """A contract's fees; whoever moves to the contract it is left for counts there alone."""
        moved = {row["ref"] for row in self._residents[left_for.number]} if left_for else set()
        return _summed(row for row in self._residents[contract.number] if row["ref"] not in moved)


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
