"""The numbers of contracts in the public register: each its own, and the same for ever."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from dpsctl.ledger.contract_facts import ContractOnLedger
from dpsctl.reports.view import View

_AMENDMENTS = """
SELECT entry, COALESCE(json_extract(terms, '$.reference'), system) AS reference
FROM systems ORDER BY id
"""


@dataclass(frozen=True)
class RegisterNumbers:
    """The numbers of a ledger's contracts.

    A contract that has the council's own reference keeps it. Any other is called by the system's
    reference, as it was when the contract was recorded, and the contract's number: ``SC19012/7``. A
    reference that reads like one of these gives way to its own, so that no two are the same.
    """

    view: View

    def of(self, contract: ContractOnLedger) -> str:
        """A contract's number in the register."""
        own = contract.reference
        if own and not self._reads_as_made(own):
            return own
        recorded = [made for entry, made in self._systems if entry <= contract.entry]
        return f"{recorded[-1]}/{contract.number}"

    def _reads_as_made(self, reference: str) -> bool:
        before, slash, number = reference.rpartition("/")
        known = {made for _, made in self._systems}
        return bool(slash) and before in known and number.isdecimal()

    @cached_property
    def _systems(self) -> list[tuple[int, str]]:
        """Each amendment's entry, and the system's reference by it."""
        rows = self.view.ledger.rows(_AMENDMENTS)
        return [(row["entry"], row["reference"]) for row in rows]
